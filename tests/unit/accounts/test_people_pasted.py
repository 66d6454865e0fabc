"""A list of people pasted from Excel: what is understood, what is refused and how it is told, and that it adds once."""

from datetime import date
from typing import Any

import pytest
from factories.offices import AT, Office, deeds, person
from factories.people import TODAY, place, seated

from giamngheo.accounts import queries
from giamngheo.accounts.actions import people, seats
from giamngheo.accounts.actions.managing import WrongFrom
from giamngheo.accounts.actions.people import PastedListHasFaults
from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import Agency, Holding, User
from giamngheo.accounts.pasted import MOST_LINES, Outcome, PastedPlan, read_pasted, role_of
from giamngheo.audit.models import Entry, Touched
from giamngheo.common.scope import Scope
from giamngheo.places.kinds import Level

HEAD = "Họ và tên\tSố điện thoại\tChức vụ\tVai trò\tCơ quan\tĐịa bàn"
AN = "Nguyễn Văn An\t0912345678\tCông chức\tCán bộ xã\tUBND xã Đồng Lúa\tXã Đồng Lúa"
BE = "Trần Thị Bé\t\tTrưởng ấp\tTrưởng ấp\t\tẤp 1, Xã Đồng Lúa"


def line(name: str = "Nguyễn Văn An", phone: str = "", role: str = "Cán bộ xã", place: str = "Xã Đồng Lúa") -> str:
    return f"{name}\t{phone}\t\t{role}\t\t{place}"


def what(text: str) -> list[str]:
    return [str(fault) for fault in read_pasted(text).faults]


# What is made out


def test_columns_stand_in_the_order_of_the_form() -> None:
    read = read_pasted(AN)
    assert read.faults == ()
    (one,) = read.people
    assert (one.line, one.full_name, one.phone, one.job_title, one.role, one.agency, one.place) == (
        1,
        "Nguyễn Văn An",
        "0912345678",
        "Công chức",
        Role.COMMUNE_OFFICER,
        "UBND xã Đồng Lúa",
        "Xã Đồng Lúa",
    )


@pytest.mark.parametrize("head", [HEAD, HEAD.upper(), "ho ten\tSĐT\tchuc danh\tvai tro\tdon vi\tdia ban"])
def test_a_row_of_headings_is_no_person(head: str) -> None:
    read = read_pasted(f"{head}\r\n{AN}\r\n\r\n{BE}\r\n")
    assert [(one.line, one.full_name) for one in read.people] == [(2, "Nguyễn Văn An"), (4, "Trần Thị Bé")]


def test_headings_may_stand_in_another_order_with_columns_that_are_not_used() -> None:
    read = read_pasted("STT\tVai trò\tHọ tên\tGhi chú\tĐịa bàn\n1\tRà soát viên\tTrần Thị Bé\tmới\tẤp 1")
    assert [(one.full_name, one.role, one.place) for one in read.people] == [("Trần Thị Bé", Role.ENUMERATOR, "Ấp 1")]


def test_a_first_column_of_ordinal_numbers_is_left_out() -> None:
    read = read_pasted(f"1\t{AN}\n2.\t{BE}")
    assert [one.full_name for one in read.people] == ["Nguyễn Văn An", "Trần Thị Bé"]


def test_cells_that_excel_put_in_quotation_marks_stay_whole_and_lines_are_counted_right() -> None:
    read = read_pasted(f'{HEAD}\n"Nguyễn\nVăn An"\t\t\tCán bộ xã\t\tXã Đồng Lúa\nBé\t\t\tai\t\t')
    assert read.people[0].full_name == "Nguyễn Văn An"
    assert [fault.line for fault in read.faults] == [4]


def test_letters_in_three_pieces_are_the_same_as_in_one() -> None:
    read = read_pasted("Nguye\u0302\u0303n Va\u0306n An\t\t\tCa\u0301n bo\u0323\u0302 xa\u0303\t\tXã Đồng Lúa")
    assert read.people[0].full_name == "Nguyễn Văn An"
    assert read.people[0].role == Role.COMMUNE_OFFICER


