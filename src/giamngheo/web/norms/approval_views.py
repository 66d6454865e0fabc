"""What waits for a second person: the list, and the decision about a profile."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from giamngheo.accounts.kinds import Permission
from giamngheo.norms import actions as norms
from giamngheo.norms import queries
from giamngheo.norms.kinds import ApprovalRow, ApprovalState, Proposal
from giamngheo.norms.queries.approvals import PAGE
from giamngheo.norms.queries.profiles import KIND as PROFILE
from giamngheo.web.asking import Asked
from giamngheo.web.doors import page
from giamngheo.web.norms.forms import ByPaperForm, ReasonForm, RemarkForm
from giamngheo.web.numbers import number

OWN_PAGES: dict[str, Callable[[ApprovalRow], str]] = {
    PROFILE: lambda row: reverse("web:approval", args=[row.id]),
}
"""Where a kind of subject is decided; a kind that has its own page elsewhere is one line here."""

REFUSALS = (
    norms.AlreadyDecided,
    norms.OwnWork,
    norms.NoReason,
    norms.PaperDoesNotCount,
    norms.ProfileStartsThatDay,
    norms.NobodyWouldManage,
)


@dataclass(frozen=True, slots=True)
class Line:
    """An approval in a list, and where it can be decided or read."""

    row: ApprovalRow
    href: str


@page("GET", "HEAD")
def approvals(request: Asked) -> HttpResponse:
    """List what waits for me, what I have asked for, and what was decided."""
    decided = queries.decided_approvals(request.scope, before=number(request.GET.get("truoc")))
    shown = {
        "waiting": _lines(queries.waiting_approvals(request.scope)),
        "asked": _lines(queries.asked_by_me(request.scope)),
        "decided": _lines(decided[:PAGE]),
        "last": decided[PAGE - 1].id if len(decided) > PAGE else None,
        "is_first": "truoc" not in request.GET,
    }
    return render(request, "web/norms/approvals.html", shown)


@page("GET", "HEAD", "POST")
def approval(request: Asked, approval_id: int) -> HttpResponse:
    """Show a proposed profile beside the one in force, and take the decision."""
    try:
        proposal = queries.proposal(approval_id, scope=request.scope)
    except queries.NoSuchApproval:
        raise Http404 from None
    papers = [one for one in queries.papers(scope=request.scope) if one.withdrawn_at is None and one.scan_id]
    forms: dict[str, Form] = {
        "yes": RemarkForm(request.POST if "yes" in request.POST else None, prefix="yes"),
        "no": ReasonForm(request.POST if "no" in request.POST else None, prefix="no"),
        "paper": ByPaperForm(request.POST if "paper" in request.POST else None, papers=papers, prefix="paper"),
    }
    problem = ""
    if request.method == "POST":
        try:
            if told := _decide(request, proposal, forms):
                messages.success(request, told)
                return redirect("web:approval", approval_id)
        except (*REFUSALS, queries.NoSuchPaper) as refusal:
            problem = str(refusal) if isinstance(refusal, REFUSALS) else "Không có văn bản này; hãy chọn lại."
    row = proposal.approval
    is_own = request.scope.user_id in {row.asked_by_id, row.prepared_by_id}
    may_approve = request.scope.covers(Permission.APPROVE, row.place_id)
    shown = {
        "proposal": proposal,
        "row": row,
        "in_force": queries.profile(on=proposal.profile.valid_from),
        "is_waiting": row.state == ApprovalState.WAITING,
        "may_decide": may_approve and not is_own,
        "may_bring_paper": may_approve or is_own,
        "is_own": is_own,
        "forms": forms,
        "problem": problem,
    }
    is_wrong = bool(problem or any(form.errors for form in forms.values()))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, "web/norms/approval.html", shown, status=status)


def _decide(request: Asked, proposal: Proposal, forms: dict[str, Form]) -> str:
    """Do what was pressed; return what to tell, or nothing where the form is not complete."""
    by, at, profile_id = request.scope, request.at, proposal.profile.id
    if "withdraw" in request.POST:
        norms.withdraw(by=by, at=at, kind=PROFILE, subject_id=str(profile_id))
        return "Đã rút lại."
    pressed = next((name for name, form in forms.items() if form.is_bound), None)
    if pressed is None or not forms[pressed].is_valid():
        return ""
    typed = forms[pressed].cleaned_data
    if pressed == "yes":
        norms.approve_profile(by=by, at=at, on=request.today, profile_id=profile_id, remark=typed["remark"])
        return "Đã phê duyệt. Hồ sơ có hiệu lực từ ngày ghi trong hồ sơ."
    if pressed == "no":
        norms.refuse(by=by, at=at, kind=PROFILE, subject_id=str(profile_id), reason=typed["reason"])
        return "Đã trả lại, kèm lý do."
    norms.approve_profile_by_paper(
        by=by, at=at, on=request.today, profile_id=profile_id, paper_id=number(typed["paper"])
    )
    return "Đã ghi nhận phê duyệt theo văn bản đã ký. Hồ sơ có hiệu lực từ ngày ghi trong hồ sơ."


def _lines(rows: list[ApprovalRow]) -> list[Line]:
    return [Line(row, OWN_PAGES[row.subject.kind](row) if row.subject.kind in OWN_PAGES else "") for row in rows]
