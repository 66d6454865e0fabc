"""Half-open periods as conditions of the database."""

from datetime import date

from django.db.models import F, OrderBy, Q

EARLIEST_FIRST = OrderBy(F("valid_from"), nulls_first=True)
"""“Since before the data begin” comes first: left alone, PostgreSQL would sort it last."""


def on_day(day: date, prefix: str = "") -> Q:
    """Return the condition that a row (or the related one under `prefix`) is good on a day."""
    started = Q(**{f"{prefix}valid_from": None}) | Q(**{f"{prefix}valid_from__lte": day})
    not_over = Q(**{f"{prefix}valid_until": None}) | Q(**{f"{prefix}valid_until__gt": day})
    return started & not_over
