"""Pages that change places: names, hamlets, and what the reform leaves to do."""

from datetime import date

import pytest
from django.test import Client
from factories.people import Country, seated
from factories.people import place as make_place
from factories.places import AT, IN_2024, IN_2026, commune, hamlet, load, titles_in
from factories.visits import see, send, signed_in, words

from giamngheo.accounts.kinds import Role
from giamngheo.audit.models import Entry
from giamngheo.norms.models import Profile, Workspace
from giamngheo.places import queries
from giamngheo.places.kinds import REFORM, Extent, Level
from giamngheo.places.models import Attachment, Place, Succession

LAST, FIRST = "30-06-2025", "01-07-2025"

pytestmark = pytest.mark.django_db


# Changing


def test_a_hamlet_is_added_and_seen(officer: Client, land: Country) -> None:
    page = see(officer, "hamlet_add", land.commune)
    assert '<option value="Ấp" selected>' in page, "most hamlets here are called so"
    to = send(officer, "hamlet_add", land.commune, type="Ấp", name="2", on="", basis="")
    assert to == f"/dia-ban/{land.commune}?ngay=15-11-2024"
    assert "Đã thêm Ấp 2 vào Xã Đồng Lúa." in officer.get(to).content.decode()
    assert titles_in(land.commune, IN_2024) == ["Ấp 1", "Ấp 2"]


def test_what_was_typed_wrongly_stays_and_is_told_beside_its_field(officer: Client, land: Country) -> None:
    page = send(officer, "hamlet_add", land.commune, type="Ấp", name="01", on="31/2/2024", basis="QĐ 5", status=422)
    assert "“31/2/2024” không phải là ngày" in page
    assert 'value="QĐ 5"' in page
    page = send(officer, "hamlet_add", land.commune, type="Ấp", name="01", on="", basis="QĐ 5", status=422)
    assert "Xã Đồng Lúa đã có Ấp 01" in page
    page = send(officer, "hamlet_add", land.commune, type="Phố", name="<b>", on="", basis="", status=422)
    assert "<b>" not in page
    assert "Mục đã chọn không còn trong danh sách" in page
    page = send(officer, "hamlet_add", land.commune, status=422)
    assert page.count("Chưa ghi mục này.") + page.count("Chưa chọn mục này.") >= 2


def test_sent_twice_it_is_added_once(officer: Client, land: Country) -> None:
    for status in (302, 422):
        send(officer, "hamlet_add", land.commune, type="Ấp", name="2", on="", basis="", status=status)
    assert titles_in(land.commune, IN_2024) == ["Ấp 1", "Ấp 2"]


def test_a_name_changes_on_a_day(officer: Client, land: Country) -> None:
    typed = {"type": "Khu phố", "name": "Tân Lập", "on": "1/6/2024", "basis": "NQ 12/NQ-HĐND"}
    send(officer, "place_rename", land.hamlet, **typed)
    text = words(see(officer, "place", land.hamlet))
    assert "Ấp 1 đến hết 31/05/2024" in text
    assert "Khu phố Tân Lập từ 01/06/2024 NQ 12/NQ-HĐND" in text
    assert "đang tên là Khu phố Tân Lập" in send(
        officer, "place_rename", land.hamlet, **{**typed, "on": "1/7/2024"}, status=422
    )


def test_a_unit_is_renamed_only_with_its_basis(officer: Client, land: Country) -> None:
    typed = {"type": "Phường", "name": "Đồng Lúa", "on": "1/6/2024"}
    assert "Chưa ghi mục này." in send(officer, "place_rename", land.commune, **typed, basis="", status=422)
    send(officer, "place_rename", land.commune, **typed, basis="NQ 30/2026/QH16")
    assert queries.place(land.commune, on=IN_2024).title == "Phường Đồng Lúa"