def test_the_zero_excel_takes_from_a_telephone_number_comes_back() -> None:
    assert read_pasted(line(phone="912345678")).people[0].phone == "0912345678"
    assert read_pasted(line(phone="+84 912 345 678")).people[0].phone == "0912345678"


@pytest.mark.parametrize(
    ("typed", "role"),
    [
        *((role.label, role) for role in Role),
        ("quan tri vien", Role.ADMINISTRATOR),
        ("Chủ tịch xã", Role.COMMUNE_CHAIR),
        ("TRƯỞNG KHU PHỐ", Role.HAMLET_HEAD),
        ("Trưởng ấp.", Role.HAMLET_HEAD),
        ("công chức phường", Role.COMMUNE_OFFICER),
        ("", None),
        ("Giám đốc", None),
    ],
)
def test_roles_are_known_by_the_words_of_the_office(typed: str, role: Role | None) -> None:
    assert role_of(typed) == role


# What is refused


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Chưa có dòng nào"),
        ("\n \t \n", "Chưa có dòng nào"),
        (HEAD, "Chỉ có dòng tiêu đề"),
        ("Họ tên\tSố điện thoại\nNguyễn Văn An\t0912345678", "cột “Vai trò”"),
        ("x" * 300_001, "quá dài"),
        ("\n".join([line()] * (MOST_LINES + 1)), f"tối đa {MOST_LINES} dòng"),
        ("Nguyễn Văn An; Cán bộ xã; Xã Đồng Lúa", "Dòng 1: chỉ có một cột"),
        (f"{AN}\tthừa", "Dòng 1: có nhiều hơn 6 cột"),
        (line(phone="12345"), "Dòng 1: “12345” không phải số điện thoại"),
        (line(phone="9,12E+08"), "Dòng 1: Excel đã đổi số điện thoại"),
        (line(role="Giám đốc"), "Dòng 1: không rõ vai trò “Giám đốc”"),
        (line("0912345678"), "có thể các cột bị lệch"),
        (line(""), "có thể các cột bị lệch"),
        (line("x" * 201), "Dòng 1: họ và tên dài quá 200 chữ"),
        (f'{line()}\n"Trần\t\t\tCán bộ xã\t\t\n{line("Lê Chi")}', "Dòng 2: có dấu ngoặc kép mở mà không đóng"),
        ('"' + "x\t" * 140_000, "Dòng 1: có dấu ngoặc kép mở mà không đóng"),
        (f"{AN}\n{AN}", "Dòng 2: trùng dòng 1"),
        (f"{line()}\n{line()}", "Dòng 2: trùng dòng 1"),
        (f"{line(phone='0912345678')}\n{line('Lê Chi', '0912345678')}", "Dòng 2: số điện thoại giống dòng 1"),
        (
            f"{line(place='Ấp 1')}\n{line(role='Rà soát viên', place='Ấp 1')}",
            "Dòng 2: cùng tên, cùng địa bàn với dòng 1",
        ),
    ],
)
def test_every_fault_names_its_line_and_what_to_do(text: str, told: str) -> None:
    found = what(text)
    assert len(found) == 1
    assert told in found[0]


def test_all_faults_are_told_at_once_in_the_order_of_the_lines() -> None:
    found = what(f"{HEAD}\n{line(phone='1')}\n{AN}\n{line('Lê Chi', role='?')}\n{AN}")
    assert [one.split(":")[0] for one in found] == ["Dòng 2", "Dòng 4", "Dòng 5"]


def test_two_faults_of_one_line_are_both_told() -> None:
    assert len(what(line(phone="1", role="?"))) == 2


@pytest.mark.parametrize(
    "text", ["\0\0\t\0", "\ud83d\ude00\t\t\tCán bộ xã", "=cmd|' /C calc'!A0\t\t\tCán bộ xã\t\tXã A"]
)
def test_hostile_cells_are_only_text(text: str) -> None:
    read_pasted(text)  # neither raises nor runs


# What it does here


WHEN: dict[str, Any] = {"at": AT, "on": TODAY, "since": TODAY}


def paste(office: Office, text: str, by: Scope | None = None, **more: Any) -> PastedPlan:
    return people.import_people(by=by or office.by, text=text, top_place_id=office.where.district, **WHEN | more)


