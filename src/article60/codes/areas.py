"""Regions and groups of States by their codes: United Nations regional groups, M49 regions, named groups."""

from collections.abc import Iterator

from article60.codes.labels import codes, label

AREAS = ("regional_groups", "subregions", "named_groups")
"""The lists, in the order in which they are offered; no code stands in two of them."""


def area_codes() -> Iterator[str]:
    """Yield every code: `african`, `011`, `Pacific Islands Forum`."""
    for name in AREAS:
        yield from codes(name)


def area_name(code: str, language: str) -> str:
    """The name of a region or group in one of the six languages; a code that stands in no list is shown as it is."""
    return next((label(name, code, language) for name in AREAS if code in codes(name)), code)
