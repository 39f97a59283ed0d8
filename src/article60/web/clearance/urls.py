"""Addresses of clearance, all below `clearance/`."""

from django.urls import path, re_path

from article60.web.clearance import answering, views

app_name = "clearance"
urlpatterns = [
    path("", views.sheets, name="sheets"),
    path("make/", views.make, name="make"),
    path("asked/", answering.asked, name="asked"),
    path("<int:number>/", views.sheet, name="sheet"),
    path("<int:number>/take/", views.take, name="take"),
    path("<int:number>/close/", views.close, name="close"),
    path("<int:number>/hand-in/", answering.hand_in, name="hand_in"),
    re_path(r"^(?P<number>[0-9]{1,6})/(?P<ending>sheet\.(?:docx|xlsx))$", answering.file, name="file"),
    path("part/<int:part>/", answering.part, name="part"),
    path("part/<int:part>/sign/", answering.sign, name="sign"),
    path("part/<int:part>/assign/", views.assign, name="assign"),
    re_path(r"^part/(?P<part>[0-9]{1,12})/(?P<ending>part\.(?:docx|xlsx))$", answering.part_file, name="part_file"),
]
