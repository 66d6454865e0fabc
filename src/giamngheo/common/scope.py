"""Who acts, what they may do, and where: the argument without which nothing is read or written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

EVERYWHERE = None
"""As a set of places: the whole installation."""

Places = frozenset[int] | None
"""Ids of places, or `EVERYWHERE`."""


class OutOfScope(PermissionError):
    """The user may not do this, or not there. What it was about is not told, unless `why` may be known by everybody."""

    def __init__(self, permission: str, why: str = "") -> None:
        super().__init__(why or "Tài khoản này không được giao việc đó trên địa bàn này.")
        self.why = why
        self.permission = permission


@dataclass(frozen=True, slots=True)
class Scope:
    """The permissions a user holds on a day, each with the places it is good for.

    `user_id` is None and `name` says “hệ thống” for the system itself (first start, restoring). `channel` is the way
    in, as the trace prints it (“trang”, “dòng lệnh”). Permissions are the values of `accounts.kinds.Permission`; one
    that is not in `grants` is not held at all.
    """

    user_id: int | None
    name: str
    channel: str = "trang"
    grants: Mapping[str, Places] = field(default_factory=dict)

    def holds(self, permission: str) -> bool:
        """Say whether the permission is held anywhere."""
        return permission in self.grants

    def covers(self, permission: str, place_id: int | None) -> bool:
        """Say whether the permission is held for a place; None is the installation as a whole."""
        if permission not in self.grants:
            return False
        places = self.grants[permission]
        return places is EVERYWHERE or (place_id is not None and place_id in places)

    def places(self, permission: str) -> Places:
        """Return the places the permission is good for; the empty set where it is not held."""
        return self.grants.get(permission, frozenset())

    def require(self, permission: str, place_id: int | None) -> None:
        """Raise `OutOfScope` unless the permission is held for the place."""
        if not self.covers(permission, place_id):
            raise OutOfScope(permission)