def test_correcting_moving_dividing_merging_ending_and_taking_back(officer: Client, land: Country) -> None:
    second, third = hamlet(land.commune, "Ấp 2"), hamlet(land.commune, "Ấp 3")
    send(officer, "hamlet_correct", second, type="Ấp", name="2B", reason="gõ nhầm")
    assert queries.place(second, on=IN_2024).title == "Ấp 2B"
    send(officer, "hamlet_move", third, commune=str(land.other_commune), on="1/3/2024", basis="")
    assert titles_in(land.other_commune, IN_2024) == ["Ấp 3", "Khu phố 1"]
    send(officer, "hamlet_split", second, names="Ấp 4\r\n\r\nẤp 5\r\n", on="1/4/2024", basis="")
    assert titles_in(land.commune, IN_2024) == ["Ấp 1", "Ấp 4", "Ấp 5"]
    four, five = (row.id for row in queries.children(land.commune, on=IN_2024)[1:])
    send(officer, "hamlet_merge", land.commune, hamlets=[str(four), str(five)], type="Ấp", name="6", on="1/5/2024")
    assert titles_in(land.commune, IN_2024) == ["Ấp 1", "Ấp 6"]
    send(officer, "hamlet_end", land.hamlet, on="1/6/2024", basis="NQ 1")
    assert titles_in(land.commune, IN_2024) == ["Ấp 6"]
    wrong = hamlet(land.commune, "Ấp Nhầm")
    assert send(officer, "hamlet_withdraw", wrong, reason="nhầm") == f"/dia-ban/{land.commune}"
    assert not Place.objects.filter(pk=wrong).exists()


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("hamlet_correct", {"type": "Ấp", "name": "2", "reason": ""}, "Chưa ghi mục này."),
        ("hamlet_move", {"commune": "999", "on": "1/3/2024"}, "Mục đã chọn không còn trong danh sách"),
        ("hamlet_split", {"names": "Ấp 4", "on": "1/4/2024"}, "ít nhất hai"),
        ("hamlet_split", {"names": "Ấp 4\nbảy", "on": "1/4/2024"}, "Chưa rõ “bảy” là thôn, ấp hay khu phố"),
        ("hamlet_end", {"on": "1/4/2205"}, "quá xa"),
        ("hamlet_end", {"on": "1/4/2024", "basis": "x" * 201}, "200"),
        ("hamlet_withdraw", {"reason": ""}, "Chưa ghi mục này."),
    ],
)
def test_refusals_are_told_and_nothing_changes(
    officer: Client, land: Country, name: str, typed: dict[str, str], told: str
) -> None:
    entries = Entry.objects.count()
    assert told in send(officer, name, land.hamlet, **typed, status=422)
    assert Entry.objects.count() == entries
    assert titles_in(land.commune, IN_2024) == ["Ấp 1"]


def test_what_others_name_is_not_taken_back(officer: Client, land: Country) -> None:
    seated(Role.HAMLET_HEAD, land.hamlet)
    page = send(officer, "hamlet_withdraw", land.hamlet, reason="nhầm", status=422)
    assert "hãy đổi tên hoặc kết thúc" in page


def test_on_a_day_before_the_place_was_nothing_is_renamed(officer: Client, land: Country) -> None:
    new = hamlet(land.commune, "Ấp 2", since=date(2024, 6, 1))
    page = send(officer, "place_rename", new, type="Ấp", name="3", on="1/1/2024", basis="", status=422)
    assert "Vào ngày này không có địa bàn đó" in page


@pytest.mark.parametrize("name", ["hamlet_add", "hamlet_merge"])
def test_hamlets_are_added_to_communes_only(officer: Client, land: Country, name: str) -> None:
    see(officer, name, land.district, status=404)


@pytest.mark.parametrize("name", ["hamlet_move", "hamlet_split", "hamlet_end", "hamlet_correct", "hamlet_withdraw"])
def test_a_commune_is_no_hamlet(officer: Client, land: Country, name: str) -> None:
    see(officer, name, land.commune, status=404)
    see(officer, "hamlets_import", land.hamlet, status=404)
    send(officer, "hamlets_export", land.hamlet, status=404)


CHANGES = (
    *("place_rename", "hamlet_add", "hamlet_merge", "hamlets_import"),
    *("hamlet_move", "hamlet_split", "hamlet_end", "hamlet_correct", "hamlet_withdraw"),
)


@pytest.mark.parametrize("name", CHANGES)
def test_a_commune_officer_changes_the_own_commune_and_no_other(land: Country, name: str) -> None:
    client = signed_in(seated(Role.COMMUNE_OFFICER, land.commune))
    own, other = (
        (land.commune, land.other_commune)
        if name in ("place_rename", "hamlet_add", "hamlet_merge", "hamlets_import")
        else (land.hamlet, land.other_hamlet)
    )
    see(client, name, own)
    see(client, name, other, status=403)
    send(client, name, other, type="Ấp", name="X", on="1/1/2024", basis="x", text="Ấp 9", status=403)
    assert titles_in(land.other_commune, IN_2024) == ["Khu phố 1"]


