"""The smaller parts of a plan as rows, in the words of the screen, each with the link to its lines."""

from dataclasses import dataclass
from datetime import date

from giamngheo.common.numbers import print_number
from giamngheo.documents.reading.plans.plan import Plan, Signatory, SituationFigure, Target
from giamngheo.documents.words import (
    KINDS,
    LEVELS,
    OPERATORS,
    breakdown_in_words,
    day_in_words,
    measure_in_words,
    percent_in_words,
    unit_of,
)
from giamngheo.web.documents.links import NOWHERE, Link, Linker, TextRow


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact of the plan's head: “Cơ quan ban hành: UBND huyện …”; `value` empty where the text does not say."""

    name: str
    value: str
    link: Link


@dataclass(frozen=True, slots=True)
class TargetRow:
    """What is to be reached (chỉ tiêu)."""

    anchor: str
    name: str
    value: str
    breakdown: str
    deadline: str
    text: str
    link: Link


@dataclass(frozen=True, slots=True)
class SituationRow:
    """A figure of the starting situation."""

    anchor: str
    name: str
    value: str
    rate: str
    breakdown: str
    as_of: str
    link: Link


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A support policy, and who leads it."""

    anchor: str
    name: str
    lead_agency: str
    text: str
    link: Link


@dataclass(frozen=True, slots=True)
class ResponsibilityRow:
    """What one agency, or several named together, must do."""

    anchor: str
    agencies: str
    duties: tuple[TextRow, ...]
    link: Link


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    """A cited document (văn bản được viện dẫn)."""

    anchor: str
    name: str
    issued_on: str
    issuer: str
    link: Link


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """An annex the text names, and whether it came with the files."""

    anchor: str
    text: str
    attached: bool
    link: Link


def facts(plan: Plan, linker: Linker) -> tuple[FactRow, ...]:
    """The plan's head, a row for each fact, known or not."""
    place = f"{LEVELS[plan.place.level]} {plan.place.name}" if plan.place else ""
    signatory = plan.signatory
    signed = [signatory.authority, signatory.position, signatory.name] if signatory else []

    title = linker.link_text("Tên kế hoạch", "tom-tat", plan.title)
    kind = KINDS.get(plan.kind or "", plan.kind or "")
    return (
        FactRow("Loại văn bản", kind, linker.link_whole_line("Loại văn bản", "tom-tat", kind)),
        FactRow("Số, ký hiệu", plan.number or "", linker.link_text("Số, ký hiệu", "tom-tat", plan.number)),
        FactRow("Ngày ban hành", day_in_words(plan.issued_on), _day_link(plan.issued_on, linker)),
        FactRow("Năm kế hoạch", str(plan.year or ""), title if str(plan.year) in (plan.title or "") else NOWHERE),
        FactRow("Cơ quan ban hành", plan.issuer or "", linker.link_text("Cơ quan ban hành", "tom-tat", plan.issuer)),
        FactRow("Địa bàn", place, title if place and place in (plan.title or "") else linker.find(place)),
        FactRow(
            "Người ký",
            " – ".join(word for word in signed if word),
            _signature_link(signatory, linker),
        ),
    )


def _day_link(day: date | None, linker: Linker) -> Link:
    if day is None:
        return NOWHERE
    written = [
        *(f"ngày {d} tháng {m} năm {day.year}" for d in (f"{day:%d}", day.day) for m in (f"{day:%m}", day.month)),
        f"ngày {day.day}/{day.month}/{day.year}",
        f"ngày {day:%d/%m/%Y}",
    ]
    return linker.link_any("Ngày ban hành", "tom-tat", written)


def _signature_link(signatory: Signatory | None, linker: Linker) -> Link:
    if signatory is None:
        return NOWHERE
    above = [words.strip() for words in (signatory.authority or "").split(";")]
    return linker.link_signature("Người ký", "tom-tat", signatory.name, [*above, signatory.position or ""])


def _deadline(day: date | None) -> str:
    """The end of a year goes by that name, other days by their date."""
    if day and (day.month, day.day) == (12, 31):
        return f"hết năm {day.year}"
    return f"đến {day_in_words(day)}" if day else ""


def _as_of(day: date | None) -> str:
    return f"cuối năm {day.year}" if day and (day.month, day.day) == (12, 31) else day_in_words(day)


