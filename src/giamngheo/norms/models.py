"""The installation's dated profile; papers signed outside; and what a second person approved."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from giamngheo.accounts.kinds import Capacity
from giamngheo.accounts.models import Agency, SigningAuthority
from giamngheo.files.models import StoredFile
from giamngheo.places.models import Place


class Workspace(models.Model):
    """The one row that says what this database is for: real work, or the synthetic demo. The two never mix.

    `opened_by` is the first administrator; `place` and `place_on` are what the first start chose, until the profile
    made of them tells.
    """

    only = models.BooleanField(primary_key=True, default=True)
    is_demo = models.BooleanField("dữ liệu minh hoạ")
    opened_at = models.DateTimeField("mở lúc")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, verbose_name="địa bàn", null=True, on_delete=models.PROTECT, related_name="+")
    place_on = models.DateField("địa bàn theo ngày", null=True)
    first_year = models.PositiveSmallIntegerField("năm đầu", null=True)
    last_year = models.PositiveSmallIntegerField("năm cuối", null=True)
    steps_done = models.JSONField("bước đã xong hoặc bỏ qua", default=dict)
    ready_at = models.DateTimeField("thiết lập xong lúc", null=True)

    class Meta:
        verbose_name = "không gian làm việc"
        verbose_name_plural = "không gian làm việc"
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(only=True), name="norms_workspace_one")]

    def __str__(self) -> str:
        return "demo" if self.is_demo else "real"


class Profile(models.Model):
    """Whose installation this is, over a period (hồ sơ đơn vị): level and place, leader, offices, to whom it reports.

    A district until 30/6/2025; a commune or a province after. No page requires a district. `is_proposed`: it waits for
    a second person, or was turned down; it counts for nothing until approved.
    """

    place = models.ForeignKey(Place, verbose_name="địa bàn", on_delete=models.PROTECT, related_name="+")
    authority = models.CharField("tên cơ quan", max_length=200)
    leader_title = models.CharField("chức vụ người đứng đầu", max_length=120, blank=True)
    leader_name = models.CharField("người đứng đầu", max_length=120, blank=True)
    standing_office = models.ForeignKey(
        Agency, verbose_name="cơ quan thường trực", null=True, on_delete=models.PROTECT, related_name="+"
    )
    finance_office = models.ForeignKey(
        Agency, verbose_name="cơ quan tài chính", null=True, on_delete=models.PROTECT, related_name="+"
    )
    reports_to = models.CharField("báo cáo cho", max_length=200, blank=True)
    valid_from = models.DateField("từ ngày")
    valid_until = models.DateField("đến trước ngày", null=True)
    basis = models.CharField("căn cứ", max_length=200, blank=True)
    is_proposed = models.BooleanField("mới đề nghị", default=False)

    class Meta:
        verbose_name = "hồ sơ đơn vị"
        verbose_name_plural = "hồ sơ đơn vị"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["valid_from"], condition=models.Q(is_proposed=False), name="norms_profile_once_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until=None) | models.Q(valid_until__gt=models.F("valid_from")),
                name="norms_profile_period",
            ),
        ]

    def __str__(self) -> str:
        return self.authority


class SignedPaper(models.Model):
    """A paper signed outside the system (văn bản đã ký), entered by an officer: number, day, signatory, scan.

    `signed_under` is the recorded right to sign on that day; None: none was recorded, which pages say. `folded` is for
    searching. A paper entered wrongly is withdrawn, with the reason, and entered anew.
    """

    number = models.CharField("số, ký hiệu", max_length=60)
    signed_on = models.DateField("ngày ký")
    title = models.CharField("trích yếu", max_length=300)
    authority = models.CharField("cơ quan ban hành", max_length=200)
    signatory = models.CharField("người ký", max_length=120)
    capacity = models.CharField("thể thức ký", max_length=5, choices=[(one.value, one.label) for one in Capacity])
    for_whom = models.CharField("ký cho", max_length=200, blank=True)
    scan = models.ForeignKey(StoredFile, verbose_name="bản chụp", null=True, on_delete=models.PROTECT, related_name="+")
    place_id = models.BigIntegerField("địa bàn", null=True)
    entered_at = models.DateTimeField("nhập lúc")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_under = models.ForeignKey(SigningAuthority, null=True, on_delete=models.PROTECT, related_name="+")
    folded = models.CharField("chữ để tìm", max_length=700)
    withdrawn_at = models.DateTimeField("rút lúc", null=True)
    withdrawn_reason = models.CharField("lý do rút", max_length=300, blank=True)

    class Meta:
        verbose_name = "văn bản đã ký"
        verbose_name_plural = "văn bản đã ký"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["number", "signed_on", "authority"],
                condition=models.Q(withdrawn_at=None),
                name="norms_paper_once",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["-signed_on", "-id"], name="norms_paper_newest")]

    def __str__(self) -> str:
        return self.number


class Approval(models.Model):
    """A second person's yes or no to something one person prepared (phê duyệt), here or by a signed paper.

    `paper` set means “theo văn bản đã ký”: then `decided_by` is the officer who entered it, not who approved. Decided
    with `is_approved` None: whoever asked took it back. Neither who asked nor who prepared it may approve.
    """

    subject_kind = models.CharField("loại đối tượng", max_length=40)
    subject_id = models.CharField("mã đối tượng", max_length=60)
    subject_label = models.CharField("đối tượng", max_length=300)
    place_id = models.BigIntegerField("địa bàn", null=True)
    asked_at = models.DateTimeField("trình lúc")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("quyết định lúc", null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    is_approved = models.BooleanField("đồng ý", null=True)
    paper = models.ForeignKey(SignedPaper, null=True, on_delete=models.PROTECT, related_name="approvals")
    remark = models.CharField("ý kiến", max_length=500, blank=True)

    class Meta:
        verbose_name = "phê duyệt"
        verbose_name_plural = "phê duyệt"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"],
                condition=models.Q(decided_at=None),
                name="norms_approval_one_open",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["-decided_at", "-id"], name="norms_approval_decided")]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id}"
