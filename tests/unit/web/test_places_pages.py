"""Pages of places: the tree of a day, one place over time, changing hamlets, lists in and out."""

import csv
import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from factories.people import Country, country, installation, seated
from factories.people import place as make_place
from factories.places import AT, EVERYWHERE, IN_2024, IN_2026, commune, hamlet, load, titles_in
from openpyxl import Workbook, load_workbook

from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import User
from giamngheo.audit.models import Entry
from giamngheo.files.models import StoredFile
from giamngheo.norms.models import Profile, Workspace
from giamngheo.places import actions, queries
from giamngheo.places.kinds import REFORM, Level
from giamngheo.places.models import Attachment, Place

LAST, FIRST = "30-06-2025", "01-07-2025"
Response = object

pytestmark = pytest.mark.django_db


@pytest.fixture
def land(db: None) -> Country:
    """A demo district whose day is 15/11/2024."""
    made = country()
    installation(made, is_demo=True)
    return made


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def officer(land: Country) -> Client:
    """The standing office of the district: may change every place here."""
    return signed_in(seated(Role.STANDING_OFFICE, land.district))


@pytest.fixture
def reader(land: Country) -> Client:
    return signed_in(seated(Role.LEADER, land.district))


def see(client: Client, name: str, /, *args: int, status: int = 200, **query: str) -> str:
    response = client.get(reverse(f"web:{name}", args=args), query)
    assert response.status_code == status
    return response.content.decode()


def send(client: Client, name: str, /, *args: int, status: int = 302, ngay: str = "", **typed: object) -> str:
    address = reverse(f"web:{name}", args=args) + (f"?ngay={ngay}" if ngay else "")
    response = client.post(address, typed)
    assert response.status_code == status, re.findall(r'class="wrong"[^<]*<|<li>[^<]+</li>', response.content.decode())
    return response.content.decode() if status != 302 else response.headers["Location"]


