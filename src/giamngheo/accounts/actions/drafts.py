"""Drafts of long forms: kept while somebody types, gone when the form is sent.

Nothing here is written to the trace: a draft is no fact, nobody but its owner reads it and no rule or report does.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from giamngheo.accounts.models import Draft
from giamngheo.audit.values import clean
from giamngheo.common.scope import Scope

_LONGEST = 100_000


@transaction.atomic
def save_draft(
    *, by: Scope, at: datetime, form: str, fields: Mapping[str, Any], opened_at: datetime | None = None
) -> bool:
    """Keep what somebody has typed so far; say whether it was kept.

    Args:
        by: whose it is.
        at: when.
        form: which form.
        fields: texts, or lists of texts, by the names of the fields.
        opened_at: when the page was opened; a form that was sent since then, from here or another tab, is not brought
            back.
    """
    if by.user_id is None:
        return False
    kept = {clean(name, 200): _clean(value) for name, value in fields.items()}
    found = Draft.objects.select_for_update().filter(user_id=by.user_id, form=form).first()
    if found and found.sent_at and opened_at and opened_at <= found.sent_at:
        return False
    Draft.objects.update_or_create(
        user_id=by.user_id, form=form, defaults={"fields": kept, "saved_at": at, "sent_at": None}
    )
    return True


@transaction.atomic
def drop_draft(*, by: Scope, at: datetime, form: str) -> None:
    """Forget what somebody has typed: the form was sent, or they want to begin anew."""
    if by.user_id is not None:
        Draft.objects.update_or_create(
            user_id=by.user_id, form=form, defaults={"fields": {}, "saved_at": at, "sent_at": at}
        )


def _clean(value: Any) -> str | list[str]:
    return [clean(str(one), _LONGEST) for one in value] if isinstance(value, list) else clean(str(value), _LONGEST)
