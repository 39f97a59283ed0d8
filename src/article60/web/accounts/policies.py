"""Which role may use which page: the table that is checked in, and the answer for one request."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from article60.web.accounts.actor import Actor
from article60.web.accounts.roles import Role

TABLE = Path(__file__).with_name("policies.toml")
NOBODY = "nobody"
METHODS = ("GET", "POST")
"""Methods that a route may declare; HEAD is answered as GET is, every other refused."""


class BadTable(ValueError):
    """The table of policies is not complete."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Of one route, for each method, the roles that may use it."""

    route: str
    allowed: Mapping[str, frozenset[str]]
    administrators: bool = False
    """Whether it is for administrators of an organisation alone, in whatever of these roles."""
    large: bool = False
    """Whether more may be sent to it than a few words: a file, or long texts (see `sent.py`)."""

    def allows(self, actor: Actor, method: str) -> bool:
        """Whether somebody may use the route by a method."""
        if self.administrators and not actor.administers:
            return False
        found = self.allowed.get("GET" if method == "HEAD" else method, frozenset())
        return (actor.role or NOBODY) in found


@cache
def policies() -> Mapping[str, Policy]:
    """The policies by route. Raises BadTable where a role or a cell is missing, or a method is none of ours."""
    said = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    roles: Sequence[str] = said["roles"]
    if set(roles) != {NOBODY, *Role}:
        raise BadTable(f"{TABLE.name}: its roles are not those of the workspace")
    return MappingProxyType({route: _policy(route, dict(cells), roles) for route, cells in said["routes"].items()})


def _policy(route: str, cells: dict[str, Any], roles: Sequence[str]) -> Policy:
    administrators, large = cells.pop("administrators", False), cells.pop("large", False)
    return Policy(route, _allowed(route, cells, roles), administrators is True, large is True)


def _allowed(route: str, cells: Mapping[str, Sequence[bool]], roles: Sequence[str]) -> Mapping[str, frozenset[str]]:
    for method, row in cells.items():
        if method not in METHODS:
            raise BadTable(f"{TABLE.name}: {route}: {method} is none of {', '.join(METHODS)}")
        if len(row) != len(roles) or not all(isinstance(cell, bool) for cell in row):
            raise BadTable(f"{TABLE.name}: {route}: {method} needs true or false for each of the {len(roles)} roles")
    return {method: frozenset(role for role, may in zip(roles, row, strict=True) if may) for method, row in cells.items()}
