"""The application of people."""

from django.apps import AppConfig


class People(AppConfig):
    """Invitations, handover, and ways in."""

    name = "article60.web.people"
    label = "people"
