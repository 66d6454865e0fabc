"""Signed minutes stand for the receiver's acceptance: with a scan, entered by a party or a manager."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from factories.people import TODAY, Country, scope_of, seated

from giamngheo.accounts.kinds import Role
from giamngheo.accounts.models import User
from giamngheo.audit.models import Entry
from giamngheo.common.scope import OutOfScope
from giamngheo.files.media import NotAccepted
from giamngheo.handover import actions, queries
from giamngheo.handover.kinds import Plan, State
from giamngheo.handover.models import Handover
from giamngheo.handover.refusals import AlreadyOver, NoScan
from giamngheo.norms import actions as norms
from giamngheo.norms.actions import NotYetSigned
from giamngheo.norms.kinds import PaperDetails, Scan
from giamngheo.norms.models import SignedPaper
from giamngheo.norms.queries import NoSuchPaper

pytestmark = pytest.mark.django_db
AT = datetime(2024, 11, 15, 2, tzinfo=UTC)
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


@pytest.fixture(autouse=True)
def store_of_its_own(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path


@pytest.fixture
def receiver() -> User:
    return User.objects.create_user(username="nhan", full_name="Người mới tới")


@pytest.fixture
def number(where, giver, receiver) -> int:
    held = frozenset(giver.holdings.values_list("pk", flat=True))
    planned = Plan(giver.pk, receiver.pk, TODAY, held, "Nghỉ hưu")
    return actions.prepare(by=scope_of(giver, where), at=AT, plan=planned)


def minutes(where: Country, **changes) -> PaperDetails:
    details = PaperDetails(
        number="05/BB-UBND",
        signed_on=TODAY,
        title="Biên bản bàn giao",
        authority="UBND xã Đồng Lúa",
        place_id=where.commune,
        signatory="Người mới tới",
    )
    return replace(details, **changes)


def enter(user: User, where: Country, number: int, content: bytes | None = PDF, **changes) -> None:
    scan = Scan("bien-ban.pdf", BytesIO(content)) if content is not None else None
    actions.enter_minutes(
        by=scope_of(user, where),
        at=AT,
        on=TODAY,
        handover_id=number,
        details=minutes(where, **changes),
        scan=scan,
    )


def test_signed_minutes_pass_the_seats_to_somebody_who_cannot_sign_in_yet(where, giver, receiver, number):
    enter(giver, where, number)
    done = Handover.objects.get(pk=number)
    assert receiver.holdings.get().basis == "Biên bản bàn giao số 05/BB-UBND ngày 15/11/2024"
    manager = scope_of(seated(Role.ADMINISTRATOR, where.commune), where)
    shown = queries.handover(number, scope=manager)
    assert shown.row.state is State.DONE
    assert shown.minutes is not None
    assert shown.minutes.citation == "số 05/BB-UBND ngày 15/11/2024"
    assert shown.minutes.signature == "Người mới tới"
    assert shown.minutes.scan_id == done.paper.scan_id
    assert not shown.minutes.is_withdrawn
    entry = Entry.objects.get(deed="handover.done_by_paper")
    assert entry.after["paper"] == "số 05/BB-UBND ngày 15/11/2024"


def test_a_manager_enters_the_minutes_of_others(where, giver, receiver, number):
    enter(seated(Role.ADMINISTRATOR, where.commune), where, number)
    assert receiver.holdings.exists()


def test_minutes_without_a_scan_count_for_nothing(where, giver, receiver, number):
    with pytest.raises(NoScan):
        enter(giver, where, number, content=None)
    assert not receiver.holdings.exists()


@pytest.mark.parametrize(
    ("content", "changes", "error"),
    [
        (b"", {}, NotAccepted),
        (b"<script>alert(1)</script>", {}, NotAccepted),
        (PDF, {"signed_on": TODAY + timedelta(days=1)}, NotYetSigned),
    ],
)
def test_a_paper_that_is_not_taken_leaves_everything_as_it_was(where, giver, number, content, changes, error):
    with pytest.raises(error):
        enter(giver, where, number, content, **changes)
    assert not SignedPaper.objects.exists()
    assert Handover.objects.get().done_at is None
    assert giver.holdings.get().valid_until is None


def test_whoever_keeps_no_files_or_is_no_party_enters_no_minutes(where, giver, receiver):
    chair = seated(Role.COMMUNE_CHAIR, where.commune)
    held = frozenset(chair.holdings.values_list("pk", flat=True))
    plan = Plan(chair.pk, receiver.pk, TODAY, held, "Chuyển công tác")
    number = actions.prepare(by=scope_of(chair, where), at=AT, plan=plan)
    with pytest.raises(OutOfScope):
        enter(chair, where, number)
    overseer = seated(Role.OVERSIGHT, where.commune)
    with pytest.raises(OutOfScope):
        enter(overseer, where, number)
    with pytest.raises(OutOfScope):
        actions.use_minutes(by=scope_of(overseer, where), at=AT, handover_id=number, paper_id=1)


def test_minutes_entered_before_are_used_again(where, giver, receiver, number):
    by = scope_of(giver, where)
    scan = Scan("bien-ban.pdf", BytesIO(PDF))
    paper_id = norms.enter_paper(by=by, at=AT, on=TODAY, details=minutes(where), scan=scan)
    actions.use_minutes(by=by, at=AT, handover_id=number, paper_id=paper_id)
    assert Handover.objects.get().paper_id == paper_id
    with pytest.raises(AlreadyOver):
        actions.use_minutes(by=by, at=AT, handover_id=number, paper_id=paper_id)


def test_minutes_without_scan_withdrawn_or_out_of_sight_are_not_used(where, giver, receiver, number):
    by = scope_of(giver, where)
    without = norms.enter_paper(by=by, at=AT, on=TODAY, details=minutes(where))
    with pytest.raises(NoScan):
        actions.use_minutes(by=by, at=AT, handover_id=number, paper_id=without)
    scan = Scan("bien-ban.pdf", BytesIO(PDF))
    wrong = norms.enter_paper(by=by, at=AT, on=TODAY, details=minutes(where, number="06/BB-UBND"), scan=scan)
    norms.withdraw_paper(by=by, at=AT, paper_id=wrong, reason="Nhập sai")
    with pytest.raises(NoScan):
        actions.use_minutes(by=by, at=AT, handover_id=number, paper_id=wrong)
    with pytest.raises(NoSuchPaper):
        actions.use_minutes(by=by, at=AT, handover_id=number, paper_id=wrong + 100)
    assert not receiver.holdings.exists()
