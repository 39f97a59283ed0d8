"""The register application."""

from django.apps import AppConfig


class Register(AppConfig):
    """Needs, their versions, and releases of information."""

    name = "article60.web.register"
    label = "register"
