"""Which role may do what. A role's permissions are good within the place of the seat that holds it."""

from collections.abc import Mapping

from giamngheo.accounts.kinds import Permission, Role
from giamngheo.places.kinds import Level

_EVERY_OFFICE = frozenset(
    {Permission.CHECK_DOCUMENTS, Permission.SEE_PEOPLE, Permission.SEE_FILES, Permission.SEE_RECOMMENDATIONS}
)

PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: _EVERY_OFFICE
    | {
        Permission.MANAGE_USERS,
        Permission.MANAGE_PLACES,
        Permission.MANAGE_PROFILE,
        Permission.HAND_OVER,
        Permission.KEEP_FILES,
        Permission.SEE_INCIDENTS,
        Permission.MANAGE_INCIDENTS,
        Permission.BACK_UP,
    },
    Role.LEADER: _EVERY_OFFICE
    | {Permission.APPROVE, Permission.HAND_OVER, Permission.SEE_INCIDENTS, Permission.ANSWER_RECOMMENDATIONS},
    Role.STANDING_OFFICE: _EVERY_OFFICE
    | {
        Permission.APPROVE,
        Permission.HAND_OVER,
        Permission.KEEP_FILES,
        Permission.MANAGE_PLACES,
        Permission.MANAGE_PROFILE,
        Permission.ANSWER_RECOMMENDATIONS,
    },
    Role.LEAD_AGENCY: _EVERY_OFFICE | {Permission.HAND_OVER, Permission.KEEP_FILES, Permission.ANSWER_RECOMMENDATIONS},
    Role.FINANCE: _EVERY_OFFICE | {Permission.HAND_OVER, Permission.KEEP_FILES, Permission.ANSWER_RECOMMENDATIONS},
    Role.COMMUNE_CHAIR: _EVERY_OFFICE | {Permission.APPROVE, Permission.HAND_OVER, Permission.ANSWER_RECOMMENDATIONS},
    Role.COMMUNE_OFFICER: _EVERY_OFFICE
    | {
        Permission.HAND_OVER,
        Permission.KEEP_FILES,
        Permission.MANAGE_PLACES,
        Permission.ANSWER_RECOMMENDATIONS,
    },
    Role.HAMLET_HEAD: frozenset({Permission.CHECK_DOCUMENTS, Permission.KEEP_FILES, Permission.HAND_OVER}),
    Role.ENUMERATOR: frozenset({Permission.CHECK_DOCUMENTS, Permission.KEEP_FILES}),
    Role.OVERSIGHT: _EVERY_OFFICE
    | {Permission.SEE_TRACE, Permission.EXPORT_TRACE, Permission.SEE_INCIDENTS, Permission.RECOMMEND},
}
"""The administrator manages accounts but reads no trace: whoever can change is not the one who checks."""

SEPARATE = frozenset({Permission.APPROVE, Permission.SEE_TRACE})
"""What nobody may give themselves: to approve, and to watch over others."""

_OFFICES = frozenset({Level.PROVINCE, Level.DISTRICT, Level.COMMUNE})

LEVELS: Mapping[Role, frozenset[Level]] = dict.fromkeys(Role, _OFFICES) | {
    Role.COMMUNE_CHAIR: frozenset({Level.COMMUNE}),
    Role.COMMUNE_OFFICER: frozenset({Level.COMMUNE}),
    Role.HAMLET_HEAD: frozenset({Level.HAMLET}),
    Role.ENUMERATOR: frozenset({Level.COMMUNE, Level.HAMLET}),
}
"""At which levels a role has its seat: a hamlet head given a whole district by mistake would see all of it."""
