"""A plan as it was read: what `plan read --json` prints and the page shows.

Money is in whole đồng, days are dates, unknown is None. `where` is an address: `ke-hoach.txt#27-29` (lines, first to
last) or `phu-luc.xlsx#Biểu 1!C7` (a table's cell). What the text does not say is never filled in.
"""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

from giamngheo.figures.findings import Finding

PlaceLevel = Literal["province", "district", "commune"]
Operator = Literal["<", "<=", "=", ">=", ">"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the plan applies: “huyện Hớn Quản” is (Hớn Quản, district)."""

    name: str
    level: PlaceLevel


@dataclass(frozen=True, slots=True)
class Instrument:
    """A cited document (văn bản được viện dẫn): its kind (`quyet_dinh`, …), number, date and issuer as cited."""

    kind: str
    number: str
    date: date | None
    issuer: str | None
    where: str


@dataclass(frozen=True, slots=True)
class SituationFigure:
    """A figure of the starting situation: so many poor households, their rate and who they are."""

    measure: str
    value: int | None
    rate_percent: float | None
    as_of: date | None
    total_households: int | None
    breakdown: dict[str, int]
    where: str


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached (chỉ tiêu): a count in `value` or a rate in `value_percent`.

    `measure` is `poor_households_reduction`, `poverty_rate`, … or `other` where only `text` says what is measured.
    """

    measure: str
    operator: Operator
    value: int | None
    value_percent: float | None
    deadline: date | None
    breakdown: dict[str, int]
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise to everyone eligible (chỉ tiêu 100 %). `section` names the part of the plan it stands in."""

    percent: int
    text: str
    section: str
    where: str


@dataclass(frozen=True, slots=True)
class Budget:
    """Money by source, in đồng. `approximate` where the plan says “khoảng” or gives a range.

    For a range the upper end is given, and `ranges` holds both ends by source.
    """

    total: int | None
    central: int | None
    province: int | None
    district: int | None
    other: int | None
    approximate: bool
    where: str
    ranges: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Project:
    """A project (dự án) or sub-project (tiểu dự án) of the Programme; `code` as numbered by the Programme."""

    code: str
    name: str
    objective: str | None
    beneficiaries: list[str]
    priority: str | None
    activities: list[str]
    lead_agency: str | None
    partner_agencies: list[str]
    budget: Budget | None
    sub_projects: "list[Project]"
    where: str


@dataclass(frozen=True, slots=True)
class Policy:
    """A support policy (chính sách hỗ trợ) the plan says will be carried out."""

    name: str
    lead_agency: str | None
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Responsibility:
    """What one agency, or several named together, must do."""

    agencies: list[str]
    duties: list[str]
    where: str


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed: `authority` (“TM. …; KT. CHỦ TỊCH”), `position` and `name`."""

    authority: str | None
    position: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex (phụ lục) the text names, and whether it came with the files."""

    text: str
    attached: bool


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A line that found no place in the plan; shown, never dropped."""

    file: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A poverty-reduction plan (kế hoạch) as read from one or several files."""

    title: str | None
    kind: str | None
    number: str | None
    issued_on: date | None
    issuer: str | None
    year: int | None
    place: Place | None
    purposes: list[str]
    requirements: list[str]
    general_objective: str | None
    expected_results: list[str]
    instruments: list[Instrument]
    situation: list[SituationFigure]
    targets: list[Target]
    commitments: list[Commitment]
    budget: Budget | None
    projects: list[Project]
    policies: list[Policy]
    funding: list[str]
    responsibilities: list[Responsibility]
    recipients: list[str]
    signatory: Signatory | None
    annexes: list[Annex]
    findings: list[Finding]
    unread: list[UnreadLine]


def plan_as_json(plan: Plan) -> dict[str, Any]:
    """Return the plan as plain values for JSON, in the order of its fields; dates as “2024-03-08”."""
    plain: dict[str, Any] = _plain(asdict(plan))
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if not (key == "ranges" and not item)}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
