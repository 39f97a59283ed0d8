"""Querysets that answer to somebody only."""

from datetime import date
from typing import Any, Self

from django.db import models

from article60.web.accounts.actor import Actor
from article60.web.accounts.visibility import visible


class NobodyAsks(RuntimeError):
    """Versions were asked for without saying who asks."""


class Versions(models.QuerySet["Any"]):
    """Versions of needs; they come out only for an actor."""

    _asked: bool = False

    def visible_to(self, actor: Actor, on: date) -> Self:
        """Those that somebody may see on a day, each once."""
        found = self.filter(visible(actor, on)).distinct()
        found._asked = True
        return found

    def for_everyone(self) -> Self:
        """All of them: for actions that check what they do themselves, and for tests."""
        found = self.all()
        found._asked = True
        return found

    def _clone(self) -> Self:
        made: Self = super()._clone()  # type: ignore[misc]
        made._asked = self._asked
        return made

    def _fetch_all(self) -> None:
        self._must_be_asked()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        """As usual, for an actor."""
        self._must_be_asked()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        """As usual, for an actor."""
        self._must_be_asked()
        return super().count()

    def exists(self) -> bool:
        """As usual, for an actor."""
        self._must_be_asked()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """As usual, for an actor."""
        self._must_be_asked()
        return super().aggregate(*args, **kwargs)

    def _must_be_asked(self) -> None:
        if not self._asked:
            raise NobodyAsks(f"{self.model.__name__}: say who asks, by visible_to(actor, on)")
