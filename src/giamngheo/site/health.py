"""Is this installation well? Asked by a watchdog, answered without personal data."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

import giamngheo


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers, 503 when it does not."""
    database_answers = database_is_well()
    return JsonResponse(
        {
            "status": "ok" if database_answers else "error",
            "checks": {"database": "ok" if database_answers else "error"},
            "version": giamngheo.__version__,
        },
        status=200 if database_answers else 503,
    )


def database_is_well() -> bool:
    """Whether the database answers a question."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        return False
