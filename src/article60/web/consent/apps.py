"""The consent application."""

from django.apps import AppConfig


class Consent(AppConfig):
    """Consents, notes by which they came, and receipts."""

    name = "article60.web.consent"
    label = "consent"
