"""How periods and extents of places are told."""

from datetime import date, timedelta
from typing import Protocol

from django import template

from giamngheo.common.dates import print_day
from giamngheo.places.kinds import Extent

register = template.Library()


class Dated(Protocol):
    """Whatever holds for a period."""

    @property
    def valid_from(self) -> date | None:
        """The first day; None where it is not known."""

    @property
    def valid_until(self) -> date | None:
        """The day after the last; None while it holds."""


@register.filter
def period(dated: Dated) -> str:
    """Tell a period by its first and last day: “từ 01/07/2025”, “đến hết 30/06/2025”."""
    last = dated.valid_until - timedelta(days=1) if dated.valid_until else None
    if dated.valid_from and last:
        return f"từ {print_day(dated.valid_from)} đến hết {print_day(last)}"
    if last:
        return f"đến hết {print_day(last)}"
    return f"từ {print_day(dated.valid_from)}" if dated.valid_from else "từ trước đến nay"


@register.filter
def extent(found: Extent) -> str:
    """Tell how much of a place went into another."""
    return {Extent.WHOLE: "toàn bộ", Extent.PART: "một phần"}[found]


@register.filter
def reliability(status: str) -> str:
    """Tell how far the record of a place can be trusted."""
    return {
        "reported": "danh mục đã công bố, chưa đối chiếu từng dòng với văn bản gốc",
        "entered": "do người dùng hệ thống nhập",
        "confirmed": "đã đối chiếu văn bản gốc",
    }.get(status, "chưa kiểm tra")
