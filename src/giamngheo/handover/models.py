"""Handovers. Work belongs to seats, so what passes are the seats; history keeps the old names."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from giamngheo.accounts.models import Holding
from giamngheo.handover.kinds import LONGEST_BASIS, LONGEST_REASON
from giamngheo.norms.models import SignedPaper


class Handover(models.Model):
    """From whom, to whom, on which day (bàn giao); prepared by one, accepted by another or by signed minutes.

    Names and job titles are those of the day it was prepared. `work` is the open work as it was when the handover was
    done: the minutes stay as they were signed. `paper` set means “theo biên bản đã ký”: then `done_by` entered it.
    """

    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="handovers_given")
    giver_name = models.CharField("tên bên giao", max_length=200)
    giver_title = models.CharField("chức vụ bên giao", max_length=120, blank=True)
    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="handovers_received")
    receiver_name = models.CharField("tên bên nhận", max_length=200)
    receiver_title = models.CharField("chức vụ bên nhận", max_length=120, blank=True)
    on = models.DateField("ngày bàn giao")
    reason = models.CharField("lý do", max_length=LONGEST_REASON)
    basis = models.CharField("căn cứ", max_length=LONGEST_BASIS, blank=True)
    remarks = models.TextField("nội dung khác", blank=True)
    closes_account = models.BooleanField("đóng tài khoản bên giao", default=True)
    account_closed = models.BooleanField("đã đóng tài khoản bên giao", default=False)
    place_id = models.BigIntegerField("địa bàn", null=True)
    work = models.JSONField("công việc còn dở", default=list)
    prepared_at = models.DateTimeField("lập lúc")
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField("hoàn tất lúc", null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(SignedPaper, null=True, on_delete=models.PROTECT, related_name="handovers")
    withdrawn_at = models.DateTimeField("huỷ lúc", null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_reason = models.CharField("lý do huỷ", max_length=LONGEST_REASON, blank=True)

    class Meta:
        verbose_name = "bàn giao"
        verbose_name_plural = "bàn giao"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(done_at=None) | models.Q(withdrawn_at=None), name="handover_done_or_withdrawn"
            ),
            models.CheckConstraint(condition=~models.Q(giver=models.F("receiver")), name="handover_to_another"),
        ]
        indexes: ClassVar = [models.Index(fields=["place_id", "-id"], name="handover_place")]

    def __str__(self) -> str:
        return f"{self.giver_id} → {self.receiver_id}"


class HandedSeat(models.Model):
    """One seat of a handover: the holding that ends, and the receiver's once it is done.

    The receiver's is a new one, or the one they have where they held the seat already, together with the giver.
    """

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="seats")
    ended = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="+")
    begun = models.ForeignKey(Holding, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "vị trí bàn giao"
        verbose_name_plural = "vị trí bàn giao"
        constraints: ClassVar = [models.UniqueConstraint(fields=["handover", "ended"], name="handover_seat_once")]

    def __str__(self) -> str:
        return f"{self.handover_id}: {self.ended_id}"
