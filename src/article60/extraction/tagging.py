"""Tags a statement with the provisions of the Convention that it concerns and the types of assistance that it names."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from article60.domain.fields import note
from article60.domain.provision import article_of
from article60.extraction import proposals
from article60.extraction.printed import Printed
from article60.extraction.provisions import ProvisionTag, Spoken, speaking
from article60.extraction.tongues import tongues
from article60.extraction.types import named, types_in
from article60.text import citations

__all__ = ["Heard", "ProvisionTag", "Tags", "agreed", "as_line", "listen", "surest", "tag", "types_in"]

_MOST = 6
_REMEMBERED = 1024
_FAINTEST = 0.25
_FAINTEST_OF_BEST = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """What a text was tagged with."""

    provisions: tuple[ProvisionTag, ...] = note("Provisions, best first.")
    types: tuple[str, ...] = note("Fine types of assistance, in the order of the code list.")
    evidence: tuple[str, ...] = note("Words as printed that speak for the provisions, each once.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a text says of provisions, once for all that read it and once for the lexicon alone."""

    together: tuple[ProvisionTag, ...] = note("What is cited, and what lexicon and head make of the words, best first.")
    by_lexicon: tuple[ProvisionTag, ...] = note("The best few provisions of which the lexicon alone hears.")


def tag(text: str, *, language: str | None = None, declared: str | None = None) -> Tags:
    """Provisions and types of one statement.

    Provisions that the words cite come first with score 1, then those of which the lexicon hears besides. Where none is cited,
    lexicon and head propose, each proposal with the words that speak for it. `language` is ISO 639-1 and found from the words
    where it is not given; one only declared counts where they are too few to tell.
    """
    languages, printed = tongues(text, language, lexicon="provisions", declared=declared), Printed(text)
    provisions = _together(printed, speaking(printed, languages=languages), languages)
    types = named(printed.folded, languages=languages) if printed.folded.strip() else ()
    evidence = dict.fromkeys(words for tag in provisions for words in tag.words)
    return Tags(provisions=tuple(provisions), types=types, evidence=tuple(evidence))


def listen(text: str, *, language: str | None = None, declared: str | None = None, at_least: float = 0) -> Heard:
    """The provisions of `tag`, and beside them those of the lexicon alone, for who lets one confirm the other.

    The lexicon reads the text once for both. Languages as in `tag`. Of what lexicon and head propose together only what is as
    sure as `at_least` is told.
    """
    languages, printed = tongues(text, language, lexicon="provisions", declared=declared), Printed(text)
    spoken = speaking(printed, languages=languages)
    together = _together(printed, spoken, languages, at_least=at_least)
    return Heard(together=tuple(together), by_lexicon=tuple(one.tag(printed) for one in _clear(spoken)))


def agreed(text: str, *, language: str | None = None, at_least: float = 0) -> Sequence[ProvisionTag]:
    """What is cited, and else what lexicon and head propose as surely as `at_least`: `together` of `listen` alone."""
    languages, printed = tongues(text, language, lexicon="provisions"), Printed(text)
    return _together(printed, speaking(printed, languages=languages), languages, at_least=at_least)


@dataclass(frozen=True, slots=True)
class Sure:
    """A provision that a text concerns for sure."""

    provision: str
    _text: str
    _at_least: float

    @property
    def words(self) -> tuple[str, ...]:
        """The words as printed that speak for it: to find them takes as long again, and most are never shown."""
        found = agreed(self._text, at_least=self._at_least)
        return next(tag.words for tag in found if tag.provision == self.provision)


@lru_cache(maxsize=_REMEMBERED)
def surest(text: str, *, at_least: float, by_lexicon: float) -> Sure | None:
    """The first provision of `listen`, where it is as sure as `at_least` and the lexicon alone is of its article.

    Publishers give many activities the same title and description, so that what was found last is remembered.
    """
    languages, printed = tongues(text, None, lexicon="provisions"), Printed(text)
    spoken = speaking(printed, languages=languages)
    alone = {article_of(one.provision) for one in _clear(spoken) if one.score >= by_lexicon}
    if not alone:
        return None
    cited = _cited(text, languages=languages) if citations.may_cite(printed.folded) else []
    best = cited[0].provision if cited else proposals.surest(printed, spoken, languages=languages, at_least=at_least)
    return Sure(best, text, at_least) if best is not None and article_of(best) in alone else None


def as_line(tags: Tags) -> dict[str, Any]:
    """What the command prints of the tags of a statement."""
    return {
        "provisions": [{"provision": t.provision, "score": t.score, "words": list(t.words)} for t in tags.provisions],
        "types": list(tags.types),
        "evidence": list(tags.evidence),
    }


def _together(
    printed: Printed, spoken: Sequence[Spoken], languages: tuple[str, ...], *, at_least: float = 0
) -> list[ProvisionTag]:
    """What is cited, or what lexicon and head propose as surely as `at_least`, best first."""
    cited = _cited(printed.text, languages=languages) if citations.may_cite(printed.folded) else []
    if cited:
        return [*cited, *(one.tag(printed) for one in _clear(spoken, besides=cited))]
    return proposals.proposals(printed, spoken, languages=languages, at_least=at_least)


def _cited(text: str, *, languages: tuple[str, ...]) -> list[ProvisionTag]:
    """Each provision that the words cite once, in order."""
    found: dict[str, ProvisionTag] = {}
    for citation in citations.find(text, language=languages[0] if len(languages) == 1 else None):
        for provision in citation.provisions:
            found.setdefault(provision, ProvisionTag(provision=provision, score=1.0, words=(citation.words,)))
    return list(found.values())


def _clear(spoken: Sequence[Spoken], *, besides: Sequence[ProvisionTag] = ()) -> list[Spoken]:
    """The best few of which the lexicon hears besides what is cited: none that is faint in itself or beside the best."""
    articles = {article_of(tag.provision) for tag in besides}
    tags = [tag for tag in spoken if article_of(tag.provision) not in articles]
    floor = max(_FAINTEST, _FAINTEST_OF_BEST * tags[0].score) if tags else 0.0
    return [tag for tag in tags[:_MOST] if tag.score >= floor]
