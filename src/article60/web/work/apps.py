"""The application of what waits for whom."""

from django.apps import AppConfig


class Work(AppConfig):
    """My work."""

    name = "article60.web.work"
    label = "work"
