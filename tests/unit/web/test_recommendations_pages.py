"""The pages of recommendations: what each role sees and may send, and what hostile input does (nothing)."""

import html
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from factories.people import TODAY, Country, country, installation, seated

from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import Seat, User
from giamngheo.audit.models import Entry
from giamngheo.oversight import queries
from giamngheo.oversight.models import Answer, Recommendation

pytestmark = pytest.mark.django_db
LAST_DAY = "25/11/2024"


@pytest.fixture
def where() -> Country:
    found = country()
    installation(found, is_demo=True)  # where the day is TODAY
    return found


@pytest.fixture(autouse=True)
def store_of_its_own(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path


@pytest.fixture
def overseer(where) -> User:
    return seated(Role.OVERSIGHT, where.district)


@pytest.fixture
def officer(where) -> User:
    return seated(Role.COMMUNE_OFFICER, where.commune)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def sent(officer: User, **changes) -> dict[str, str]:
    seat = Seat.objects.get(holdings__user=officer)
    return {
        "addressed_to": str(seat.pk),
        "about": "Niêm yết danh sách",
        "text": "Đề nghị niêm yết đủ ngày.",
        "answer_by": LAST_DAY,
    } | changes


def write(overseer: User, officer: User, place_id: int, **changes) -> Recommendation:
    address = reverse("web:write_recommendation", args=[place_id])
    response = client_of(overseer).post(address, sent(officer, **changes))
    assert response.status_code == 302, response.content.decode()
    return Recommendation.objects.latest("pk")


def page_of(one: Recommendation) -> str:
    return reverse("web:recommendation", args=[one.pk])


def test_from_recommending_to_the_answer(where, overseer, officer):
    at_work = client_of(overseer)
    chosen = at_work.get(reverse("web:choose_recommended_place")).content.decode()
    assert reverse("web:write_recommendation", args=[where.commune]) in chosen
    form = at_work.get(reverse("web:write_recommendation", args=[where.commune])).content.decode()
    assert f"Cán bộ xã – Xã Đồng Lúa ({officer.full_name})" in form
    one = write(overseer, officer, where.commune)
    mine = client_of(officer).get(reverse("web:recommendations")).content.decode()
    assert "Có 1 kiến nghị chờ anh, chị trả lời." in mine
    assert "chờ trả lời (còn 10 ngày)" in mine
    answered = client_of(officer).post(page_of(one), {"text": "Đã niêm yết.", "answered_on": "15/11/2024"}, follow=True)
    assert "Đã gửi trả lời." in answered.content.decode()
    shown = at_work.get(page_of(one)).content.decode()
    assert "Đã niêm yết." in shown
    assert "đã trả lời" in shown
    assert "Gửi trả lời" not in shown, "the overseer answers nothing"


def test_an_overseer_of_one_commune_goes_straight_to_it(where, officer):
    overseer = seated(Role.OVERSIGHT, where.commune)
    response = client_of(overseer).get(reverse("web:choose_recommended_place"))
    assert response.url == reverse("web:write_recommendation", args=[where.commune])


def test_a_place_without_seats_can_be_written_to_as_a_whole(where, overseer, officer):
    address = reverse("web:write_recommendation", args=[where.other_commune])
    assert "chưa có ai giữ vị trí" in client_of(overseer).get(address).content.decode()
    one = write(overseer, officer, where.other_commune, addressed_to="dia-ban")
    assert one.addressed_to is None
    assert "Các cơ quan của địa bàn" in client_of(overseer).get(page_of(one)).content.decode()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"addressed_to": ""}, "Hãy chọn nơi gửi."),
        ({"addressed_to": "987654"}, "Vị trí này không còn trong danh sách"),
        ({"addressed_to": "1 OR 1=1"}, "Vị trí này không còn trong danh sách"),
        ({"about": " "}, "Chưa ghi mục này."),
        ({"about": "đ" * 201}, "200"),
        ({"text": "đ" * 10_001}, "10000"),
        ({"text": "a\0b"}, "Nội dung kiến nghị</a>:"),
        ({"answer_by": "31/02/2025"}, "không phải là ngày"),
        ({"answer_by": "14/11/2024"}, "Hạn trả lời phải từ ngày 15/11/2024 trở đi."),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(where, overseer, officer, changes, told):
    address = reverse("web:write_recommendation", args=[where.commune])
    response = client_of(overseer).post(address, sent(officer, about="Việc đã gõ") | changes)
    body = response.content.decode()
    assert response.status_code == 422
    assert told in body
    assert "Chưa lưu được" in body
    assert ("Việc đã gõ" in body) or "about" in changes
    assert not Recommendation.objects.exists()


