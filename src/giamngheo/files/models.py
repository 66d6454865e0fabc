"""What was uploaded or exported. The content lies in the data folder under its hash, never under its name."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from giamngheo.files.kinds import Direction, FileKind


class StoredFile(models.Model):
    """A file that came in (tải lên) or went out (xuất ra): what it was, whose place, why.

    `folded` is the name without accents, for searching. A row is never changed or deleted.
    """

    direction = models.CharField("chiều", max_length=6, choices=[(one.value, one.label) for one in Direction])
    kind = models.CharField("loại", max_length=40, choices=[(one.value, one.label) for one in FileKind])
    name = models.CharField("tên tệp", max_length=255)
    folded = models.CharField("tên không dấu", max_length=255)
    media_type = models.CharField("kiểu tệp", max_length=100)
    size = models.PositiveBigIntegerField("số byte")
    sha256 = models.CharField("băm SHA-256", max_length=64)
    place_id = models.BigIntegerField("địa bàn", null=True)
    subject_kind = models.CharField("loại đối tượng", max_length=40, blank=True)
    subject_id = models.CharField("mã đối tượng", max_length=60, blank=True)
    is_sensitive = models.BooleanField("có dữ liệu cá nhân nhạy cảm", default=False)
    reason = models.CharField("lý do", max_length=300, blank=True)
    kept_at = models.DateTimeField("lưu lúc")
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "tệp"
        verbose_name_plural = "tệp"
        indexes: ClassVar = [
            models.Index(fields=["-id"], name="files_newest"),
            models.Index(fields=["place_id", "-id"], name="files_place"),
            models.Index(fields=["subject_kind", "subject_id"], name="files_subject"),
            models.Index(fields=["sha256"], name="files_hash"),
        ]

    def __str__(self) -> str:
        return self.name


class Backup(models.Model):
    """A backup that was made (sao lưu): when, where to, how large; the passphrase is never kept.

    `is_verified` says that it was read back whole from where it was written; a download cannot be.
    """

    made_at = models.DateTimeField("lúc")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    destination = models.CharField("nơi ghi", max_length=300)
    size = models.PositiveBigIntegerField("số byte")
    sha256 = models.CharField("băm SHA-256", max_length=64)
    number_of_files = models.PositiveIntegerField("số tệp kèm theo", default=0)
    is_verified = models.BooleanField("đã đọc lại để kiểm tra", default=False)

    class Meta:
        verbose_name = "bản sao lưu"
        verbose_name_plural = "bản sao lưu"

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"