@pytest.mark.parametrize("name", [*CHANGES, "place_carry_over"])
def test_whoever_may_only_look_is_refused_everywhere(reader: Client, land: Country, name: str) -> None:
    send(reader, name, land.hamlet, status=403)


def test_whoever_is_not_signed_in_is_asked_to(land: Country) -> None:
    for address in ("/dia-ban", f"/dia-ban/{land.commune}", "/dia-ban/tim?q=ben"):
        response = Client().get(address)
        assert response.status_code == 302
        assert "next=" in response.headers["Location"]


def test_methods_a_page_does_not_know_are_refused(officer: Client, land: Country) -> None:
    assert officer.post("/dia-ban").status_code == 405
    assert officer.get(f"/dia-ban/{land.commune}/xuat").status_code == 405
    assert officer.get(f"/dia-ban/{land.commune}/dua-sang").status_code == 405


def test_a_forged_form_is_refused(land: Country) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(seated(Role.STANDING_OFFICE, land.district), backend="django.contrib.auth.backends.ModelBackend")
    response = client.post(f"/dia-ban/{land.commune}/them", {"type": "Ấp", "name": "2"})
    assert response.status_code == 403
    assert titles_in(land.commune, IN_2024) == ["Ấp 1"]


# The reform


@pytest.fixture
def xa(db: None) -> Client:
    """A real commune of 2026, Tân Khai, with an officer; and the hamlets of one commune it was made of."""
    load("75")
    for title in ("Ấp 1", "Ấp 2"):
        hamlet(commune("25360", IN_2024), title)
    own = commune("25357", REFORM)
    Workspace.objects.create(is_demo=False, opened_at=AT, ready_at=AT)
    Profile.objects.create(place_id=own, authority="UBND xã Tân Khai", valid_from=REFORM)
    return signed_in(seated(Role.COMMUNE_OFFICER, own, since=REFORM))


def test_the_new_commune_is_offered_the_hamlets_of_the_old_ones(xa: Client) -> None:
    new, old = commune("25357", REFORM), commune("25360", IN_2024)
    assert "chưa đưa sang" not in see(xa, "place", old, ngay=LAST), "that day there is nothing to bring over yet"
    for page in (see(xa, "place", new, ngay=FIRST), see(xa, "place", old, ngay=FIRST)):
        text = words(page)
        assert "Xã Đồng Nơ (cũ) đã nhập toàn bộ vào Xã Tân Khai từ 01/07/2025" in text
        assert "còn 2 thôn, ấp, khu phố chưa đưa sang: Ấp 1, Ấp 2" in text
    assert send(xa, "place_carry_over", old) == f"/dia-ban/{new}"
    text = words(see(xa, "place", new, ngay=FIRST))
    assert "Đã đưa 2 thôn, ấp, khu phố sang Xã Tân Khai." in text
    assert "chưa đưa sang" not in text
    send(xa, "place_carry_over", old)
    assert "không có gì phải chuyển" in see(xa, "place", new)
    assert Attachment.objects.filter(parent_id=new).count() == 2


def test_the_officers_of_a_part_of_a_divided_commune_are_led_to_its_hamlets(land: Country) -> None:
    divided = make_place(Level.COMMUNE, "Xã", "Chia Đôi", "90104", land.district, until=REFORM)
    other = make_place(Level.COMMUNE, "Xã", "Kia", "90106", land.new_province, start=REFORM)
    for part in (land.new_commune, other):
        Succession.objects.create(old_id=divided, new_id=part, on=REFORM, extent=Extent.PART)
    middle = hamlet(divided, "Ấp Giữa")
    Profile.objects.create(place_id=land.new_province, authority="UBND tỉnh", valid_from=REFORM)
    client = signed_in(seated(Role.COMMUNE_OFFICER, land.new_commune))
    client.post("/minh-hoa/ngay", {"ngay": "01/07/2025"})
    page = see(client, "place", land.new_commune)
    assert "Xã Chia Đôi (cũ) được chia vào nhiều xã" in words(page)
    assert f'href="/dia-ban/{middle}/chuyen?ngay=01-07-2025"' in page
    assert "Xã Kia" not in see(client, "hamlet_move", middle), "the other part is for its own officers"
    send(client, "hamlet_move", middle, commune=str(land.new_commune), on="1/7/2025", basis="")
    assert "Ấp Giữa" in titles_in(land.new_commune, REFORM)
    see(signed_in(seated(Role.COMMUNE_OFFICER, other)), "hamlet_move", land.hamlet, status=403)


