"""Addresses of letters that tell what waits."""

from django.urls import path, re_path

from article60.web.work import views

app_name = "work"
urlpatterns = [
    path("account/letters/", views.letters, name="letters"),
    re_path(r"^letters/stop/(?P<account>[0-9a-f-]{36})/(?P<code>[0-9a-f]{40})/$", views.stop, name="stop"),
]
