"""Tags many texts by the rules of the lexicons alone, some hundreds at once."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from article60.extraction import rulebook
from article60.extraction.printed import Printed
from article60.extraction.provisions import ProvisionTag, spoken_by
from article60.extraction.types import named_by

_LEXICONS = ("provisions", "types")
_AT_ONCE = 800
"""Texts: of more, what is found on the way takes more memory, and that takes longer than it saves."""


class ByRules(NamedTuple):
    """What the rules say of a text: as `provisions.spoken_for` tells it, and as `types.named` does."""

    provisions: Sequence[ProvisionTag]
    types: tuple[str, ...]


def by_rules(texts: Iterable[str], *, languages: Sequence[str]) -> Iterator[ByRules]:
    """The provisions and types of which each text in turn speaks in one of the languages given.

    The words of both are looked for together, and for many texts together, which is several times as fast as one by one. Many
    publishers give several activities the same title and description: what repeats among some hundred is looked through once.
    """
    left = iter(texts)
    while some := list(islice(left, _AT_ONCE)):
        different = list(dict.fromkeys(some))
        tagged = dict(zip(different, _tagged(different, languages), strict=True))
        yield from map(tagged.__getitem__, some)


def _tagged(texts: Sequence[str], languages: Sequence[str]) -> Iterator[ByRules]:
    printed = list(map(Printed, texts))
    folded = [text.folded for text in printed]
    found = [rulebook.rules_at_once(_LEXICONS, language).find(folded) for language in languages]
    findings = zip(*(provisions.findings() for provisions, _ in found), strict=True)
    spoken = [spoken_by(chain.from_iterable(of_text)) if any(of_text) else [] for of_text in findings]
    types = named_by([of_types for _, of_types in found])
    return (
        ByRules([one.tag(text) for one in provisions], of_types)
        for text, provisions, of_types in zip(printed, spoken, types, strict=True)
    )
