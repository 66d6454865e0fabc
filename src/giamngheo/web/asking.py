"""Who asks, in what scope, and when: set on every request before a page sees it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from giamngheo.accounts import queries as accounts
from giamngheo.common.dates import NoSuchDay, parse_day
from giamngheo.common.scope import Scope
from giamngheo.norms import queries as norms
from giamngheo.norms.queries import WorkspaceRow

DEMO_DAY_KEY = "demo_day"
DEMO_DAY = "15/11/2024"
NOBODY = Scope(None, "chưa đăng nhập")


class Asked(HttpRequest):
    """A request with its scope, the instant and the day of this place; the only clock pages read."""

    scope: Scope
    at: datetime
    today: date
    workspace: WorkspaceRow | None


class Asking:
    """Middleware: puts scope, instant and day on the request. The scope is worked out when first looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Asked) -> HttpResponse:
        """Answer the request, with no trace of a signed-in page left in the browser's store."""
        if request.path_info == reverse("health"):  # it must answer when the database does not, whoever asks
            request.user, request.scope, request.workspace = AnonymousUser(), NOBODY, None
            return self.get_response(request)
        request.at = timezone.now()
        request.workspace = norms.workspace()
        request.today = _today(request)
        request.scope = SimpleLazyObject(lambda: _scope(request))  # type: ignore[assignment]  # stands in for it
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


def _today(request: Asked) -> date:
    """The day here; in the demo the day its visitor chose to work on: the district of 2024 alive."""
    if request.workspace and request.workspace.is_demo:
        with suppress(NoSuchDay):
            return parse_day(request.session.get(DEMO_DAY_KEY, DEMO_DAY))
    return real_day(request)


def real_day(request: Asked) -> date:
    """The day by the clock."""
    return timezone.localdate(request.at)


def _scope(request: Asked) -> Scope:
    if request.user.pk is None:
        return NOBODY
    top = norms.top_place_id(on=request.today)
    return accounts.scope_of(request.user.pk, on=request.today, top_place_id=top)
