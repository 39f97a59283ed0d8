"""The provider application."""

from django.apps import AppConfig


class Provider(AppConfig):
    """Activities that providers report or plan, their versions, to whom they are published, and spreadsheets."""

    name = "article60.web.provider"
    label = "provider"
