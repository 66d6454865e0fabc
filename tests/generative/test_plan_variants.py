"""One plan written in many ways is read as one plan."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories.plans import Money, Style, Work, annex_of, as_document, write_plan

from giamngheo.common.text import fold
from giamngheo.documents.reading.plans.plan import Budget, Plan
from giamngheo.documents.reading.plans.reader import read_plan

PROJECTS = [
    "{place}. Dự án {code}: {name}",
    "DỰ ÁN {code}. {NAME}",
    "{place}. Dự án {code}\n{name}",
    "Dự án {code} - {name}",
]
SUBS = [
    "{letter}) Tiểu dự án {code}: {name}",
    "- Tiểu dự án {code}: {name}",
    "Tiểu dự án {code} (Dự án {project}): {name}",
]
SECTIONS = [
    "{roman}. {title}",
    "PHẦN {roman}. {title}",
    "{capital}. {title}",
    "Phần thứ {ordinal}\n{title}",
    "Chương {roman}\n{title}",
    "Mục {number}. {title}",
]

money = st.builds(Money, st.integers(1, 9_000), st.integers(1, 900), st.integers(1, 900))
leads = st.sampled_from(["Trung tâm Y tế huyện", "Phòng Văn hóa - Thông tin", "Phòng Lao động - Thương binh và Xã hội"])
names = st.sampled_from(["Đa dạng hóa sinh kế", "Cải thiện dinh dưỡng", "Hỗ trợ việc làm bền vững"])
styles = st.builds(
    Style,
    project=st.sampled_from(PROJECTS),
    sub=st.sampled_from(SUBS),
    field_sign=st.sampled_from(["+ ", "* "]),
    section=st.sampled_from(SECTIONS),
    unit=st.sampled_from(["đồng", "nghìn đồng", "triệu đồng", "tỷ đồng"]),
    about=st.sampled_from(["", "khoảng "]),
    total_unit=st.sampled_from([None, "triệu đồng", "tỷ đồng"]),
    money=st.sampled_from(["list", "sentence", "unitless", "annex"]),
    source_name=st.integers(0, 2),
    without_accents=st.booleans(),
    blank_lines=st.booleans(),
    width=st.sampled_from([None, 84]),
    page_every=st.sampled_from([None, 30]),
)


@st.composite
def plans(draw: st.DrawFn) -> tuple[Work, ...]:
    """A few projects; some with their money at two sub-projects, some with the money stated once for both."""
    works = []
    for code in draw(st.lists(st.sampled_from("234567"), min_size=1, max_size=4, unique=True)):
        split = draw(st.sampled_from(["whole", "by sub-project", "once for all"]))
        subs = tuple(
            Work(sub, draw(names), draw(leads), draw(money) if split == "by sub-project" else None)
            for sub in (("1", "2") if split != "whole" else ())
        )
        works.append(Work(code, draw(names), draw(leads), None if split == "by sub-project" else draw(money), subs))
    return tuple(works)


def money_of(budget: Budget | None) -> dict[str, int | None] | None:
    return budget and {name: getattr(budget, name) for name in ("total", "central", "province", "district")}


def assert_read(works: tuple[Work, ...], plan: Plan) -> None:
    assert [project.code for project in plan.projects] == [work.code for work in works]
    for work, project in zip(works, plan.projects, strict=True):
        assert fold(project.name) == fold(work.name)
        assert money_of(project.budget) == (work.money.as_budget() if work.money else None)
        assert [sub.code for sub in project.sub_projects] == [sub.code for sub in work.subs]
        for written, read in zip(work.subs, project.sub_projects, strict=True):
            assert money_of(read.budget) == (written.money.as_budget() if written.money else None)
            assert read.lead_agency == written.lead
        if work.money:
            assert project.lead_agency == work.lead


@settings(max_examples=150, deadline=None)
@given(works=plans(), style=styles)
def test_numbering_headings_money_and_broken_lines_do_not_change_the_plan(
    works: tuple[Work, ...], style: Style
) -> None:
    annexes = [annex_of(works, style)] if style.money == "annex" else []
    plan = read_plan([*annexes, as_document(write_plan(works, style), style)])

    assert_read(works, plan)
    assert (plan.kind, plan.year, plan.place and plan.place.name) == ("ke_hoach", 2024, "Sông Mẫu")
    [target] = plan.targets
    assert (target.operator, target.value, target.breakdown) == (">=", 50, {"ethnic_minority": 30, "kinh": 20})
    assert len(plan.commitments) == 1
    assert [group.agencies for group in plan.responsibilities] == [
        ["Phòng Tài chính - Kế hoạch"],
        ["Ủy ban nhân dân các xã, thị trấn"],
    ]
    assert plan.signatory is not None
    assert plan.signatory.name == "Lê Văn Mẫu"
    assert [finding for finding in plan.findings if finding.severity != "note"] == []
    assert plan.unread == []


@pytest.mark.parametrize("project", PROJECTS)
@pytest.mark.parametrize("sub", SUBS)
def test_every_pair_of_heading_styles(project: str, sub: str) -> None:
    works = (
        Work("3", "Cải thiện dinh dưỡng", "Trung tâm Y tế huyện", None, (
            Work("1", "Đa dạng hóa sinh kế", "Trung tâm Y tế huyện", Money(10, 2, 1)),
            Work("2", "Hỗ trợ việc làm bền vững", "Phòng Văn hóa - Thông tin", Money(20, 3, 1)),
        )),
        Work("6", "Hỗ trợ việc làm bền vững", "Phòng Văn hóa - Thông tin", Money(7, 2, 1), (
            Work("1", "Đa dạng hóa sinh kế", "Trung tâm Y tế huyện", None),
        )),
    )  # fmt: skip
    style = Style(project=project, sub=sub)
    assert_read(works, read_plan([as_document(write_plan(works, style), style)]))
