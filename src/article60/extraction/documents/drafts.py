"""A statement as it is first found: the passage, the part of its words, and what they say."""

from dataclasses import dataclass

from article60.extraction.documents.sections import Placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One statement found in one passage, before repetitions are joined."""

    kind: str
    placed: Placed
    text: str
    quote: str | None = None  # words as printed, where the text is only what of them says what is wanted
    start: int = 0  # place of the words in the passage's text
    end: int | None = None
    provisions: tuple[str, ...] = ()
    chapter: str | None = None
    types: tuple[str, ...] = ()
    priority: str | None = None
    beneficiary: str | None = None
    provider: str | None = None
    label: str | None = None  # of a run-in list, where it is not the passage's own
    rule: str = ""
    repeats: "tuple[Draft, ...]" = ()
