"""Users, agencies, seats and who holds them. Work belongs to a seat; a person holds it from a day until another."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from giamngheo.accounts.kinds import Capacity, Role
from giamngheo.common.text import compose, fold, sort_key, squeeze
from giamngheo.places.models import Place

_LONGEST_KEY = 700


class UserManager(BaseUserManager["User"]):
    """Makes users with a normalised name and a hashed password."""

    def create_user(
        self, *, username: str, full_name: str, password: str | None = None, phone: str = "", job_title: str = ""
    ) -> "User":
        """Create a user; without a password the user exists but cannot sign in.

        Raises:
            ValueError: the user name is blank.
        """
        if not username.strip():
            raise ValueError("Tên đăng nhập không được để trống.")
        user = self.model(
            username=self.model.normalize_username(username.strip()).lower(),
            phone=phone or None,
            job_title=job_title,
        )
        user.call(full_name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who uses the system (người dùng). What they may see and do comes from the seats they hold.

    `phone` is in the form of `common.codes.telephone`; it signs in as the user name does. From `closed_on` on the
    account is closed (after a handover); the row stays, because the trace names it. `folded` is the name for searching,
    `sort_key` the place in a list: by the given name (tên), then the family name.
    """

    username = models.CharField("tên đăng nhập", max_length=150, unique=True)
    full_name = models.CharField("họ và tên", max_length=200)
    folded = models.CharField("tên không dấu", max_length=200, default="", editable=False)
    sort_key = models.CharField("khoá sắp xếp", max_length=_LONGEST_KEY, default="", editable=False)
    phone = models.CharField("số điện thoại", max_length=15, unique=True, null=True, blank=True)
    job_title = models.CharField("chức vụ", max_length=120, blank=True)
    is_active = models.BooleanField("đang hoạt động", default=True)
    closed_on = models.DateField("đóng từ ngày", null=True, blank=True)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"
        indexes: ClassVar = [models.Index(fields=["sort_key", "id"], name="accounts_user_in_order")]

    def __str__(self: Self) -> str:
        return self.full_name

    def call(self, full_name: str) -> None:
        """Set the name, and what lists and searches use of it. Not saved yet."""
        self.full_name = squeeze(compose(full_name))
        self.folded = fold(self.full_name)
        *before, given = self.full_name.split(" ")
        self.sort_key = sort_key(" ".join([given, *before]))[:_LONGEST_KEY]


class Agency(models.Model):
    """An office (cơ quan): the standing office, a lead agency, the policy bank. Dated, like places."""

    name = models.CharField("tên cơ quan", max_length=200)
    short_name = models.CharField("tên viết tắt", max_length=60, blank=True)
    place = models.ForeignKey(Place, verbose_name="địa bàn", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField("từ ngày", null=True)
    valid_until = models.DateField("đến trước ngày", null=True)

    class Meta:
        verbose_name = "cơ quan"
        verbose_name_plural = "cơ quan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "name", "valid_from"], name="accounts_agency_once"),
            models.CheckConstraint(
                condition=models.Q(valid_from=None)
                | models.Q(valid_until=None)
                | models.Q(valid_until__gt=models.F("valid_from")),
                name="accounts_agency_period",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AgencyName(models.Model):
    """What an agency was called before it was renamed (tên cũ), until a day."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="old_names")
    name = models.CharField("tên cũ", max_length=200)
    valid_until = models.DateField("đến trước ngày")
    basis = models.CharField("căn cứ", max_length=200, blank=True)

    class Meta:
        verbose_name = "tên cũ của cơ quan"
        verbose_name_plural = "tên cũ của cơ quan"

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """A role in an agency for a place (vị trí công tác): what work is given to, whoever holds it."""

    role = models.CharField("vai trò", max_length=20, choices=[(role.value, role.label) for role in Role])
    agency = models.ForeignKey(
        Agency, verbose_name="cơ quan", null=True, on_delete=models.PROTECT, related_name="seats"
    )
    place = models.ForeignKey(Place, verbose_name="địa bàn", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "vị trí công tác"
        verbose_name_plural = "vị trí công tác"
        indexes: ClassVar = [models.Index(fields=["place", "role"], name="accounts_seat_place")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["role", "place", "agency"], name="accounts_seat_once"),
            models.UniqueConstraint(
                fields=["role", "place"], condition=models.Q(agency=None), name="accounts_seat_once_without_agency"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.place_id}"


class Holding(models.Model):
    """Who holds a seat, from a day until before another; on what decision (`basis`)."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="holdings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="holdings")
    valid_from = models.DateField("từ ngày")
    valid_until = models.DateField("đến trước ngày", null=True)
    basis = models.CharField("căn cứ", max_length=200, blank=True)

    class Meta:
        verbose_name = "người giữ vị trí"
        verbose_name_plural = "người giữ vị trí"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(valid_until=None) | models.Q(valid_until__gte=models.F("valid_from")),
                name="accounts_holding_period",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.seat_id}"