def target_rows(plan: Plan, linker: Linker) -> tuple[TargetRow, ...]:
    """The targets, in order."""
    return tuple(
        TargetRow(
            anchor=f"chi-tieu-so-{number}",
            name=measure_in_words(target.measure) or "Chỉ tiêu khác",
            value=_target_value(target),
            breakdown=breakdown_in_words(target.breakdown),
            deadline=_deadline(target.deadline),
            text=target.text,
            link=linker.link("Chỉ tiêu", f"chi-tieu-so-{number}", target.where),
        )
        for number, target in enumerate(plan.targets, start=1)
    )


def _target_value(target: Target) -> str:
    if target.value_percent is not None:
        value = percent_in_words(target.value_percent)
    elif target.value is not None:
        value = f"{print_number(target.value)} {unit_of(target.measure)}".strip()
    else:
        return ""
    return f"{OPERATORS[target.operator]} {value}".strip()


def situation_rows(plan: Plan, linker: Linker) -> tuple[SituationRow, ...]:
    """The figures of the situation, in order."""
    return tuple(
        SituationRow(
            anchor=f"tinh-hinh-{number}",
            name=measure_in_words(figure.measure) or figure.measure,
            value=f"{print_number(figure.value)} {unit_of(figure.measure)}".strip() if figure.value is not None else "",
            rate=_rate(figure),
            breakdown=breakdown_in_words(figure.breakdown),
            as_of=_as_of(figure.as_of),
            link=linker.link("Tình hình đầu kỳ", f"tinh-hinh-{number}", figure.where),
        )
        for number, figure in enumerate(plan.situation, start=1)
    )


def _rate(figure: SituationFigure) -> str:
    rate = percent_in_words(figure.rate_percent) if figure.rate_percent is not None else ""
    if figure.total_households is None:
        return rate
    return f"{rate} trên {print_number(figure.total_households)} hộ".strip()


def commitment_rows(plan: Plan, linker: Linker) -> tuple[TextRow, ...]:
    """The promises to everyone eligible (chỉ tiêu 100 %)."""
    return tuple(
        TextRow(anchor, commitment.text, linker.link("Chỉ tiêu 100 %", anchor, commitment.where))
        for number, commitment in enumerate(plan.commitments, start=1)
        for anchor in [f"tram-phan-tram-{number}"]
    )


def policy_rows(plan: Plan, linker: Linker) -> tuple[PolicyRow, ...]:
    """The support policies."""
    return tuple(
        PolicyRow(anchor, policy.name, policy.lead_agency or "", policy.text, link)
        for number, policy in enumerate(plan.policies, start=1)
        for anchor in [f"chinh-sach-{number}"]
        for link in [linker.link("Chính sách", anchor, policy.where)]
    )


def responsibility_rows(plan: Plan, linker: Linker) -> tuple[ResponsibilityRow, ...]:
    """Who must do what."""
    return tuple(
        ResponsibilityRow(
            anchor=anchor,
            agencies=", ".join(group.agencies),
            duties=linker.rows("Nhiệm vụ", f"{anchor}-viec", group.duties, group.where),
            link=linker.link("Phân công", anchor, group.where),
        )
        for number, group in enumerate(plan.responsibilities, start=1)
        for anchor in [f"trach-nhiem-{number}"]
    )


def instrument_rows(plan: Plan, linker: Linker) -> tuple[InstrumentRow, ...]:
    """The cited documents, each at its first citation."""
    return tuple(
        InstrumentRow(
            anchor=anchor,
            name=f"{KINDS.get(cited.kind, 'Văn bản')} số {cited.number}",
            issued_on=day_in_words(cited.date),
            issuer=cited.issuer or "",
            link=linker.link("Viện dẫn", anchor, cited.where, doubts=False),
        )
        for number, cited in enumerate(plan.instruments, start=1)
        for anchor in [f"vien-dan-{number}"]
    )


def annex_rows(plan: Plan, linker: Linker) -> tuple[AnnexRow, ...]:
    """The annexes the text names."""
    return tuple(
        AnnexRow(anchor, annex.text, annex.attached, linker.link_text("Phụ lục", anchor, annex.text))
        for number, annex in enumerate(plan.annexes, start=1)
        for anchor in [f"phu-luc-{number}"]
    )


def recipient_rows(plan: Plan, linker: Linker) -> tuple[TextRow, ...]:
    """Who receives the plan (nơi nhận)."""
    return tuple(
        TextRow(anchor, recipient, linker.link_closing("Nơi nhận", anchor, recipient))
        for number, recipient in enumerate(plan.recipients, start=1)
        for anchor in [f"nhan-{number}"]
    )
