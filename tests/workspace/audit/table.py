"""What events tell of tables: rows by key, each with every column but those that are left aside, with the reason."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import AutoField, Field, Model

from article60.web.audit.models import AuditEvent

Row = dict[str, Any]
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """A table that is made anew: by which columns a row is known, what is left aside and why, what is shown otherwise.

    A number that the database gives by chance is compared only where events name it, as part of the key. `shown` tells of a
    column that holds such a number what is meant by it.
    """

    model: type[Model]
    key: tuple[str, ...]
    aside: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return str(self.model._meta.db_table)

    @property
    def columns(self) -> list[str]:
        """Those that are compared."""
        return [one.attname for one in self.model._meta.concrete_fields if not self._left_out(one)]

    def _left_out(self, one: "Field[Any, Any]") -> bool:
        by_chance = isinstance(one, AutoField) and one.attname not in self.key
        return by_chance or one.attname in self.aside

    def standing(self) -> Iterator[Row]:
        """Yield what stands there, whoever may see it."""
        for one in self.model._base_manager.all():
            yield {name: plain(self.shown[name](one) if name in self.shown else getattr(one, name)) for name in self.columns}

    def key_of(self, row: Row) -> Key:
        return tuple(row[name] for name in self.key)


@dataclass(frozen=True, slots=True)
class Told:
    """What events have told so far."""

    tables: dict[str, dict[Key, Row]] = field(default_factory=lambda: defaultdict(dict))

    def of(self, table: Table) -> dict[Key, Row]:
        return self.tables[table.name]

    def add(self, table: Table, row: Row) -> None:
        made = {name: plain(value) for name, value in row.items()}
        self.of(table)[table.key_of(made)] = made

    def keep(self, table: Table, row: Row) -> None:
        """Add it, unless there is one already."""
        made = {name: plain(value) for name, value in row.items()}
        self.of(table).setdefault(table.key_of(made), made)

    def change(self, table: Table, *key: Any, **values: Any) -> None:
        """Of a row that was told."""
        self.of(table)[tuple(map(plain, key))] |= {name: plain(value) for name, value in values.items()}


Read = Callable[[Told, AuditEvent, Row], None]


def plain(value: Any) -> Any:
    """As JSON tells it, but for moments; bytes by their hash."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(bytes(value)).hexdigest()
    return list(value) if isinstance(value, tuple) else str(value) if isinstance(value, UUID) else value


def made(event: AuditEvent) -> Row:
    """Who has made a row, when and in what role."""
    return {"made_at": event.at, "made_by": event.actor, "made_in_role": event.role}


def body(event: AuditEvent) -> int:
    """For which organisation somebody has acted who acts for no State."""
    return int(event.organisation)
