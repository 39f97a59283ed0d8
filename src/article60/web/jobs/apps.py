"""The jobs application."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Jobs(AppConfig):
    """Files received, the outbox, and the worker that serves it."""

    name = "article60.web.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Whenever the database was migrated, the policies of these tables are made anew, after those of accounts."""
        post_migrate.connect(_lock, dispatch_uid="jobs.lock")


def _lock(sender: AppConfig, plan: Any = None, **told: Any) -> None:
    from article60.web.jobs.locks import lock  # models are known only now

    # With the last whose tables are locked accounts gives rights to all tables, of which some are taken here.
    if sender.label == "consent":
        lock()
