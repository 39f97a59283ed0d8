"""Addresses of the review desk, all below `review/`."""

from django.urls import path, re_path

from article60.web.curation import sheet_views, views

_RECORD = r"(?P<document_id>DOC-[A-Z2-7]{8,16})/(?P<record_id>[A-Z]{2}-[A-Z2-7]{8,16})"

app_name = "curation"
urlpatterns = [
    path("", views.documents, name="documents"),
    path("files/<path:name>", views.picture, name="picture"),
    path("sheets/", sheet_views.sheets, name="sheets"),
    path("sheets/<uuid:received>/", sheet_views.sheet, name="sheet"),
    re_path(r"^(?P<document_id>DOC-[A-Z2-7]{8,16})/$", views.document, name="document"),
    re_path(r"^(?P<document_id>DOC-[A-Z2-7]{8,16})/add/$", views.add, name="add"),
    re_path(rf"^{_RECORD}/(?P<verb>confirm|correct|merge|reject|split|unsure)/$", views.decide, name="decide"),
]
