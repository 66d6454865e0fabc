"""Which files are kept, within a scope: those of the user's places, and those the user kept."""

from datetime import date

from django.db.models import Q, QuerySet

from giamngheo.accounts.kinds import Permission
from giamngheo.common.scope import EVERYWHERE, OutOfScope, Scope
from giamngheo.common.text import fold
from giamngheo.files.kinds import BackupRow, Direction, FileKind, FilePage, FileRow, Media
from giamngheo.files.models import Backup, StoredFile
from giamngheo.places import queries as places

ROWS_AT_ONCE = 50


class NoSuchFile(LookupError):
    """There is no file of this number."""


def listed(
    *,
    scope: Scope,
    on: date,
    search: str = "",
    kind: FileKind | None = None,
    direction: Direction | None = None,
    older_than: int | None = None,
) -> FilePage:
    """Return the files of the scope, the newest first, as many as fit on a page.

    Args:
        scope: whose.
        on: the day whose names of places are shown.
        search: words of the name, with or without accents.
        kind: only of this kind.
        direction: only what came in, or only what went out.
        older_than: go on behind this file (`FilePage.older_than`).
    """
    wanted = _within(scope)
    if words := fold(search):
        wanted = wanted.filter(folded__contains=words)
    if kind is not None:
        wanted = wanted.filter(kind=kind)
    if direction is not None:
        wanted = wanted.filter(direction=direction)
    if older_than is not None:
        wanted = wanted.filter(pk__lt=older_than)
    found = list(wanted.select_related("kept_by").order_by("-pk")[: ROWS_AT_ONCE + 1])
    shown = found[:ROWS_AT_ONCE]
    return FilePage(tuple(_rows(shown, on)), shown[-1].pk if len(found) > ROWS_AT_ONCE else None)


def one(file_id: int, *, scope: Scope, on: date) -> FileRow:
    """Return one file.

    Raises:
        NoSuchFile: there is none of this number.
        OutOfScope: it is not for this user.
    """
    return _rows([require_readable(file_id, scope=scope)], on)[0]


def about(kind: str, subject_id: str, *, scope: Scope, on: date) -> list[FileRow]:
    """Return the files of the scope that were kept for a subject, the newest first."""
    wanted = _within(scope).filter(subject_kind=kind, subject_id=subject_id)
    return _rows(list(wanted.select_related("kept_by").order_by("-pk")), on)


def require_readable(file_id: int, *, scope: Scope) -> StoredFile:
    """Return a file's row for an action, if the user may open it: of their places, or kept by them.

    Raises:
        NoSuchFile: there is none of this number.
        OutOfScope: it is not for this user.
    """
    found = StoredFile.objects.select_related("kept_by").filter(pk=file_id).first()
    if found is None:
        raise NoSuchFile(file_id)
    is_own = scope.user_id is not None and found.kept_by_id == scope.user_id
    if not is_own and not scope.covers(Permission.SEE_FILES, found.place_id):
        raise OutOfScope(Permission.SEE_FILES)
    return found


def last_backup() -> BackupRow | None:
    """Return the last backup that was made, for every home page; None before the first."""
    found = Backup.objects.select_related("made_by").order_by("-made_at", "-pk").first()
    return _backup_row(found) if found else None


def backups(*, scope: Scope, limit: int = 20) -> list[BackupRow]:
    """Return the last backups.

    Raises:
        OutOfScope: the user makes none.
    """
    scope.require(Permission.BACK_UP, None)
    return [_backup_row(one) for one in Backup.objects.select_related("made_by").order_by("-made_at", "-pk")[:limit]]


def _within(scope: Scope) -> "QuerySet[StoredFile]":
    seen = scope.places(Permission.SEE_FILES)
    if seen is EVERYWHERE:
        return StoredFile.objects.all()
    wanted = Q(place_id__in=seen)
    if scope.user_id is not None:
        wanted |= Q(kept_by_id=scope.user_id)
    return StoredFile.objects.filter(wanted)


def _rows(found: list[StoredFile], on: date) -> list[FileRow]:
    names = places.titles((file.place_id for file in found if file.place_id is not None), on=on)
    return [
        FileRow(
            id=file.pk,
            direction=Direction(file.direction),
            kind=FileKind(file.kind),
            name=file.name,
            media_type=Media(file.media_type),
            size=file.size,
            sha256=file.sha256,
            place_id=file.place_id,
            place=names.get(file.place_id, "") if file.place_id is not None else "",
            is_sensitive=file.is_sensitive,
            reason=file.reason,
            kept_at=file.kept_at,
            kept_by=file.kept_by.full_name if file.kept_by else "hệ thống",
        )
        for file in found
    ]


def _backup_row(found: Backup) -> BackupRow:
    return BackupRow(
        id=found.pk,
        made_at=found.made_at,
        made_by=found.made_by.full_name if found.made_by else "người vận hành máy chủ",
        destination=found.destination,
        size=found.size,
        number_of_files=found.number_of_files,
        is_verified=found.is_verified,
    )
