"""Addresses of this folder’s pages."""

from django.urls import path

from giamngheo.web.oversight import views

urlpatterns = [
    path("", views.recommendations, name="recommendations"),
    path("/xuat", views.export, name="export_recommendations"),
    path("/viet", views.choose_place, name="choose_recommended_place"),
    path("/viet/<id:place_id>", views.write, name="write_recommendation"),
    path("/<id:recommendation_id>", views.recommendation, name="recommendation"),
]