class Absence(models.Model):
    """Who is away from a day until before another (vắng mặt), and who stands in: the substitute holds the seats too."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="absences")
    substitute = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField("từ ngày")
    valid_until = models.DateField("đến trước ngày")
    reason = models.CharField("lý do", max_length=200, blank=True)
    basis = models.CharField("căn cứ", max_length=200, blank=True)
    cancelled_at = models.DateTimeField("huỷ lúc", null=True)

    class Meta:
        verbose_name = "vắng mặt"
        verbose_name_plural = "vắng mặt"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gt=models.F("valid_from")), name="accounts_absence_period"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} away"


class SigningAuthority(models.Model):
    """Who may sign for whom (KT., TL., TUQ.), from a day until before another, on what paper."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="authorities")
    capacity = models.CharField("thể thức ký", max_length=5, choices=[(one.value, one.label) for one in Capacity])
    for_whom = models.CharField("ký cho", max_length=200)
    valid_from = models.DateField("từ ngày")
    valid_until = models.DateField("đến trước ngày", null=True)
    basis = models.CharField("căn cứ", max_length=200)

    class Meta:
        verbose_name = "thẩm quyền ký"
        verbose_name_plural = "thẩm quyền ký"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(valid_until=None) | models.Q(valid_until__gte=models.F("valid_from")),
                name="accounts_authority_period",
            )
        ]

    def __str__(self) -> str:
        return f"{self.capacity} {self.for_whom}"


class ResetSlip(models.Model):
    """A printed one-time slip (phiếu đặt lại mật khẩu): its code opens the page for a new password once.

    Only a hash of the code is kept.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reset_slips")
    code_hash = models.CharField("băm của mã", max_length=128)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField("cấp lúc")
    expires_at = models.DateTimeField("hết hạn lúc")
    used_at = models.DateTimeField("đã dùng lúc", null=True)
    wrong_tries = models.PositiveSmallIntegerField("số lần nhập sai", default=0)
    removes_second_factor = models.BooleanField("gỡ xác thực hai bước", default=False)

    class Meta:
        verbose_name = "phiếu đặt lại mật khẩu"
        verbose_name_plural = "phiếu đặt lại mật khẩu"

    def __str__(self) -> str:
        return f"slip {self.pk}"


class Draft(models.Model):
    """What somebody has typed into a long form and not yet sent (bản nháp).

    When the form is sent, what was typed goes and `sent_at` stays, so that a save that was still under way, or comes
    from another tab opened before, does not bring it back.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    form = models.CharField("biểu", max_length=120)
    fields = models.JSONField("nội dung", default=dict)
    saved_at = models.DateTimeField("lưu lúc")
    sent_at = models.DateTimeField("gửi lúc", null=True)

    class Meta:
        verbose_name = "bản nháp"
        verbose_name_plural = "bản nháp"
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "form"], name="accounts_draft_once")]

    def __str__(self) -> str:
        return self.form
