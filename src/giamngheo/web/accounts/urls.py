"""Addresses of this folder’s pages."""

from django.urls import URLPattern, path

from giamngheo.web.accounts import own_account_views, slip_views
from giamngheo.web.accounts.people_urls import urlpatterns as people_addresses

urlpatterns: list[URLPattern] = [
    path("tai-khoan", own_account_views.own_account, name="own_account"),
    path("tai-khoan/mat-khau", own_account_views.own_password, name="own_password"),
    path("tai-khoan/may-khac", own_account_views.end_sessions, name="end_sessions"),
    path("tai-khoan/hai-buoc", own_account_views.turn_on, name="second_factor_on"),
    path("tai-khoan/hai-buoc/tat", own_account_views.turn_off, name="second_factor_off"),
    path("tai-khoan/hai-buoc/ma-du-phong", own_account_views.recovery_codes, name="recovery_codes"),
    path("nguoi-dung/<id:user_id>/phieu", slip_views.issue_slip, name="issue_slip"),
    *people_addresses,
]
