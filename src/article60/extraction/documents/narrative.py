"""Reads needs from the narrative of a section on needs: run-in lists, and sentences one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from article60.extraction.documents.cites import cites
from article60.extraction.documents.drafts import Draft
from article60.extraction.documents.items import is_announcement, is_itemlike
from article60.extraction.documents.kinds import likely_types, named_types
from article60.extraction.documents.making import Label, label_of, made
from article60.extraction.documents.no_needs import is_nothing, no_needs
from article60.extraction.documents.phrases import find
from article60.extraction.documents.ranks import ranks
from article60.extraction.documents.run_in import letters
from article60.extraction.documents.sections import Placed
from article60.extraction.documents.sentences import bare, sentences
from article60.extraction.documents.wording import (
    Reader,
    Words,
    announces,
    find_received,
    is_about_something_else,
    is_fulfilled,
    is_no_need,
    is_not_provided,
    is_stub,
    is_thanks,
    look_alike,
    speaks_of_help,
    tells,
    wants,
    words_of,
)

_SIGNS = " .;:,،؛。；："


def paragraph(section: Sequence[Placed], index: int, reader: Reader, *, labels: frozenset[str]) -> Iterator[Draft]:
    """The needs and statements of no need in one paragraph: the letters of a run-in list, else sentence by sentence."""
    placed = section[index]
    text = placed.passage.text
    parts = letters(text, language=reader.tongues[0])
    if parts:
        yield from lettered(placed, parts, reader)
    labels = labels | {f"({sign})" for sign, _, _ in parts}
    rest = parts[-1][2] if parts else 0
    spans = [
        (rest + start, rest + end) for start, end in sentences(text[rest:]) if text[rest + start : rest + end].strip(_SIGNS)
    ]
    for number, (start, end) in enumerate(spans):
        if number == len(spans) - 1 and is_announcement(section, index, reader, text[start:end]):
            return
        if not ranks(text[start:end], labels, reader):
            yield from _sentence(placed, start, end, reader)


def sentence_by_sentence(placed: Placed, reader: Reader) -> Iterator[Draft]:
    """The needs and statements of no need in the sentences of a passage."""
    for start, end in sentences(placed.passage.text):
        yield from _sentence(placed, start, end, reader)


def lettered(placed: Placed, parts: Sequence[tuple[str, int, int]], reader: Reader) -> Iterator[Draft]:
    """The needs in the parts of a run-in list; what stands before the list gives its provisions and types to all of them."""
    text = placed.passage.text
    label = label_of(text[: parts[0][1]], placed, reader)
    for sign, start, end in parts:
        words = bare(text[start:end])
        place = text.index(words, start)
        for draft in made(placed, words, place, label, reader, rule="letter of a run-in list"):
            yield replace(draft, label=f"({sign})")


def _sentence(placed: Placed, start: int, end: int, reader: Reader) -> Iterator[Draft]:
    sentence = placed.passage.text[start:end]
    words = words_of(sentence, reader)
    if is_stub(words, reader) or (is_not_provided(words, reader) and not _wants_all_the_same(sentence, reader)):
        return
    if is_no_need(words, reader) or is_nothing(words, reader):
        yield no_needs(placed, start, end, reader)
        if not _wants_all_the_same(sentence, reader):
            return
    elif is_fulfilled(words, reader) or _only_announces(words, reader):
        return
    needed = wants(words, reader) and not is_thanks(words, reader)
    if is_about_something_else(words, reader) or (not needed and look_alike(words, reader)):
        return
    given = find_received(words, reader) is not None
    if needed or (not given and _may_be_meant(words, reader)):
        rule = "sentence that states a need" if needed else "sentence under the needs heading"
        part = _needed_part(sentence, reader)
        language = reader.tongues[0]
        types = named_types(part, language) or named_types(sentence, language) or likely_types(sentence, language)
        for draft in made(placed, bare(sentence), start, Label(), reader, rule=rule):
            yield draft if part == sentence else replace(draft, types=types)


def _only_announces(words: Words, reader: Reader) -> bool:
    """Whether a sentence announces a list and names nothing of it, neither type nor provision."""
    if not announces(words, reader):
        return False
    return not named_types(words.text, reader.tongues[0]) and not cites(words.text, language=reader.tongues[0])


def _may_be_meant(words: Words, reader: Reader) -> bool:
    """Whether words without any of wanting mean a need under its heading: an item without bullet, words of help from others."""
    if speaks_of_help(words, reader):
        return not announces(words, reader)
    return not tells(words, reader) and is_itemlike(words.text, reader)


def _needed_part(sentence: str, reader: Reader) -> str:
    """The half of a sentence that tells what is still needed, where the other tells what was received already."""
    words = words_of(sentence, reader)
    if find_received(words, reader) is None:
        return sentence
    turn = find(words.masked, "wording", "contrast", reader.tongues)
    if turn is None:
        return sentence
    place = words.way.span(turn.start(), turn.end())[0]
    halves = (sentence[place:], sentence[:place])
    return next((half for half in halves if wants(words_of(half, reader), reader)), sentence)


def _wants_all_the_same(sentence: str, reader: Reader) -> bool:
    """Whether a sentence that says what is not needed turns to something that is: `..., but would welcome ...`."""
    words = words_of(sentence, reader)
    turn = find(words.masked, "wording", "contrast", reader.tongues)
    if turn is None:
        return False
    place = words.way.span(turn.start(), turn.end())[0]
    halves = [words_of(half, reader) for half in (sentence[:place], sentence[place:])]
    return any(wants(half, reader) and not is_no_need(half, reader) for half in halves)
