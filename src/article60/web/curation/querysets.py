"""Decisions come out only for somebody who asks."""

from datetime import date
from typing import Any, Self

from article60.web.accounts.actor import Actor
from article60.web.accounts.asked import Asked
from article60.web.accounts.visibility import visible_comments, visible_decisions


class Decisions(Asked[Any]):
    """Decisions; they come out only for an actor."""

    def visible_to(self, actor: Actor, on: date) -> Self:
        """Those that somebody may see on a day."""
        return self._answering(visible_decisions(actor, on))


class Comments(Asked[Any]):
    """Comments; they come out only for an actor."""

    def visible_to(self, actor: Actor, on: date) -> Self:
        """Those that somebody may see on a day."""
        return self._answering(visible_comments(actor, on))
