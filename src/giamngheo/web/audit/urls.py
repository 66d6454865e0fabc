"""Addresses of the trace and of the incident register."""

from django.urls import path

from giamngheo.web.audit.incident_views import (
    add_step,
    correct_incident,
    incident,
    incident_sheet,
    incidents,
    record_incident,
)
from giamngheo.web.audit.trace_views import entry, export, trace
from giamngheo.web.audit.whole_views import whole
from giamngheo.web.audit.whose_data_views import export_whose_data, whose_data

urlpatterns = [
    path("", trace, name="trace"),
    path("/<id:entry_id>", entry, name="trace_entry"),
    path("/xuat", export, name="trace_export"),
    path("/kiem-tra", whole, name="trace_check"),
    path("/du-lieu", whose_data, name="whose_data"),
    path("/du-lieu/xuat", export_whose_data, name="whose_data_export"),
    path("/su-co", incidents, name="incidents"),
    path("/su-co/ghi", record_incident, name="record_incident"),
    path("/su-co/<id:incident_id>", incident, name="incident"),
    path("/su-co/<id:incident_id>/phieu", incident_sheet, name="incident_sheet"),
    path("/su-co/<id:incident_id>/sua", correct_incident, name="correct_incident"),
    path("/su-co/<id:incident_id>/<slug:step>", add_step, name="incident_step"),
]
