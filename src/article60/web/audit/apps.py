"""The audit application."""

from django.apps import AppConfig


class Audit(AppConfig):
    """Events of the workspace."""

    name = "article60.web.audit"
    label = "audit"
