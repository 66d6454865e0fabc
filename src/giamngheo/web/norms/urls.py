"""Addresses of this folder’s pages."""

from django.urls import URLPattern, path

from giamngheo.web.norms import approval_views, paper_views, pasted_lists, profile_views, steps

urlpatterns: list[URLPattern] = [
    path("", profile_views.profile_page, name="profile"),
    path("/ho-so/dia-ban", profile_views.choose_profile_place, name="profile_place"),
    path("/ho-so/them", profile_views.propose_profile, name="propose_profile"),
    path("/phe-duyet", approval_views.approvals, name="approvals"),
    path("/phe-duyet/<id:approval_id>", approval_views.approval, name="approval"),
    path("/van-ban", paper_views.papers, name="papers"),
    path("/van-ban/them", paper_views.enter_paper, name="enter_paper"),
    path("/van-ban/<id:paper_id>", paper_views.paper, name="paper"),
    path("/bat-dau", steps.set_up, name="set_up"),
    path("/bat-dau/dia-ban", steps.place, name="set_up_place"),
    path("/bat-dau/ho-so", steps.profile, name="set_up_profile"),
    path("/bat-dau/nam", steps.years, name="set_up_years"),
    path("/bat-dau/thon-ap", pasted_lists.hamlets, name="set_up_hamlets"),
    path("/bat-dau/nguoi-dung", pasted_lists.users, name="set_up_users"),
    path("/bat-dau/tom-tat", steps.summary, name="set_up_summary"),
]
