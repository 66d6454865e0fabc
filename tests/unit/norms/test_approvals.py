"""A second person says yes or no, in the system or by a signed paper; never whoever asked or prepared."""

import pytest
from factories.people import TODAY, seated
from factories.staffed_district import NOW, District, acting

from giamngheo.accounts.kinds import Capacity, Role
from giamngheo.accounts.models import SigningAuthority
from giamngheo.audit.kinds import Subject
from giamngheo.audit.models import Entry
from giamngheo.common.scope import OutOfScope, Scope
from giamngheo.files.models import StoredFile
from giamngheo.norms import actions, queries
from giamngheo.norms.kinds import ApprovalState, PaperDetails
from giamngheo.norms.models import SignedPaper

KIND = "thing"


def ask(district: District, number: int = 1, place_id: int | None = None, prepared_by: int | None = None) -> None:
    subject = Subject(KIND, str(number), f"Việc số {number}")
    actions.ask_approval(
        by=acting(district.standing), at=NOW, subject=subject, place_id=place_id, prepared_by=prepared_by
    )


def signed(district: District, **details: object) -> int:
    """A paper entered by the standing office, with a scan."""
    given: dict[str, object] = {"number": "12/QĐ-UBND", "signatory": "Người Ký Mẫu", "signed_on": TODAY} | details
    paper = PaperDetails(title="Về việc mẫu", authority="UBND huyện Đồng Mẫu", **given)  # type: ignore[arg-type]
    paper_id = actions.enter_paper(by=acting(district.standing), at=NOW, on=TODAY, details=paper)
    scan = StoredFile.objects.create(
        direction="upload",
        kind="scan",
        name="a.pdf",
        media_type="application/pdf",
        size=1,
        sha256="0" * 64,
        kept_at=NOW,
    )
    SignedPaper.objects.filter(pk=paper_id).update(scan=scan)
    return paper_id


def state(number: int = 1) -> ApprovalState:
    found = queries.approval_of(KIND, str(number))
    assert found is not None
    return found.state


def test_a_second_person_approves_in_the_system(district: District) -> None:
    ask(district)
    [waiting] = queries.waiting_approvals(acting(district.leader))
    assert (waiting.subject.label, waiting.manner) == ("Việc số 1", "chờ phê duyệt")
    actions.approve(by=acting(district.leader), at=NOW, kind=KIND, subject_id="1", remark="Nhất trí")
    assert state() == ApprovalState.APPROVED
    assert queries.waiting_approvals(acting(district.leader)) == []
    [decided] = queries.decided_approvals(acting(district.standing))
    assert (decided.decided_by, decided.manner) == (district.leader.full_name, "phê duyệt trong hệ thống")
    entry = Entry.objects.get(deed="norms.approved")
    assert (entry.subject_kind, entry.subject_id, entry.reason) == (KIND, "1", "Nhất trí")


def test_neither_who_asked_nor_who_prepared_approves(district: District) -> None:
    other_leader = seated(Role.LEADER, district.where.district, username="lanh.dao.2")
    ask(district, prepared_by=other_leader.pk)
    for user in (district.standing, other_leader):
        assert queries.waiting_approvals(acting(user)) == []
        assert len(queries.asked_by_me(acting(user))) == 1
        with pytest.raises(actions.OwnWork):
            actions.approve(by=acting(user), at=NOW, kind=KIND, subject_id="1")
        with pytest.raises(actions.OwnWork):
            actions.refuse(by=acting(user), at=NOW, kind=KIND, subject_id="1", reason="Không")
    assert state() == ApprovalState.WAITING


def test_an_approver_of_one_commune_decides_there_only(district: District) -> None:
    ask(district, 1, place_id=district.where.commune)
    ask(district, 2, place_id=district.where.other_commune)
    ask(district, 3)
    assert [row.subject.id for row in queries.waiting_approvals(acting(district.chair))] == ["1"]
    assert [row.subject.id for row in queries.waiting_approvals(acting(district.leader))] == ["1", "2", "3"]
    actions.approve(by=acting(district.chair), at=NOW, kind=KIND, subject_id="1")
    for number in ("2", "3"):
        with pytest.raises(OutOfScope):
            actions.approve(by=acting(district.chair), at=NOW, kind=KIND, subject_id=number)
    hidden = queries.approval_of(KIND, "3")
    assert hidden is not None
    with pytest.raises(queries.NoSuchApproval):
        queries.approval(hidden.id, scope=acting(district.chair))
    assert queries.approval(hidden.id, scope=acting(district.leader)).subject.id == "3"


def test_a_refusal_needs_a_reason(district: District) -> None:
    ask(district)
    with pytest.raises(actions.NoReason):
        actions.refuse(by=acting(district.leader), at=NOW, kind=KIND, subject_id="1", reason="  ")
    actions.refuse(by=acting(district.leader), at=NOW, kind=KIND, subject_id="1", reason="Thiếu căn cứ")
    assert state() == ApprovalState.REFUSED
    [row] = queries.decided_approvals(acting(district.standing))
    assert (row.manner, row.remark) == ("không đồng ý", "Thiếu căn cứ")


def test_what_is_decided_is_not_decided_again(district: District) -> None:
    ask(district)
    actions.approve(by=acting(district.leader), at=NOW, kind=KIND, subject_id="1")
    second = seated(Role.LEADER, district.where.district, username="lanh.dao.2")
    with pytest.raises(actions.AlreadyDecided, match="đã có người quyết định"):
        actions.refuse(by=acting(second), at=NOW, kind=KIND, subject_id="1", reason="Muộn")
    with pytest.raises(queries.NoSuchApproval):
        actions.approve(by=acting(second), at=NOW, kind=KIND, subject_id="99")


