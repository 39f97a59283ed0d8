"""Addresses of the public pages, below the language; they are permanent."""

from django.urls import path, register_converter

from article60.web.public import views


class Code:
    """A State's two-letter code."""

    regex = "[A-Z]{2}"

    def to_python(self, value: str) -> str:
        """The code."""
        return value

    def to_url(self, value: str) -> str:
        """The code."""
        return value


class Identifier(Code):
    """A lasting identifier, as `XA-7K3FQ2MD`."""

    regex = "[A-Z]{2,3}-[A-Z2-7]{8,16}"


register_converter(Code, "state")
register_converter(Identifier, "lasting")

urlpatterns = [
    path("", views.show_overview, name="overview"),
    path("chapters/<str:chapter>", views.show_overview, name="chapter"),
    path("states/<state:code>", views.show_state, name="state"),
    path("needs/<lasting:identifier>", views.show_need, name="need"),
    path("activities/<lasting:identifier>", views.show_activity, name="activity"),
    path("documents/<lasting:identifier>", views.show_document, name="document"),
    path("method", views.show_method, name="method"),
    path("figures/<slug:name>", views.show_figure, name="figure"),
    path("data", views.show_data, name="data"),
    path("api", views.show_api, name="api"),
]
