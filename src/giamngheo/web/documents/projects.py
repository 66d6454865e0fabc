"""The projects of a plan as cards: what, for whom, who leads, how much, each with its lines."""

from dataclasses import dataclass

from giamngheo.documents.reading.plans.plan import Project
from giamngheo.web.documents.links import Link, Linker, TextRow
from giamngheo.web.documents.money import APPROXIMATE, MoneyCell, cells_of, cells_of_amounts, effective_amounts


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """A project (dự án) or sub-project (tiểu dự án)."""

    anchor: str
    title: str
    name: str
    objective: TextRow | None
    beneficiaries: tuple[TextRow, ...]
    priority: TextRow | None
    activities: tuple[TextRow, ...]
    lead_agency: TextRow | None
    partner_agencies: tuple[str, ...]
    money: tuple[MoneyCell, ...]
    money_note: str
    lead_note: str
    link: Link
    sub_projects: "tuple[ProjectCard, ...]"


def project_card(project: Project, anchor: str, linker: Linker, above: Project | None = None) -> ProjectCard:
    """Make the card of a project and of its sub-projects; `above` is the project a sub-project belongs to."""
    short = f"TDA {project.code}" if above else f"Dự án {project.code}"
    label = f"Dự án {above.code} · {short}" if above else short

    def row(field: str, text: str | None) -> TextRow | None:
        name = f"{anchor}-{field}"
        return TextRow(name, text, linker.link_text(_LABELS[field], name, text, project.where)) if text else None

    def rows(field: str, texts: list[str]) -> tuple[TextRow, ...]:
        return linker.rows(_LABELS[field], f"{anchor}-{field}", texts, project.where)

    return ProjectCard(
        anchor=anchor,
        title=f"Tiểu dự án {project.code}" if above else f"Dự án {project.code}",
        name=project.name,
        objective=row("muc-tieu", project.objective),
        beneficiaries=rows("doi-tuong", project.beneficiaries),
        priority=row("uu-tien", project.priority),
        activities=rows("noi-dung", project.activities),
        lead_agency=row("chu-tri", project.lead_agency),
        partner_agencies=tuple(project.partner_agencies),
        money=tuple(cell for cell in _money(project) if cell.printed),
        money_note=_money_note(project, above),
        lead_note="" if project.lead_agency else _lead_note(project, above),
        link=linker.link(label, anchor, project.where),
        sub_projects=tuple(
            project_card(sub, f"{anchor}-{number}", linker, above=project)
            for number, sub in enumerate(project.sub_projects, start=1)
        ),
    )


def _money(project: Project) -> tuple[MoneyCell, ...]:
    return cells_of(project.budget) if project.budget else cells_of_amounts(effective_amounts(project))


def _money_note(project: Project, above: Project | None) -> str:
    """What there is to say about the money: estimated, given by the project as a whole, or by sub-projects."""
    if project.budget:
        return APPROXIMATE if project.budget.approximate else ""
    if above:
        return "kinh phí ghi chung ở dự án" if above.budget else ""
    parts = [(sub, cells_of(sub.budget)[0].printed) for sub in project.sub_projects]
    if not any(printed for _, printed in parts):
        return ""
    listed = "; ".join(f"TDA {sub.code}: {printed or 'chưa thấy ghi'}" for sub, printed in parts)
    summed = effective_amounts(project)["total"] is not None and len(parts) > 1
    return f"cộng từ các tiểu dự án: {listed}" if summed else f"theo tiểu dự án: {listed}"


def _lead_note(project: Project, above: Project | None) -> str:
    """Who leads where the project itself names nobody: each sub-project's lead, or the lead of the whole."""
    if above:
        return f"theo dự án: {above.lead_agency}" if above.lead_agency else ""
    return "; ".join(f"TDA {sub.code}: {sub.lead_agency}" for sub in project.sub_projects if sub.lead_agency)


_LABELS = {
    "muc-tieu": "Mục tiêu",
    "doi-tuong": "Đối tượng",
    "uu-tien": "Ưu tiên",
    "noi-dung": "Hoạt động",
    "chu-tri": "Cơ quan chủ trì",
}
