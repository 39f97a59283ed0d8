"""Addresses of the provider's desk, all below `provider/`."""

from django.urls import path, re_path

from article60.web.provider import check_views, own_views, search_views, sheet_views, views

_REPORT = r"(?P<reported_id>RP-[A-Z2-7]{8})"
_ACTIVITY = r"(?P<activity_id>ACT-[A-Z2-7]{8,16})"
_SEARCH = r"(?P<search_id>RS-[A-Z2-7]{8})"

app_name = "provider"
urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/publish/", views.publish, name="publish"),
    re_path(r"^reports/add/(?P<kind>activity|programme)/$", views.add, name="add"),
    re_path(rf"^reports/{_REPORT}/$", views.report, name="report"),
    re_path(rf"^reports/{_REPORT}/correct/$", views.correct, name="correct"),
    re_path(rf"^reports/{_REPORT}/take-back/$", views.take_back, name="take_back"),
    re_path(rf"^reports/{_REPORT}/check/$", check_views.check, name="check"),
    path("activities/", own_views.activities, name="activities"),
    re_path(rf"^activities/{_ACTIVITY}/$", own_views.activity, name="activity"),
    re_path(rf"^activities/{_ACTIVITY}/(?P<verb>ours|not-ours|no-such-assistance)/$", own_views.claim, name="claim"),
    path("searches/", search_views.searches, name="searches"),
    re_path(rf"^searches/{_SEARCH}/$", search_views.search, name="search"),
    re_path(rf"^searches/{_SEARCH}/stop/$", search_views.stop, name="stop_search"),
    path("shared/", views.shared, name="shared"),
    path("sheets/", sheet_views.hand_in, name="sheets"),
    path("sheets/template/", sheet_views.template, name="template"),
    path("sheets/<uuid:file>/", sheet_views.sheet, name="sheet"),
    path("sheets/<uuid:file>/take-over/", sheet_views.take_over, name="take_over"),
]
