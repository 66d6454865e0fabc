"""The demo can be looked at on another day: the district of 2024, the day of the reform, the commune of today."""

from contextlib import suppress
from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from giamngheo.common.dates import NoSuchDay, parse_day, print_day
from giamngheo.web.asking import DEMO_DAY_KEY, Asked, real_day
from giamngheo.web.doors import allow


@login_not_required
@allow("POST")
def demo_day(request: HttpRequest) -> HttpResponse:
    """Choose the day to work on; only where the data are synthetic."""
    asked = cast("Asked", request)
    if asked.workspace is None or not asked.workspace.is_demo:
        raise Http404
    typed = request.POST.get("ngay", "")
    with suppress(NoSuchDay):
        day = real_day(asked) if typed == "hom-nay" else parse_day(typed)
        request.session[DEMO_DAY_KEY] = print_day(day)
    return redirect("web:home")
