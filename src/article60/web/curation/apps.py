"""The application of decisions on proposals."""

from django.apps import AppConfig


class Curation(AppConfig):
    """Decisions on proposals, and the desks at which they are made."""

    name = "article60.web.curation"
    label = "curation"
