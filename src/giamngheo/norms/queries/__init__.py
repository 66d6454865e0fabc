"""What is known of this installation: its workspace, its profile as of a day, signed papers, approvals."""

from giamngheo.norms.kinds import ApprovalRow, PaperRow, ProfileRow, WorkspaceRow
from giamngheo.norms.queries.approvals import (
    NoSuchApproval,
    approval,
    approval_of,
    asked_by_me,
    decided_approvals,
    has_approvals,
    waiting_approvals,
)
from giamngheo.norms.queries.papers import NoSuchPaper, paper, papers, signing_choices, signing_rights
from giamngheo.norms.queries.profiles import profile, profiles, proposal, proposals, top_place_id
from giamngheo.norms.queries.workspace import (
    NoDemo,
    NoRealWorkspace,
    may_set_up,
    require_demo,
    require_real,
    workspace,
)

__all__ = [
    "ApprovalRow",
    "NoDemo",
    "NoRealWorkspace",
    "NoSuchApproval",
    "NoSuchPaper",
    "PaperRow",
    "ProfileRow",
    "WorkspaceRow",
    "approval",
    "approval_of",
    "asked_by_me",
    "decided_approvals",
    "has_approvals",
    "may_set_up",
    "paper",
    "papers",
    "profile",
    "profiles",
    "proposal",
    "proposals",
    "require_demo",
    "require_real",
    "signing_choices",
    "signing_rights",
    "top_place_id",
    "waiting_approvals",
    "workspace",
]
