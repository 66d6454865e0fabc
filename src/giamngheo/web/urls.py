"""Which address shows which page."""

from django.urls import path

from giamngheo.web.home import home

app_name = "web"
urlpatterns = [
    path("", home, name="home"),
]
