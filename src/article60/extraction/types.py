"""Says which types of assistance a statement names, in the words of the two self-assessment checklists."""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from article60.codes.reader import rows
from article60.extraction import rulebook
from article60.extraction.rules import SHIELD, Finding
from article60.extraction.rules_at_once import Found
from article60.extraction.tongues import tongues
from article60.text.normalise import fold

_PLAIN = 0.5
_GUESSED = 0.3  # words of less weight do not name a type, they only make one likelier than the others
_NOTHING_ELSE = "other"


def types_in(text: str, *, language: str | None = None, declared: str | None = None, guess: bool = True) -> tuple[str, ...]:
    """The fine types of assistance that the words name, in the order of the code list; `other` where nothing else fits.

    `language` is ISO 639-1, found from the words where it is not given; one only declared counts where they are too few to
    tell. A text without words names no type. Without `guess`, words that only make a type likely do not count.
    """
    if not text.strip():
        return ()
    return named(fold(text), languages=tongues(text, language, lexicon="types", declared=declared), guess=guess)


def named(folded: str, *, languages: tuple[str, ...], guess: bool = True) -> tuple[str, ...]:
    """As `types_in`, of text that is folded already and in one of the languages given."""
    least = 0.0 if guess else _GUESSED
    found = (finding for language in languages for finding in rulebook.rules("types", language).find(folded))
    findings = [finding for finding in found if finding.rule.weight >= least]
    plain = {finding.rule.label for finding in findings if finding.rule.weight >= _PLAIN}
    chosen = plain or _heaviest(findings) or {_NOTHING_ELSE}
    return tuple(row["code"] for row in rows("types") if row["code"] in chosen)


def named_by(found: Sequence[Found]) -> list[tuple[str, ...]]:
    """As `named`, for many texts: what the rules of each of their languages found in them."""
    text, label, weight = (np.concatenate(column) for column in zip(*map(_columns, found), strict=True))
    chosen = np.zeros((found[0].texts, len(_labels())), dtype=np.bool_)
    plain = weight >= _PLAIN
    chosen[text[plain], label[plain]] = True
    faint = np.flatnonzero(~np.isin(text, text[plain]))
    faint = faint[np.lexsort((-weight[faint], text[faint]))]
    guessed, heaviest = np.unique(text[faint], return_index=True)
    chosen[guessed, label[faint[heaviest]]] = True
    chosen[~np.isin(np.arange(len(chosen)), text), _labels()[_NOTHING_ELSE]] = True
    return [_codes(row.tobytes()) for row in np.packbits(chosen, axis=1)]


@cache
def _codes(chosen: bytes) -> tuple[str, ...]:
    flags = np.unpackbits(np.frombuffer(chosen, dtype=np.uint8))
    return tuple(label for label, there in zip(_labels(), flags.tolist(), strict=False) if there)


@cache
def _labels() -> Mapping[str, int]:
    """The codes by their order."""
    return {row["code"]: number for number, row in enumerate(rows("types"))}


def _columns(found: Found) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Of each finding the text, the type and the weight."""
    numbers = {SHIELD: -1, **_labels()}  # what shields is never found
    label = np.array([numbers[rule.label] for rule in found.rules], dtype=np.int64)
    weight = np.array([rule.weight for rule in found.rules], dtype=np.float64)
    return found.text, label[found.rule], weight[found.rule]


def _heaviest(findings: list[Finding]) -> set[str]:
    """The one type that faint words speak for most."""
    best = max(findings, key=lambda finding: finding.rule.weight, default=None)
    return set() if best is None else {best.rule.label}