def test_scripts_are_shown_as_text_and_never_run(where, overseer, officer):
    hostile = '<script>alert(1)</script>"onload=x'
    one = write(overseer, officer, where.commune, about=hostile, text=hostile)
    client = client_of(overseer)
    answers = [client.get(page_of(one)), client.post(reverse("web:recommendations"), {"tim": hostile}, follow=True)]
    for answer in answers:
        body = answer.content.decode()
        assert "<script>alert" not in body
        assert "&lt;script&gt;alert(1)" in body


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OVERSIGHT])
def test_nobody_else_reaches_the_pages_for_writing(where, officer, role):
    client = client_of(seated(role, where.commune, username="ai-do"))
    address = reverse("web:write_recommendation", args=[where.commune])
    assert client.get(reverse("web:choose_recommended_place")).status_code == 403
    assert client.get(address).status_code == 403
    assert client.post(address, sent(officer)).status_code == 403
    assert not Recommendation.objects.exists()


def test_an_overseer_writes_nothing_outside_the_area(where, officer):
    client = client_of(seated(Role.OVERSIGHT, where.commune))
    assert client.post(reverse("web:write_recommendation", args=[where.other_commune]), {}).status_code == 403
    assert client.get(reverse("web:write_recommendation", args=[987_654])).status_code == 404
    assert client.get(f"/kien-nghi/viet/{10**30}").status_code == 404


def test_guessed_numbers_find_nothing_and_refusals_are_recorded(where, overseer, officer):
    one = write(overseer, officer, where.commune)
    stranger = client_of(seated(Role.COMMUNE_CHAIR, where.other_commune))
    assert stranger.get(page_of(one)).status_code == 404
    assert stranger.post(page_of(one), {"text": "x", "answered_on": "15/11/2024"}).status_code == 404
    assert stranger.get(f"/kien-nghi/{10**30}").status_code == 404
    assert client_of(overseer).post(page_of(one), {"text": "x", "answered_on": "15/11/2024"}).status_code == 403
    assert Entry.objects.filter(deed="page.refused").exists()
    assert not Answer.objects.exists()


def test_who_is_not_signed_in_is_sent_to_sign_in(where, overseer, officer):
    one = write(overseer, officer, where.commune)
    for address in (page_of(one), reverse("web:recommendations"), reverse("web:choose_recommended_place")):
        assert Client().get(address).status_code == 302


def test_an_answer_that_is_wrong_keeps_what_was_typed(where, overseer, officer):
    one = write(overseer, officer, where.commune)
    response = client_of(officer).post(page_of(one), {"text": "Đã làm một phần.", "answered_on": "16/11/2024"})
    body = response.content.decode()
    assert response.status_code == 422
    assert "Ngày trả lời phải từ 15/11/2024" in body
    assert "Đã làm một phần." in body
    assert client_of(officer).post(page_of(one), {"text": " "}).status_code == 422
    assert not Answer.objects.exists()


