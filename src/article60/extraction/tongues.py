"""Chooses the languages whose lexicons a text is read with."""

from article60.extraction import rulebook
from article60.text.language import detect


def tongues(text: str, language: str | None, *, lexicon: str) -> tuple[str, ...]:
    """The language given, else the one detected; all of the lexicon where neither is one of its own."""
    known = rulebook.languages(lexicon)
    if language is not None:
        language = language.split("-")[0].lower()
    if language not in known:
        language = detect(text)
    return (language,) if language in known else tuple(sorted(known))
