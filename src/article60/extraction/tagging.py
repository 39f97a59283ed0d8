"""Tags a statement with the provisions of the Convention that it concerns and the types of assistance that it names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from article60.domain.fields import note
from article60.domain.provision import article_of
from article60.extraction.printed import Printed
from article60.extraction.proposals import proposals
from article60.extraction.provisions import ProvisionTag, spoken_for
from article60.extraction.tongues import tongues
from article60.extraction.types import named, types_in
from article60.text import citations

__all__ = ["ProvisionTag", "Tags", "as_line", "heard_by_lexicon", "tag", "types_in"]

_NUMBERED = (*"0123456789", "条", "款", "ماد", "فقر")
_MOST = 6
_FAINTEST = 0.25
_FAINTEST_OF_BEST = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """What a text was tagged with."""

    provisions: tuple[ProvisionTag, ...] = note("Provisions, best first.")
    types: tuple[str, ...] = note("Fine types of assistance, in the order of the code list.")
    evidence: tuple[str, ...] = note("Words as printed that speak for the provisions, each once.")


def tag(text: str, *, language: str | None = None, declared: str | None = None) -> Tags:
    """Provisions and types of one statement.

    Provisions that the words cite come first with score 1, then those of which the lexicon hears besides. Where none is cited,
    lexicon and head propose, each proposal with the words that speak for it. `language` is ISO 639-1 and found from the words
    where it is not given; one only declared counts where they are too few to tell.
    """
    languages, printed = tongues(text, language, lexicon="provisions", declared=declared), Printed(text)
    cited = _cited(text, languages=languages) if _may_cite(printed.folded) else []
    provisions = [*cited, *_heard_besides(printed, cited, languages)] if cited else proposals(printed, languages=languages)
    types = named(printed.folded, languages=languages) if printed.folded.strip() else ()
    evidence = dict.fromkeys(words for tag in provisions for words in tag.words)
    return Tags(provisions=tuple(provisions), types=types, evidence=tuple(evidence))


def heard_by_lexicon(text: str, *, language: str | None = None, declared: str | None = None) -> list[ProvisionTag]:
    """What the lexicon alone hears: the best few provisions that its words speak for. Languages as in `tag`."""
    return _heard_besides(Printed(text), (), tongues(text, language, lexicon="provisions", declared=declared))


def as_line(tags: Tags) -> dict[str, Any]:
    """What the command prints of the tags of a statement."""
    return {
        "provisions": [{"provision": t.provision, "score": t.score, "words": list(t.words)} for t in tags.provisions],
        "types": list(tags.types),
        "evidence": list(tags.evidence),
    }


def _may_cite(folded: str) -> bool:
    """Whether a citation can stand in the text: none is without a number, which Chinese and Arabic may write in words."""
    return any(map(folded.__contains__, _NUMBERED))


def _cited(text: str, *, languages: tuple[str, ...]) -> list[ProvisionTag]:
    """Each provision that the words cite once, in order."""
    found: dict[str, ProvisionTag] = {}
    for citation in citations.find(text, language=languages[0] if len(languages) == 1 else None):
        for provision in citation.provisions:
            found.setdefault(provision, ProvisionTag(provision=provision, score=1.0, words=(citation.words,)))
    return list(found.values())


def _heard_besides(text: Printed, cited: Sequence[ProvisionTag], languages: Sequence[str]) -> list[ProvisionTag]:
    """The best few of which the lexicon hears where others are cited: none that is faint in itself or beside the best."""
    articles = {article_of(tag.provision) for tag in cited}
    tags = [tag for tag in spoken_for(text, languages=languages) if article_of(tag.provision) not in articles]
    floor = max(_FAINTEST, _FAINTEST_OF_BEST * tags[0].score) if tags else 0.0
    return [tag for tag in tags[:_MOST] if tag.score >= floor]
