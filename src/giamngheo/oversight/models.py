"""Recommendations of those who oversee the programme, and the answers to them. Neither is ever changed."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from giamngheo.accounts.models import Seat
from giamngheo.oversight.kinds import LONGEST_ABOUT
from giamngheo.places.models import Place


class Recommendation(models.Model):
    """What an overseer recommends (kiến nghị), to whom, answered by when; it passes with the seat that must answer.

    `addressed_to` None: to the place as a whole. `writer_name` is the name of the day, which stays when the account is
    renamed. `folded` is for searching.
    """

    place = models.ForeignKey(Place, verbose_name="địa bàn", on_delete=models.PROTECT, related_name="+")
    about = models.CharField("về việc", max_length=LONGEST_ABOUT)
    text = models.TextField("nội dung kiến nghị")
    folded = models.TextField("chữ để tìm")
    addressed_to = models.ForeignKey(
        Seat, verbose_name="gửi", null=True, on_delete=models.PROTECT, related_name="recommendations"
    )
    written_on = models.DateField("ngày kiến nghị")
    answer_by = models.DateField("hạn trả lời")
    written_at = models.DateTimeField("viết lúc")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    writer_name = models.CharField("tên người viết", max_length=200)

    class Meta:
        verbose_name = "kiến nghị"
        verbose_name_plural = "kiến nghị"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(answer_by__gte=models.F("written_on")), name="oversight_recommendation_days"
            )
        ]
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
    writer_name = models.CharField("tên người viết", max_length=200)

    class Meta:
        verbose_name = "trả lời kiến nghị"
        verbose_name_plural = "trả lời kiến nghị"

    def __str__(self) -> str:
        return f"answer {self.pk}"
