"""Addresses of consent, all below `releases/`."""

from django.urls import path, re_path

from article60.web.consent import opening_views, views

app_name = "consent"
urlpatterns = [
    path("", views.releases, name="releases"),
    path("record/", views.record, name="record"),
    path("documents/", opening_views.documents, name="documents"),
    path("documents/<int:number>/close/", opening_views.close_document, name="close_document"),
    path("order/", opening_views.order, name="order"),
    path("order/<int:number>/close/", opening_views.close_order, name="close_order"),
    path("<int:release>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:release>/end/", views.end, name="end"),
    re_path(r"^notes/(?P<state>[A-Z]{2})/(?P<sha256>[0-9a-f]{64})/$", views.note, name="note"),
    re_path(r"^receipts/(?P<number>[0-9]{1,12})\.(?P<kind>json|json\.sig)$", views.receipt, name="receipt"),
    path("<need_id:need_id>/", views.need, name="need"),
]