def refused(office: Office, text: str, by: Scope | None = None) -> list[str]:
    before = (User.objects.count(), Holding.objects.count(), Agency.objects.count(), deeds())
    with pytest.raises(PastedListHasFaults) as faults:
        paste(office, text, by)
    assert before == (User.objects.count(), Holding.objects.count(), Agency.objects.count(), deeds())
    return [str(fault) for fault in faults.value.faults]


def test_people_come_with_their_seats_and_agencies(office: Office) -> None:
    done = paste(office, f"{HEAD}\n{AN}\n{BE}", basis="QĐ 01/QĐ-UBND")
    assert [one.outcome for one in done.lines] == [Outcome.NEW_USER, Outcome.NEW_USER]
    an, be = User.objects.get(username="nguyenvanan"), User.objects.get(username="tranthibe")
    assert (an.phone, an.job_title, an.has_usable_password()) == ("0912345678", "Công chức", False)
    held = an.holdings.get()
    assert (held.seat.role, held.seat.place_id, held.basis) == (
        Role.COMMUNE_OFFICER,
        office.where.commune,
        "QĐ 01/QĐ-UBND",
    )
    assert held.seat.agency is not None
    assert (held.seat.agency.name, held.seat.agency.place_id) == ("UBND xã Đồng Lúa", office.where.commune)
    assert be.holdings.get().seat.place_id == office.where.hamlet


def test_the_trace_tells_of_the_import_once_and_of_everybody_in_it(office: Office) -> None:
    paste(office, f"{AN}\n{BE}")
    entry = Entry.objects.get()
    assert (entry.deed, entry.after["number_of_users"], entry.number_of_touched) == ("accounts.people_imported", 2, 2)
    assert set(Touched.objects.values_list("object_id", flat=True)) == {
        str(user.pk) for user in User.objects.exclude(pk__in=[office.admin.pk, office.commune_admin.pk])
    }


def test_pasted_twice_it_adds_once_and_says_who_is_there(office: Office) -> None:
    text = f"{HEAD}\n{AN}\n{BE}"
    paste(office, text)
    again = paste(office, text)
    assert [one.outcome for one in again.lines] == [Outcome.EXISTS, Outcome.EXISTS]
    assert [one.username for one in again.lines] == ["nguyenvanan", "tranthibe"]
    assert (User.objects.count(), Holding.objects.count(), Agency.objects.count()) == (4, 4, 1)
    assert deeds() == ["accounts.people_imported"]


def test_written_otherwise_it_is_still_the_same_list(office: Office) -> None:
    paste(office, f"{AN}\n{BE}")
    an = "NGUYEN VAN AN\t84912345678\t\tcan bo xa\tubnd xa dong lua\tDong Lua"
    be = "trần thị bé\t\t\ttruong ap\t\tấp 1 - đồng lúa"
    assert [one.outcome for one in paste(office, f"{an}\n{be}").lines] == [Outcome.EXISTS, Outcome.EXISTS]


def test_a_longer_list_adds_only_who_is_new(office: Office) -> None:
    paste(office, AN)
    done = paste(office, f"{AN}\n{BE}")
    assert (done.number(Outcome.EXISTS), done.number(Outcome.NEW_USER), done.changes) == (1, 1, 1)


def test_somebody_who_is_there_gets_another_seat(office: Office) -> None:
    paste(office, AN)
    done = paste(office, line(phone="0912345678", role="Rà soát viên", place="Ấp 1"))
    assert [one.outcome for one in done.lines] == [Outcome.NEW_SEAT]
    assert User.objects.get(phone="0912345678").holdings.count() == 2


def test_two_lines_with_one_number_are_one_person_with_two_seats(office: Office) -> None:
    text = f"{line(phone='0912345678')}\n{line(phone='0912345678', role='Rà soát viên', place='Ấp 1')}"
    paste(office, text)
    assert User.objects.get(phone="0912345678").holdings.count() == 2
    assert [one.outcome for one in paste(office, text).lines] == [Outcome.EXISTS, Outcome.EXISTS]


def test_namesakes_in_different_places_are_two_people(office: Office) -> None:
    done = paste(office, f"{line()}\n{line(place='Thị trấn Bến Cát Mẫu')}")
    assert [one.username for one in done.lines] == ["nguyenvanan", "nguyenvanan2"]


