"""The jobs application."""

from django.apps import AppConfig


class Jobs(AppConfig):
    """Files received, the outbox, and the worker that serves it."""

    name = "article60.web.jobs"
    label = "jobs"
