"""Addresses of assistance that a State receives, all below `assistance/`."""

from django.urls import path, register_converter

from article60.web.assistance import views


class AssistanceId:
    """The identifier of a statement, of an activity, or one of the State's own."""

    regex = r"[A-Z]{2,3}-[A-Z2-7]{8,16}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(AssistanceId, "assistance_id")

app_name = "assistance"
urlpatterns = [
    path("", views.listed, name="list"),
    path("add/", views.add, name="add"),
    path("<assistance_id:assistance_id>/", views.piece, name="piece"),
    path("<assistance_id:assistance_id>/confirm/", views.confirm, name="confirm"),
    path("<assistance_id:assistance_id>/correct/", views.correct, name="correct"),
    path("<assistance_id:assistance_id>/withdraw/", views.withdraw, name="withdraw"),
]