def test_before_the_reform_the_parts_can_be_chosen_by_whoever_has_both(officer: Client, land: Country) -> None:
    page = see(officer, "hamlet_move", land.hamlet)
    assert "Thị trấn Bến Cát Mẫu" in page
    assert "Xã Đồng Lúa (có từ 01/07/2025)" in page
    gone = make_place(Level.COMMUNE, "Xã", "Đã Thôi", "90109", land.district, until=REFORM)
    alone = hamlet(gone, "Ấp Lẻ")
    assert "<option" in see(officer, "hamlet_move", alone, ngay=FIRST), "its commune became none"


def test_a_commune_that_goes_on_cannot_be_carried_over(xa: Client) -> None:
    new = commune("25357", REFORM)
    assert send(xa, "place_carry_over", new) == f"/dia-ban/{new}"
    assert "không nhập toàn bộ vào một xã mới" in see(xa, "place", new)


def test_a_code_stands_on_the_page_with_its_period_and_its_other_bearer(xa: Client) -> None:
    text = words(see(xa, "place", commune("25349", IN_2024), ngay=LAST))
    assert "Xã Minh Tâm" in text
    assert "Mã 25349 còn là của Xã Minh Đức (từ 01/07/2025)" in text
    assert "Nghị quyết 1662/NQ-UBTVQH15" in text


def test_the_bands_of_a_reform_are_for_those_who_can_act_only(xa: Client) -> None:
    new, old = commune("25357", REFORM), commune("25360", IN_2024)
    other = signed_in(seated(Role.COMMUNE_OFFICER, commune("25349", REFORM), since=REFORM))
    looking = signed_in(seated(Role.LEADER, new, since=REFORM))
    for client in (other, looking):
        for place_id in (new, old):
            assert "chưa đưa sang" not in see(client, "place", place_id, ngay=FIRST)


def test_a_commune_changes_what_is_its_own_by_lineage_and_nothing_else(xa: Client) -> None:
    new, old = commune("25357", REFORM), commune("25360", IN_2024)
    for place_id, day in ((new, FIRST), (old, LAST)):
        assert "Nhập danh sách" in see(xa, "place", place_id, ngay=day)
        see(xa, "place_rename", place_id, ngay=day)
    province = queries.by_code(Level.PROVINCE, "75", on=IN_2026)
    neighbour = queries.place(commune("25349", REFORM), on=IN_2026)
    entries = Entry.objects.exclude(deed="page.refused").count()
    for one in (province, neighbour):
        page = see(xa, "place", one.id, ngay=FIRST)
        for way in ("Đổi tên, đổi loại", "Nhập danh sách", ">Thêm<"):
            assert way not in page
        for name in ("place_rename", "hamlets_import"):
            typed = {
                "type": one.type,
                "name": "Khác",
                "on": "1/8/2025",
                "basis": "NQ 1",
                "text": "Ấp 1",
                "confirm": "1",
            }
            page = words(send(xa, name, one.id, ngay=FIRST, **typed, status=403))
            assert f"{one.title} không thuộc địa bàn của đơn vị này" in page
    assert Entry.objects.exclude(deed="page.refused").count() == entries
    assert queries.place(neighbour.id, on=IN_2026).title == neighbour.title


def test_a_list_for_the_district_of_others_is_refused_line_by_line(land: Country) -> None:
    officer = signed_in(seated(Role.COMMUNE_OFFICER, land.commune))
    page = words(send(officer, "hamlets_import", land.district, text="Bến Cát Mẫu\tẤp 9", status=422))
    assert "không được giao sửa địa bàn Thị trấn Bến Cát Mẫu" in page


def test_an_officer_of_the_province_enters_that_it_is_a_city_now(xa: Client) -> None:
    province = queries.by_code(Level.PROVINCE, "75", on=IN_2026).id
    Profile.objects.update(place_id=province)
    send(
        signed_in(seated(Role.STANDING_OFFICE, province, since=REFORM)),
        "place_rename",
        province,
        ngay="02-03-2026",
        type="Thành phố",
        name="Đồng Nai",
        on="1/2/2026",
        basis="Nghị quyết 30/2026/QH16",
    )
    text = words(see(xa, "place", province, ngay="02-03-2026"))
    assert "Tỉnh Đồng Nai từ 01/07/2025 đến hết 31/01/2026" in text
    assert "Thành phố Đồng Nai từ 01/02/2026 Nghị quyết 30/2026/QH16" in text
