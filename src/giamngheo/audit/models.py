"""The trace and the incident register. The database itself refuses to change or delete an entry (migration 0002)."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Entry(models.Model):
    """One deed (việc đã làm): by whom, when, to what, before and after, why.

    The actor is kept as a reference and by name, so that the name of the day stays when the account is renamed.
    """

    at = models.DateTimeField("lúc")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người làm", null=True, on_delete=models.PROTECT, related_name="+"
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
    number_of_touched = models.PositiveIntegerField("số đối tượng", default=0)

    class Meta:
        verbose_name = "dấu vết"
        verbose_name_plural = "dấu vết"
        indexes: ClassVar = [
            models.Index(fields=["-at", "-id"], name="audit_entry_newest"),
            models.Index(fields=["subject_kind", "subject_id"], name="audit_entry_subject"),
            models.Index(fields=["actor", "-id"], name="audit_entry_actor"),
            models.Index(fields=["place_id", "-id"], name="audit_entry_place"),
            models.Index(fields=["deed", "-id"], name="audit_entry_deed"),
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


class Incident(models.Model):
    """A breach of personal data (sự cố lộ, mất dữ liệu cá nhân), known since an instant, to be notified in 72 hours.

    Law 91/2025/QH15 and Decree 356/2025; before 2026 Decree 13/2023 (source and status: docs/reference/sources.md).
    """

    known_at = models.DateTimeField("biết lúc")
    happened_from = models.DateTimeField("xảy ra từ", null=True)
    happened_until = models.DateTimeField("xảy ra đến", null=True)
    what = models.TextField("sự việc")
    place_id = models.BigIntegerField("địa bàn", null=True)
    recorded_at = models.DateTimeField("ghi lúc")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    notified_at = models.DateTimeField("đã thông báo lúc", null=True)
    notified_to = models.CharField("thông báo cho", max_length=200, blank=True)
    notice_number = models.CharField("số văn bản thông báo", max_length=60, blank=True)
    closed_at = models.DateTimeField("kết thúc lúc", null=True)
    measures = models.TextField("biện pháp đã làm", blank=True)

    class Meta:
        verbose_name = "sự cố dữ liệu cá nhân"
        verbose_name_plural = "sự cố dữ liệu cá nhân"
        indexes: ClassVar = [models.Index(fields=["-known_at", "-id"], name="audit_incident_newest")]

    def __str__(self) -> str:
        return f"sự cố {self.pk}"
