"""Which address shows which page."""

from django.urls import include, path

import giamngheo.web.ids  # noqa: F401 – makes <id:…> known to every folder
from giamngheo.web.demo_day import demo_day
from giamngheo.web.documents.views import demo_plan, plan
from giamngheo.web.figures.views import demo_figures, figures
from giamngheo.web.home import home
from giamngheo.web.norms.starting import begin, first_start, restore

app_name = "web"
urlpatterns = [
    path("", home, name="home"),
    path("minh-hoa/ngay", demo_day, name="demo_day"),
    path("ke-hoach", plan, name="plan"),
    path("ke-hoach/minh-hoa", demo_plan, name="demo_plan"),
    path("so-lieu", figures, name="figures"),
    path("so-lieu/minh-hoa", demo_figures, name="demo_figures"),
    path("bat-dau", first_start, name="first_start"),
    path("bat-dau/moi", begin, name="begin"),
    path("bat-dau/khoi-phuc", restore, name="restore"),
    path("", include("giamngheo.web.accounts.urls")),
    path("dia-ban", include("giamngheo.web.places.urls")),
    path("dau-vet", include("giamngheo.web.audit.urls")),
    path("tep", include("giamngheo.web.files.urls")),
    path("thiet-lap", include("giamngheo.web.norms.urls")),
    path("ban-giao", include("giamngheo.web.handover.urls")),
    path("kien-nghi", include("giamngheo.web.oversight.urls")),
]
