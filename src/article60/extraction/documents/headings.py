"""Reads what a heading says: the role of the section it opens, its chapter, its number and the provisions it names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from article60.domain.passage import Passage
from article60.extraction.documents.cites import cites, finest
from article60.extraction.documents.phrases import compiled, find, labels
from article60.extraction.documents.sentences import sentences
from article60.text.normalise import fold

_NUMBER = re.compile(
    r"\s*(?:(?P<decimal>\d{1,2}(?:\s?[.\-]\s?\d{1,2}){1,3})[.\-:]?(?=\s|\D)|(?P<plain>\d{1,2})\s?[.)\-、](?!\d)"
    r"|\(?(?P<letter>[a-zа-яا-ي]|[ivx]{1,4})\s?[.)](?=\s)"
    r"|(?P<named>الف|باء|جيم|دال|هاء|واو|زاي|حاء|طاء|ياء|(?:اولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا))\s?[.)\-:](?=\s)"
    r"|(?P<roman>[ivx]{1,4})\.|(?P<chinese>[一二三四五六七八九十]{1,3})[.、]"
    r"|\((?P<inner>[a-z一二三四五六七八九十]{1,3})\))\s*"
)
_MANY_WORDS = 45
_BESIDE = re.compile(r"(?P<head>[^.;:：?？؟。]{8,300}?)\s*(?P<sign>[:：?？؟])\s*(?P<rest>\S.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What one heading says."""

    role: str | None
    number: str | None
    depth: int
    level: int
    words: str
    chapters: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()


def read(passage: Passage, tongues: Sequence[str]) -> Heading | None:
    """The heading that a passage is, None where it is none.

    What layout calls a heading is one; a short paragraph or numbered item is one too where its words are those of a section.
    """
    if passage.kind not in ("heading", "paragraph", "list_item"):
        return None
    folded = fold(f"{passage.label or ''} {passage.text}".strip())
    number, depth, rest = _numbered(folded)
    role = _role(rest, tongues)
    if passage.kind != "heading" and not _stands_as_heading(passage, rest, role=role, numbered=number is not None):
        return None
    return Heading(
        role=role,
        number=number,
        depth=depth,
        level=passage.level,
        words=passage.text,
        chapters=_chapters(rest, tongues),
        provisions=_provisions(passage.text, tongues[0]),
    )


def split_heading(passage: Passage, tongues: Sequence[str]) -> tuple[Passage, ...]:
    """A passage that puts its content beside its heading, as `Technical assistance required: legal advice`, as two passages.

    So too a question and the answer beside it. Any other passage stays one.
    """
    found = _BESIDE.match(passage.text) if passage.kind in ("paragraph", "list_item") else None
    if found is None or len(found["head"].split()) > _MANY_WORDS:
        return (passage,)
    role = _role(_numbered(fold(found["head"]))[2], tongues)
    question = found["sign"] in "?؟？"
    if role not in ("needs", "received") or not (question or _is_all(fold(found["head"]), role, passage)):
        return (passage,)
    kind, level = ("paragraph", 0) if question or len(list(sentences(found["rest"]))) > 1 else ("list_item", 1)
    content = replace(passage, kind=kind, label=None, level=level, text=found["rest"])
    return (replace(passage, text=found["head"].strip(), kind="heading", label=None), content)


def _numbered(folded: str) -> tuple[str | None, int, str]:
    found = _NUMBER.match(folded)
    if found is None or found.end() >= len(folded):
        return None, 0, folded
    if found["decimal"] is not None:
        number = re.sub(r"\s?[.\-]\s?", ".", found["decimal"])
        return number, number.count(".") + 1, folded[found.end() :]
    if found["plain"] is not None:
        return found["plain"], 1, folded[found.end() :]
    return found.group().strip(" .、"), 0, folded[found.end() :]


def _role(rest: str, tongues: Sequence[str]) -> str | None:
    for role in labels("headings"):
        if find(rest, "headings", role, tongues) is not None:
            return role
    return None


def _chapters(rest: str, tongues: Sequence[str]) -> tuple[str, ...]:
    return tuple(chapter for chapter in labels("chapters") if find(rest, "chapters", chapter, tongues) is not None)


def _provisions(text: str, language: str) -> tuple[str, ...]:
    """The provisions named; an article gives way to its paragraphs, as in `Article 32: protection (paragraphs 1 and 2)`."""
    return finest(cites(text, language=language))


def _stands_as_heading(passage: Passage, rest: str, *, role: str | None, numbered: bool) -> bool:
    """Whether a passage that layout does not call a heading opens a section all the same."""
    if role is None or len(rest.split()) > _MANY_WORDS or passage.text.rstrip().endswith((";", "；", "؛", ",")):
        return False
    question = passage.text.rstrip().endswith(("?", "؟", "？")) and role in ("needs", "received")
    if question:
        return True
    if passage.kind == "list_item" and not numbered:
        return False
    ended = passage.text.rstrip().endswith((".", ":", "。", "："))
    if role in ("article", "chapter"):
        return not ended and (passage.bold or numbered) and len(rest.split()) <= 25
    if numbered:
        return not ended
    return not ended and role in _SECTIONS and (passage.bold or passage.italic or _is_all(rest, role, passage))


_SECTIONS = ("needs", "good_practices", "challenges", "observations", "summary", "received")


def _is_all(rest: str, role: str, passage: Passage) -> bool:
    """Whether the words that name the section are most of the passage."""
    for language in (passage.language, "en", "fr", "es", "ru", "ar", "zh"):
        pattern = compiled("headings", role, language) if language else None
        found = pattern.match(rest) if pattern is not None else None
        if found is not None and found.end() >= 0.6 * len(rest.rstrip()):
            return True
    return False
