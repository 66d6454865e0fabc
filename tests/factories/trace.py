"""Who reads and writes the trace in these tests, and a short way to write an entry."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from giamngheo.accounts.models import User
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed, Subject
from giamngheo.common.scope import EVERYWHERE, Places, Scope

AT = datetime(2024, 11, 15, 2, 0, tzinfo=UTC)
"""09:00 here."""
RENAMED = Deed("places.renamed", "Đổi tên địa bàn")
OPENED = Deed("registry.opened", "Mở hồ sơ hộ")
SYSTEM = Scope(None, "hệ thống", "dòng lệnh")


def overseer(places: Places = EVERYWHERE) -> Scope:
    """Somebody who may read and export the trace of these places."""
    grants = dict.fromkeys(("see_trace", "export_trace", "see_incidents"), places)
    return Scope(None, "Người giám sát", grants=grants)


def person(name: str = "Nguyễn Thị Mẫu") -> User:
    """A user whose name the trace keeps."""
    return User.objects.create_user(username=f"nguoi-{User.objects.count()}", full_name=name)


def manager(places: Places = EVERYWHERE) -> Scope:
    """Somebody who keeps the incident register of these places."""
    user = person("Trần Văn Mẫu")
    return Scope(user.pk, user.full_name, grants={"see_incidents": places, "manage_incidents": places})


def written(
    deed: Deed = RENAMED,
    *,
    by: Scope = SYSTEM,
    subject: tuple[str, str] = ("place", "7"),
    hours: float = 0,
    **more: Any,
) -> int:
    """Write an entry, so many hours after nine o'clock; its subject is labelled by its id."""
    about = Subject(*subject, more.pop("label", f"Số {subject[1]}"))
    with transaction.atomic():
        return audit.record(by=by, deed=deed, subject=about, at=AT + timedelta(hours=hours), **more)