def test_the_list_is_narrowed_and_goes_on_with_what_narrows_it(where, overseer, officer, monkeypatch):
    monkeypatch.setattr(queries, "ROWS_AT_ONCE", 1)
    write(overseer, officer, where.commune, about="Chậm niêm yết 1")
    write(overseer, officer, where.commune, about="Chậm niêm yết 2")
    write(overseer, officer, where.commune, about="Hồ sơ vay vốn")
    client = client_of(overseer)
    posted = {"tim": "cham niem", "tinh-trang": "waiting"}
    first = client.post(reverse("web:recommendations"), posted, follow=True).content.decode()
    assert "Chậm niêm yết 2" in first
    assert "Hồ sơ vay vốn" not in first
    older = Recommendation.objects.get(about="Chậm niêm yết 2").pk
    [onward] = re.findall(rf'href="(\?[^"]*truoc={older})"', first)
    assert "niem" not in onward  # words of a search may be a name: none stands in an address
    second = client.get(reverse("web:recommendations") + html.unescape(onward))
    assert "Chậm niêm yết 1" in second.content.decode()
    assert "Về đầu danh sách" in second.content.decode()
    nothing = client.get(reverse("web:recommendations"), {"tinh-trang": "answered", "dia-ban": str(where.commune)})
    assert "Không có kiến nghị nào như vậy." in nothing.content.decode()


@pytest.mark.parametrize("query", ["tinh-trang=x&dia-ban=x&truoc=x", f"truoc={10**25}&dia-ban={10**25}", "tim=%00%FF"])
def test_odd_narrowing_is_ignored(where, overseer, query):
    assert client_of(overseer).get(f"{reverse('web:recommendations')}?{query}").status_code == 200


def test_an_empty_list_says_what_the_page_is_for(where, officer):
    assert "Chưa có kiến nghị nào." in client_of(officer).get(reverse("web:recommendations")).content.decode()


def test_the_export_is_what_the_list_shows_of_ones_own_area(where, overseer, officer):
    write(overseer, officer, where.commune, about="Việc của xã")
    write(overseer, officer, where.other_commune, about="Việc xã khác", addressed_to="dia-ban")
    response = client_of(officer).post(reverse("web:export_recommendations"), {"tinh-trang": "waiting"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert "attachment" in response["Content-Disposition"]
    assert "Việc của xã" in text
    assert "Việc xã khác" not in text
    assert Entry.objects.filter(deed="files.exported", actor=officer).exists()
    assert client_of(officer).get(reverse("web:export_recommendations")).status_code == 405
    head = client_of(seated(Role.HAMLET_HEAD, where.hamlet))
    assert head.post(reverse("web:export_recommendations")).status_code == 403


def test_a_form_without_its_token_is_refused(where, overseer, officer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(overseer, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(reverse("web:write_recommendation", args=[where.commune]), sent(officer)).status_code == 403
    assert not Recommendation.objects.exists()


def test_a_late_one_is_told_to_be_late(where, overseer, officer):
    one = write(overseer, officer, where.commune)
    Recommendation.objects.filter(pk=one.pk).update(
        written_on=TODAY - timedelta(days=9), answer_by=TODAY - timedelta(days=2)
    )
    body = client_of(officer).get(reverse("web:recommendations")).content.decode()
    assert "trong đó 1 quá hạn" in body
    assert "quá hạn 2 ngày" in body


def test_what_was_typed_before_a_power_cut_is_there_again_and_goes_when_sent(where, overseer, officer):
    client, address = client_of(overseer), reverse("web:write_recommendation", args=[where.commune])
    draft = reverse("web:draft", args=[f"kien-nghi.{where.commune}"])
    typed = {"fields": {"about": "Đang gõ dở"}, "opened": "2024-11-15T02:00:00+00:00", "owner": overseer.pk}
    assert client.post(draft, typed, content_type="application/json").status_code == 200
    assert "Đang gõ dở" in client.get(address).content.decode()
    client.post(address, sent(officer))
    assert "Đang gõ dở" not in client.get(address).content.decode()
