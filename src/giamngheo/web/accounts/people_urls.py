"""Addresses of the pages about people, agencies and drafts; ids only, no names."""

from django.urls import URLPattern, path

from giamngheo.web.accounts import absence_views, agency_views, drafts_views, people_views, seat_views

urlpatterns: list[URLPattern] = [
    path("nguoi-dung", people_views.people, name="people"),
    path("nguoi-dung/them", people_views.new_person, name="people_new"),
    path("nguoi-dung/dan", seat_views.paste_people, name="people_paste"),
    path("nguoi-dung/vang-mat", absence_views.people_away, name="people_away"),
    path("nguoi-dung/dia-ban/<id:place_id>", people_views.people_of_place, name="people_of_place"),
    path("nguoi-dung/<id:user_id>", people_views.person, name="person"),
    path("nguoi-dung/<id:user_id>/sua", people_views.change_person, name="person_change"),
    path("nguoi-dung/<id:user_id>/dong", people_views.close_account, name="person_close"),
    path("nguoi-dung/<id:user_id>/mo-lai", people_views.reopen_account, name="person_reopen"),
    path("nguoi-dung/<id:user_id>/vi-tri", seat_views.give_seat, name="person_seat"),
    path("nguoi-dung/vi-tri/<id:holding_id>/thoi", seat_views.end_holding, name="person_seat_end"),
    path("nguoi-dung/<id:user_id>/vang-mat", absence_views.add_absence, name="person_absence"),
    path("nguoi-dung/<id:user_id>/vang-mat/<id:absence_id>", absence_views.end_absence, name="person_absence_end"),
    path("nguoi-dung/<id:user_id>/ky-thay", absence_views.give_authority, name="person_authority"),
    path(
        "nguoi-dung/<id:user_id>/ky-thay/<id:authority_id>",
        absence_views.end_authority,
        name="person_authority_end",
    ),
    path("co-quan", agency_views.agencies, name="agencies"),
    path("co-quan/them", agency_views.new_agency, name="agency_new"),
    path("co-quan/<id:agency_id>/doi-ten", agency_views.rename_agency, name="agency_rename"),
    path("co-quan/<id:agency_id>/ket-thuc", agency_views.end_agency, name="agency_end"),
    path("nhap/<str:form>", drafts_views.draft, name="draft"),
    path("nhap/<str:form>/bo", drafts_views.drop_draft, name="drop_draft"),
]
