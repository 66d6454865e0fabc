"""What somebody has typed and not yet sent: their own alone, whatever their scope."""

from giamngheo.accounts.kinds import DraftRow
from giamngheo.accounts.models import Draft
from giamngheo.common.scope import Scope


def draft(scope: Scope, form: str) -> DraftRow | None:
    """Return the user's own draft of a form; None where there is none, or it was sent."""
    if scope.user_id is None:
        return None
    found = Draft.objects.filter(user_id=scope.user_id, form=form).first()
    return DraftRow(found.form, dict(found.fields), found.saved_at) if found and found.fields else None
