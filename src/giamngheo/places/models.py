"""Dated administrative units. A code was used again with another meaning in July 2025: it is never a key alone."""

from typing import ClassVar

from django.db import models

from giamngheo.places.kinds import Extent, Level


def _choices(values: type[Level] | type[Extent]) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]


_A_PERIOD = models.Q(valid_from=None) | models.Q(valid_until=None) | models.Q(valid_until__gt=models.F("valid_from"))


class Place(models.Model):
    """A unit (đơn vị hành chính, thôn) from the day it was set up until the day it ended.

    None at `valid_from` means: since before the reference data begin. A unit that is set up anew under an old code is
    another place.
    """

    level = models.CharField("cấp", max_length=10, choices=_choices(Level))
    code = models.CharField("mã", max_length=10, blank=True)
    valid_from = models.DateField("từ ngày", null=True)
    valid_until = models.DateField("đến trước ngày", null=True)
    source = models.CharField("nguồn", max_length=200, blank=True)
    status = models.CharField("mức tin cậy", max_length=12, default="reported")

    class Meta:
        verbose_name = "địa bàn"
        verbose_name_plural = "địa bàn"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["level", "code", "valid_from"],
                condition=~models.Q(code=""),
                name="places_place_code_with_period",
            ),
            models.UniqueConstraint(  # for a database, no day is not the same day as no day
                fields=["level", "code"],
                condition=~models.Q(code="") & models.Q(valid_from=None),
                name="places_place_code_without_start",
            ),
            models.CheckConstraint(condition=_A_PERIOD, name="places_place_period"),
        ]
        indexes: ClassVar = [models.Index(fields=["level", "code"], name="places_place_code")]

    def __str__(self) -> str:
        return f"{self.level} {self.code or self.pk}"


class PlaceName(models.Model):
    """What a place is called over a period: type (“Xã”) and name. `folded` is the name for searching."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="names")
    type = models.CharField("loại", max_length=20)
    name = models.CharField("tên", max_length=120)
    folded = models.CharField("tên không dấu", max_length=120)
    valid_from = models.DateField("từ ngày", null=True)
    valid_until = models.DateField("đến trước ngày", null=True)
    basis = models.CharField("căn cứ", max_length=200, blank=True)

    class Meta:
        verbose_name = "tên địa bàn"
        verbose_name_plural = "tên địa bàn"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place"], condition=models.Q(valid_until=None), name="places_name_one_last"
            ),
            models.CheckConstraint(condition=_A_PERIOD, name="places_name_period"),
        ]
        indexes: ClassVar = [models.Index(fields=["folded"], name="places_name_folded")]

    def __str__(self) -> str:
        return f"{self.type} {self.name}"


class Attachment(models.Model):
    """Which place a place lies in, over a period (thuộc): a hamlet keeps its id when its commune is merged."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="attachments")
    parent = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="children")
    valid_from = models.DateField("từ ngày", null=True)
    valid_until = models.DateField("đến trước ngày", null=True)
    basis = models.CharField("căn cứ", max_length=200, blank=True)

    class Meta:
        verbose_name = "trực thuộc"
        verbose_name_plural = "trực thuộc"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place"], condition=models.Q(valid_until=None), name="places_attachment_one_last"
            ),
            models.CheckConstraint(condition=_A_PERIOD, name="places_attachment_period"),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} in {self.parent_id}"


class Succession(models.Model):
    """What a place became (sáp nhập, chia tách): old and new, on a day, whole or in part.

    Whole: all of the old place went into the new one. Part: it was divided over several.
    """

    old = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="became")
    new = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="came_from")
    on = models.DateField("ngày")
    extent = models.CharField("phần", max_length=5, choices=_choices(Extent))
    basis = models.CharField("căn cứ", max_length=200, blank=True)

    class Meta:
        verbose_name = "kế thừa địa bàn"
        verbose_name_plural = "kế thừa địa bàn"
        constraints: ClassVar = [models.UniqueConstraint(fields=["old", "new", "on"], name="places_succession_once")]

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id}"