def test_asking_twice_waits_once_and_after_a_decision_one_may_ask_again(district: District) -> None:
    ask(district)
    with pytest.raises(actions.AlreadyWaiting):
        ask(district)
    actions.refuse(by=acting(district.leader), at=NOW, kind=KIND, subject_id="1", reason="Sửa lại")
    ask(district)
    assert state() == ApprovalState.WAITING


def test_who_asked_takes_it_back_and_nobody_else(district: District) -> None:
    ask(district)
    with pytest.raises(OutOfScope):
        actions.withdraw(by=acting(district.leader), at=NOW, kind=KIND, subject_id="1")
    actions.withdraw(by=acting(district.standing), at=NOW, kind=KIND, subject_id="1")
    assert state() == ApprovalState.WITHDRAWN
    [row] = queries.decided_approvals(acting(district.standing))
    assert row.manner == "người trình đã rút lại"


@pytest.mark.django_db
def test_nobody_signed_in_asks_for_nothing() -> None:
    with pytest.raises(OutOfScope):
        actions.ask_approval(by=Scope(None, "hệ thống"), at=NOW, subject=Subject(KIND, "1", "x"), place_id=None)


def test_a_signed_paper_is_told_apart_from_an_approval_in_the_system(district: District) -> None:
    ask(district)
    paper_id = signed(district)
    actions.approve_by_paper(by=acting(district.standing), at=NOW, kind=KIND, subject_id="1", paper_id=paper_id)
    [row] = queries.decided_approvals(acting(district.leader))
    assert row.state == ApprovalState.BY_PAPER
    assert row.manner == "theo văn bản đã ký số 12/QĐ-UBND ngày 15/11/2024"
    assert row.decided_by == district.standing.full_name, "who entered it, not who approved"
    entry = Entry.objects.get(deed="norms.approved_by_paper")
    assert entry.after["van_ban"] == paper_id


def test_a_paper_without_scan_or_withdrawn_or_not_there_does_not_count(district: District) -> None:
    ask(district)
    by = acting(district.standing)
    paper_id = signed(district)
    SignedPaper.objects.update(scan=None)
    with pytest.raises(actions.PaperDoesNotCount, match="chưa có bản chụp"):
        actions.approve_by_paper(by=by, at=NOW, kind=KIND, subject_id="1", paper_id=paper_id)
    actions.withdraw_paper(by=by, at=NOW, paper_id=paper_id, reason="Nhập nhầm")
    with pytest.raises(actions.PaperDoesNotCount, match="đã được rút"):
        actions.approve_by_paper(by=by, at=NOW, kind=KIND, subject_id="1", paper_id=paper_id)
    with pytest.raises(queries.NoSuchPaper):
        actions.approve_by_paper(by=by, at=NOW, kind=KIND, subject_id="1", paper_id=paper_id + 1)
    assert state() == ApprovalState.WAITING


def test_a_paper_signed_by_whoever_asked_does_not_count(district: District) -> None:
    ask(district)
    typed = signed(district, number="1", signatory=district.standing.full_name.upper())
    right = SigningAuthority.objects.create(
        user=district.standing, capacity=Capacity.BY_ORDER, for_whom="Chủ tịch", valid_from=TODAY, basis="QĐ mẫu"
    )
    recorded = signed(district, number="2", authority_id=right.pk)
    for paper_id in (typed, recorded):
        with pytest.raises(actions.PaperDoesNotCount, match="chính là người trình"):
            actions.approve_by_paper(by=acting(district.standing), at=NOW, kind=KIND, subject_id="1", paper_id=paper_id)


def test_somebody_of_the_same_name_may_sign_where_the_right_to_sign_is_recorded(district: District) -> None:
    namesake = seated(Role.LEADER, district.where.district, username="trung.ten")
    namesake.full_name = district.standing.full_name
    namesake.save()
    right = SigningAuthority.objects.create(
        user=namesake, capacity=Capacity.DEPUTY, for_whom="Chủ tịch", valid_from=TODAY, basis="QĐ mẫu"
    )
    ask(district)
    paper_id = signed(district, authority_id=right.pk)
    actions.approve_by_paper(by=acting(district.standing), at=NOW, kind=KIND, subject_id="1", paper_id=paper_id)
    assert state() == ApprovalState.BY_PAPER


def test_a_paper_is_brought_by_who_asked_or_who_approves_only(district: District) -> None:
    ask(district)
    paper_id = signed(district)
    with pytest.raises(OutOfScope):
        actions.approve_by_paper(
            by=acting(district.administrator), at=NOW, kind=KIND, subject_id="1", paper_id=paper_id
        )
    actions.approve_by_paper(by=acting(district.leader), at=NOW, kind=KIND, subject_id="1", paper_id=paper_id)
    assert state() == ApprovalState.BY_PAPER


def test_decisions_are_paged_without_losing_any(district: District) -> None:
    for number in range(53):
        ask(district, number)
        actions.approve(by=acting(district.leader), at=NOW, kind=KIND, subject_id=str(number))
    first = queries.decided_approvals(acting(district.leader))
    assert len(first) == 51
    rest = queries.decided_approvals(acting(district.leader), before=first[49].id)
    assert [row.subject.id for row in (*first[:50], *rest)] == [str(number) for number in range(52, -1, -1)]
