"""The site's addresses: the pages, and the health of the installation."""

from django.urls import include, path

from giamngheo.site.health import health

urlpatterns = [
    path("suc-khoe", health, name="health"),
    path("", include("giamngheo.web.accounts.signing_in_urls")),
    path("", include("giamngheo.web.urls")),
]
