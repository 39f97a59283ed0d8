"""Makes a record of any table of which a test fills in only what it is about."""

from datetime import date
from typing import Any, get_type_hints

from article60.tables.columns import columns

ON = date(2026, 11, 24)


def make(noun: type, **given: Any) -> Any:
    """A record with the values given and an empty one of the right type for every other column."""
    hints = get_type_hints(noun)
    blank = {str: "", int: 0, float: 0.0, bool: False, date: ON}
    values = {
        name: None if type(None) in getattr(hints[name], "__args__", ()) else blank.get(hint, ())
        for name, hint in columns(noun).items()
    }
    return noun(**values | given)
