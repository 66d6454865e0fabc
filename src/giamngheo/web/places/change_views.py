"""Pages that change one place: add, rename, correct, move, divide, end, take back; and merge several."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst

from giamngheo.accounts.kinds import Permission
from giamngheo.common.dates import print_day
from giamngheo.common.scope import Scope
from giamngheo.places import actions, queries
from giamngheo.places.kinds import Level, PlaceRow
from giamngheo.places.refusals import NotChanged
from giamngheo.web.asking import Asked
from giamngheo.web.doors import page
from giamngheo.web.places.days import as_of, slug, within
from giamngheo.web.places.forms import (
    AddForm,
    CorrectForm,
    EndForm,
    MergeForm,
    MoveForm,
    RenameForm,
    SplitForm,
    WithdrawForm,
)
from giamngheo.web.places.own import own_scope, require_change
from giamngheo.web.places.place_page import governing

Change = Callable[..., HttpResponse]


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_PLACES)
def place_rename(request: Asked, place_id: int) -> HttpResponse:
    """Give a place another name or type from a day on."""
    place, _, by = _changeable(request, place_id)
    form = RenameForm(_sent(request), place=place)

    def act(typed: dict[str, Any]) -> None:
        actions.rename(by=by, at=request.at, place_id=place.id, **typed)

    if _is_done(request, form, act):
        typed = form.cleaned_data
        title = f"{typed['type']} {typed['name']}"
        return _back(request, place.id, f"Từ {print_day(typed['on'])}, {place.title} là {title}.", typed["on"])
    return _ask(request, place, form, "Đổi tên, đổi loại", "Lưu tên mới", _RENAMING)


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_PLACES)
def hamlet_add(request: Asked, place_id: int) -> HttpResponse:
    """Set up a hamlet in a commune."""
    commune, day, by = _changeable(request, place_id, Level.COMMUNE)
    form = AddForm(_sent(request), initial={"type": _usual_type(commune, day)})

    def act(typed: dict[str, Any]) -> None:
        since = typed.pop("on")
        actions.add_hamlet(by=by, at=request.at, on=day, commune_id=commune.id, since=since, **typed)

    if _is_done(request, form, act):
        title = f"{form.cleaned_data['type']} {form.cleaned_data['name']}"
        return _back(request, commune.id, f"Đã thêm {title} vào {commune.title}.", form.cleaned_data["on"] or day)
    return _ask(request, commune, form, "Thêm thôn, ấp, khu phố", "Thêm", "")


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_PLACES)
def hamlet_correct(request: Asked, place_id: int) -> HttpResponse:
    """Put right a name that was entered wrongly."""
    hamlet, day, by = _changeable(request, place_id, Level.HAMLET)
    form = CorrectForm(_sent(request), initial={"type": hamlet.type, "name": hamlet.name})

    def act(typed: dict[str, Any]) -> None:
        actions.correct_name(by=by, at=request.at, on=day, hamlet_id=hamlet.id, **typed)

    if _is_done(request, form, act):
        title = f"{form.cleaned_data['type']} {form.cleaned_data['name']}"
        return _back(request, hamlet.id, f"Đã sửa {hamlet.title} thành {title}.", day)
    return _ask(request, hamlet, form, "Sửa tên ghi sai", "Sửa", _CORRECTING)


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_PLACES)
def hamlet_move(request: Asked, place_id: int) -> HttpResponse:
    """Move a hamlet to another commune from a day on."""
    hamlet, day = _seen(request, place_id, Level.HAMLET)
    heirs = queries.heirs(hamlet.id, on=day)
    by = own_scope(request, day)
    if hamlet.parent_id is not None or not any(by.covers(Permission.MANAGE_PLACES, one.place.id) for one in heirs):
        require_change(request, hamlet, governing(hamlet), day)
    form = MoveForm(_sent(request), communes=_destinations(by, hamlet, day))

    def act(typed: dict[str, Any]) -> None:
        commune_id = int(typed.pop("commune"))
        actions.move_hamlet(by=by, at=request.at, hamlet_id=hamlet.id, commune_id=commune_id, **typed)

    if _is_done(request, form, act):
        on = form.cleaned_data["on"]
        return _back(request, hamlet.id, f"Từ {print_day(on)}, {hamlet.title} thuộc xã mới.", on)
    return _ask(request, hamlet, form, "Chuyển sang xã khác", "Chuyển", "")


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_PLACES)
def hamlet_split(request: Asked, place_id: int) -> HttpResponse:
    """Divide a hamlet into several."""
    hamlet, _, by = _changeable(request, place_id, Level.HAMLET)
    form = SplitForm(_sent(request))

    def act(typed: dict[str, Any]) -> None:
        parts = [("", line) for line in typed.pop("names").splitlines() if line.strip()]
        try:
            actions.split_hamlet(by=by, at=request.at, hamlet_id=hamlet.id, parts=parts, **typed)
        except (actions.WrongName, actions.HamletExists) as refusal:
            form.add_error("names", capfirst(str(refusal)))

    if _is_done(request, form, act):
        on = form.cleaned_data["on"]
        return _back(request, governing(hamlet), f"Từ {print_day(on)}, {hamlet.title} được chia.", on)
    return _ask(request, hamlet, form, "Chia thành nhiều nơi", "Chia", _SPLITTING)


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_PLACES)
def hamlet_end(request: Asked, place_id: int) -> HttpResponse:
    """End a hamlet."""
    hamlet, _, by = _changeable(request, place_id, Level.HAMLET)
    form = EndForm(_sent(request))

    def act(typed: dict[str, Any]) -> None:
        actions.end_hamlet(by=by, at=request.at, hamlet_id=hamlet.id, **typed)

    if _is_done(request, form, act):
        on = form.cleaned_data["on"]
        return _back(request, governing(hamlet), f"{hamlet.title} không còn từ {print_day(on)}.", on)
    return _ask(request, hamlet, form, "Kết thúc", "Kết thúc", _ENDING)


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_PLACES)
def hamlet_withdraw(request: Asked, place_id: int) -> HttpResponse:
    """Take back a hamlet that was entered by mistake."""
    hamlet, day, by = _changeable(request, place_id, Level.HAMLET)
    form = WithdrawForm(_sent(request))

    def act(typed: dict[str, Any]) -> None:
        actions.withdraw_hamlet(by=by, at=request.at, on=day, hamlet_id=hamlet.id, **typed)

    if _is_done(request, form, act):
        messages.success(request, f"Đã xoá {hamlet.title} nhập nhầm.")
        return redirect("web:places" if hamlet.parent_id is None else "web:place", *filter(None, [hamlet.parent_id]))
    return _ask(request, hamlet, form, "Xoá vì nhập nhầm", "Xoá", _WITHDRAWING)


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_PLACES)
def hamlet_merge(request: Asked, place_id: int) -> HttpResponse:
    """Merge hamlets of a commune."""
    commune, day, by = _changeable(request, place_id, Level.COMMUNE)
    there = queries.hamlets(commune.id, on=day)
    titles = [
        (one.place.id, f"{one.place.title} ({one.formerly})" if one.formerly else one.place.title) for one in there
    ]
    form = MergeForm(_sent(request), hamlets=titles, initial={"type": _usual_type(commune, day)})

    def act(typed: dict[str, Any]) -> None:
        ids = [int(one) for one in typed.pop("hamlets")]
        actions.merge_hamlets(by=by, at=request.at, hamlet_ids=ids, **typed)

    if _is_done(request, form, act):
        typed = form.cleaned_data
        return _back(
            request, commune.id, f"Từ {print_day(typed['on'])} có {typed['type']} {typed['name']}.", typed["on"]
        )
    return _ask(request, commune, form, "Sáp nhập thôn, ấp, khu phố", "Sáp nhập", _MERGING)


_RENAMING = "Tên cũ vẫn được giữ cho những ngày trước đó. Nếu chỉ là gõ sai tên, hãy dùng “Sửa tên ghi sai”."
_CORRECTING = "Dùng khi tên bị gõ sai lúc nhập. Nếu tên đổi theo một văn bản, hãy dùng “Đổi tên”."
_SPLITTING = "Nơi cũ kết thúc, các nơi mới bắt đầu từ ngày ghi dưới đây. Hồ sơ cũ vẫn thuộc nơi cũ."
_ENDING = "Dùng khi giải thể. Sáp nhập hoặc chia thì dùng “Sáp nhập”, “Chia” để biết nơi nào tiếp nối."
_WITHDRAWING = "Chỉ xoá được khi chưa có hồ sơ nào gắn vào. Dấu vết vẫn ghi lại việc xoá."
_MERGING = "Các nơi được chọn kết thúc, nơi mới bắt đầu từ ngày ghi dưới đây. Nơi mới có thể mang tên của một nơi cũ."


def _changeable(request: Asked, place_id: int, level: Level | None = None) -> tuple[PlaceRow, date, Scope]:
    """Return a place the user may change, the day it is looked at, and with what scope; 404 where there is none."""
    place, day = _seen(request, place_id, level)
    return place, day, require_change(request, place, governing(place), day)


def _seen(request: Asked, place_id: int, level: Level | None = None) -> tuple[PlaceRow, date]:
    try:
        day = within(queries.lineage(place_id), as_of(request).day)
    except queries.NoSuchPlace:
        raise Http404 from None
    place = queries.place(place_id, on=day)
    if level is not None and place.level is not level:
        raise Http404
    return place, day


def _sent(request: Asked) -> Any:
    return request.POST if request.method == "POST" else None


def _is_done(request: Asked, form: forms.Form, act: Callable[[dict[str, Any]], None]) -> bool:
    """Do what a form asks for, or leave on it what is wrong."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(dict(form.cleaned_data))
    except NotChanged as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, capfirst(str(refusal)))
    except queries.NoSuchPlace:
        form.add_error("on" if "on" in form.fields else None, "Vào ngày này không có địa bàn đó; hãy xem lại ngày.")
    return not form.errors


