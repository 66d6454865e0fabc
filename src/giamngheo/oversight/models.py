"""Recommendations of those who oversee the programme, and the answers to them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from giamngheo.accounts.models import Seat
from giamngheo.places.models import Place


class Recommendation(models.Model):
    """What an overseer recommends (kiến nghị), to whom, answered by when; it passes with the seat that must answer."""

    place = models.ForeignKey(Place, verbose_name="địa bàn", on_delete=models.PROTECT, related_name="+")
    about = models.CharField("về việc", max_length=200)
    text = models.TextField("nội dung kiến nghị")
    addressed_to = models.ForeignKey(
        Seat, verbose_name="gửi", null=True, on_delete=models.PROTECT, related_name="recommendations"
    )
    answer_by = models.DateField("trả lời trước ngày")
    written_at = models.DateTimeField("viết lúc")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "kiến nghị"
        verbose_name_plural = "kiến nghị"
        indexes: ClassVar = [models.Index(fields=["place", "-id"], name="oversight_recommendation_place")]

    def __str__(self) -> str:
        return self.about


class Answer(models.Model):
    """What was answered (trả lời), on which day; further answers are added, none is overwritten."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField("nội dung trả lời")
    answered_on = models.DateField("ngày trả lời")
    written_at = models.DateTimeField("viết lúc")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "trả lời kiến nghị"
        verbose_name_plural = "trả lời kiến nghị"

    def __str__(self) -> str:
        return f"answer {self.pk}"
