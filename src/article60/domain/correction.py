"""A correction: what a person may say otherwise in a statement, and what follows from it."""

from collections.abc import Mapping
from typing import Any

from article60.codes.types import coarse_types
from article60.domain.provision import articles_of

CORRECTED: Mapping[str, tuple[str, ...]] = {
    "need": ("text", "provisions", "types", "chapter", "priority", "beneficiary"),
    "good_practice": ("text", "provisions"),
    "assistance_received": ("text", "provisions", "types", "provider"),
}
"""By the kind of a statement, the columns that a person may correct; where it stands in a document is never changed."""


def corrected(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """By column what the values of a decision change in a statement, with what follows from provisions and types."""
    said = {name: values[name] for name in CORRECTED[kind] if name in values}
    changes = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
    if "provisions" in changes:
        changes["articles"] = articles_of(changes["provisions"])
    if "types" in changes:
        changes["coarse_types"] = coarse_types(changes["types"])
    return changes