def _back(request: Asked, place_id: int, words: str, day: date) -> HttpResponse:
    messages.success(request, words)
    return redirect(f"{reverse('web:place', args=[place_id])}?ngay={slug(day)}")


def _ask(request: Asked, place: PlaceRow, form: forms.Form, heading: str, button: str, lead: str) -> HttpResponse:
    shown = {
        "place": place,
        "form": form,
        "heading": heading,
        "button": button,
        "lead": lead,
        "when": as_of(request),
        "commune": queries.titles([place.parent_id], on=request.today).get(place.parent_id) if place.parent_id else "",
    }
    return render(request, "web/places/change.html", shown, status=422 if form.errors else 200)


def _usual_type(commune: PlaceRow, day: date) -> str:
    """What most hamlets of the commune are called; nothing is guessed where there are none."""
    types = [one.place.type for one in queries.hamlets(commune.id, on=day)]
    return max(types, key=types.count, default="")


def _destinations(by: Scope, hamlet: PlaceRow, day: date) -> list[tuple[int, str]]:
    """The communes a hamlet can go to that the user may change: those around it, and those its own has become."""
    if hamlet.parent_id is None:
        later = queries.heirs(hamlet.id, on=day)
        around: list[PlaceRow] = []
    else:
        later = queries.became(hamlet.parent_id)
        path = queries.path_to(hamlet.parent_id, on=day)
        around = queries.communes_in(path[-2].id, on=day) if len(path) > 1 else []
    choices = [(one.id, one.title) for one in around if one.id != hamlet.parent_id]
    choices += [(one.place.id, f"{one.place.title} (có từ {print_day(one.on)})") for one in later]
    return [(pk, title) for pk, title in choices if by.covers(Permission.MANAGE_PLACES, pk)]
