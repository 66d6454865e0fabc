"""One hamlet: set up, corrected, renamed, moved, ended, taken back."""

from collections.abc import Callable
from datetime import date

import pytest
from factories.people import Country, seated
from factories.places import AT, EVERYWHERE, IN_2024, IN_2026, NOWHERE, hamlet, only, titles_in

from giamngheo.accounts.kinds import Role
from giamngheo.audit.models import Entry
from giamngheo.common.scope import OutOfScope, Scope
from giamngheo.places import actions, queries
from giamngheo.places.kinds import REFORM, Level
from giamngheo.places.models import Attachment, Place, PlaceName

JUNE = date(2024, 6, 1)
Act = Callable[..., object]


def last_entry() -> Entry:
    return Entry.objects.order_by("-pk")[0]


def test_a_hamlet_of_unknown_beginning_is_there_as_long_as_its_commune(land: Country) -> None:
    new = hamlet(land.commune, "Ấp 2")
    row = queries.place(new, on=date(1990, 1, 1))
    assert (row.valid_from, row.valid_until, row.parent_id) == (None, None, land.commune)
    in_new = hamlet(land.new_commune, "Ấp 3", on=IN_2026)
    assert queries.place(in_new, on=IN_2026).valid_from == REFORM
    entry = last_entry()
    assert (entry.deed, entry.place_id, entry.after["ten"]) == ("places.hamlet_added", land.new_commune, "Ấp 3")


def test_a_hamlet_set_up_on_a_day_is_not_there_before(land: Country) -> None:
    new = hamlet(land.commune, "Ấp 2", since=JUNE)
    assert titles_in(land.commune, date(2024, 5, 31)) == ["Ấp 1"]
    assert titles_in(land.commune, JUNE) == ["Ấp 1", "Ấp 2"]
    assert queries.place(new, on=JUNE).valid_from == JUNE


@pytest.mark.parametrize("title", ["Ấp 1", "ấp 1", "ẤP 01", "Ap 1", "  Ấp   1. ", "A\u0302\u0301p 1"])
def test_the_same_hamlet_is_not_entered_twice(land: Country, title: str) -> None:
    with pytest.raises(actions.HamletExists, match="Xã Đồng Lúa đã có Ấp"):
        hamlet(land.commune, title)


@pytest.mark.parametrize("title", ["Ấp 1A", "Ấp 10", "Khu phố 1", "Sóc 1"])
def test_another_name_or_type_is_another_hamlet(land: Country, title: str) -> None:
    hamlet(land.commune, title)
    assert len(titles_in(land.commune, IN_2024)) == 2


def test_a_name_is_free_again_once_its_hamlet_has_ended(land: Country) -> None:
    actions.end_hamlet(by=EVERYWHERE, at=AT, hamlet_id=land.hamlet, on=JUNE)
    again = hamlet(land.commune, "Ấp 1", since=JUNE)
    assert again != land.hamlet
    assert titles_in(land.commune, JUNE) == ["Ấp 1"]


@pytest.mark.parametrize("title", ["", "   ", "1", "Ấp", "Ấp ;", "Ấp \x00", "Ấp <b>", "Ấp " + "dài" * 50])
def test_what_is_no_name_is_refused(land: Country, title: str) -> None:
    with pytest.raises(actions.WrongName):
        hamlet(land.commune, title)
    assert titles_in(land.commune, IN_2024) == ["Ấp 1"]


@pytest.mark.parametrize("since", [date(1900, 1, 1), date(2204, 6, 1), REFORM])
def test_a_day_nobody_can_mean_is_refused(land: Country, since: date) -> None:
    with pytest.raises(actions.WrongDay):
        hamlet(land.commune, "Ấp 2", since=since)


def test_a_new_commune_had_no_hamlets_before_it_was(land: Country) -> None:
    with pytest.raises(actions.WrongDay, match="chưa có hoặc không còn Xã Đồng Lúa"):
        hamlet(land.new_commune, "Ấp 9", on=IN_2026, since=JUNE)


