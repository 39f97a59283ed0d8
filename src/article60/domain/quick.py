"""Makes frozen dataclasses of which a great many are built quicker to build."""

from dataclasses import MISSING, fields
from typing import Any, TypeVar

Noun = TypeVar("Noun", bound=type[Any])


def quick_to_build(noun: Noun) -> Noun:
    """A frozen dataclass with slots and keyword arguments, with an `__init__` that takes two thirds of the time.

    What the standard library writes asks `object.__setattr__` to look for each field by its name; this fills each slot by its
    own descriptor. Raises TypeError for a class that needs more than its arguments put in their places.
    """
    described = fields(noun)
    if hasattr(noun, "__post_init__") or not all(
        field.init and field.kw_only and field.default_factory is MISSING for field in described
    ):
        raise TypeError(f"{noun.__name__}: only plain keyword arguments can be built quickly")
    arguments = [field.name if field.default is MISSING else f"{field.name}=_default_{field.name}" for field in described]
    scope = {f"_fill_{field.name}": getattr(noun, field.name).__set__ for field in described}
    scope |= {f"_default_{field.name}": field.default for field in described if field.default is not MISSING}
    filling = "".join(f"        _fill_{field.name}(self, {field.name})\n" for field in described)
    # The fillers are arguments of an outer function: what stands in a function around is found quicker than what is global.
    written = (
        f"def _outer({', '.join(scope)}):\n    def __init__(self, *, {', '.join(arguments)}):\n{filling}    return __init__\n"
    )
    made: dict[str, Any] = {}
    exec(written, made)
    init = made["_outer"](**scope)
    plain = vars(noun)["__init__"]
    init.__annotations__, init.__qualname__ = plain.__annotations__, plain.__qualname__
    setattr(noun, "__init__", init)  # noqa: B010
    return noun
