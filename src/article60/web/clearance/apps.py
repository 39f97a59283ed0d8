"""The clearance application."""

from django.apps import AppConfig


class Clearance(AppConfig):
    """Sheets, what is asked in them, answers and signatures, and what was taken over."""

    name = "article60.web.clearance"
    label = "clearance"
