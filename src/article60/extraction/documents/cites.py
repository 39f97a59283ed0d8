"""Provisions that words cite, also those that lean on the article above: `paragraph 4 of the article`."""

from collections.abc import Iterable

from article60.domain.provision import article_of
from article60.extraction.documents.phrases import compiled
from article60.text.citations import Citation, find
from article60.text.normalise import fold_with_offsets


def citations(text: str, *, language: str, carried: str | None = None) -> list[Citation]:
    """The citations in order, with their places in the text; `carried` is the article of the heading or label above."""
    return find(text if carried is None else _unbound(text, language), language=language, carried=carried)


def cites(text: str, *, language: str, carried: str | None = None) -> tuple[str, ...]:
    """The provisions cited, in order, each once."""
    hits = citations(text, language=language, carried=carried)
    return tuple(dict.fromkeys(provision for hit in hits for provision in hit.provisions))


def finest(provisions: Iterable[str]) -> tuple[str, ...]:
    """The provisions, each once and in order, without an article whose paragraphs are named as well."""
    different = dict.fromkeys(provisions)
    finer = {article_of(provision) for provision in different if provision != article_of(provision)}
    return tuple(provision for provision in different if provision not in finer)


def _unbound(text: str, language: str) -> str:
    """The text with `of the article` blanked out, place for place, so that `paragraph 4` goes to the article carried."""
    pattern = compiled("wording", "this_article", language)
    if pattern is None:
        return text
    way = fold_with_offsets(text)
    for found in pattern.finditer(way.text):
        start, end = way.span(found.start(), found.end())
        text = text[:start] + " " * (end - start) + text[end:]
    return text
