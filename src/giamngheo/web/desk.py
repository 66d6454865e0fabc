"""What awaits a signed-in user: the first thing seen after signing in (bàn làm việc)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from giamngheo.accounts.kinds import Permission
from giamngheo.audit import queries as audit
from giamngheo.audit.kinds import IncidentRow
from giamngheo.common.dates import print_day
from giamngheo.common.scope import Scope
from giamngheo.files import queries as files
from giamngheo.files.kinds import BackupRow
from giamngheo.handover import queries as handover
from giamngheo.norms import queries as norms
from giamngheo.norms.kinds import ProfileRow
from giamngheo.oversight import queries as oversight

_BACKUP_IS_OLD_AFTER = 7
_MOST_TASKS = 5


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: its words, where, and how it stands (`late`, `waiting`)."""

    words: str
    about: str
    address: str
    state: str


@dataclass(frozen=True, slots=True)
class Tasks:
    """Tasks of one kind, the most urgent first; `total` counts those not shown too."""

    title: str
    rows: tuple[Task, ...]
    total: int
    all_address: str


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The last backup and how many days ago it was; None where none was ever made."""

    row: BackupRow | None
    days: int | None

    @property
    def is_old(self) -> bool:
        """Say whether another should be made."""
        return self.days is None or self.days > _BACKUP_IS_OLD_AFTER


@dataclass(frozen=True, slots=True)
class Desk:
    """What one user sees on coming in."""

    profile: ProfileRow | None
    tasks: tuple[Tasks, ...]
    open_incidents: tuple[IncidentRow, ...]
    backup: LastBackup | None
    may_set_up: bool
    holds_a_seat: bool


def desk(*, scope: Scope, on: date, at: datetime, is_ready: bool) -> Desk:
    """Gather what awaits a user on a day."""
    tasks = (_approvals(scope), _recommendations(scope, on), _handovers(scope))
    sees_incidents = scope.holds(Permission.SEE_INCIDENTS)
    return Desk(
        profile=norms.profile(on=on),
        tasks=tuple(one for one in tasks if one.rows),
        open_incidents=tuple(audit.open_incidents(scope=scope, at=at)) if sees_incidents else (),
        backup=_backup(at) if scope.covers(Permission.BACK_UP, None) else None,
        may_set_up=not is_ready and norms.may_set_up(scope),
        holds_a_seat=bool(scope.grants),  # there is no role without permissions
    )


def _approvals(scope: Scope) -> Tasks:
    waiting = norms.waiting_approvals(scope) if scope.holds(Permission.APPROVE) else []
    rows = tuple(
        Task(row.subject.label, f"{row.asked_by} trình", reverse("web:approval", args=[row.id]), "waiting")
        for row in waiting[:_MOST_TASKS]
    )
    return Tasks("Chờ phê duyệt", rows, len(waiting), reverse("web:approvals"))


def _recommendations(scope: Scope, on: date) -> Tasks:
    waiting = oversight.waiting_for(scope=scope, on=on, limit=_MOST_TASKS)
    rows = tuple(
        Task(
            row.about,
            f"{row.place}, hạn trả lời {print_day(row.clock.answer_by)}",
            reverse("web:recommendation", args=[row.id]),
            "late" if row.clock.answer_by < on else "waiting",
        )
        for row in waiting.rows
    )
    return Tasks("Kiến nghị chờ trả lời", rows, waiting.total, reverse("web:recommendations"))


def _handovers(scope: Scope) -> Tasks:
    waiting = handover.to_receive(scope=scope)
    rows = tuple(
        Task(
            f"Nhận bàn giao từ {row.giver.name}",
            f"ngày {print_day(row.on)}, {row.number_of_seats} vị trí",
            reverse("web:handover", args=[row.id]),
            "waiting",
        )
        for row in waiting[:_MOST_TASKS]
    )
    return Tasks("Bàn giao chờ nhận", rows, len(waiting), reverse("web:handovers"))


def _backup(at: datetime) -> LastBackup:
    last = files.last_backup()
    return LastBackup(last, (at - last.made_at).days if last else None)