@pytest.mark.parametrize("where", ["province", "district", "hamlet"])
def test_hamlets_lie_in_communes_only(land: Country, where: str) -> None:
    with pytest.raises(actions.NotACommune):
        hamlet(getattr(land, where), "Ấp 2")


def test_a_basis_that_does_not_fit_is_refused_not_cut(land: Country) -> None:
    with pytest.raises(actions.BasisTooLong):
        actions.end_hamlet(by=EVERYWHERE, at=AT, hamlet_id=land.hamlet, on=JUNE, basis="x" * 201)
    assert queries.place(land.hamlet, on=IN_2024).valid_until is None


# Corrected


def correct(land: Country, name: str, reason: str = "gõ nhầm") -> None:
    actions.correct_name(by=EVERYWHERE, at=AT, on=IN_2024, hamlet_id=land.hamlet, type="Ấp", name=name, reason=reason)


def test_a_slip_of_the_pen_is_corrected_for_all_days_and_the_trace_keeps_both(land: Country) -> None:
    correct(land, "1A")
    assert queries.place(land.hamlet, on=date(1990, 1, 1)).title == "Ấp 1A"
    assert PlaceName.objects.get(place_id=land.hamlet).folded == "1a"
    entry = last_entry()
    assert (entry.before, entry.after, entry.reason) == ({"ten": "Ấp 1"}, {"ten": "Ấp 1A"}, "gõ nhầm")


def test_a_correction_needs_a_reason_and_a_name_that_is_free(land: Country) -> None:
    hamlet(land.commune, "Ấp 2")
    with pytest.raises(actions.ReasonMissing):
        correct(land, "1A", reason="  ")
    with pytest.raises(actions.HamletExists, match="Xã Đồng Lúa đã có Ấp 2"):
        correct(land, "2")
    correct(land, "01")
    assert queries.place(land.hamlet, on=IN_2024).title == "Ấp 01"


# Renamed


def rename(
    place_id: int, kind: str, name: str, on: date = JUNE, basis: str = "NQ 5/NQ-HĐND", by: Scope = EVERYWHERE
) -> None:
    actions.rename(by=by, at=AT, place_id=place_id, type=kind, name=name, on=on, basis=basis)


def test_a_new_name_holds_from_its_day_and_the_old_one_before(land: Country) -> None:
    rename(land.hamlet, "Khu phố", "Tân Lập", basis="")
    assert queries.place(land.hamlet, on=date(2024, 5, 31)).title == "Ấp 1"
    assert queries.place(land.hamlet, on=JUNE).title == "Khu phố Tân Lập"
    assert [(one.title, one.valid_from, one.valid_until) for one in queries.lineage(land.hamlet).names] == [
        ("Ấp 1", None, JUNE),
        ("Khu phố Tân Lập", JUNE, None),
    ]


def test_a_province_becomes_a_city_on_the_day_and_basis_an_officer_enters(land: Country) -> None:
    """As Đồng Nai did in 2026, on a day the reference data do not tell."""
    rename(land.new_province, "Thành phố", "Sông Mẫu", on=date(2026, 1, 1), basis="Nghị quyết 30/2026/QH16")
    assert queries.place(land.new_province, on=date(2025, 12, 31)).title == "Tỉnh Sông Mẫu"
    assert queries.place(land.new_province, on=IN_2026).title == "Thành phố Sông Mẫu"
    assert queries.by_code(Level.PROVINCE, "90", on=IN_2026).id == land.new_province
    entry = last_entry()
    assert entry.after == {"ten": "Thành phố Sông Mẫu", "tu_ngay": "2026-01-01", "can_cu": "Nghị quyết 30/2026/QH16"}
    assert entry.place_id == land.new_province


def test_the_last_name_of_an_ended_commune_ends_with_it(land: Country) -> None:
    rename(land.commune, "Xã", "Đồng Lúa Mới")
    assert PlaceName.objects.get(place_id=land.commune, name="Đồng Lúa Mới").valid_until == REFORM


def test_a_unit_is_not_renamed_without_an_instrument(land: Country) -> None:
    with pytest.raises(actions.BasisMissing):
        rename(land.commune, "Xã", "Đồng Mới", basis="  ")


