"""Chooses the languages whose lexicons a text is read with."""

from article60.extraction import rulebook
from article60.text.language import detect


def tongues(text: str, language: str | None, *, lexicon: str, declared: str | None = None) -> tuple[str, ...]:
    """The language given, else the one detected; the one declared where the words are too few to tell.

    All languages of the lexicon where that is none of its own.
    """
    known = rulebook.languages(lexicon)
    found = _base(language)
    if found not in known:
        found = detect(text) or _base(declared)
    return (found,) if found in known else tuple(sorted(known))


def _base(language: str | None) -> str | None:
    """The language without its region: fr of fr-CA."""
    return language and language.split("-")[0].lower()
