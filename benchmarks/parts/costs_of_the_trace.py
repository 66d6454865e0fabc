"""The measuring itself of `writing_the_trace.py`, which has set Django up by the time models are imported here."""

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import connection, transaction

from giamngheo.accounts.models import User
from giamngheo.audit import actions as audit
from giamngheo.audit import queries
from giamngheo.audit.kinds import Deed, Sought, Subject
from giamngheo.audit.models import Entry
from giamngheo.common.scope import EVERYWHERE, Scope

DEEDS, TURNS, TOUCHED = 300, 5, 10_000
ENTRIES = 1_000_000
LIMIT_OF_A_DEED = 1.5
"""Milliseconds of CPU that one deed may take."""
LIMIT_OF_A_PAGE = 30.0
"""Milliseconds of CPU that a page of fifty may take among a million entries."""
AT = datetime(2024, 11, 15, 2, 0, tzinfo=UTC)
BEFORE = {"name": "Đồng Lúa", "type": "Xã", "valid_from": "2024-01-01", "basis": ""}
AFTER = {"name": "Đồng Lúa Mới", "type": "Phường", "valid_from": "2024-07-01", "basis": "Nghị quyết số 5"}


def main() -> bool:
    return all([writing(), many_subjects(), reading(), sealing()])


def writing() -> bool:
    """One deed after another, ours and theirs by turns."""
    user = User.objects.create_user(username="do", full_name="Người đo")
    by, deed, subject = Scope(user.pk, user.full_name), Deed("places.renamed", "Đổi tên"), Subject("place", "1", "Xã")
    message = [{"changed": {"fields": list(AFTER)}}]

    def ours() -> None:
        for _ in range(DEEDS):
            with transaction.atomic():
                audit.record(by=by, deed=deed, subject=subject, at=AT, place_id=1, before=BEFORE, after=AFTER)

    def theirs() -> None:
        for _ in range(DEEDS):
            with transaction.atomic():
                LogEntry.objects.log_actions(user.pk, [user], CHANGE, message)

    mine, peer = by_turns(ours, theirs)
    per_deed = mine * 1000 / DEEDS
    print(f"ghi một việc: {per_deed:.2f} ms CPU; LogEntry của Django: {peer * 1000 / DEEDS:.2f} ms; "
          f"tỷ lệ {mine / peer:.2f}")  # fmt: skip
    return per_deed < LIMIT_OF_A_DEED


def many_subjects() -> bool:
    """One export of ten thousand people."""
    user = User.objects.get()
    people = [User(pk=number, full_name="Người") for number in range(1, TOUCHED + 1)]
    deed, subject = Deed("registry.exported", "Xuất danh sách"), Subject("list", "", "Danh sách")

    def ours() -> None:
        with transaction.atomic():
            touched = [("person", str(person.pk)) for person in people]
            audit.record(by=Scope(user.pk, "x"), deed=deed, subject=subject, at=AT, touched=touched)

    def theirs() -> None:
        with transaction.atomic():
            LogEntry.objects.log_actions(user.pk, people, CHANGE, "Xuất")

    mine, peer = by_turns(ours, theirs)
    print(f"xuất {TOUCHED} người: {mine * 1000:.0f} ms CPU; LogEntry: {peer * 1000:.0f} ms; tỷ lệ {mine / peer:.2f}")
    return mine < peer


def reading() -> bool:
    """Pages of fifty among a million entries, by every filter; Django's admin would count them all first."""
    fill()
    everywhere = Scope(None, "x", grants={"see_trace": EVERYWHERE})
    commune = Scope(None, "x", grants={"see_trace": frozenset(range(1, 30))})
    middle = Entry.objects.order_by("-at", "-id").values_list("id", flat=True)[ENTRIES // 2]
    pages: dict[str, Callable[[], object]] = {
        "mới nhất": lambda: queries.entries(scope=everywhere, sought=Sought()),
        "ở giữa": lambda: queries.entries(scope=everywhere, sought=Sought(), before_id=middle),
        "một người": lambda: queries.entries(scope=everywhere, sought=Sought(actor_id=1)),
        "một việc": lambda: queries.entries(scope=everywhere, sought=Sought(deed="deed.7")),
        "một đối tượng": lambda: queries.entries(scope=everywhere, sought=Sought(subject=("place", "77"))),
        "một tháng": lambda: queries.entries(
            scope=everywhere, sought=Sought(since=AT, until=AT + timedelta(days=30))
        ),
        "29 địa bàn": lambda: queries.entries(scope=commune, sought=Sought()),
        "danh sách việc": lambda: queries.deeds(scope=everywhere),
    }  # fmt: skip
    times = {name: median(page) for name, page in pages.items()}
    words = median(lambda: queries.entries(scope=everywhere, sought=Sought(text="không có chữ này")))
    counted = median(Entry.objects.count)
    print(f"một trang giữa {ENTRIES} dấu vết, ms CPU: " + "; ".join(f"{name} {ms:.1f}" for name, ms in times.items()))
    print(f"tìm chữ không có (100.000 dấu vết một lượt): {words:.0f} ms; chỉ riêng đếm tất cả: {counted:.0f} ms")
    return max(times.values()) < LIMIT_OF_A_PAGE


def sealing() -> bool:
    """Seal and check the million."""
    overseer = Scope(None, "x", grants={"see_trace": EVERYWHERE})
    sealed = cpu_seconds(lambda: audit.seal(by=overseer, at=AT))
    checked = cpu_seconds(lambda: audit.check(by=overseer, at=AT))
    print(f"niêm phong {ENTRIES} dấu vết: {sealed:.0f} s CPU; kiểm tra lại: {checked:.0f} s CPU")
    return audit.check(by=overseer, at=AT).is_whole


def fill() -> None:
    """Write a million entries straight into the table: thirty people, forty deeds, three hundred places."""
    statement = """
    INSERT INTO audit_entry (at, actor_id, actor_name, channel, deed, deed_label, subject_kind, subject_id,
        subject_label, place_id, before, after, reason, folded, number_of_touched)
    WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < %s)
    SELECT datetime('2023-01-01', (n * 60) || ' seconds'), 1, 'Người ' || (n %% 30), 'trang',
        'deed.' || (n %% 40), 'Việc ' || (n %% 40), 'place', n %% 5000, 'Xã ' || (n %% 5000), n %% 300,
        '{"name": "Đồng Lúa", "type": "Xã"}', '{"name": "Đồng Lúa Mới", "type": "Phường"}', 'Nghị quyết số ' || n,
        'xa ' || (n %% 5000) || ' nghi quyet so ' || n, 0 FROM counted
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, [ENTRIES])


def by_turns(ours: Callable[[], None], theirs: Callable[[], None]) -> tuple[float, float]:
    """The median CPU seconds of each, alternating; the first turn only warms up."""
    times = [(cpu_seconds(ours), cpu_seconds(theirs)) for _ in range(TURNS + 1)][1:]
    return statistics.median(one for one, _ in times), statistics.median(other for _, other in times)


def median(work: Callable[[], object]) -> float:
    """The median CPU milliseconds of five."""
    return statistics.median(cpu_seconds(work) * 1000 for _ in range(5))


def cpu_seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
