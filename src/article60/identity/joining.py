"""Joins identifiers into one, step by step, but never two that a person has said are not the same."""

from collections.abc import Iterable

Pair = frozenset[str]


class Joining:
    """Which identifier stands for which others. What is joined stays joined; what would bring two kept apart is refused."""

    def __init__(self, apart: Iterable[Pair] = ()) -> None:
        self._heads: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._apart: dict[str, set[str]] = {}
        for pair in apart:
            for one in pair:
                self._apart.setdefault(one, set()).update(pair - {one})

    def head(self, one: str) -> str:
        """The identifier that stands for this one."""
        return self._heads.get(one, one)

    def join(self, old: str, new: str) -> bool:
        """Let what stands for `new` stand for `old` and all joined to it; False where people keep any two of them apart."""
        old, new = self.head(old), self.head(new)
        if old == new:
            return True
        moved, there = self._members.get(old, [old]), self._members.get(new, [new])
        if self._apart and any(self._apart.get(one, set()) & set(there) for one in moved):
            return False
        self._members[new] = [*there, *moved]
        self._members.pop(old, None)
        for one in moved:
            self._heads[one] = new
        return True

    def joined(self) -> dict[str, str]:
        """Each identifier that another one stands for, and that other one."""
        return dict(sorted(self._heads.items()))
