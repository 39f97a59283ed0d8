"""Addresses of the match desk and the overlap desk."""

from django.urls import path

from article60.web.curation import match_views

app_name = "pairs"
urlpatterns = [
    path("pairs/", match_views.matches, name="matches"),
    path("pairs/<need_id:identifier>/", match_views.match, name="match"),
    path("pairs/<need_id:identifier>/comment/", match_views.comment_on_match, name="comment_on_match"),
    path("overlaps/", match_views.overlaps, name="overlaps"),
    path("overlaps/<need_id:identifier>/", match_views.overlap, name="overlap"),
    path("overlaps/<need_id:identifier>/comment/", match_views.comment_on_overlap, name="comment_on_overlap"),
]
