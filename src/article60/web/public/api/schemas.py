"""JSON Schemas of what the lists hold, made from the domain's nouns: each column with its type and its sentence."""

import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from article60.tables.declared import TABLES
from article60.web.public.lists.sources import Rows, Source

Schema = dict[str, Any]
_SCALARS: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    Decimal: {"type": "string", "description": "An exact amount, decimal text."},
}


def item_of(source: Source) -> Schema:
    """Schema of an item of a list: its identifier, its columns, the rows beside it, the address of its page."""
    made: Schema = of_noun(source.noun) if source.noun is not None else {"properties": {}, "required": []}
    properties: Schema = {"id": {"type": "string", "description": "Lasting identifier within this list."}}
    properties |= made["properties"]
    required = ["id", *made["required"]]
    if isinstance(source, Rows):
        for name, (table, column) in source.listing.beside.items():
            properties[name] = {"type": "array", "items": of_noun(TABLES[table].noun, without=column)}
            required.append(name)
        if source.listing.table == "matches":
            properties["notice"] = {"type": ["string", "null"], "description": "Words without which it may not be shown."}
            required.append("notice")
        if source.listing.page is not None:
            properties["address"] = {"type": "string", "format": "uri", "description": "Lasting address of its page."}
            required.append("address")
    return {"type": "object", "description": f"{source.about}.", "properties": properties, "required": required}


def of_noun(noun: type, *, without: str | None = None) -> Schema:
    """Schema of a row: columns that may be empty may be null."""
    hints = typing.get_type_hints(noun)
    noted = [one for one in fields(noun) if one.name != without]
    properties = {one.name: of_type(hints[one.name]) | {"description": one.metadata.get("note", "")} for one in noted}
    return {"type": "object", "properties": properties, "required": list(properties)}


def of_type(hint: Any) -> Schema:
    """Schema of a Python type as its values stand in JSON."""
    if hint in _SCALARS:
        return dict(_SCALARS[hint])
    if isinstance(hint, types.UnionType):
        return _either([of_type(one) for one in typing.get_args(hint) if one is not types.NoneType], hint)
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)
        if len(inner) == 2 and inner[1] is ...:
            return {"type": "array", "items": of_type(inner[0])}
        return {"type": "array", "prefixItems": [of_type(one) for one in inner], "minItems": len(inner), "maxItems": len(inner)}
    if is_dataclass(hint) and isinstance(hint, type):
        return of_noun(hint)
    return {}


def _either(some: list[Schema], hint: Any) -> Schema:
    nullable = types.NoneType in typing.get_args(hint)
    if len(some) == 1 and "type" in some[0]:
        return some[0] | ({"type": [some[0]["type"], "null"]} if nullable else {})
    return {"anyOf": some + ([{"type": "null"}] if nullable else [])}