def test_the_preview_points_at_a_namesake_who_could_be_the_same_person(office: Office) -> None:
    paste(office, line())
    plan = preview(office, line(role="Chủ tịch UBND xã"))
    assert [one.has_namesake for one in plan.lines] == [True]
    assert plan.lines[0].username == "nguyenvanan2"


def test_a_list_without_a_number_for_somebody_who_has_one_means_the_same_person(office: Office) -> None:
    paste(office, line(phone="0912345678"))
    assert [one.outcome for one in paste(office, line()).lines] == [Outcome.EXISTS]


def test_a_number_for_somebody_who_had_none_means_the_same_person(office: Office) -> None:
    paste(office, line())
    assert [one.outcome for one in paste(office, line(phone="0912345678")).lines] == [Outcome.EXISTS]


def test_another_number_is_another_person(office: Office) -> None:
    paste(office, line(phone="0912345678"))
    assert [one.outcome for one in paste(office, line(phone="0987654321")).lines] == [Outcome.NEW_USER]


def test_an_empty_place_is_the_place_of_the_installation(office: Office) -> None:
    done = paste(office, line(role="Tài chính", place=""))
    assert done.lines[0].place == "Huyện Đồng Mẫu"


def test_an_agency_of_the_district_serves_the_commune_too(office: Office) -> None:
    agency = Agency.objects.create(name="Phòng Lao động", short_name="LĐTBXH", place_id=office.where.district)
    done = paste(office, "Lê Chi\t\t\tCơ quan chủ trì\tlđtbxh\tXã Đồng Lúa")
    assert done.lines[0].agency_id == agency.pk


def test_the_agency_of_the_place_itself_comes_first(office: Office) -> None:
    for place_id in (office.where.district, office.where.commune):
        Agency.objects.create(name="Uỷ ban", place_id=place_id)
    done = paste(office, "Lê Chi\t\t\tCán bộ xã\tUỷ ban\tXã Đồng Lúa")
    assert Agency.objects.get(pk=done.lines[0].agency_id).place_id == office.where.commune


def test_a_new_agency_is_made_once_and_for_the_commune_of_a_hamlet(office: Office) -> None:
    text = "Lê Chi\t\t\tTrưởng ấp\tBan điều hành ấp\tẤp 1\nLê Tư\t\t\tCán bộ xã\tBAN ĐIỀU HÀNH ẤP\tXã Đồng Lúa"
    assert preview(office, text).new_agencies == ("BAN ĐIỀU HÀNH ẤP",)
    paste(office, text)
    assert Agency.objects.get().place_id == office.where.commune


def preview(office: Office, text: str, by: Scope | None = None) -> PastedPlan:
    return queries.plan_of(text, scope=by or office.by, on=TODAY, since=TODAY, top_place_id=office.where.district)


def test_the_preview_changes_nothing(office: Office) -> None:
    plan = preview(office, f"{AN}\n{BE}")
    assert [(one.username, one.place, one.is_new_agency) for one in plan.lines] == [
        ("nguyenvanan", "Xã Đồng Lúa", True),
        ("tranthibe", "Ấp 1", False),
    ]
    assert User.objects.count() == 2
    assert deeds() == []


def test_one_wrong_line_and_nobody_is_added(office: Office) -> None:
    (told,) = refused(office, f"{AN}\n{line('Lê Chi', place='Xã Không Có')}")
    assert told.startswith("Dòng 2: vào ngày 15/11/2024 không có địa bàn “Xã Không Có” trong phần bạn quản trị")


def test_places_of_the_same_name_are_told_apart_by_the_commune(office: Office) -> None:
    place(Level.HAMLET, "Ấp", "1", parent=office.where.other_commune)
    (told,) = refused(office, line(role="Trưởng ấp", place="Ấp 1"))
    assert "Ấp 1, Xã Đồng Lúa; Ấp 1, Thị trấn Bến Cát Mẫu" in told
    done = paste(office, line(role="Trưởng ấp", place="Ấp 1; Bến Cát Mẫu, huyện Đồng Mẫu, tỉnh Sông Mẫu"))
    assert done.lines[0].place_id != office.where.hamlet


