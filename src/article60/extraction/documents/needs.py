"""Reads the needs, and the statements that nothing is needed, of one section on technical assistance needs."""

from collections.abc import Sequence
from dataclasses import replace

from article60.extraction.documents.boxes import is_box, is_ticked, is_unticked
from article60.extraction.documents.drafts import Draft
from article60.extraction.documents.items import goes_on, is_announcement, is_label, is_numbered_paragraph
from article60.extraction.documents.making import Label, label_of, made
from article60.extraction.documents.narrative import paragraph, sentence_by_sentence
from article60.extraction.documents.no_needs import is_nothing
from article60.extraction.documents.ranks import labels_of, ranked
from article60.extraction.documents.run_in import unrolled
from article60.extraction.documents.sections import Placed
from article60.extraction.documents.sentences import bare, sentences
from article60.extraction.documents.tables import rows_of
from article60.extraction.documents.wording import (
    Reader,
    is_about_others,
    is_need,
    is_no_need,
    is_not_provided,
    is_stub,
    look_alike,
    words_of,
)


def needs(section: Sequence[Placed], reader: Reader) -> list[Draft]:
    """The needs and statements of no need in one section, in order."""
    section = _with_details([unrolled(placed, reader) for placed in section])
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
            same = passage.kind == "list_item" and section[index + 1].passage.level <= passage.level
            label = replace(label_of(passage.text, placed, reader), level=last_level, same_level=same)
            continue
        if passage.kind == "list_item" and not is_numbered_paragraph(passage, reader):
            if not (goes_on(passage.text) if label.same_level else passage.level > label.level):
                label = Label()
            last_level = passage.level if not label.provisions and not label.types else last_level
            found += _item(placed, label, reader)
        else:
            label = Label()
            found += paragraph(section, index, reader, labels=labels_of(found))
            if is_announcement(section, index, reader, passage.text):
                label = label_of(_last_sentence(passage.text), placed, reader)
                label = replace(label, types=())
        found = ranked(found, placed, reader)
    return found


def _with_details(section: Sequence[Placed]) -> list[Placed]:
    """The section with what is written beneath a ticked option, before the next box, joined to the option."""
    joined: list[Placed] = []
    for index, placed in enumerate(section):
        option, after = joined[-1] if joined else None, section[index + 1 : index + 2]
        between = placed.passage.kind == "paragraph" and bool(after) and is_box(after[0].passage)
        if option is not None and is_ticked(option.passage) and between:
            text = f"{option.passage.text} {placed.passage.text}"
            boxes = option.passage.boxes + placed.passage.boxes
            joined[-1] = Placed(replace(option.passage, text=text, boxes=boxes), option.place)
        else:
            joined.append(placed)
    return joined


def _last_sentence(text: str) -> str:
    *_, (start, end) = sentences(text)
    return text[start:end]


def _item(placed: Placed, label: Label, reader: Reader) -> list[Draft]:
    text = bare(placed.passage.text)
    words = words_of(text, reader)
    if is_stub(words, reader) or is_not_provided(words, reader):
        return []
    if is_no_need(words, reader) or is_nothing(words, reader):
        return list(sentence_by_sentence(placed, reader))
    if is_about_others(words) and not is_need(words, reader) and look_alike(words, reader) is not None:
        return []
    start = placed.passage.text.find(text)
    rule = "ticked box under the needs heading" if is_ticked(placed.passage) else "list item under the needs heading"
    return list(made(placed, text, max(start, 0), label, reader, rule=rule))
