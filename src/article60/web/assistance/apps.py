"""The assistance application."""

from django.apps import AppConfig


class Assistance(AppConfig):
    """Assistance that is already being provided, as the State says."""

    name = "article60.web.assistance"
    label = "assistance"
