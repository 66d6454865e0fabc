"""Who leads a project: in its heading, in a sentence, in a table's column; and agencies since July 2025."""

import pytest

from giamngheo.documents.reading.files.opening import open_bytes
from giamngheo.documents.reading.plans.agencies import agencies_of_heading, assignment_in
from giamngheo.documents.reading.plans.plan import Plan, Project
from giamngheo.documents.reading.plans.project_names import name_in_heading
from giamngheo.documents.reading.plans.reader import read_plan

HEAD = ["KẾ HOẠCH", "Giảm nghèo bền vững năm 2026 trên địa bàn xã Sông Mẫu", "II. NỘI DUNG"]


def read(*lines: str) -> Plan:
    return read_plan([open_bytes("kh.txt", "\n".join([*HEAD, *lines]).encode())])


def only(*lines: str) -> Project:
    [project] = read(*lines).projects
    return project


@pytest.mark.parametrize(
    ("added", "lead"),
    [
        (": giao Phòng Nội vụ làm chủ đầu tư", "Phòng Nội vụ"),
        (": Phòng Nội vụ chủ trì", "Phòng Nội vụ"),
        (" - giao Phòng Kinh tế thực hiện", "Phòng Kinh tế"),
        (" (giao Trung tâm Y tế tổ chức thực hiện)", "Trung tâm Y tế"),
        (", chủ đầu tư: Ban Quản lý dự án huyện", "Ban Quản lý dự án huyện"),
        (" (Dinh dưỡng)", None),
    ],
)
def test_who_is_charged_in_the_heading_is_no_part_of_the_name(added: str, lead: str | None) -> None:
    project = only(f"1. Dự án 4: Phát triển GDNN, việc làm bền vững{added}")

    name = "Phát triển GDNN, việc làm bền vững" + ("" if lead else " (Dinh dưỡng)")
    assert (project.name, project.lead_agency) == (name, lead)


def test_a_name_with_money_and_a_charge() -> None:
    assert name_in_heading("Sinh kế: giao Phòng Kinh tế chủ trì; kinh phí 5 tỷ đồng") == "Sinh kế"


def test_the_text_names_the_lead_before_the_heading_does() -> None:
    project = only("1. Dự án 2: Sinh kế: giao Phòng Kinh tế chủ trì", "- Đơn vị chủ trì: Trạm Y tế xã.")
    assert project.lead_agency == "Trạm Y tế xã"


def test_a_project_without_a_name_takes_none_from_who_leads_it() -> None:
    project = only("1. Dự án 3", "Trạm Y tế xã chủ trì.")
    assert (project.name, project.lead_agency) == ("", "Trạm Y tế xã")


def test_a_dash_that_names_who_leads_ends_the_field_above() -> None:
    project = only("1. Dự án 2: Sinh kế", "- Nội dung: Nuôi bò.", "- Phòng Kinh tế xã thực hiện.", "- Trồng rau.")
    assert (project.activities, project.lead_agency) == (["Nuôi bò."], "Phòng Kinh tế xã")


@pytest.mark.parametrize(
    ("text", "lead", "partners"),
    [
        (
            "Ban Quản lý dự án huyện chủ trì, phối hợp với Văn phòng HĐND và UBND.",
            "Ban Quản lý dự án huyện",
            ["Văn phòng HĐND và UBND"],
        ),
        (
            "Do BQL dự án làm chủ đầu tư, phối hợp Hội Liên hiệp Phụ nữ và Phòng Kinh tế.",
            "BQL dự án",
            ["Hội Liên hiệp Phụ nữ", "Phòng Kinh tế"],
        ),
        (
            "Phòng Văn hóa - Xã hội chủ trì, phối hợp với Trung tâm Phục vụ hành chính công xã",
            "Phòng Văn hóa - Xã hội",
            ["Trung tâm Phục vụ hành chính công xã"],
        ),
        (
            "Cơ quan chủ trì là Sở Nông nghiệp và Môi trường; cơ quan phối hợp là Sở Tài chính.",
            "Sở Nông nghiệp và Môi trường",
            ["Sở Tài chính"],
        ),
        ("Các ấp thực hiện.", None, []),
    ],
)
def test_agencies_since_july_2025(text: str, lead: str | None, partners: list[str]) -> None:
    assignment = assignment_in(text)
    assert (assignment.lead, assignment.partners) == (lead, partners)


def test_an_agency_with_an_and_of_its_own_is_one() -> None:
    assert agencies_of_heading("Văn phòng HĐND và UBND xã; Phòng Kinh tế và UBMTTQ") == [
        "Văn phòng HĐND và UBND xã",
        "Phòng Kinh tế và UBMTTQ",
    ]


def test_duties_of_people_and_hamlets_and_in_sentences() -> None:
    plan = read(
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Trách nhiệm của Phòng Nội vụ",
        "- Theo dõi chung.",
        "2. Trưởng các ấp: Bình xét công khai.",
        "3. Công chức phụ trách giảm nghèo",
        "- Tổng hợp danh sách.",
        "4. Trạm Y tế xã chủ trì cấp thẻ.",
        "5. Phòng Kinh tế hướng dẫn các hộ nuôi bò.",
        "6. Mọi người cùng làm.",
    )

    assert [(group.agencies, group.duties) for group in plan.responsibilities] == [
        (["Phòng Nội vụ"], ["Theo dõi chung."]),
        (["Trưởng các ấp"], ["Bình xét công khai."]),
        (["Công chức phụ trách giảm nghèo"], ["Tổng hợp danh sách."]),
        (["Trạm Y tế xã"], ["Trạm Y tế xã chủ trì cấp thẻ."]),
        (["Phòng Kinh tế"], ["Phòng Kinh tế hướng dẫn các hộ nuôi bò."]),
    ]
    assert [line.text for line in plan.unread] == ["6. Mọi người cùng làm."]
