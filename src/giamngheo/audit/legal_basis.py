"""Which law says by when an incident must be notified: dated data, read once from `legal_basis.yaml`."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from giamngheo.audit.kinds import LegalBasis
from giamngheo.common.dates import Period

_FILE = Path(__file__).with_name("legal_basis.yaml")


@dataclass(frozen=True, slots=True)
class _InForce:
    period: Period
    basis: LegalBasis


def notification_basis(*, on: date) -> LegalBasis | None:
    """Return what was in force on the day an incident became known; None where nothing is recorded for it."""
    return next((one.basis for one in _known() if one.period.contains(on)), None)


@cache
def _known() -> tuple[_InForce, ...]:
    return tuple(map(_read, yaml.safe_load(_FILE.read_text(encoding="utf-8"))["notification"]))


def _read(line: dict[str, Any]) -> _InForce:
    period = Period(line.pop("from"), line.pop("until"))
    return _InForce(period, LegalBasis(**line))
