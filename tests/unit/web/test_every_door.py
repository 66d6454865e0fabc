"""Every address against every role: who may not, is refused; what lies elsewhere, is not shown, listed or changed.

The addresses are taken from the site itself. A page that is not in `DOORS` makes the first test fail.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.core import serializers
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from tests.factories.people import TODAY, Country, country, installation, seated

from giamngheo.accounts.kinds import Permission, Role
from giamngheo.accounts.models import Absence, Agency, Holding, Seat, SigningAuthority, User
from giamngheo.accounts.roles import PERMISSIONS
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed, Subject
from giamngheo.audit.models import Entry, Incident
from giamngheo.common.scope import Scope
from giamngheo.files.models import StoredFile
from giamngheo.handover.models import HandedSeat, Handover
from giamngheo.norms.models import Approval, SignedPaper
from giamngheo.oversight.models import Recommendation

P = Permission
DOORS: dict[str, Permission | None] = {
    **dict.fromkeys(["own_account", "own_password", "end_sessions", "second_factor_on", "second_factor_off"]),
    **dict.fromkeys(["recovery_codes", "draft", "drop_draft", "places", "place_search", "place", "place_branches"]),
    **dict.fromkeys(["hamlets_export", "files", "file", "file_content", "profile", "approvals", "approval"]),
    **dict.fromkeys(["set_up", "set_up_place", "set_up_profile", "set_up_years", "set_up_hamlets", "set_up_users"]),
    **dict.fromkeys(["set_up_summary", "handovers", "handover", "accept_handover", "withdraw_handover"]),
    **dict.fromkeys(["handover_minutes", "signed_handover_minutes", "recommendations", "recommendation"]),
    **dict.fromkeys(["people", "people_away", "people_of_place", "person", "agencies"], P.SEE_PEOPLE),
    **dict.fromkeys(["issue_slip", "people_new", "people_paste", "person_change", "person_close"], P.MANAGE_USERS),
    **dict.fromkeys(["person_reopen", "person_seat", "person_seat_end", "person_absence"], P.MANAGE_USERS),
    **dict.fromkeys(["person_absence_end", "person_authority", "person_authority_end"], P.MANAGE_USERS),
    **dict.fromkeys(["agency_new", "agency_rename", "agency_end"], P.MANAGE_USERS),
    **dict.fromkeys(["choose_giver", "prepare_handover_for"], P.MANAGE_USERS),
    **dict.fromkeys(["place_load", "place_rename", "place_carry_over", "hamlet_add"], P.MANAGE_PLACES),
    **dict.fromkeys(["hamlets_import", "hamlet_merge", "hamlet_correct", "hamlet_move"], P.MANAGE_PLACES),
    **dict.fromkeys(["hamlet_split", "hamlet_end", "hamlet_withdraw"], P.MANAGE_PLACES),
    **dict.fromkeys(["trace", "trace_entry", "trace_check", "whose_data"], P.SEE_TRACE),
    **dict.fromkeys(["trace_export", "whose_data_export"], P.EXPORT_TRACE),
    **dict.fromkeys(["incidents", "incident", "incident_sheet"], P.SEE_INCIDENTS),
    **dict.fromkeys(["record_incident", "correct_incident", "incident_step"], P.MANAGE_INCIDENTS),
    **dict.fromkeys(["keep_file", "enter_paper"], P.KEEP_FILES),
    **dict.fromkeys(["papers", "paper"], P.SEE_FILES),
    **dict.fromkeys(["profile_place", "propose_profile"], P.MANAGE_PROFILE),
    "back_up": P.BACK_UP,
    "prepare_handover": P.HAND_OVER,
    "export_recommendations": P.SEE_RECOMMENDATIONS,
    **dict.fromkeys(["choose_recommended_place", "write_recommendation"], P.RECOMMEND),
}
"""The pages of signed-in users: the permission without which each is refused; None where every user has one."""

OPEN = {
    *("home", "plan", "demo_plan", "figures", "demo_figures", "demo_day", "first_start", "health"),
    *(
        "begin",
        "restore",
        "account_login",
        "mfa_authenticate",
        "account_slip",
        "account_logout",
    ),
}
"""Asked by who is not signed in: they show nothing of anybody (the first start ends with the first workspace)."""

PUBLIC = {"place", "place_branches", "hamlets_export", "place_carry_over"}
"""Administrative units are public: names, codes and what became of every place may be read by all."""

ELSEWHERE = "Kín Riêng Kia"
HERE = "Của Xã Này"
SEARCHES = ["?tim=Kín", "?q=Kín", "?chu=Kín", "?loc=tat-ca"]


@dataclass(frozen=True, slots=True)
class Things:
    """One thing of each kind, all of one commune."""

    ids: dict[str, Any]


def addresses() -> dict[str, URLPattern]:
    return {pattern.name or str(pattern.pattern): pattern for pattern in _patterns(get_resolver())}


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one)
        else:
            yield one


def address(name: str, things: Things) -> str:
    pattern = addresses()[name]
    wanted = pattern.pattern.converters  # type: ignore[union-attr]
    kwargs = {key: things.ids[key] for key in wanted}
    prefix = "" if name.startswith(("account_", "mfa_", "health")) else "web:"
    return reverse(f"{prefix}{name}", kwargs=kwargs)


def things_of(place_id: int, hamlet_id: int, words: str, *, suffix: str) -> Things:
    """Make one thing of each kind in a commune, every text of it with the words."""
    now = timezone.now()
    person = seated(Role.LEAD_AGENCY, place_id, username=f"nguoi-{suffix}")
    other = seated(Role.FINANCE, place_id, username=f"nguoi-hai-{suffix}")
    for user in (person, other):
        user.full_name, user.job_title = f"{words} {user.username}", words
        user.save()
    agency = Agency.objects.create(name=words, short_name=words, place_id=place_id)
    holding = Holding.objects.get(user=person)
    seat = Seat.objects.get(pk=holding.seat_id)
    absence = Absence.objects.create(
        user=person,
        substitute=other,
        valid_from=TODAY,
        valid_until=TODAY + timedelta(days=3),
        reason=words,
        basis=words,
    )
    authority = SigningAuthority.objects.create(
        user=person, capacity="kt", for_whom=words, valid_from=date(2024, 1, 1), basis=words
    )
    paper = SignedPaper.objects.create(
        number=f"{suffix}/QĐ",
        signed_on=TODAY,
        title=words,
        authority=words,
        signatory=words,
        capacity="own",
        place_id=place_id,
        entered_at=now,
        entered_by=person,
    )
    approval = Approval.objects.create(
        **{
            "subject_kind": "test",
            "subject_id": f"9{suffix}",
            "subject_label": words,
            "place_id": place_id,
            "asked_at": now,
            "asked_by": person,
        }
        | ({"prepared_by": person} if hasattr(Approval, "prepared_by") else {})
    )
    file = StoredFile.objects.create(
        direction="upload",
        kind="scan",
        name=f"{words}.pdf",
        media_type="application/pdf",
        size=10,
        sha256="0" * 64,
        place_id=place_id,
        reason=words,
        kept_at=now,
        kept_by=person,
    )
    incident = Incident.objects.create(known_at=now, what=words, place_id=place_id, recorded_at=now, recorded_by=person)
    handover = Handover.objects.create(
        giver=person, receiver=other, on=TODAY, reason=words, place_id=place_id, prepared_at=now, prepared_by=person
    )
    HandedSeat.objects.create(handover=handover, ended=holding)
    recommendation = Recommendation.objects.create(
        **{
            "place_id": place_id,
            "about": words,
            "text": words,
            "addressed_to": seat,
            "answer_by": TODAY,
            "written_at": now,
            "written_by": other,
        }
        | ({"written_on": TODAY} if hasattr(Recommendation, "written_on") else {})
        | ({"folded": words.lower()} if hasattr(Recommendation, "folded") else {})
    )
    entry = audit.record(
        by=Scope(person.pk, person.full_name),
        deed=Deed("test.done", "Việc thử"),
        subject=Subject("test", suffix, words),
        at=now,
        place_id=place_id,
        after={"ghi_chu": words},
    )
    return Things(
        {
            "user_id": person.pk,
            "giver_id": person.pk,
            "holding_id": holding.pk,
            "absence_id": absence.pk,
            "authority_id": authority.pk,
            "agency_id": agency.pk,
            "place_id": hamlet_id,
            "entry_id": entry,
            "incident_id": incident.pk,
            "step": "bien-phap",
            "file_id": file.pk,
            "approval_id": approval.pk,
            "paper_id": paper.pk,
            "handover_id": handover.pk,
            "recommendation_id": recommendation.pk,
            "form": "incident",
        }
    )


@dataclass(frozen=True, slots=True)
class Scene:
    """The places, one thing of each kind here and elsewhere, and who holds which role where."""

    where: Country
    here: Things
    elsewhere: Things
    district: dict[Role, User]
    commune: dict[Role, User]


@pytest.fixture
def scene(db: None) -> Scene:
    where = country()
    installation(where, is_demo=True)
    here = things_of(where.commune, where.hamlet, HERE, suffix="1")
    elsewhere = things_of(where.other_commune, where.other_hamlet, ELSEWHERE, suffix="2")
    district = {role: seated(role, where.district, username=f"huyen-{role}") for role in Role}
    low = {Role.HAMLET_HEAD, Role.ENUMERATOR}
    commune = {
        role: seated(role, where.hamlet if role in low else where.commune, username=f"xa-{role}") for role in Role
    }
    return Scene(where, here, elsewhere, district, commune)


def as_user(user: User) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text_of(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode("utf-8", "replace"))


def test_every_address_is_in_the_roll() -> None:
    """A new page is entered in `DOORS` or `OPEN` here, and so is asked about by every test below."""
    assert set(addresses()) == set(DOORS) | OPEN


def test_every_door_asks_for_what_the_roll_says() -> None:
    found = {name: getattr(addresses()[name].callback, "needs", "no door") for name in DOORS}
    assert found == DOORS


@pytest.mark.parametrize("name", sorted(DOORS))
def test_who_is_not_signed_in_is_sent_to_sign_in(scene: Scene, name: str) -> None:
    visitor = Client(SERVER_NAME="127.0.0.1")
    for answer in (visitor.get(address(name, scene.here)), visitor.post(address(name, scene.here))):
        assert answer.status_code == HTTPStatus.FOUND
        assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", Role)
def test_a_role_without_the_permission_is_refused_and_the_trace_says_so(scene: Scene, role: Role) -> None:
    client = as_user(scene.district[role])
    refused = 0
    for name, needs in DOORS.items():
        if needs is None or needs in PERMISSIONS[role]:
            continue
        for send in (client.get, client.post):
            answer = send(address(name, scene.here))
            assert answer.status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED}, (name, role)
            refused += answer.status_code == HTTPStatus.FORBIDDEN
    assert Entry.objects.filter(deed="page.refused", actor=scene.district[role]).count() == refused


@pytest.mark.parametrize("role", Role)
def test_a_role_with_the_permission_comes_in(scene: Scene, role: Role) -> None:
    client = as_user(scene.district[role])
    for name, needs in DOORS.items():
        if needs is not None and needs in PERMISSIONS[role]:
            answer = client.get(address(name, scene.here))
            # A page may still say no to this one thing (one's own slip, a step that is over), never break.
            assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, (name, role)


@pytest.mark.parametrize("role", Role)
def test_nothing_of_elsewhere_is_shown_listed_found_or_exported(scene: Scene, role: Role) -> None:
    """Pages, lists, searches, drop-downs and exports of somebody who works in one commune only."""
    client = as_user(scene.commune[role])
    for name in DOORS:
        for at in dict.fromkeys((address(name, scene.here), address(name, scene.elsewhere))):
            assert ELSEWHERE not in text_of(client.get(at)), name
        if not addresses()[name].pattern.converters:  # type: ignore[union-attr]
            for search in SEARCHES:
                assert ELSEWHERE not in text_of(client.get(address(name, scene.here) + search)), (name, search)
            found = client.post(address(name, scene.here), {"tim": "Kín", "q": "Kín", "reason": "thử", "ly_do": "thử"})
            assert ELSEWHERE not in text_of(client.get(found["Location"]) if found.has_header("Location") else found)


@pytest.mark.parametrize("role", Role)
def test_guessed_addresses_of_elsewhere_are_refused(scene: Scene, role: Role) -> None:
    client = as_user(scene.commune[role])
    refusals = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
    for name in DOORS:
        pattern = addresses()[name].pattern
        named = set(pattern.converters) - {"form", "step"}  # type: ignore[union-attr]
        if named and name not in PUBLIC:
            for send in (client.get, client.post):
                answer = send(address(name, scene.elsewhere))
                assert answer.status_code in refusals, (name, role, answer.status_code)


@pytest.mark.parametrize("role", Role)
def test_nothing_of_elsewhere_is_changed(scene: Scene, role: Role) -> None:
    models = (User, Agency, Holding, Absence, SigningAuthority, SignedPaper, Approval, StoredFile, Incident, Handover)
    before = {model: serializers.serialize("json", model.objects.order_by("pk")) for model in models}
    client = as_user(scene.commune[role])
    anything = {"ly_do": "thử", "reason": "thử", "ngay": "15/11/2024", "day": "15/11/2024", "text": "thử", "on": "thử"}
    for name in DOORS:
        if set(addresses()[name].pattern.converters) - {"form", "step"}:  # type: ignore[union-attr]
            client.post(address(name, scene.elsewhere), anything)
    after = {model: serializers.serialize("json", model.objects.order_by("pk")) for model in models}
    assert {model for model in models if before[model] != after[model]} <= {User}  # last_login
