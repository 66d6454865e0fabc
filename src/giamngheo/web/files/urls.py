"""Addresses of kept files, exports and backups."""

from django.urls import path

from giamngheo.web.files.backup_views import back_up
from giamngheo.web.files.views import content, file, files, keep

urlpatterns = [
    path("", files, name="files"),
    path("/them", keep, name="keep_file"),
    path("/sao-luu", back_up, name="back_up"),
    path("/<id:file_id>", file, name="file"),
    path("/<id:file_id>/noi-dung", content, name="file_content"),
]
