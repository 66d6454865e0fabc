"""Pages of places: the tree of a day, finding, one place over time."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from factories.people import Country, seated
from factories.people import place as make_place
from factories.places import AT, EVERYWHERE, hamlet
from factories.visits import see, send, signed_in, words

from giamngheo.accounts.kinds import Role
from giamngheo.norms.models import Profile, Workspace
from giamngheo.places import actions
from giamngheo.places.kinds import Level

LAST, FIRST = "30-06-2025", "01-07-2025"

pytestmark = pytest.mark.django_db


# The tree


def test_the_tree_opens_at_the_place_of_this_installation(reader: Client, land: Country) -> None:
    page = see(reader, "places")
    assert "Địa bàn ngày 15/11/2024" in page
    for title in ("Tỉnh Sông Mẫu", "Huyện Đồng Mẫu", "Xã Đồng Lúa", "Thị trấn Bến Cát Mẫu"):
        assert title in page
    assert "Ấp 1" not in page, "the communes are closed"
    assert "2 xã, phường, thị trấn" in page


def test_the_tree_has_districts_on_the_last_day_and_none_on_the_first(reader: Client, land: Country) -> None:
    before = see(reader, "places", ngay=LAST, mo=str(land.district))
    after = see(reader, "places", ngay=FIRST, mo=str(land.new_province))
    assert "Huyện Đồng Mẫu" in before
    assert "Danh mục cũ ghi theo những ngày cuối trước 1/7/2025" in before
    assert "Huyện" not in words(after)
    assert "Xã Đồng Lúa" in after
    assert "Danh mục cũ" not in after


def test_without_a_script_a_place_opens_and_closes_by_its_link(reader: Client, land: Country) -> None:
    page = see(reader, "places", mo=str(land.commune))
    assert "Ấp 1" in page
    assert f'href="/dia-ban?ngay=15-11-2024&amp;mo={land.district}"' in page, "closing the commune opens its district"
    fragment = see(reader, "place_branches", land.commune)
    assert "Ấp 1" in fragment
    assert "<html" not in fragment


@pytest.mark.parametrize("opened", ["0", "999999999999999999999999", "x", "", "-1", "1 OR 1=1"])
def test_an_address_that_opens_nothing_shows_the_tree_closed(reader: Client, land: Country, opened: str) -> None:
    assert "Tỉnh Sông Mẫu" in see(reader, "places", mo=opened)


@pytest.mark.parametrize("typed", ["31/02/2025", "hôm qua", "2025-07-01", "<script>", "9" * 500])
def test_a_day_that_is_none_is_told_beside_its_field_and_today_is_shown(
    reader: Client, land: Country, typed: str
) -> None:
    page = see(reader, "places", ngay=typed)
    assert "không phải là ngày" in page
    assert "Địa bàn ngày 15/11/2024" in page
    assert "<script>" not in page.replace('<script type="module"', "")


def test_days_can_be_chosen_with_one_press(reader: Client, land: Country) -> None:
    page = see(reader, "places", ngay=FIRST)
    assert re.findall(r'\?ngay=([\d-]+)"\s*(aria-current="date")?>\s*([^<]+)', page)[:3] == [
        ("30-06-2025", "", "30/6/2025"),
        ("01-07-2025", 'aria-current="date"', "1/7/2025"),
        ("15-11-2024", "", "Hôm nay"),
    ]


def test_searching_without_a_script(reader: Client, land: Country) -> None:
    assert "Huyện Đồng Mẫu, Tỉnh Sông Mẫu" in see(reader, "places", tim="bến cát")
    assert "không có địa bàn nào tên như vậy" in see(reader, "places", tim="Không Đâu Có")


# Where there is no list yet


def empty_installation(role: Role) -> Client:
    """A real workspace of one hamlet-less commune known by hand only; its day is today."""
    own = make_place(Level.COMMUNE, "Xã", "Tạm", "99999")
    Workspace.objects.create(is_demo=False, opened_at=AT, ready_at=AT)
    Profile.objects.create(place_id=own, authority="UBND xã Tạm", valid_from=date(2020, 1, 1))
    return signed_in(seated(role, own, since=date(2020, 1, 1)))


def test_whoever_manages_all_places_loads_the_list_of_units() -> None:
    client = empty_installation(Role.ADMINISTRATOR)
    assert "Nạp danh mục cả nước" in see(client, "places")
    send(client, "place_load")
    assert "Đã nạp 14149 đơn vị hành chính" in see(client, "places")
    send(client, "place_load")
    assert "đã có đủ" in see(client, "places")


def test_others_are_told_whom_to_ask() -> None:
    client = empty_installation(Role.LEADER)
    page = see(client, "places")
    assert "Hãy nhờ người quản trị" in page
    assert "Nạp danh mục cả nước" not in page
    send(client, "place_load", status=403)


# Finding while typing


def found(client: Client, **query: str) -> list[tuple[str, str]]:
    response = client.get(reverse("web:place_search"), query)
    assert response.headers["Content-Type"] == "application/json"
    return [(one["title"], one["where"]) for one in response.json()["results"]]


def test_places_are_found_while_typing(reader: Client, land: Country) -> None:
    assert found(reader, q="bến") == [("Thị trấn Bến Cát Mẫu", "Huyện Đồng Mẫu, Tỉnh Sông Mẫu")]
    assert found(reader, q="đồng lúa", ngay=FIRST) == [("Xã Đồng Lúa", "Tỉnh Sông Mẫu")]
    assert found(reader, q="90102") == [("Thị trấn Bến Cát Mẫu", "Huyện Đồng Mẫu, Tỉnh Sông Mẫu")]
    assert found(reader, q="90102", ngay=FIRST) == [("Xã Đồng Lúa", "Tỉnh Sông Mẫu")]


@pytest.mark.parametrize("typed", ["", "b", " ", "b" * 101, "%%", "\x00\x00"])
def test_too_little_too_much_and_mischief_find_nothing(reader: Client, land: Country, typed: str) -> None:
    assert found(reader, q=typed) == []


def test_never_more_than_twenty_are_sent(reader: Client, land: Country) -> None:
    for number in range(30):
        hamlet(land.commune, f"Ấp Bến {number}")
    assert len(found(reader, q="bến")) == 20


# One place


def test_a_commune_of_2024_with_its_hamlets_and_what_became_of_it(reader: Client, land: Country) -> None:
    text = words(see(reader, "place", land.other_commune))
    for phrase in (
        "Thị trấn Bến Cát Mẫu",
        "cấp xã, thành thị",
        "đến hết 30/06/2025",
        "90102 (đến hết 30/06/2025)",
        "Một mình mã không xác định được địa bàn",
        "Mã 90102 còn là của Xã Đồng Lúa (từ 01/07/2025)",
        "Khu phố 1",
        "Trở thành",
        "chuyển vào toàn bộ",
        "chưa ghi",
    ):
        assert phrase in text


def test_a_commune_of_2026_has_no_district_and_tells_what_it_was_made_of(reader: Client, land: Country) -> None:
    text = words(see(reader, "place", land.new_commune, ngay=FIRST))
    for phrase in ("cấp xã, nông thôn", "Lập từ", "nhập toàn bộ", "Trước đây thuộc", "Thị trấn Bến Cát Mẫu"):
        assert phrase in text
    assert "Huyện" not in text


def test_on_a_day_without_the_place_the_nearest_is_shown_and_said(reader: Client, land: Country) -> None:
    text = words(see(reader, "place", land.new_commune))
    assert "Ngày 15/11/2024 không có địa bàn này. Dưới đây là theo ngày 01/07/2025" in text
    text = words(see(reader, "place", land.commune, ngay=FIRST))
    assert "Ngày 01/07/2025 không có địa bàn này. Dưới đây là theo ngày 30/06/2025" in text


def test_provinces_districts_and_hamlets_have_pages_too(reader: Client, land: Country) -> None:
    assert "Huyện Đồng Mẫu" in see(reader, "place", land.province)
    assert "Đơn vị trực thuộc ngày 15/11/2024 (2)" in see(reader, "place", land.district)
    assert "thôn, ấp, khu phố" in see(reader, "place", land.hamlet)


@pytest.mark.parametrize(
    "name", ["place", "place_rename", "hamlet_add", "hamlets_import", "hamlet_merge", "hamlet_move", "hamlet_withdraw"]
)
def test_a_place_that_never_was_is_not_found(officer: Client, land: Country, name: str) -> None:
    see(officer, name, 10**9, status=404)


def test_the_buttons_are_for_those_who_may(officer: Client, reader: Client, land: Country) -> None:
    ways = ("Nhập danh sách", "Đổi tên", "Thêm")
    assert all(way in see(officer, "place", land.commune) for way in ways)
    page = see(reader, "place", land.commune)
    assert not any(f">{way}<" in page for way in ways)
    assert "Chia" in see(officer, "place", land.hamlet)
    assert "hamlet" not in see(reader, "place", land.hamlet)


def test_one_press_leads_to_where_somebody_works(officer: Client, land: Country) -> None:
    chair = signed_in(seated(Role.COMMUNE_OFFICER, land.other_commune))
    assert "Đến Thị trấn Bến Cát Mẫu" in words(see(chair, "places"))
    assert f"mo={land.other_commune}#noi-{land.other_commune}" in see(chair, "places", mo="0")
    assert "Đến Xã Đồng Lúa" in words(see(chair, "places", ngay=FIRST)), "the commune that took the own one"
    assert "Đến Huyện Đồng Mẫu" in words(see(officer, "places"))
    assert ">Đến Huyện" not in see(officer, "places", ngay=FIRST), "the district is no more"


def test_of_the_pages_no_address_names_anybody_or_anything(officer: Client, land: Country) -> None:
    page = see(officer, "places", mo=str(land.commune))
    addresses = re.findall(r'href="(/dia-ban[^"]*)"', page)
    assert addresses
    assert all(re.fullmatch(r"/dia-ban(/\d+)?(\?[\w=&;-]+)?(#noi-\d+)?", address) for address in addresses)


def test_the_tree_costs_few_statements(reader: Client, land: Country, django_assert_max_num_queries: object) -> None:
    for number in range(2, 40):
        hamlet(land.commune, f"Ấp {number}")
    actions.end_hamlet(by=EVERYWHERE, at=AT, hamlet_id=land.hamlet, on=date(2024, 2, 1))
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        see(reader, "places", mo=str(land.commune))
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        see(reader, "place", land.commune)
