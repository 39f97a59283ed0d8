"""Tokens by which a text is found: the same for what is indexed and for what is asked, in six languages."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from article60.text.data import rows
from article60.text.normalise import CHINESE, fold, fold_with_offsets, is_chinese
from article60.text.russian_names import declined
from article60.text.stems import LATIN, stems

WORD = re.compile(rf"[{CHINESE}]+|[^\W_{CHINESE}]+")
COMPOUND = re.compile(rf"[^\W\d_{CHINESE}]+(?:-[^\W\d_{CHINESE}]+)+")
_BRACKETED = re.compile(r"\s*\(.*\)")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a text, or two Chinese characters next to each other: where it stands and by which tokens it is found."""

    start: int
    end: int
    tokens: Collection[str]


def tokens(text: str, *, language: str | None = None) -> list[str]:
    """The tokens by which a text is found, in order; parts of a compound with hyphens also as one word, at the end.

    Words of the Latin script are reduced by the endings of `language`, of all languages known where it is none of them.
    Chinese characters stand in pairs, each with the next one, the last of a run also alone.
    """
    return _tokens(fold(text), (language,) if language in LATIN else LATIN)


def _tokens(folded: str, languages: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for word in WORD.findall(folded):
        found += pairs(word) if is_chinese(word[0]) else stems(word, languages)
    if "-" in folded:
        found += (stem for joined in COMPOUND.findall(folded) for stem in stems(joined.replace("-", ""), languages))
    return found


def plain_tokens(text: str) -> list[str]:
    """The words of a name, symbol or identifier as they are, for finding them as a whole."""
    return WORD.findall(fold(text))


def pairs(run: str) -> list[str]:
    """Each Chinese character of a run with the next one, the last alone."""
    return [run[place : place + 2] for place in range(len(run))]


def words(text: str, *, language: str | None = None) -> Iterator[Word]:
    """Yield the words of a text with their places in it, by the same rule as `tokens`."""
    folded = fold_with_offsets(text)
    languages = (language,) if language in LATIN else LATIN
    for one in WORD.finditer(folded.text):
        if is_chinese(one.group()[0]):
            for place, pair in enumerate(pairs(one.group()), start=one.start()):
                yield _word(folded.span(place, place + len(pair)), (pair,))
        else:
            yield _word(folded.span(one.start(), one.end()), stems(one.group(), languages))
    for one in COMPOUND.finditer(folded.text):
        yield _word(folded.span(one.start(), one.end()), stems(one.group().replace("-", ""), languages))


def _word(span: tuple[int, int], found: Collection[str]) -> Word:
    return Word(start=span[0], end=span[1], tokens=found)


def name_words(name: str) -> list[frozenset[str]]:
    """For each word of a name that tells something, all tokens by which it is found, in Russian in all cases.

    What stands in brackets is left out: Iran (Islamic Republic of).
    """
    return list(_name_words(_BRACKETED.sub("", name)))


@lru_cache(maxsize=1 << 14)
def _name_words(name: str) -> tuple[frozenset[str], ...]:
    made: list[frozenset[str]] = []
    for word in WORD.findall(name):
        if is_chinese(word[0]):
            made += (frozenset((pair,)) for pair in pairs(word)[: max(1, len(word) - 1)])
        elif not tells_nothing(fold(word)):
            forms = declined(word) if _CYRILLIC.match(word) else (word,)
            made.append(frozenset(stem for form in forms for stem in stems(fold(form))))
    return tuple(made)


def provision_token(provision: str) -> str:
    """The token by which a provision is found: `a46x9xb` for `46(9)(b)`."""
    return "a" + provision.replace("(", "x").replace(")", "")


def tells_nothing(word: str) -> bool:
    """Whether a folded word stands nearly everywhere: articles, prepositions, single letters."""
    return word in idle() or (len(word) == 1 and word.isalpha() and not is_chinese(word))


@cache
def idle() -> frozenset[str]:
    """Folded words of the six languages that tell nothing."""
    return frozenset(fold(word) for row in rows("stop_words") for word in row["words"].split())
