"""Handovers. Work belongs to seats, so what passes are the seats; history keeps the old names."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from giamngheo.accounts.models import Holding


class Handover(models.Model):
    """From whom, to whom, on which day (bàn giao); prepared by one, accepted by another or by signed minutes."""

    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="handovers_given")
    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="handovers_received")
    on = models.DateField("ngày bàn giao")
    reason = models.CharField("lý do", max_length=300)
    basis = models.CharField("căn cứ", max_length=200, blank=True)
    remarks = models.TextField("nội dung khác", blank=True)
    closes_account = models.BooleanField("đóng tài khoản bên giao", default=True)
    place_id = models.BigIntegerField("địa bàn", null=True)
    prepared_at = models.DateTimeField("lập lúc")
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField("hoàn tất lúc", null=True)
    withdrawn_at = models.DateTimeField("huỷ lúc", null=True)

    class Meta:
        verbose_name = "bàn giao"
        verbose_name_plural = "bàn giao"

    def __str__(self) -> str:
        return f"{self.giver_id} → {self.receiver_id}"


class HandedSeat(models.Model):
    """One seat of a handover: the holding that ends, and the one that begins when it is done."""

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="seats")
    ended = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="+")
    begun = models.ForeignKey(Holding, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "vị trí bàn giao"
        verbose_name_plural = "vị trí bàn giao"
        constraints: ClassVar = [models.UniqueConstraint(fields=["handover", "ended"], name="handover_seat_once")]

    def __str__(self) -> str:
        return f"{self.handover_id}: {self.ended_id}"
