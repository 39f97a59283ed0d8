"""The accounts application."""

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_migrate


class Accounts(AppConfig):
    """Accounts, organisations, memberships."""

    name = "article60.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Whenever the database was migrated, its policies are made anew; whoever signs in or out leaves an event."""
        from article60.web.accounts import actions  # models are known only now

        post_migrate.connect(_lock, dispatch_uid="accounts.lock")
        user_logged_in.connect(actions.remember_sign_in, dispatch_uid="accounts.sign_in")
        user_logged_out.connect(actions.remember_sign_out, dispatch_uid="accounts.sign_out")


def _lock(sender: AppConfig, plan: Any = None, **told: Any) -> None:
    from article60.web.accounts.locks import lock  # models are known only now

    if sender == [app for app in apps.get_app_configs() if app.models_module is not None][-1]:
        lock()
