"""The trace, its seals and the incident register.

The database itself refuses to change or delete an entry, a seal or a step (migration 0002, docs/adr/0007).
"""

from typing import ClassVar

from django.conf import settings
from django.db import models

from giamngheo.audit.kinds import StepKind


class Entry(models.Model):
    """One deed (việc đã làm): by whom, when, to what, before and after, why.

    The actor is kept as a reference and by name, so that the name of the day stays when the account is renamed.
    `folded` is subject and reason for searching.
    """

    at = models.DateTimeField("lúc")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người làm",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    actor_name = models.CharField("tên người làm", max_length=200)
    channel = models.CharField("đường vào", max_length=20)
    deed = models.CharField("mã việc", max_length=60)
    deed_label = models.CharField("việc", max_length=120)
    subject_kind = models.CharField("loại đối tượng", max_length=40)
    subject_id = models.CharField("mã đối tượng", max_length=60)
    subject_label = models.CharField("đối tượng", max_length=300)
    place_id = models.BigIntegerField("địa bàn", null=True)
    before = models.JSONField("trước", default=dict)
    after = models.JSONField("sau", default=dict)
    reason = models.TextField("lý do", blank=True)
    folded = models.TextField("chữ để tìm", blank=True)
    number_of_touched = models.PositiveIntegerField("số đối tượng", default=0)

    class Meta:
        verbose_name = "dấu vết"
        verbose_name_plural = "dấu vết"
        indexes: ClassVar = [
            models.Index(fields=["-at", "-id"], name="audit_entry_newest"),
            models.Index(fields=["subject_kind", "subject_id", "-at", "-id"], name="audit_entry_subject"),
            models.Index(fields=["actor", "-at", "-id"], name="audit_entry_actor"),
            models.Index(fields=["place_id", "-at", "-id"], name="audit_entry_place"),
            models.Index(fields=["deed", "-at", "-id"], name="audit_entry_deed"),
        ]

    def __str__(self) -> str:
        return f"{self.deed} {self.subject_kind} {self.subject_id}"


class Touched(models.Model):
    """One of several subjects of an entry: whose data were opened or exported together."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="touched")
    kind = models.CharField("loại đối tượng", max_length=40)
    object_id = models.CharField("mã đối tượng", max_length=60)

    class Meta:
        verbose_name = "đối tượng của một việc"
        verbose_name_plural = "đối tượng của một việc"
        indexes: ClassVar = [models.Index(fields=["kind", "object_id"], name="audit_touched_object")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class Seal(models.Model):
    """A hash over the entries since the seal before, and over that seal (niêm phong).

    `marks` holds, for each entry sealed, its id and the first bytes of its digest: they tell which one differs.
    """

    number = models.PositiveIntegerField("số", unique=True)
    at = models.DateTimeField("lúc")
    by_name = models.CharField("người niêm phong", max_length=200)
    up_to_id = models.BigIntegerField("đến dấu vết số")
    number_of_entries = models.PositiveIntegerField("số dấu vết")
    marks = models.BinaryField("dấu của từng dấu vết")
    hash = models.CharField("băm SHA-256", max_length=64)

    class Meta:
        verbose_name = "niêm phong"
        verbose_name_plural = "niêm phong"

    def __str__(self) -> str:
        return f"seal {self.number}"


class Incident(models.Model):
    """A breach of personal data (sự cố lộ, mất dữ liệu cá nhân), known since an instant, to be notified in time.

    Within how many hours, and by which law, is dated data: `audit/legal_basis.yaml`.
    """

    known_at = models.DateTimeField("biết lúc")
    happened_from = models.DateTimeField("xảy ra từ", null=True)
    happened_until = models.DateTimeField("xảy ra đến", null=True)
    what = models.TextField("sự việc")
    place_id = models.BigIntegerField("địa bàn", null=True)
    recorded_at = models.DateTimeField("ghi lúc")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_by_name = models.CharField("tên người ghi", max_length=200)
    notified_at = models.DateTimeField("thông báo lần đầu lúc", null=True)
    closed_at = models.DateTimeField("kết thúc lúc", null=True)

    class Meta:
        verbose_name = "sự cố dữ liệu cá nhân"
        verbose_name_plural = "sự cố dữ liệu cá nhân"
        indexes: ClassVar = [models.Index(fields=["-known_at", "-id"], name="audit_incident_newest")]

    def __str__(self) -> str:
        return f"sự cố {self.pk}"


class IncidentStep(models.Model):
    """What was done about an incident: a notice, a measure, its closing or reopening. Steps are only added."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField("việc", max_length=10, choices=[(kind.value, kind.label) for kind in StepKind])
    at = models.DateTimeField("lúc")
    to = models.CharField("thông báo cho", max_length=200, blank=True)
    number = models.CharField("số văn bản", max_length=60, blank=True)
    text = models.TextField("nội dung", blank=True)
    recorded_at = models.DateTimeField("ghi lúc")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_by_name = models.CharField("tên người ghi", max_length=200)

    class Meta:
        verbose_name = "việc xử lý sự cố"
        verbose_name_plural = "việc xử lý sự cố"

    def __str__(self) -> str:
        return f"{self.kind} {self.incident_id}"