def test_the_same_name_is_no_change(land: Country) -> None:
    with pytest.raises(actions.NothingChanged, match="đang tên là Xã Đồng Lúa"):
        rename(land.commune, "Xã", "Đồng Lúa")


@pytest.mark.parametrize("kind", ["Ấp", "Quận", "", "xã"])
def test_a_type_of_another_level_is_refused(land: Country, kind: str) -> None:
    with pytest.raises(actions.WrongName, match="không có loại"):
        rename(land.commune, kind, "Đồng Mới")


def test_names_are_added_in_the_order_of_their_days(land: Country) -> None:
    rename(land.hamlet, "Ấp", "Giữa")
    for day in (JUNE, date(2024, 5, 1)):
        with pytest.raises(actions.WrongDay):
            rename(land.hamlet, "Ấp", "Sớm", on=day)
    assert len(queries.lineage(land.hamlet).names) == 2


def test_a_hamlet_does_not_take_the_name_of_its_neighbour(land: Country) -> None:
    hamlet(land.commune, "Ấp 2")
    with pytest.raises(actions.HamletExists):
        rename(land.hamlet, "Ấp", "2")


# Moved


def move(land: Country, commune_id: int, on: date = JUNE, by: Scope = EVERYWHERE) -> None:
    actions.move_hamlet(by=by, at=AT, hamlet_id=land.hamlet, commune_id=commune_id, on=on, basis="NQ 7/NQ-HĐND")


def test_a_hamlet_moves_on_a_day_and_stays_itself(land: Country) -> None:
    moved = hamlet(land.commune, "Ấp 2")
    actions.move_hamlet(by=EVERYWHERE, at=AT, hamlet_id=moved, commune_id=land.other_commune, on=JUNE, basis="NQ 7")
    assert queries.place(moved, on=date(2024, 5, 31)).parent_id == land.commune
    assert queries.place(moved, on=JUNE).parent_id == land.other_commune
    assert [(one.title, one.valid_from, one.basis) for one in queries.lineage(moved).locations] == [
        ("Xã Đồng Lúa", None, ""),
        ("Thị trấn Bến Cát Mẫu", JUNE, "NQ 7"),
    ]
    assert Attachment.objects.get(place_id=moved, valid_from=JUNE).valid_until == REFORM


def test_it_moves_neither_to_where_it_is_nor_back_in_time(land: Country) -> None:
    with pytest.raises(actions.WrongDay, match="đã thuộc Xã Đồng Lúa"):
        move(land, land.commune)
    with pytest.raises(actions.WrongDay, match="01/07/2025"):
        move(land, land.other_commune)  # the factory has carried it over to the new commune already


def test_it_moves_to_no_commune_that_has_one_of_its_name(land: Country) -> None:
    hamlet(land.other_commune, "Ấp 1")
    with pytest.raises(actions.HamletExists):
        move(land, land.other_commune)


# Ended and taken back


def test_an_ended_hamlet_is_there_until_its_last_day(land: Country) -> None:
    actions.end_hamlet(by=EVERYWHERE, at=AT, hamlet_id=land.hamlet, on=JUNE, basis="NQ 9")
    assert titles_in(land.commune, date(2024, 5, 31)) == ["Ấp 1"]
    assert titles_in(land.commune, JUNE) == []
    assert titles_in(land.new_commune, IN_2026) == ["Khu phố 1"]
    with pytest.raises(queries.NoSuchPlace):
        actions.end_hamlet(by=EVERYWHERE, at=AT, hamlet_id=land.hamlet, on=date(2024, 7, 1))
    with pytest.raises(actions.WrongDay, match="đã kết thúc từ ngày 01/06/2024"):
        actions.end_hamlet(by=EVERYWHERE, at=AT, hamlet_id=land.hamlet, on=JUNE)


def test_a_hamlet_does_not_end_before_its_newest_name(land: Country) -> None:
    rename(land.hamlet, "Ấp", "Mới")
    with pytest.raises(actions.WrongDay, match="Tên “Ấp Mới” có từ ngày 01/06/2024"):
        actions.end_hamlet(by=EVERYWHERE, at=AT, hamlet_id=land.hamlet, on=date(2024, 5, 1))


