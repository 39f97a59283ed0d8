"""Reads the rules of words that stand as data in `lexicons/`."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from article60.extraction.rules import Rule, Rules
from article60.extraction.rules_at_once import RulesAtOnce

# A Chinese character says about as much as a short word.
_WITHIN = {"zh": 20}
_WITHIN_OTHERS = 70


class UnreadableRule(ValueError):
    """A row of a lexicon that cannot be understood: which, and what is wrong."""


@cache
def rules(name: str, language: str) -> Rules:
    """The rules of `lexicons/<name>.csv` in one language, compiled."""
    return Rules(rule for rule in read(name) if rule.language == language)


@cache
def rules_at_once(names: tuple[str, ...], language: str) -> RulesAtOnce:
    """The rules of some files of `lexicons/` in one language, for many texts at once."""
    return RulesAtOnce([rules(name, language) for name in names])


@cache
def all_rules(name: str) -> Rules:
    """The rules of `lexicons/<name>.csv` in all languages at once, each for itself: languages are told wrongly."""
    return Rules(read(name), exclusive=False)


@cache
def languages(name: str) -> frozenset[str]:
    """The languages in which `lexicons/<name>.csv` has rules."""
    return frozenset(rule.language for rule in read(name))


@cache
def read(name: str) -> tuple[Rule, ...]:
    """All rules of `lexicons/<name>.csv`, in the order of the file; the first column is what a rule says."""
    return tuple(rule_of(row, source=f"{name}.csv row {number}") for number, row in enumerate(_rows(name), start=1))


def rule_of(row: Mapping[str, str], *, source: str) -> Rule:
    """One row of a lexicon as a rule; `source` says which row it is, for the error that names it."""
    language = row["language"]
    label = next(iter(row.values()))
    try:
        return Rule(
            label=label,
            parts=tuple(_terms(part, language) for part in row["rule"].split(" + ")),
            weight=float(row["weight"] or 1),
            within=int(row["within"] or _WITHIN.get(language, _WITHIN_OTHERS)),
            unless=_terms(row["unless"], language),
            language=language,
        )
    except (KeyError, ValueError) as error:
        raise UnreadableRule(f"{source} ({label}, {language}): {error}") from error


def _terms(part: str, language: str) -> tuple[str, ...]:
    """The terms of one part, groups written out."""
    terms: list[str] = []
    for piece in filter(None, (piece.strip() for piece in part.split("|"))):
        terms += _groups()[piece[1:], language] if piece.startswith("@") else [piece]
    return tuple(dict.fromkeys(terms))


@cache
def _groups() -> Mapping[tuple[str, str], tuple[str, ...]]:
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in _rows("groups"):
        groups[row["name"], row["language"]] += [term.strip() for term in row["terms"].split("|")]
    return {key: tuple(terms) for key, terms in groups.items()}


@cache
def table(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of `lexicons/<name>.csv`, kept for who asks again."""
    return tuple(_rows(name))


def _rows(name: str) -> Iterator[Mapping[str, str]]:
    """The rows of `lexicons/<name>.csv`; lines that begin with `#` tell what it is."""
    text = files("article60.extraction").joinpath(f"lexicons/{name}.csv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    yield from csv.DictReader(lines, strict=True)
