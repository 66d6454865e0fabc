"""The pages of handovers: preparing, accepting, signed minutes, withdrawing, the printed minutes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from factories.people import TODAY, Country, country, installation, seated

from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import Agency, Holding, Seat, User
from giamngheo.audit.models import Entry
from giamngheo.handover import queries
from giamngheo.handover.models import Handover
from giamngheo.norms.models import SignedPaper

pytestmark = pytest.mark.django_db
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


@pytest.fixture
def where() -> Country:
    found = country()
    installation(found, is_demo=True)  # where the day is TODAY
    return found


@pytest.fixture(autouse=True)
def store_of_its_own(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path


@pytest.fixture
def giver(where) -> User:
    return seated(Role.COMMUNE_OFFICER, where.commune, username="giao")


@pytest.fixture
def receiver(where) -> User:
    return seated(Role.HAMLET_HEAD, where.hamlet, username="nhan")


@pytest.fixture
def manager(where) -> User:
    return seated(Role.ADMINISTRATOR, where.commune, username="quan-tri")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def sent(giver: User, to: User, **changes) -> dict[str, object]:
    return {
        "receiver": str(to.pk),
        "typed_receiver": "",
        "on": "15/11/2024",
        "seats": [str(pk) for pk in giver.holdings.values_list("pk", flat=True)],
        "reason": "Chuyển công tác",
        "basis": "Quyết định số 12/QĐ-UBND",
        "remarks": "Tủ hồ sơ số 3",
        "closes_account": "on",
    } | changes


def prepared(giver: User, to: User, **changes) -> Handover:
    response = client_of(giver).post(reverse("web:prepare_handover"), sent(giver, to, **changes))
    assert response.status_code == 302, response.content.decode()
    return Handover.objects.latest("pk")


def address(name: str, one: Handover) -> str:
    return reverse(f"web:{name}", args=[one.pk])


def minutes(**changes) -> dict[str, object]:
    return {
        "paper": "",
        "number": "05/BB-UBND",
        "signed_on": "15/11/2024",
        "authority": "UBND xã Đồng Lúa",
        "signatory": "Người nhận",
        "scan": SimpleUploadedFile("bien-ban.pdf", PDF),
    } | changes


def test_from_preparing_to_accepting(where, giver, receiver):
    form = client_of(giver).get(reverse("web:prepare_handover")).content.decode()
    assert "Cán bộ xã – Xã Đồng Lúa" in form
    assert receiver.full_name in form
    one = prepared(giver, receiver)
    waiting = client_of(receiver).get(reverse("web:handovers")).content.decode()
    assert "Chờ anh, chị nhận" in waiting
    accepted = client_of(receiver).post(address("accept_handover", one), follow=True).content.decode()
    assert "Đã nhận bàn giao." in accepted
    assert "bên nhận xác nhận trong hệ thống" in accepted
    giver.refresh_from_db()
    assert giver.closed_on == TODAY
    again = client_of(receiver).post(address("accept_handover", one))
    assert again.status_code == 422
    assert "đã hoàn tất hoặc đã huỷ" in again.content.decode()


def test_a_new_colleague_is_named_by_user_name_or_number(where, giver):
    new = User.objects.create_user(username="moi", full_name="Người mới", phone="0912345678")
    one = prepared(giver, new, receiver="", typed_receiver="0912 345 678")
    assert one.receiver_id == new.pk


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"receiver": ""}, "Hãy chọn bên nhận"),
        ({"typed_receiver": "nhan"}, "hãy để trống mục này"),
        ({"receiver": "", "typed_receiver": "khong-co-ai"}, "Không có tài khoản đang mở nào"),
        ({"receiver": "", "typed_receiver": "giao"}, "Bên nhận phải là người khác"),
        ({"receiver": "987654"}, "không còn trong danh sách"),
        ({"seats": []}, "Chưa chọn vị trí nào"),
        ({"seats": ["987654"]}, "Có vị trí không còn trong danh sách"),
        ({"seats": ["x' OR 1=1"]}, "Có vị trí không còn trong danh sách"),
        ({"on": "31/12/2023"}, "ngày bàn giao không được trước ngày đó"),
        ({"on": "15/11/3024"}, "còn quá xa"),
        ({"on": "hôm nay"}, "không phải là ngày"),
        ({"reason": "  "}, "Chưa ghi mục này."),
        ({"reason": "x" * 301}, "300"),
        ({"basis": "x" * 201}, "200"),
        ({"remarks": "x" * 5_001}, "5000"),
        ({"remarks": "a\0b"}, "Nội dung khác ghi vào biên bản</a>:"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(where, giver, receiver, changes, told):
    response = client_of(giver).post(reverse("web:prepare_handover"), sent(giver, receiver) | changes)
    body = response.content.decode()
    assert response.status_code == 422
    assert told in body
    assert "Chưa lưu được" in body
    assert "Tủ hồ sơ số 3" in body or "remarks" in changes
    assert not Handover.objects.exists()


def test_a_form_sent_twice_prepares_one_handover(where, giver, receiver):
    prepared(giver, receiver)
    again = client_of(giver).post(reverse("web:prepare_handover"), sent(giver, receiver))
    assert again.status_code == 422
    assert "đang có một bàn giao chưa xong" in again.content.decode()
    assert Handover.objects.count() == 1


def test_a_manager_prepares_for_somebody_who_has_left(where, giver, receiver, manager):
    client = client_of(manager)
    listed = client.post(reverse("web:choose_giver"), {"tim": "can bo"}, follow=True).content.decode()
    address_of_form = reverse("web:prepare_handover_for", args=[giver.pk])
    assert address_of_form in listed
    assert reverse("web:prepare_handover_for", args=[receiver.pk]) not in listed
    assert client.get(address_of_form).status_code == 200
    assert client.post(address_of_form, sent(giver, receiver)).status_code == 302
    assert Handover.objects.get().prepared_by_id == manager.pk
    assert "Không có ai có" in client.post(reverse("web:choose_giver"), {"tim": "zzz"}, follow=True).content.decode()


def test_a_manager_reaches_nobody_of_another_commune(where, receiver, manager):
    stranger = seated(Role.COMMUNE_OFFICER, where.other_commune, username="nguoi-khac")
    form = reverse("web:prepare_handover_for", args=[stranger.pk])
    assert client_of(manager).get(form).status_code == 404
    assert client_of(manager).post(form, sent(stranger, receiver)).status_code == 404
    assert client_of(manager).get(f"/ban-giao/lap-thay/{10**30}").status_code == 404
    assert form not in client_of(manager).get(reverse("web:choose_giver")).content.decode()
    assert not Handover.objects.exists()


@pytest.mark.parametrize("role", [Role.LEADER, Role.COMMUNE_CHAIR, Role.COMMUNE_OFFICER, Role.OVERSIGHT])
def test_others_do_not_reach_the_pages_of_managers(where, giver, role):
    client = client_of(seated(role, where.commune, username="ai-do"))
    assert client.get(reverse("web:choose_giver")).status_code == 403
    assert client.get(reverse("web:prepare_handover_for", args=[giver.pk])).status_code == 403


@pytest.mark.parametrize("role", [Role.ENUMERATOR, Role.OVERSIGHT])
def test_who_does_not_hand_over_does_not_reach_the_form(where, role):
    client = client_of(seated(role, where.commune, username="ai-do"))
    assert client.get(reverse("web:prepare_handover")).status_code == 403
    assert "Bàn giao việc của tôi" not in client.get(reverse("web:handovers")).content.decode()


def test_guessed_numbers_find_nothing(where, giver, receiver):
    one = prepared(giver, receiver)
    stranger = client_of(seated(Role.ADMINISTRATOR, where.other_commune, username="nguoi-khac"))
    for name in ("handover", "handover_minutes", "withdraw_handover", "signed_handover_minutes"):
        assert stranger.get(address(name, one)).status_code == 404
    assert stranger.post(address("accept_handover", one)).status_code == 404
    assert stranger.post(address("withdraw_handover", one), {"reason": "x"}).status_code == 404
    assert stranger.post(address("signed_handover_minutes", one), minutes()).status_code == 404
    assert stranger.get(f"/ban-giao/{10**30}").status_code == 404


def test_the_giver_does_not_accept_in_place_of_the_receiver(where, giver, receiver):
    one = prepared(giver, receiver)
    assert client_of(giver).post(address("accept_handover", one)).status_code == 403
    assert Entry.objects.filter(deed="page.refused").count() == 1
    assert client_of(giver).get(address("accept_handover", one)).status_code == 405


def test_an_overseer_reads_and_does_nothing(where, giver, receiver):
    one = prepared(giver, receiver)
    client = client_of(seated(Role.OVERSIGHT, where.district))
    shown = client.get(address("handover", one)).content.decode()
    assert "Nhận bàn giao" not in shown
    assert "Huỷ bàn giao" not in shown
    assert client.get(address("withdraw_handover", one)).status_code == 302
    assert client.post(address("withdraw_handover", one), {"reason": "x"}).status_code == 403
    assert client.get(address("signed_handover_minutes", one)).status_code == 302
    assert client.post(address("signed_handover_minutes", one), minutes()).status_code == 403


def test_signed_minutes_are_entered_with_their_scan(where, giver, receiver, manager):
    one = prepared(giver, receiver)
    form = client_of(manager).get(address("signed_handover_minutes", one)).content.decode()
    assert "Ủy ban nhân dân Xã Đồng Lúa" in form
    entered = client_of(manager).post(address("signed_handover_minutes", one), minutes(), follow=True)
    body = entered.content.decode()
    assert "theo biên bản đã ký số 05/BB-UBND ngày 15/11/2024" in body
    assert "bên nhận xác nhận trong hệ thống" not in body
    late = client_of(manager).post(address("signed_handover_minutes", one), minutes())
    assert late.status_code == 422
    assert "đã hoàn tất hoặc đã huỷ" in late.content.decode()
    assert SignedPaper.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"number": ""}, "Chưa ghi mục này."),
        ({"scan": ""}, "Chưa chọn tệp bản chụp."),
        ({"signed_on": "16/11/2024"}, "Ngày ký chưa tới"),
        ({"signed_on": "x"}, "không phải là ngày"),
        ({"scan": SimpleUploadedFile("bien-ban.pdf", b"<script>")}, "Bản chụp"),
        ({"scan": SimpleUploadedFile("bien-ban.pdf", b"")}, "Bản chụp"),
    ],
)
def test_minutes_that_are_not_taken_leave_everything_as_it_was(where, giver, receiver, changes, told):
    one = prepared(giver, receiver)
    response = client_of(giver).post(address("signed_handover_minutes", one), minutes(**changes))
    assert response.status_code == 422
    assert told in response.content.decode()
    assert not SignedPaper.objects.exists()
    assert Handover.objects.get().done_at is None


def test_a_paper_already_there_can_be_chosen(where, giver, receiver, manager):
    first = prepared(giver, receiver)
    client = client_of(manager)
    client.post(address("signed_handover_minutes", first), minutes())
    own = sent(manager, receiver)
    client.post(reverse("web:prepare_handover"), own)
    second = Handover.objects.latest("pk")
    same = client.post(address("signed_handover_minutes", second), minutes())
    assert same.status_code == 422
    assert "đã được nhập rồi" in same.content.decode()
    guessed = client.post(address("signed_handover_minutes", second), {"paper": "987654"})
    assert "không còn trong danh sách" in guessed.content.decode()
    chosen = {"paper": str(SignedPaper.objects.get().pk)}
    assert client.post(address("signed_handover_minutes", second), chosen).status_code == 302
    assert Handover.objects.filter(paper=SignedPaper.objects.get()).count() == 2


def test_withdrawing_asks_why(where, giver, receiver):
    one = prepared(giver, receiver)
    assert "Không nhận bàn giao" in client_of(receiver).get(address("withdraw_handover", one)).content.decode()
    assert client_of(giver).post(address("withdraw_handover", one), {"reason": " "}).status_code == 422
    done = client_of(giver).post(address("withdraw_handover", one), {"reason": "Ghi nhầm ngày"}, follow=True)
    assert "Đã huỷ bàn giao" in done.content.decode()
    assert "Lý do: Ghi nhầm ngày" in done.content.decode()
    again = client_of(giver).post(address("withdraw_handover", one), {"reason": "x"})
    assert "đã hoàn tất hoặc đã huỷ" in again.content.decode()
    assert client_of(giver).get(address("withdraw_handover", one)).status_code == 302


def test_the_minutes_follow_the_layout_of_official_papers(where, giver, receiver):
    one = prepared(giver, receiver)
    body = client_of(giver).get(address("handover_minutes", one)).content.decode()
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN XÃ ĐỒNG LÚA",
        "/BB-……",
        "Đồng Lúa, ngày",
        "BIÊN BẢN",
        "BÊN GIAO",
        "BÊN NHẬN",
        "NGƯỜI CHỨNG KIẾN",
        "Nơi nhận:",
        "- Lưu: VT, hồ sơ.",
        "Căn cứ Quyết định số 12/QĐ-UBND.",
        "Tủ hồ sơ số 3",
        "Tài khoản của bên giao trên hệ thống đóng từ ngày 15/11/2024.",
    ):
        assert part in body, part
    assert "Bên nhận đã xác nhận trên hệ thống" not in body
    client_of(receiver).post(address("accept_handover", one))
    assert (
        "Bên nhận đã xác nhận trên hệ thống"
        in client_of(receiver).get(address("handover_minutes", one)).content.decode()
    )


def test_an_agency_stands_under_the_committee_of_its_place(where, receiver):
    office = Agency.objects.create(name="Phòng Việc mẫu", place_id=where.district)
    officer = seated(Role.LEAD_AGENCY, where.district, agency=office)
    body = client_of(officer).get(address("handover_minutes", prepared(officer, receiver))).content.decode()
    assert "UBND HUYỆN ĐỒNG MẪU" in body
    assert "PHÒNG VIỆC MẪU" in body
    assert "Đồng Mẫu, ngày" in body


def test_a_hamlet_head_hands_over_under_the_committee_of_the_commune(where, giver, receiver):
    body = client_of(receiver).get(address("handover_minutes", prepared_by_head(receiver, giver))).content.decode()
    assert "ỦY BAN NHÂN DÂN XÃ ĐỒNG LÚA" in body


def prepared_by_head(head: User, to: User) -> Handover:
    """A hamlet head sees no list of people: the receiver is typed."""
    return prepared(head, to, receiver="", typed_receiver=to.username)


def test_scripts_are_shown_as_text(where, giver, receiver):
    hostile = "<script>alert(1)</script>"
    one = prepared(giver, receiver, reason=hostile, remarks=hostile, basis=hostile)
    for name in ("handover", "handover_minutes", "withdraw_handover"):
        assert "<script>alert" not in client_of(giver).get(address(name, one)).content.decode()


def test_lists_are_narrowed_and_go_on(where, giver, receiver, monkeypatch):
    monkeypatch.setattr(queries, "ROWS_AT_ONCE", 1)
    first = prepared(giver, receiver)
    client_of(giver).post(address("withdraw_handover", first), {"reason": "Ghi nhầm"})
    second = prepared(giver, receiver)
    client = client_of(giver)
    page = client.get(reverse("web:handovers")).content.decode()
    assert f"truoc={second.pk}" in page
    older = client.get(reverse("web:handovers"), {"truoc": str(second.pk)}).content.decode()
    assert address("handover", first) in older
    assert "Về đầu danh sách" in older
    assert address("handover", first) in client.get("/ban-giao?tinh-trang=withdrawn").content.decode()
    assert "Không có bàn giao nào như vậy." in client.get("/ban-giao?tinh-trang=done").content.decode()
    assert client.get("/ban-giao?tinh-trang=%00&truoc=-1").status_code == 200


def test_an_empty_list_says_what_the_page_is_for(where, giver):
    assert "Chưa có bàn giao nào." in client_of(giver).get(reverse("web:handovers")).content.decode()


def test_who_is_not_signed_in_is_sent_to_sign_in(where, giver, receiver):
    one = prepared(giver, receiver)
    for path in (reverse("web:handovers"), address("handover", one), address("handover_minutes", one)):
        assert Client().get(path).status_code == 302


def test_a_form_without_its_token_is_refused(where, giver, receiver):
    client = Client(enforce_csrf_checks=True)
    client.force_login(giver, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(reverse("web:prepare_handover"), sent(giver, receiver)).status_code == 403
    assert not Handover.objects.exists()


def test_what_was_typed_before_a_power_cut_is_there_again_and_goes_when_sent(where, giver, receiver):
    client, address_of_form = client_of(giver), reverse("web:prepare_handover")
    draft = reverse("web:draft", args=[f"ban-giao.{giver.pk}"])
    typed = {"fields": {"remarks": "Đang gõ dở"}, "opened": "2024-11-15T02:00:00+00:00", "owner": giver.pk}
    assert client.post(draft, typed, content_type="application/json").status_code == 200
    assert "Đang gõ dở" in client.get(address_of_form).content.decode()
    client.post(address_of_form, sent(giver, receiver))
    assert "Đang gõ dở" not in client.get(address_of_form).content.decode()


def test_seats_of_two_offices_go_under_the_committee_of_the_place_they_lie_in(where, giver, receiver):
    wanted, _ = Seat.objects.get_or_create(role=Role.ENUMERATOR, agency=None, place_id=where.hamlet)
    Holding.objects.create(seat=wanted, user=giver, valid_from=TODAY)
    manager = seated(Role.ADMINISTRATOR, where.commune, username="quan-tri")
    form = reverse("web:prepare_handover_for", args=[giver.pk])
    assert client_of(manager).post(form, sent(giver, receiver)).status_code == 302
    body = client_of(manager).get(address("handover_minutes", Handover.objects.get())).content.decode()
    assert "ỦY BAN NHÂN DÂN XÃ ĐỒNG LÚA" in body
