"""Reads the needs, and the statements that nothing is needed, of one section on technical assistance needs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from article60.domain.provision import chapter_of
from article60.extraction.documents.beneficiary import beneficiary
from article60.extraction.documents.cites import cites
from article60.extraction.documents.drafts import Draft
from article60.extraction.documents.items import (
    is_announcement,
    is_itemlike,
    is_label,
    is_listed,
    is_numbered_paragraph,
    is_unticked,
)
from article60.extraction.documents.kinds import UNTOLD, named_types
from article60.extraction.documents.no_needs import is_nothing, no_needs
from article60.extraction.documents.phrases import find
from article60.extraction.documents.priority import priority
from article60.extraction.documents.sections import Placed
from article60.extraction.documents.segments import Segment, letters, segments
from article60.extraction.documents.sentences import bare, sentences
from article60.extraction.documents.tables import rows_of
from article60.extraction.documents.wording import (
    Reader,
    any_of,
    is_about_others,
    is_need,
    is_no_need,
    is_not_provided,
    is_stub,
    look_alike,
    words_of,
)

_STRONG = 0.95


@dataclass(frozen=True, slots=True)
class Label:
    """What a line above items gives to them: provisions and types, for items deeper than `level`."""

    provisions: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    level: int = 0


def needs(section: Sequence[Placed], reader: Reader) -> list[Draft]:
    """The needs and statements of no need in one section, in order."""
    found: list[Draft] = []
    label, last_level = Label(), 0
    for index, placed in enumerate(section):
        passage = placed.passage
        if is_unticked(passage):
            continue
        if passage.kind == "table_row":
            found += rows_of(section, index, reader)
            continue
        if is_label(section, index, reader):
            label = replace(_label(passage.text, placed, reader), level=last_level)
            continue
        if passage.kind == "list_item" and not is_numbered_paragraph(passage, reader):
            if passage.level <= label.level:
                label = Label()
            last_level = passage.level if not label.provisions and not label.types else last_level
            found += _item(placed, label, reader)
        else:
            label = Label()
            found += _paragraph(section, index, reader, labels=_labels(found))
            if is_announcement(section, index, reader, passage.text):
                label = _label(_last_sentence(passage.text), placed, reader)
                label = replace(label, types=())
        found = _ranked(found, placed, reader)
    return found


def _label(text: str, placed: Placed, reader: Reader) -> Label:
    article = placed.place.article[0].split("(")[0] if placed.place.article else None
    provisions = cites(text, language=reader.tongues[0], carried=article)
    return Label(provisions, named_types(text, reader.tongues[0]))


def _last_sentence(text: str) -> str:
    *_, (start, end) = sentences(text)
    return text[start:end]


def _item(placed: Placed, label: Label, reader: Reader) -> list[Draft]:
    text = bare(placed.passage.text)
    words = words_of(text, reader)
    if is_stub(words, reader) or is_not_provided(words, reader):
        return []
    if is_no_need(words, reader) or is_nothing(words, reader):
        return [no_needs(placed, 0, len(placed.passage.text), reader)]
    if is_about_others(words) and not is_need(words, reader) and look_alike(words, reader) is not None:
        return []
    start = placed.passage.text.find(text)
    ticked = (placed.passage.label or "").startswith("☑")
    rule = "ticked box under the needs heading" if ticked else "list item under the needs heading"
    return list(_made(placed, text, max(start, 0), label, reader, rule=rule, confidence=_STRONG))


def _labels(found: Sequence[Draft]) -> frozenset[str]:
    """The list labels of the needs found so far, as a later sentence may name them: `(a)`, `(ii)`."""
    labels = (_printed_label(draft) for draft in found)
    return frozenset(label for label in labels if len(label) > 1)


def _printed_label(draft: Draft) -> str:
    return (draft.placed.passage.label or "").strip(" .")


def _paragraph(section: Sequence[Placed], index: int, reader: Reader, *, labels: frozenset[str]) -> Iterator[Draft]:
    placed = section[index]
    text = placed.passage.text
    parts = letters(text, language=reader.tongues[0])
    if parts:
        label = _label(text[: parts[0][1]], placed, reader)
        for _, start, end in parts:
            words = bare(text[start:end])
            yield from _made(
                placed, words, text.index(words, start), label, reader, rule="letter of a run-in list", confidence=0.9
            )
        return
    spans = list(sentences(text))
    for number, (start, end) in enumerate(spans):
        if number == len(spans) - 1 and is_announcement(section, index, reader, text[start:end]):
            return
        if not _ranks(text[start:end], labels, reader):
            yield from _sentence(placed, start, end, reader)


def _ranks(sentence: str, labels: frozenset[str], reader: Reader) -> bool:
    """Whether a sentence gives a rank to an item above, named by its label, and so states no need of its own."""
    named = any(label in sentence for label in labels)
    return named and priority(words_of(sentence, reader), reader) is not None


def _sentence(placed: Placed, start: int, end: int, reader: Reader) -> Iterator[Draft]:
    sentence = placed.passage.text[start:end]
    words = words_of(sentence, reader)
    if is_stub(words, reader) or is_not_provided(words, reader):
        return
    if is_no_need(words, reader):
        yield no_needs(placed, start, end, reader)
        return
    needed = is_need(words, reader)
    if any_of(words, reader, ("provider", "normative", "recommendation")) or (not needed and look_alike(words, reader)):
        return
    given = find(words.masked, "received", "received", reader.tongues) is not None
    if needed or (not given and is_itemlike(sentence, reader)):
        rule = "sentence that states a need" if needed else "sentence under the needs heading"
        part = _needed_part(sentence, reader)
        types = named_types(part, reader.tongues[0]) or named_types(sentence, reader.tongues[0]) or UNTOLD
        for draft in _made(placed, bare(sentence), start, Label(), reader, rule=rule, confidence=0.85 if needed else 0.7):
            yield draft if part == sentence else replace(draft, types=types)


def _needed_part(sentence: str, reader: Reader) -> str:
    """The half of a sentence that tells what is still needed, where the other tells what was received already."""
    words = words_of(sentence, reader)
    if find(words.masked, "received", "received", reader.tongues) is None:
        return sentence
    turn = find(words.masked, "wording", "contrast", reader.tongues)
    if turn is None:
        return sentence
    place = words.way.span(turn.start(), turn.end())[0]
    halves = (sentence[place:], sentence[:place])
    return next((half for half in halves if is_need(words_of(half, reader), reader)), sentence)


def _made(
    placed: Placed, text: str, start: int, label: Label, reader: Reader, *, rule: str, confidence: float
) -> Iterator[Draft]:
    """The needs of one item or sentence, cut where its parts stand alone."""
    article = placed.place.article[0].split("(")[0] if placed.place.article else None
    carried = article or (label.provisions[0].split("(")[0] if label.provisions else None)
    for segment in segments(text, tongues=reader.tongues, carried=carried):
        provisions = _provisions(segment, text, placed, label, reader, carried)
        words = words_of(segment.text, reader)
        yield Draft(
            kind="need",
            placed=placed,
            text=segment.text,
            start=start + segment.start,
            end=start + segment.end,
            provisions=provisions,
            chapter=chapter(placed, provisions),
            types=segment.types or label.types or UNTOLD,
            priority=priority(words, reader),
            beneficiary=beneficiary(segment.text, reader.tongues[0]),
            rule=rule,
            confidence=confidence if segment.types or label.types else confidence - 0.15,
        )


def _provisions(
    segment: Segment, text: str, placed: Placed, label: Label, reader: Reader, carried: str | None
) -> tuple[str, ...]:
    own = segment.provisions
    if own is None:
        own = cites(text, language=reader.tongues[0], carried=carried)
    if placed.place.article:
        articles = {provision.split("(")[0] for provision in placed.place.article}
        own = tuple(provision for provision in own if provision.split("(")[0] in articles)
    return own or label.provisions or placed.place.carried


def chapter(placed: Placed, provisions: Sequence[str]) -> str | None:
    """The chapter of the section; in a list common to several, that of the provisions where they are of one."""
    if placed.place.chapter is not None:
        return placed.place.chapter
    chapters = {chapter_of(provision) for provision in provisions}
    return chapters.pop() if len(chapters) == 1 else None


def _ranked(found: list[Draft], placed: Placed, reader: Reader) -> list[Draft]:
    """The needs with the rank that a later sentence gives to one of them by its list label."""
    if is_listed(placed.passage) or not found:
        return found
    for start, end in sentences(placed.passage.text):
        words = words_of(placed.passage.text[start:end], reader)
        rank = priority(words, reader)
        if rank is None:
            continue
        for index, draft in enumerate(found):
            label = _printed_label(draft)
            if draft.placed is not placed and draft.priority is None and len(label) > 1 and label in words.text:
                found[index] = replace(draft, priority=rank)
    return found
