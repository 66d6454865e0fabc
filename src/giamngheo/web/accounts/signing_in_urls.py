"""Addresses of signing in, under the names by which django-allauth asks for them."""

from django.urls import path

from giamngheo.web.accounts.signing_in_views import second_factor, sign_in, sign_out, use_slip

urlpatterns = [
    path("dang-nhap", sign_in, name="account_login"),
    path("dang-nhap/hai-buoc", second_factor, name="mfa_authenticate"),
    path("dang-nhap/phieu", use_slip, name="account_slip"),
    path("dang-xuat", sign_out, name="account_logout"),
]
