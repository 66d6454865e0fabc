"""Is the trace still as it was written? Sealing, checking, and comparing a code kept on paper."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from giamngheo.accounts.kinds import Permission
from giamngheo.audit import actions
from giamngheo.audit import queries as audit
from giamngheo.audit.actions.seals import CHECKED
from giamngheo.audit.kinds import Sought
from giamngheo.audit.wholeness import Verdict
from giamngheo.web.asking import Asked
from giamngheo.web.audit.forms import SealCodeForm
from giamngheo.web.doors import page

_CHECKS_SHOWN = 5


@page("GET", "POST", needs=Permission.SEE_TRACE)
def whole(request: Asked) -> HttpResponse:
    """Show the seals and the last checks; check, seal or compare a code."""
    action = request.POST.get("action", "")
    if request.method == "POST" and action == "check":
        _tell(request, actions.check(by=request.scope, at=request.at))
        return redirect("web:trace_check")
    if request.method == "POST" and action == "seal":
        seal = actions.seal(by=request.scope, at=request.at)
        messages.success(
            request,
            f"Niêm phong mới nhất: số {seal.number}, mã {seal.code}. Hãy ghi mã này ra giấy."
            if seal
            else "Chưa có dấu vết nào để niêm phong.",
        )
        return redirect("web:trace_check")
    form = SealCodeForm(request.POST if action == "compare" else None, label_suffix="")
    code = form.cleaned_data["code"] if form.is_valid() else ""
    shown = {
        "seals": audit.seals(scope=request.scope),
        "checks": audit.entries(scope=request.scope, sought=Sought(deed=CHECKED.code), limit=_CHECKS_SHOWN).rows,
        "missing_guards": audit.missing_guards(),
        "form": form,
        "code": code,
        "found": audit.seal_of_code(code, scope=request.scope) if code else None,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "web/audit/whole.html", shown, status=status)


def _tell(request: Asked, verdict: Verdict) -> None:
    found = verdict.difference
    if found and found.entry_id:
        where = f"Dấu vết số {found.entry_id} {found.flaw.label} (niêm phong số {found.seal_number})."
        messages.error(request, f"Dấu vết KHÔNG còn nguyên. Chỗ khác đầu tiên: {where}")
    elif found:
        messages.error(request, f"Dấu vết KHÔNG còn nguyên: niêm phong số {found.seal_number}, {found.flaw.label}.")
    elif verdict.number_of_seals:
        messages.success(
            request,
            f"Dấu vết còn nguyên: {verdict.number_of_entries} dấu vết khớp với {verdict.number_of_seals} niêm phong. "
            f"{verdict.number_unsealed} dấu vết mới chưa niêm phong nên chưa đối chiếu được.",
        )
    else:
        messages.warning(request, "Chưa có niêm phong nào nên chưa đối chiếu được. Hãy bấm “Niêm phong đến lúc này”.")
    if verdict.missing_guards:
        messages.error(request, f"Khoá của cơ sở dữ liệu bị gỡ: {', '.join(verdict.missing_guards)}.")
