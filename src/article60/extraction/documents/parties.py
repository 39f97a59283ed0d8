"""Finds who is named in a text as a possible giver of assistance: organisations, and States other than the one reviewed."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from article60.domain.state_party import state_parties
from article60.extraction.documents.phrases import PARTY, SUBJECT, compiled, rows
from article60.text.normalise import Folded, fold
from article60.text.states import find as named_states


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation or State named in a text: place in the folded text, and name in the nominative where known."""

    start: int
    end: int
    name: str
    state: str | None = None
    subject: bool = False


def parties(text: str, way: Folded, *, tongues: Sequence[str], subjects: Collection[str]) -> list[Party]:
    """The parties named, in order, one inside another left out; `subjects` are the States that the document is about."""
    found = [*_states(text, way, tongues[0], subjects), *_organisations(text, way, tongues)]
    kept: list[Party] = []
    for party in sorted(found, key=lambda party: (party.start, -party.end)):
        if not kept or party.start >= kept[-1].end:
            kept.append(party)
    return kept


def masked(folded: str, found: Sequence[Party]) -> str:
    """The folded text with the letters of each party replaced, so that patterns can ask for a party."""
    for party in found:
        sign = SUBJECT if party.subject else PARTY
        folded = folded[: party.start] + sign * (party.end - party.start) + folded[party.end :]
    return folded


def _states(text: str, way: Folded, language: str, subjects: Collection[str]) -> list[Party]:
    return [
        Party(
            bisect_left(way.offsets, hit.start),
            bisect_left(way.offsets, hit.end),
            _state_name(hit.state, language),
            hit.state,
            hit.state in subjects,
        )
        for hit in named_states(text)
    ]


def _state_name(state: str, language: str) -> str:
    return str(getattr(state_parties()[state], f"name_{language}"))


def _organisations(text: str, way: Folded, tongues: Sequence[str]) -> list[Party]:
    found = []
    for language in tongues:
        pattern = compiled("providers", None, language)
        if pattern is None:
            continue
        for match in pattern.finditer(way.text):
            start, end = way.span(match.start(), match.end())
            printed = with_article(text[start:end].strip())
            offset = len(match.group()) - len(match.group().rstrip())
            found.append(Party(match.start(), match.end() - offset, _name(match.group().strip(), language) or printed))
    return found


def with_article(printed: str) -> str:
    """A name of which the Arabic article melted into the particle before it, with its article: `للوكالة` as `الوكالة`."""
    return f"ال{printed[2:]}" if printed.startswith("لل") else printed


def _name(folded: str, language: str) -> str | None:
    """The name under which an organisation is listed; None for one that a general pattern found."""
    for row in rows("providers"):
        if row["language"] == language and row["name"]:
            pattern = compiled("providers", row["name"], language)
            if pattern is not None and pattern.fullmatch(folded):
                return row["name"]
    return None


def joined(names: Sequence[str]) -> str | None:
    """Several names as one field: in order, each once; None where there are none."""
    unique = {fold(name): name for name in reversed(names)}
    return "; ".join(name for name in dict.fromkeys(names) if unique[fold(name)] == name) or None
