"""Addresses of places, under /dia-ban."""

from django.urls import path

from giamngheo.web.places.change_views import (
    hamlet_add,
    hamlet_correct,
    hamlet_end,
    hamlet_merge,
    hamlet_move,
    hamlet_split,
    hamlet_withdraw,
    place_rename,
)
from giamngheo.web.places.list_views import hamlets_export, hamlets_import
from giamngheo.web.places.views import place, place_branches, place_carry_over, place_load, place_search, places

urlpatterns = [
    path("", places, name="places"),
    path("/tim", place_search, name="place_search"),
    path("/nap", place_load, name="place_load"),
    path("/<id:place_id>", place, name="place"),
    path("/<id:place_id>/ben-trong", place_branches, name="place_branches"),
    path("/<id:place_id>/doi-ten", place_rename, name="place_rename"),
    path("/<id:place_id>/dua-sang", place_carry_over, name="place_carry_over"),
    path("/<id:place_id>/them", hamlet_add, name="hamlet_add"),
    path("/<id:place_id>/nhap", hamlets_import, name="hamlets_import"),
    path("/<id:place_id>/xuat", hamlets_export, name="hamlets_export"),
    path("/<id:place_id>/sap-nhap", hamlet_merge, name="hamlet_merge"),
    path("/<id:place_id>/sua", hamlet_correct, name="hamlet_correct"),
    path("/<id:place_id>/chuyen", hamlet_move, name="hamlet_move"),
    path("/<id:place_id>/chia", hamlet_split, name="hamlet_split"),
    path("/<id:place_id>/ket-thuc", hamlet_end, name="hamlet_end"),
    path("/<id:place_id>/xoa", hamlet_withdraw, name="hamlet_withdraw"),
]
