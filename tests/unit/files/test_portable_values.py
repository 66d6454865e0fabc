"""A value that leaves one database as JSON enters another as it was, whatever its type."""

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, models

from giamngheo.files.backups import tables


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (models.IntegerField(), 12),
        (models.FloatField(), 0.1),
        (models.BooleanField(), True),
        (models.CharField(max_length=20), "Ấp 1 “\n”"),
        (models.CharField(max_length=20, null=True), None),
        (models.DecimalField(max_digits=12, decimal_places=3), Decimal("123456.789")),
        (models.DateField(), date(2024, 11, 15)),
        (models.TimeField(), time(8, 30, 1)),
        (models.DateTimeField(), datetime(2024, 11, 15, 8, 30, 1, 5, tzinfo=UTC)),
        (models.DurationField(), timedelta(days=1, seconds=5, microseconds=7)),
        (models.UUIDField(), UUID(int=12345)),
        (models.BinaryField(), b"\x00\xff\n"),
        (models.BinaryField(null=True), None),
        (models.JSONField(), '{"a": [1, null]}'),
    ],
)
def test_a_value_comes_back(field: Any, value: Any) -> None:
    field.set_attributes_from_name("field")
    portable = json.loads(json.dumps(tables._as_json(value)))
    change = tables._from_portable(field, connection)
    ready = change(portable) if change else portable
    is_as_it_is = isinstance(field, models.JSONField | models.BinaryField)
    expected = value if is_as_it_is else field.get_db_prep_save(value, connection)
    assert ready == expected
