"""Who is away and who stands in; who may sign for whom."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from giamngheo.accounts import queries as accounts
from giamngheo.accounts.actions import absences as actions
from giamngheo.accounts.actions import signing
from giamngheo.accounts.kinds import AbsenceRow, AuthorityRow, Capacity, Permission
from giamngheo.web.accounts import drafts
from giamngheo.web.accounts.answers import form_page, found_or_404, kept, managed_person, posted
from giamngheo.web.accounts.people_fields import people_choices
from giamngheo.web.accounts.people_forms import ABSENCE, AUTHORITY, AbsenceForm, AuthorityForm, EndForm
from giamngheo.web.asking import Asked
from giamngheo.web.doors import page


@page("GET", "HEAD", needs=Permission.SEE_PEOPLE)
def people_away(request: Asked) -> HttpResponse:
    """List who is away or will be, and who may sign for whom."""
    shown = {
        "absences": accounts.absences(scope=request.scope, on=request.today),
        "authorities": accounts.authorities(scope=request.scope, on=request.today),
        "today": request.today,
    }
    return render(request, "web/accounts/people_away.html", shown)


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_USERS)
def add_absence(request: Asked, user_id: int) -> HttpResponse:
    """Note that a person is away, and who stands in."""
    user = managed_person(request, user_id).user
    name = f"{ABSENCE}.{user_id}"
    near = accounts.colleagues(user_id, scope=request.scope, on=request.today)
    form = AbsenceForm(
        posted(request),
        initial={"valid_from": request.today} | drafts.initial_from_draft(request, name),
        people=people_choices(near),
    )

    def add() -> None:
        typed = dict(form.cleaned_data)
        actions.add_absence(
            by=request.scope,
            at=request.at,
            on=request.today,
            user_id=user_id,
            substitute_id=typed.pop("substitute"),
            **typed,
        )

    if kept(form, add):
        drafts.sent(request, name)
        messages.success(request, "Đã ghi vắng mặt.")
        return redirect("web:person", user_id)
    return form_page(
        request,
        form,
        heading=f"Ghi vắng mặt: {user.full_name}",
        button="Ghi vắng mặt",
        back=reverse("web:person", args=[user_id]),
        draft=drafts.draft_notice(request, name),
    )


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_USERS)
def end_absence(request: Asked, user_id: int, absence_id: int) -> HttpResponse:
    """End an absence sooner, or cancel it."""
    with found_or_404():
        row = _absence(request, user_id, absence_id)
    form = EndForm(
        posted(request),
        initial={"day": max(request.today, row.valid_from)},
        day_label="Có mặt lại từ ngày",
        day_hint="Ghi ngày đầu vắng mặt, hoặc sớm hơn, để huỷ cả lần vắng mặt.",
    )

    def end() -> None:
        actions.end_absence(
            by=request.scope, at=request.at, on=request.today, absence_id=absence_id, **form.cleaned_data
        )

    if kept(form, end):
        messages.success(request, "Đã ghi. Người làm thay chỉ làm thay đến trước ngày này.")
        return redirect("web:person", user_id)
    return form_page(
        request,
        form,
        heading=f"Kết thúc vắng mặt: {row.user_name}",
        button="Ghi có mặt lại",
        back=reverse("web:person", args=[user_id]),
    )


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_USERS)
def give_authority(request: Asked, user_id: int) -> HttpResponse:
    """Note in what capacity a person may sign."""
    user = managed_person(request, user_id).user
    name = f"{AUTHORITY}.{user_id}"
    form = AuthorityForm(
        posted(request),
        initial={"valid_from": request.today} | drafts.initial_from_draft(request, name),
    )

    def give() -> None:
        typed = dict(form.cleaned_data)
        signing.give_authority(
            by=request.scope,
            at=request.at,
            on=request.today,
            user_id=user_id,
            capacity=Capacity(typed.pop("capacity")),
            **typed,
        )

    if kept(form, give):
        drafts.sent(request, name)
        messages.success(request, "Đã ghi thẩm quyền ký.")
        return redirect("web:person", user_id)
    return form_page(
        request,
        form,
        heading=f"Ghi thẩm quyền ký: {user.full_name}",
        button="Ghi thẩm quyền ký",
        back=reverse("web:person", args=[user_id]),
        draft=drafts.draft_notice(request, name),
    )


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_USERS)
def end_authority(request: Asked, user_id: int, authority_id: int) -> HttpResponse:
    """End that a person may sign."""
    with found_or_404():
        row = _authority(request, user_id, authority_id)
    form = EndForm(
        posted(request),
        initial={"day": max(request.today, row.valid_from)},
        day_label="Thôi ký từ ngày",
        day_hint="Ghi ngày đầu được ký, hoặc sớm hơn, nếu ghi nhầm cả thẩm quyền này.",
    )

    def end() -> None:
        signing.end_authority(
            by=request.scope, at=request.at, on=request.today, authority_id=authority_id, **form.cleaned_data
        )

    if kept(form, end):
        messages.success(request, "Đã ghi. Văn bản ký trước ngày này không đổi.")
        return redirect("web:person", user_id)
    return form_page(
        request,
        form,
        heading=f"Kết thúc thẩm quyền ký: {row.user_name}",
        lead=f"{row.capacity.label} {row.for_whom}",
        button="Kết thúc thẩm quyền ký",
        back=reverse("web:person", args=[user_id]),
    )


def _absence(request: Asked, user_id: int, absence_id: int) -> AbsenceRow:
    rows = managed_person(request, user_id).absences
    found = next((row for row in rows if row.id == absence_id and not row.is_cancelled), None)
    if found is None:
        raise actions.NoSuchAbsence(absence_id)
    return found


def _authority(request: Asked, user_id: int, authority_id: int) -> AuthorityRow:
    found = next((row for row in managed_person(request, user_id).authorities if row.id == authority_id), None)
    if found is None:
        raise signing.NoSuchAuthority(authority_id)
    return found