def words(page: str) -> str:
    """What the page itself says, without its head and menu."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.partition("<main")[2]))


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


# Lists


def test_a_pasted_list_is_shown_first_and_entered_when_confirmed(officer: Client, land: Country) -> None:
    text = "Xã\tTên\nĐồng Lúa\tẤp 1\n\tẤp 2\nBến Cát Mẫu\tKP 10\n"
    page = words(send(officer, "hamlets_import", land.district, text=text, status=200))
    assert "Sẽ thêm 2 nơi" in page
    assert "1 nơi đã có từ trước, giữ nguyên: Ấp 1" in page
    assert "Bỏ qua dòng tiêu đề: dòng 1 “Xã Tên”" in page
    assert titles_in(land.commune, IN_2024) == ["Ấp 1"]
    to = send(officer, "hamlets_import", land.district, text=text, confirm="1")
    assert "Đã nhập 2 thôn, ấp, khu phố. 1 nơi đã có từ trước" in officer.get(to).content.decode()
    to = send(officer, "hamlets_import", land.district, text=text, confirm="1")
    assert "Không thêm gì: cả 3 nơi trong danh sách đã có từ trước." in officer.get(to).content.decode()


def test_a_list_that_was_not_finished_is_there_again_until_it_is_entered(officer: Client, land: Country) -> None:
    page = see(officer, "hamlets_import", land.commune)
    opened, owner = (re.search(rf'data-draft-{key}="([^"]+)"', page) for key in ("opened", "owner"))
    assert opened
    assert owner
    kept = officer.post(
        reverse("web:draft", args=[f"nhap-thon-ap.{land.commune}"]),
        {"text": "Ấp 2\nẤp 3", "_opened": opened[1], "_owner": owner[1]},
    )
    assert kept.status_code < 400
    assert "Ấp 2\nẤp 3</textarea>" in see(officer, "hamlets_import", land.commune)
    assert "Ấp 2" not in see(officer, "hamlets_import", land.other_commune)
    send(officer, "hamlets_import", land.commune, text="Ấp 2\nẤp 3", confirm="1")
    assert "Ấp 3</textarea>" not in see(officer, "hamlets_import", land.commune)


def test_every_fault_is_told_with_its_line_and_the_list_stays_in_the_box(officer: Client, land: Country) -> None:
    text = "Đồng Lúa\tẤp 2\nĐâu Đó\tẤp 3\nĐồng Lúa\tẤp 2\nĐồng Lúa\tba"
    for confirmed in ({}, {"confirm": "1"}):
        page = send(officer, "hamlets_import", land.district, text=text, **confirmed, status=422)
        assert "Dòng 2: xã “Đâu Đó” không có trong các xã" in page
        assert "Dòng 3: “Ấp 2” của Xã Đồng Lúa đã có ở dòng 1." in page
        assert "Dòng 4: chưa rõ “ba” là thôn" in page
        assert "Đâu Đó\tẤp 3" in page
    assert titles_in(land.commune, IN_2024) == ["Ấp 1"]


def test_a_list_of_the_district_by_an_officer_of_one_commune(land: Country) -> None:
    client = signed_in(seated(Role.COMMUNE_OFFICER, land.commune))
    page = send(client, "hamlets_import", land.district, text="Bến Cát Mẫu\tẤp 9", confirm="1", status=422)
    assert "không được giao sửa địa bàn Thị trấn Bến Cát Mẫu" in page


def workbook(*rows: tuple[object, ...]) -> SimpleUploadedFile:
    book = Workbook()
    book.create_sheet("Trống", 0)
    sheet = book["Sheet"]
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return SimpleUploadedFile("ds.xlsx", file.getvalue())


def test_a_sheet_is_read_and_numbers_are_names(officer: Client, land: Country) -> None:
    file = workbook(("STT", "Xã", "Loại", "Tên"), (1, "Đồng Lúa", "Ấp", 2), (None,), (2, None, "Ấp", 3.0))
    page = send(officer, "hamlets_import", land.district, file=file, text="", status=200)
    assert "Sẽ thêm 2 nơi" in page
    box = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert box
    send(officer, "hamlets_import", land.district, text=box[1].lstrip("\n"), confirm="1")
    assert titles_in(land.commune, IN_2024) == ["Ấp 1", "Ấp 2", "Ấp 3"]
    assert not StoredFile.objects.exists(), "the file itself is not kept"


def test_a_fault_in_a_sheet_names_the_row_the_sheet_shows(officer: Client, land: Country) -> None:
    file = workbook(("Xã", "Tên"), (None, None), ("Đồng Lúa", "Ấp 2"), ("Đâu Đó", "Ấp 3"))
    assert "Dòng 4: xã “Đâu Đó”" in send(officer, "hamlets_import", land.district, file=file, status=422)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_in_any_encoding(officer: Client, land: Country, encoding: str) -> None:
    file = SimpleUploadedFile("ds.csv", "Xã;Tên\nĐồng Lúa;Ấp 2\n".encode(encoding))
    assert "Sẽ thêm 1 nơi" in send(officer, "hamlets_import", land.district, file=file, status=200)


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (SimpleUploadedFile("ds.docx", b"PK"), "Chỉ nhận tệp Excel (.xlsx) hoặc .csv"),
        (SimpleUploadedFile("ds.xlsx", b"PK\x03\x04 hong"), "ds.xlsx"),
        (SimpleUploadedFile("ds.csv", b" \n"), "ds.csv"),
        (SimpleUploadedFile("ds.exe.xlsx", b"MZ\x90\x00" * 50), "ds.exe.xlsx"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    officer: Client, land: Country, file: SimpleUploadedFile, told: str
) -> None:
    file.seek(0)
    assert told in send(officer, "hamlets_import", land.district, file=file, status=422)


def test_nothing_pasted_is_asked_for(officer: Client, land: Country) -> None:
    assert "Chưa có dòng nào" in send(officer, "hamlets_import", land.district, text="  ", status=422)


def test_the_hamlets_of_a_commune_are_taken_out_and_that_is_recorded(reader: Client, land: Country) -> None:
    for title in ("Ấp 10", "Ấp 2"):
        hamlet(land.commune, title)
    response = reader.post(f"/dia-ban/{land.commune}/xuat?ngay=15-11-2024", {"dang": "csv"})
    assert response.headers["Content-Disposition"] == 'attachment; filename="thon-ap-xa-dong-lua-15-11-2024.csv"'
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Xã", "Loại", "Tên", "Có từ ngày", "Trước đây thuộc"]
    assert [row[1:3] for row in rows[1:]] == [["Ấp", "1"], ["Ấp", "2"], ["Ấp", "10"]]
    kept = StoredFile.objects.get()
    assert (kept.place_id, kept.is_sensitive, kept.size) == (land.commune, False, len(response.content))


def test_the_workbook_says_the_same_and_comes_back_in_unchanged(officer: Client, land: Country) -> None:
    hamlet(land.commune, "Ấp 2", since=date(2024, 6, 1))
    response = officer.post(f"/dia-ban/{land.commune}/xuat", {"dang": "xlsx"})
    (sheet,) = load_workbook(io.BytesIO(response.content)).worksheets
    rows = list(sheet.values)
    assert rows[1:] == [("Xã Đồng Lúa", "Ấp", "1", None, None), ("Xã Đồng Lúa", "Ấp", "2", "01/06/2024", None)]
    again = SimpleUploadedFile("lai.xlsx", response.content)
    assert "cả danh sách đã có từ trước" in send(officer, "hamlets_import", land.commune, file=again, status=200)


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
    for page in (see(xa, "place", new, ngay=FIRST), see(xa, "place", old, ngay=LAST)):
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


def test_a_commune_that_goes_on_cannot_be_carried_over(xa: Client) -> None:
    new = commune("25357", REFORM)
    assert send(xa, "place_carry_over", new) == f"/dia-ban/{new}"
    assert "không nhập toàn bộ vào một xã mới" in see(xa, "place", new)


def test_a_code_stands_on_the_page_with_its_period_and_its_other_bearer(xa: Client) -> None:
    text = words(see(xa, "place", commune("25349", IN_2024), ngay=LAST))
    assert "Xã Minh Tâm" in text
    assert "Mã 25349 còn là của Xã Minh Đức (từ 01/07/2025)" in text
    assert "Nghị quyết 1662/NQ-UBTVQH15" in text


def test_an_officer_enters_that_the_province_is_a_city_now(xa: Client) -> None:
    province = queries.by_code(Level.PROVINCE, "75", on=IN_2026).id
    send(
        xa,
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


def test_of_the_pages_no_address_names_anybody_or_anything(officer: Client, land: Country) -> None:
    page = see(officer, "places", mo=str(land.commune))
    addresses = re.findall(r'href="(/dia-ban[^"]*)"', page)
    assert addresses
    assert all(re.fullmatch(r"/dia-ban(/\d+)?(\?[\w=&;-]+)?", address) for address in addresses)


def test_the_tree_costs_few_statements(reader: Client, land: Country, django_assert_max_num_queries: object) -> None:
    for number in range(2, 40):
        hamlet(land.commune, f"Ấp {number}")
    actions.end_hamlet(by=EVERYWHERE, at=AT, hamlet_id=land.hamlet, on=date(2024, 2, 1))
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        see(reader, "places", mo=str(land.commune))
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        see(reader, "place", land.commune)
