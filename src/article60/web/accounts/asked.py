"""Querysets that answer to somebody only."""

from typing import Any, Self, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class NobodyAsks(RuntimeError):
    """Rows were asked for without saying who asks."""


class Asked(models.QuerySet[Row]):
    """Rows that come out only once it was said who asks; a subclass says how, by `visible_to`."""

    _asked: bool = False

    def for_everyone(self) -> Self:
        """All of them: for actions that check what they do themselves, and for tests."""
        return self._answering(models.Q())

    def _answering(self, condition: models.Q) -> Self:
        """Those that fulfil what was said of who asks."""
        found = self.filter(condition)
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
            raise NobodyAsks(f"{self.model.__name__}: say who asks, by visible_to")
