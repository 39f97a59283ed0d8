"""The checklist application."""

from django.apps import AppConfig


class Checklists(AppConfig):
    """Answers of States to self-assessment checklists, and who answers what."""

    name = "article60.web.checklist"
    label = "checklist"