def test_a_place_may_be_given_by_its_code(office: Office) -> None:
    assert paste(office, line(place="90102")).lines[0].place_id == office.where.other_commune


def test_a_role_that_does_not_fit_the_place_is_told(office: Office) -> None:
    (told,) = refused(office, line(role="Trưởng ấp", place="Xã Đồng Lúa"))
    assert "vai trò “Trưởng ấp, khu phố” không dùng cho Xã Đồng Lúa (cấp xã)" in told


def test_an_administrator_of_a_commune_pastes_for_the_commune_only(office: Office) -> None:
    paste(office, BE, office.by_commune)
    for place_name in ("Thị trấn Bến Cát Mẫu", "Huyện Đồng Mẫu", ""):
        (told,) = refused(
            office,
            line(role="Chủ tịch xã" if "trấn" in place_name else "Lãnh đạo", place=place_name),
            office.by_commune,
        )
        assert "trong phần bạn quản trị" in told


def test_who_may_not_manage_users_pastes_nothing(office: Office) -> None:
    officer = seated(Role.COMMUNE_OFFICER, office.where.commune)
    (told,) = refused(office, BE, office.scope(officer))
    assert "trong phần bạn quản trị" in told


def test_a_number_of_somebody_else_is_told_without_saying_whose(office: Office) -> None:
    people.create_user(
        by=office.by,
        at=AT,
        on=TODAY,
        person=person("Người Xã Khác", phone="0912345678"),
        seat=office.seat(place_id=office.where.other_commune),
    )
    for name in ("Nguyễn Văn An", "Người Xã Khác"):  # the second is right, but not theirs to know
        (told,) = refused(office, line(name, "0912345678"), office.by_commune)
        assert told == "Dòng 1: số điện thoại 0912345678 đã là của một người dùng khác; hãy xem lại hoặc để trống."


def test_a_closed_account_gets_no_seat_from_a_list(office: Office) -> None:
    paste(office, line(phone="0912345678"))
    user = User.objects.get(phone="0912345678")
    people.close_account(by=office.by, user_id=user.pk, day=TODAY, reason="", at=AT, on=TODAY)
    with pytest.raises(PastedListHasFaults, match="đã đóng; hãy mở lại"):
        paste(office, line(phone="0912345678", role="Rà soát viên", place="Ấp 1"))


def test_a_commune_administrator_makes_no_agency_above(office: Office) -> None:
    hamlet_only = Scope(
        office.commune_admin.pk,
        "thử",
        grants={"manage_users": frozenset({office.where.hamlet}), "see_people": frozenset()},
    )
    with pytest.raises(PastedListHasFaults, match="chưa có cơ quan “Ban ấp”"):
        paste(office, "Lê Chi\t\t\tTrưởng ấp\tBan ấp\tẤp 1", hamlet_only)


def test_what_is_found_wrong_only_while_adding_takes_everything_back(office: Office) -> None:
    User.objects.filter(pk=office.admin.pk).update(phone="0900000001")
    with pytest.raises(PastedListHasFaults, match="Dòng 2: Không ai tự giao"):
        paste(office, f"{BE}\n{line(office.admin.full_name, '0900000001', 'Lãnh đạo', 'Huyện Đồng Mẫu')}")
    assert User.objects.count() == 2
    assert deeds() == []


def test_a_day_that_cannot_be_meant_is_refused(office: Office) -> None:
    with pytest.raises(WrongFrom):
        paste(office, AN, since=date(2204, 1, 1))


def test_a_place_of_the_installation_that_does_not_exist_that_day_finds_nothing(office: Office) -> None:
    plan = queries.plan_of(
        f"{BE}\n{line(place='')}", scope=office.by, on=TODAY, since=date(2026, 1, 1), top_place_id=office.where.district
    )
    assert len(plan.faults) == 2


def test_the_seats_of_a_list_can_be_ended_like_any_other(office: Office) -> None:
    paste(office, BE)
    held = Holding.objects.get(user__username="tranthibe")
    seats.end_holding(by=office.by, at=AT, on=TODAY, holding_id=held.pk, day=TODAY)
    assert [one.outcome for one in paste(office, BE).lines] == [Outcome.NEW_USER]
