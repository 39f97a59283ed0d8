"""Labels of codes in the six languages."""

from article60.codes.reader import by_code


class UnknownCode(KeyError):
    """A code stands in no row of its list, or the list has no label in that language."""


def label(list_name: str, code: str, language: str) -> str:
    """The label of a code in one of the six languages: `label("types", "legal_advice", "fr")`.

    Raises UnknownCode where the list has no such code or no label in that language; UnknownList where there is no such list.
    """
    row = by_code(list_name).get(code)
    if row is None:
        raise UnknownCode(f"{list_name}: no code {code!r}")
    if not row.get(language):
        raise UnknownCode(f"{list_name}: code {code!r} has no label in {language!r}")
    return row[language]


def codes(list_name: str) -> tuple[str, ...]:
    """All codes of a list, in the order in which people should see them."""
    return tuple(by_code(list_name))
