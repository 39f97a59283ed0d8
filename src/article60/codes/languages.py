"""The six official languages of the United Nations, in the order of their codes."""

from article60.codes.reader import by_code, rows

LANGUAGES: tuple[str, ...] = tuple(row["code"] for row in rows("languages"))


def own_name(language: str) -> str:
    """The language's name in that language, as `français`."""
    return by_code("languages")[language]["name"]


def direction(language: str) -> str:
    """`rtl` for Arabic, `ltr` for the others."""
    return by_code("languages")[language]["direction"]
