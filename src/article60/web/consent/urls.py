"""Addresses of consent, all below `releases/`."""

from django.urls import path, re_path

from article60.web.consent import views

app_name = "consent"
urlpatterns = [
    path("", views.releases, name="releases"),
    path("record/", views.record, name="record"),
    path("<int:release>/withdraw/", views.withdraw, name="withdraw"),
    re_path(r"^notes/(?P<state>[A-Z]{2})/(?P<sha256>[0-9a-f]{64})/$", views.note, name="note"),
    re_path(r"^receipts/(?P<number>[0-9]{1,12})\.(?P<kind>json|json\.sig)$", views.receipt, name="receipt"),
    path("<need_id:need_id>/", views.need, name="need"),
]
