"""Places as of a day: the tree, finding one, one in full, and what comes into or goes out of the list."""

from contextlib import suppress

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from giamngheo.accounts.kinds import Permission
from giamngheo.places import actions, queries
from giamngheo.places.kinds import PlaceRow
from giamngheo.web.asking import Asked
from giamngheo.web.doors import page
from giamngheo.web.places.days import as_of
from giamngheo.web.places.own import own_scope, place_of_work
from giamngheo.web.places.place_page import place_page
from giamngheo.web.places.tree import inside, tree

MOST_FOUND = 20
SHORTEST_QUERY = 2


@page("GET", "HEAD")
def places(request: Asked) -> HttpResponse:
    """Show the tree of a day, open where the user works, and what was searched for."""
    when = as_of(request)
    text = request.GET.get("tim", "").strip()[: queries.LONGEST_QUERY]
    own = place_of_work(request, when.day)
    nodes = tree(on=when.day, opened_at=_opened_at(request, own))
    shown = {
        "when": when,
        "own": own,
        "text": text,
        "found": queries.find(text, on=when.day, limit=MOST_FOUND) if text else [],
        "most_found": MOST_FOUND,
        "nodes": nodes,
        "may_load": not nodes and request.scope.covers(Permission.MANAGE_PLACES, None),
    }
    return render(request, "web/places/places.html", shown)


@page("GET", "HEAD")
def place_branches(request: Asked, place_id: int) -> HttpResponse:
    """Give what lies directly in a place, for the script that opens the tree without leaving the page."""
    when = as_of(request)
    return render(request, "web/places/branches.html", {"nodes": inside(place_id, on=when.day), "when": when})


@page("GET", "HEAD")
def place_search(request: Asked) -> HttpResponse:
    """Find places by what is being typed; at most twenty, from two letters on."""
    when = as_of(request)
    text = request.GET.get("q", "").strip()
    if len(text) < SHORTEST_QUERY or len(text) > queries.LONGEST_QUERY:
        return JsonResponse({"day": when.slug, "results": []})
    found = queries.find(text, on=when.day, limit=MOST_FOUND)
    results = [
        {
            "id": one.place.id,
            "title": one.place.title,
            "where": one.where,
            "code": one.place.code,
            "level": one.place.level.value,
            "address": f"{reverse('web:place', args=[one.place.id])}?ngay={when.slug}",
        }
        for one in found
    ]
    return JsonResponse({"day": when.slug, "results": results})


@page("GET", "HEAD")
def place(request: Asked, place_id: int) -> HttpResponse:
    """Show one place on a day, what it was called, where it lay, what it came from and became."""
    when = as_of(request)
    try:
        shown = place_page(place_id, asked=when.day, scope=own_scope(request, when.day))
    except queries.NoSuchPlace:
        raise Http404 from None
    return render(request, "web/places/place.html", {"page": shown, "when": when})


@page("POST", needs=Permission.MANAGE_PLACES)
def place_load(request: Asked) -> HttpResponse:
    """Load the administrative units of the whole country."""
    loaded = actions.load_reference(by=request.scope, at=request.at)
    if loaded.is_nothing:
        messages.info(request, "Danh mục đơn vị hành chính đã có đủ, không có gì phải thêm.")
    else:
        messages.success(request, f"Đã nạp {loaded.places} đơn vị hành chính trước và sau ngày 1/7/2025.")
    return redirect("web:places")


@page("POST", needs=Permission.MANAGE_PLACES)
def place_carry_over(request: Asked, place_id: int) -> HttpResponse:
    """Let the hamlets of a merged commune lie in the new one."""
    successor = queries.sole_successor(place_id)
    day = successor.on if successor is not None else request.today
    try:
        number = actions.carry_over_hamlets(by=own_scope(request, day), at=request.at, old_commune_id=place_id)
    except actions.NotWhollyMerged as refusal:
        messages.error(request, str(refusal))
        return redirect("web:place", place_id)
    assert successor is not None  # noqa: S101 – the action has found it
    if number:
        messages.success(request, f"Đã đưa {number} thôn, ấp, khu phố sang {successor.place.title}.")
    else:
        messages.info(request, "Các thôn, ấp, khu phố đã ở xã mới, không có gì phải chuyển.")
    return redirect("web:place", successor.place.id)


def _opened_at(request: Asked, own: PlaceRow | None) -> int | None:
    with suppress(ValueError):
        return int(request.GET["mo"][:18]) if "mo" in request.GET else own.id if own else None
    return None
