"""People: the list to search, one person with the seats held over time, making and changing accounts."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from giamngheo.accounts import queries as accounts
from giamngheo.accounts.actions import people as actions
from giamngheo.accounts.kinds import PeopleSought, Permission, PersonDetails, Role
from giamngheo.places import queries as places
from giamngheo.web import sought
from giamngheo.web.accounts import drafts
from giamngheo.web.accounts.answers import (
    form_page,
    found_or_404,
    kept,
    managed_person,
    person_or_404,
    posted,
    status_of,
)
from giamngheo.web.accounts.people_fields import agency_choices, place_choices, places_of
from giamngheo.web.accounts.people_forms import (
    NEW_PERSON,
    EndForm,
    NewPersonForm,
    PersonForm,
    ReasonForm,
    SearchForm,
)
from giamngheo.web.accounts.seat_entered import seat_of
from giamngheo.web.asking import Asked
from giamngheo.web.doors import page
from giamngheo.web.numbers import number

_LONG_AGO = "Lần tìm này đã cũ; hãy nhập lại chữ cần tìm."


@page("GET", "HEAD", "POST", needs=Permission.SEE_PEOPLE)
def people(request: Asked) -> HttpResponse:
    """List the people of the scope. The words of a search are sent, not put into the address: they can be a name."""
    choices = place_choices(request, Permission.SEE_PEOPLE)
    if request.method == "POST":
        form = SearchForm(request.POST, places=choices)
        if form.is_valid():
            return redirect(_address(request, form))
        return render(request, "web/accounts/people.html", {"form": form, "page": None}, status=status_of(form))
    wanted = _wanted(request)
    form = SearchForm(
        initial={
            "text": wanted.text,
            "role": wanted.role,
            "place": wanted.place_id,
            "former": wanted.with_former,
        },
        places=choices,
    )
    after = number(request.GET.get("sau")) or None
    shown = {
        "form": form,
        "page": accounts.people(scope=request.scope, on=request.today, sought=wanted, after=after),
        "is_narrowed": wanted != PeopleSought(),
        "is_old": _LONG_AGO if "tim" in request.GET and not wanted.text else "",
        "is_first": after is None,
        "filters": urlencode([(key, value) for key, value in request.GET.items() if key != "sau"]),
        "may_manage": request.scope.holds(Permission.MANAGE_USERS),
    }
    return render(request, "web/accounts/people.html", shown)


@page("GET", "HEAD", needs=Permission.SEE_PEOPLE)
def person(request: Asked, user_id: int) -> HttpResponse:
    """Show one person."""
    row = person_or_404(request, user_id)
    shown = {
        "row": row,
        "lines": [
            (
                holding,
                holding.is_over(request.today),
                not holding.is_over(request.today)
                and request.scope.covers(Permission.MANAGE_USERS, holding.seat.place_id),
            )
            for holding in reversed(row.holdings)
        ],
        "may_give": request.scope.holds(Permission.MANAGE_USERS),
        "slip": _slip(user_id) if row.is_managed and not row.is_closed else "",
        "is_self": user_id == request.scope.user_id,
        "today": request.today,
    }
    return render(request, "web/accounts/person.html", shown)


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_USERS)
def new_person(request: Asked) -> HttpResponse:
    """Make a user with a first seat."""
    choices = {"places": place_choices(request, Permission.MANAGE_USERS), "agencies": agency_choices(request)}
    initial = {"valid_from": request.today} | drafts.initial_from_draft(request, NEW_PERSON)
    form = NewPersonForm(posted(request), initial=initial, **choices)
    made: list[int] = []

    def make() -> None:
        typed = form.cleaned_data
        details = PersonDetails(typed["full_name"], typed["phone"], typed["job_title"], typed["username"])
        made.append(
            actions.create_user(by=request.scope, at=request.at, on=request.today, person=details, seat=seat_of(typed))
        )

    if kept(form, make):
        drafts.sent(request, NEW_PERSON)
        username = accounts.person(made[0], scope=request.scope, on=request.today).user.username
        messages.success(
            request,
            f"Đã thêm người dùng, tên đăng nhập là {username}. Người này chưa có mật khẩu: hãy cấp phiếu đặt mật khẩu.",
        )
        return redirect("web:person", made[0])
    return form_page(
        request,
        form,
        heading="Thêm người dùng",
        button="Thêm người dùng",
        back=reverse("web:people"),
        draft=drafts.draft_notice(request, NEW_PERSON),
    )


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_USERS)
def change_person(request: Asked, user_id: int) -> HttpResponse:
    """Change name, telephone, job title."""
    user = managed_person(request, user_id).user
    initial = {"full_name": user.full_name, "phone": user.phone, "job_title": user.job_title}
    form = PersonForm(posted(request), initial=initial)

    def change() -> None:
        details = PersonDetails(**form.cleaned_data)
        actions.change_person(by=request.scope, at=request.at, on=request.today, user_id=user_id, person=details)

    if kept(form, change):
        messages.success(request, "Đã lưu.")
        return redirect("web:person", user_id)
    return form_page(
        request,
        form,
        heading="Sửa thông tin người dùng",
        lead=f"Tên đăng nhập {user.username} không đổi. Dấu vết cũ vẫn giữ tên cũ.",
        button="Lưu",
        back=reverse("web:person", args=[user_id]),
    )


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_USERS)
def close_account(request: Asked, user_id: int) -> HttpResponse:
    """Close an account from a day on."""
    user = managed_person(request, user_id).user
    form = EndForm(
        posted(request),
        initial={"day": request.today},
        day_label="Đóng từ ngày",
        day_hint="Từ ngày này người đó không đăng nhập được nữa.",
    )

    def close() -> None:
        actions.close_account(by=request.scope, at=request.at, on=request.today, user_id=user_id, **form.cleaned_data)

    if kept(form, close):
        messages.success(request, "Đã đóng tài khoản. Tên và việc đã làm vẫn còn trong dấu vết.")
        return redirect("web:person", user_id)
    return form_page(
        request,
        form,
        heading=f"Đóng tài khoản: {user.full_name}",
        lead="Vị trí người này đang giữ không mất đi; nếu có người thay, hãy lập bàn giao thay cho đóng tài khoản.",
        button="Đóng tài khoản",
        back=reverse("web:person", args=[user_id]),
    )


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_USERS)
def reopen_account(request: Asked, user_id: int) -> HttpResponse:
    """Open a closed account again."""
    user = managed_person(request, user_id).user
    form = ReasonForm(posted(request))

    def reopen() -> None:
        actions.reopen_account(
            by=request.scope, at=request.at, on=request.today, user_id=user_id, reason=form.cleaned_data["reason"]
        )

    if kept(form, reopen):
        messages.success(request, "Đã mở lại tài khoản, mật khẩu như cũ.")
        return redirect("web:person", user_id)
    return form_page(
        request,
        form,
        heading=f"Mở lại tài khoản: {user.full_name}",
        button="Mở lại tài khoản",
        back=reverse("web:person", args=[user_id]),
    )


@page("GET", "HEAD", needs=Permission.SEE_PEOPLE)
def people_of_place(request: Asked, place_id: int) -> HttpResponse:
    """Show the seats of a place and who holds them."""
    with found_or_404():
        place = places.place(place_id, on=request.today)
    shown = {
        "place": place,
        "rows": accounts.seats_of_place(place_id, scope=request.scope, on=request.today),
        "inside": [row for row in places_of(request, Permission.SEE_PEOPLE) if row.parent_id == place_id],
    }
    return render(request, "web/accounts/people_of_place.html", shown)


def _address(request: Asked, form: SearchForm) -> str:
    typed = form.cleaned_data
    narrowed = {
        "tim": sought.keep(request, typed["text"]),
        "vai-tro": typed["role"],
        "dia-ban": typed["place"],
        "ca-cu": "1" if typed["former"] else "",
    }
    asked = urlencode([(key, value) for key, value in narrowed.items() if value])
    return f"{reverse('web:people')}?{asked}" if asked else reverse("web:people")


def _wanted(request: Asked) -> PeopleSought:
    return PeopleSought(
        text=sought.find(request, request.GET.get("tim", "")),
        role=next((role for role in Role if role == request.GET.get("vai-tro")), None),
        place_id=number(request.GET.get("dia-ban")) or None,
        with_former="ca-cu" in request.GET,
    )


def _slip(user_id: int) -> str:
    """Return where a slip is issued; an empty text in an installation without that page."""
    try:
        return reverse("web:issue_slip", args=[user_id])
    except NoReverseMatch:
        return ""