def test_what_was_entered_by_mistake_is_taken_back(land: Country) -> None:
    wrong = hamlet(land.commune, "Ấp Nhầm")
    actions.withdraw_hamlet(by=EVERYWHERE, at=AT, on=IN_2024, hamlet_id=wrong, reason="nhầm xã")
    assert not Place.objects.filter(pk=wrong).exists()
    assert last_entry().before["ten"] == "Ấp Nhầm"


def test_nothing_that_others_name_is_taken_back(land: Country) -> None:
    seated(Role.HAMLET_HEAD, land.hamlet)
    with pytest.raises(actions.HamletInUse, match="đổi tên hoặc kết thúc"):
        actions.withdraw_hamlet(by=EVERYWHERE, at=AT, on=IN_2024, hamlet_id=land.hamlet, reason="nhầm")
    assert queries.place(land.hamlet, on=IN_2024).title == "Ấp 1"
    new = actions.split_hamlet(
        by=EVERYWHERE, at=AT, hamlet_id=land.other_hamlet, parts=[("Ấp", "A"), ("Ấp", "B")], on=JUNE
    )
    with pytest.raises(actions.HamletInUse):
        actions.withdraw_hamlet(by=EVERYWHERE, at=AT, on=IN_2024, hamlet_id=new[0], reason="nhầm")


def test_taking_back_needs_a_reason(land: Country) -> None:
    with pytest.raises(actions.ReasonMissing):
        actions.withdraw_hamlet(by=EVERYWHERE, at=AT, on=IN_2024, hamlet_id=land.hamlet, reason=" ")


# Who may


def acts(land: Country) -> dict[str, Act]:
    day = {"at": AT, "on": JUNE}
    old = {**day, "hamlet_id": land.hamlet}
    return {
        "add": lambda by: actions.add_hamlet(by=by, **day, commune_id=land.commune, type="Ấp", name="2"),
        "correct": lambda by: actions.correct_name(by=by, **old, type="Ấp", name="2", reason="x"),
        "rename": lambda by: actions.rename(by=by, **day, place_id=land.hamlet, type="Ấp", name="2"),
        "rename commune": lambda by: rename(land.commune, "Xã", "Mới", by=by),
        "move": lambda by: move(land, land.other_commune, by=by),
        "end": lambda by: actions.end_hamlet(by=by, **old),
        "withdraw": lambda by: actions.withdraw_hamlet(by=by, **old, reason="x"),
        "merge": lambda by: actions.merge_hamlets(
            by=by, **day, hamlet_ids=[land.hamlet, land.other_hamlet], type="Ấp", name="2"
        ),
        "split": lambda by: actions.split_hamlet(by=by, **old, parts=[("Ấp", "A"), ("Ấp", "B")]),
        "carry over": lambda by: actions.carry_over_hamlets(by=by, at=AT, old_commune_id=land.commune),
    }


NAMES = ("add", "correct", "rename", "rename commune", "move", "end", "withdraw", "merge", "split", "carry over")


@pytest.mark.parametrize("name", NAMES)
def test_nobody_without_the_permission_there_changes_a_place(land: Country, name: str) -> None:
    before = Entry.objects.count()
    for scope in (NOWHERE, only(land.province, land.other_commune)):
        with pytest.raises(OutOfScope):
            acts(land)[name](scope)
    assert Entry.objects.count() == before
    assert set(acts(land)) == set(NAMES)


def test_whoever_moves_a_hamlet_needs_both_communes(land: Country) -> None:
    with pytest.raises(OutOfScope):
        move(land, land.other_commune, by=only(land.commune))


@pytest.mark.parametrize("name", ["correct", "move", "end", "withdraw", "split"])
def test_what_is_for_hamlets_is_done_to_no_commune(land: Country, name: str) -> None:
    with pytest.raises(actions.NotAHamlet):
        acts(Country(**{**{f: getattr(land, f) for f in land.__slots__}, "hamlet": land.commune}))[name](EVERYWHERE)
