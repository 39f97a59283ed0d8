"""Addresses of people: those of administrators below `people/`, ways in beside the sign-in."""

from django.urls import path, re_path

from article60.web.people import views

app_name = "people"
urlpatterns = [
    path("people/", views.members, name="members"),
    path("people/invite/", views.invite, name="invite"),
    path("people/<int:membership>/", views.change, name="change"),
    path("people/<int:membership>/end/", views.end, name="end"),
    path("people/<int:membership>/again/", views.send_again, name="send_again"),
    path("people/<int:membership>/hand-over/", views.hand_over, name="hand_over"),
    path("sign-in/lost/", views.lost, name="lost"),
    re_path(r"^enter/(?P<way_in>[0-9a-f-]{36})/(?P<code>[0-9a-f]{40})/$", views.enter, name="enter"),
]
