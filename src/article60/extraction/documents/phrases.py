"""Looks for wording that is kept as data: patterns over folded text, by lexicon, label and language."""

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from article60.text.normalise import fold

SUBJECT = "\ue002"  # stands for the letters of the State that the document is about
_SENTINEL = "\ue001"
PARTY = "\ue000"  # stands for the letters of a named provider in text that is looked through for who gave what
_PARTIES = rf"{PARTY}+(?:(?:,|،|、|;|\s|and|the|et|l'|la|le|les|y|el|los|las|и|و|和|与|及|以及|\(\w+\))+{PARTY}+)*"
_GAP = r".{0,80}?"
_GROUP = re.compile(r"\{([a-z]{2,})\}")
# An Arabic word may stand after particles written onto it; after one of them the article is spelt as in `للبنك`.
_AFTER_CLITICS = r"(?:(?<!\w)|(?<=(?<!\w)[وفبلك])|(?<=(?<!\w)[وف][بلك]))"


class UnreadablePattern(ValueError):
    """A row of a lexicon that is no pattern: file, row and what is wrong with it."""


@cache
def rows(lexicon: str) -> tuple[Mapping[str, str], ...]:
    """The rows of `lexicons/<lexicon>.csv`, in the order of the file."""
    text = files("article60.extraction.documents").joinpath(f"lexicons/{lexicon}.csv").read_text(encoding="utf-8")
    found = tuple(csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), strict=True))
    for number, row in enumerate(found, start=1):
        if None in row or None in row.values():
            raise UnreadablePattern(f"{lexicon}.csv row {number}: more or fewer cells than the head, quote what has a comma")
    return found


@cache
def compiled(lexicon: str, label: str | None, language: str) -> re.Pattern[str] | None:
    """All patterns of one label (the first column; None: of all rows) and language as one; None where there are none.

    A pattern is a regular expression over folded text with signs of its own: `*` is the rest of a word, ` ... ` up to
    eighty characters, `{p}` one or several named parties, `{s}` the State that the document is about; and `{name}` any word
    of a group in `lexicons/word_groups.csv`.
    """
    column = next(iter(rows(lexicon)[0]))
    chosen = [
        _expression(row["pattern"], language)
        for row in rows(lexicon)
        if row["language"] == language and (label is None or row[column] == label)
    ]
    if not chosen:
        return None
    try:
        return re.compile("|".join(chosen))
    except re.error as error:
        raise UnreadablePattern(f"{lexicon}.csv, {label}, {language}: {error}") from error


def _written_out(pattern: str, language: str) -> str:
    """The pattern with the words of each group that it names."""
    return _GROUP.sub(lambda named: _groups()[named.group(1), language], pattern)


@cache
def _groups() -> Mapping[tuple[str, str], str]:
    return {(row["name"], row["language"]): row["pattern"] for row in rows("word_groups")}


def _expression(pattern: str, language: str) -> str:
    pattern = _written_out(pattern, language)
    made = fold(pattern).replace("(?p<", "(?P<").replace(" ... ", _SENTINEL)
    made = re.sub(r"(?<=[^\W\d_])(?<!\\w)\*", r"\\w*", made).replace("{p}", _PARTIES).replace("{s}", f"{SUBJECT}+")
    made = (
        made.replace(_SENTINEL, rf"(?!\w){_GAP}(?<!\w)" if language != "zh" else _GAP)
        .replace(" ?", r"\s*")
        .replace(" ", r"\s+")
    )
    if language == "zh":
        return f"(?:{made})"
    first = pattern.lstrip("(?!:")[0]
    before = r"(?<!\w)" if first.isalnum() or first in "[\\" else ""
    opening = ""
    if language == "ar":
        made = re.sub(r"(?<!\w)ال(?=\w)", "(?:ال|لل)", made)
        before, opening = before and _AFTER_CLITICS, "[وف]?"
    made = f"^{opening}(?:{made[1:]})" if made.startswith("^") else f"{before}(?:{made})"
    return made if made.endswith((r"\s+", r"\s+)", "')")) else rf"{made}(?!\w)"


def find(folded: str, lexicon: str, label: str | None, tongues: Iterable[str]) -> re.Match[str] | None:
    """The first place in folded text where a pattern of this label stands, in the first language that has one."""
    for language in tongues:
        pattern = compiled(lexicon, label, language)
        found = None if pattern is None else pattern.search(folded)
        if found is not None:
            return found
    return None


@cache
def labels(lexicon: str) -> tuple[str, ...]:
    """The labels of a lexicon in the order of the file."""
    column = next(iter(rows(lexicon)[0]))
    return tuple(dict.fromkeys(row[column] for row in rows(lexicon)))
