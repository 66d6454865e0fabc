"""Addresses of this folder’s pages."""

from django.urls import path

from giamngheo.web.handover import views
from giamngheo.web.handover.signed_minutes import signed_minutes

urlpatterns = [
    path("", views.handovers, name="handovers"),
    path("/lap", views.prepare, name="prepare_handover"),
    path("/lap-thay", views.choose_giver, name="choose_giver"),
    path("/lap-thay/<id:giver_id>", views.prepare_for, name="prepare_handover_for"),
    path("/<id:handover_id>", views.handover, name="handover"),
    path("/<id:handover_id>/nhan", views.accept, name="accept_handover"),
    path("/<id:handover_id>/huy", views.withdraw, name="withdraw_handover"),
    path("/<id:handover_id>/bien-ban", views.minutes, name="handover_minutes"),
    path("/<id:handover_id>/bien-ban-da-ky", signed_minutes, name="signed_handover_minutes"),
]
