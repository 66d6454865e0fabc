"""The projects of a plan as cards: what, for whom, who leads, how much, each with its lines."""

from dataclasses import dataclass

from giamngheo.documents.reading.plan import Project
from giamngheo.web.documents.links import Link, Linker, TextRow
from giamngheo.web.documents.money import APPROXIMATE, MoneyCell, cells_of


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
    link: Link
    sub_projects: "tuple[ProjectCard, ...]"


def project_card(project: Project, anchor: str, linker: Linker, above: str = "") -> ProjectCard:
    """Make the card of a project and of its sub-projects; `above` names the project a sub-project belongs to."""
    short = f"TDA {project.code}" if above else f"Dự án {project.code}"
    label = f"{above} · {short}" if above else short

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
        money=tuple(cell for cell in cells_of(project.budget) if cell.printed),
        money_note=APPROXIMATE if project.budget and project.budget.approximate else "",
        link=linker.link(label, anchor, project.where),
        sub_projects=tuple(
            project_card(sub, f"{anchor}-{number}", linker, above=short)
            for number, sub in enumerate(project.sub_projects, start=1)
        ),
    )


_LABELS = {
    "muc-tieu": "Mục tiêu",
    "doi-tuong": "Đối tượng",
    "uu-tien": "Ưu tiên",
    "noi-dung": "Hoạt động",
    "chu-tri": "Cơ quan chủ trì",
}
