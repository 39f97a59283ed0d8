"""Plain text as blocks: form feeds are pages, printed feet give page numbers, blank lines and indents part paragraphs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from article60.sources.documents import flow, labels, words
from article60.sources.documents.blocks import Block
from article60.sources.documents.encodings import decoded
from article60.sources.documents.pdf.furniture import JOB_NUMBER, NUMBER_ALONE, NUMBER_OF
from article60.sources.documents.reading import Limits

_ENDS = re.compile(r"[.:;!?。：；！？؛؟][\"'”’»)\]）]*$")
_NOTE = re.compile(r"\s*[\[(]?(?P<mark>\*{1,4}|\d{1,3}|[a-h]|[†‡])[\])]?[.)]?\s+(?=\S)")
_NOTE_LINE = re.compile(r"_{3,}|[-–—]{5,}")
_SHORT = 30
"""Letters of a heading that leaves most of its line free."""
_UNDERLINE = re.compile(r"[=\-–—_~*]{3,}")


@dataclass(slots=True)
class _Page:
    lines: list[str]
    index: int
    printed: int | None = None


def blocks(path: Path, *, limits: Limits) -> tuple[list[Block], int | None]:
    """Blocks in reading order, and the number of pages where form feeds part any."""
    text = decoded(path.read_bytes()).replace("\r\n", "\n").replace("\r", "\n")
    pages = [_Page(lines=part.split("\n"), index=i) for i, part in enumerate(text.split("\f"))]
    while pages and not any(line.strip() for line in pages[-1].lines):
        pages.pop()
    paged = len(pages) > 1
    found: list[Block] = []
    furniture = {page.index: _furniture(page) for page in pages} if paged else {}
    _number(pages, furniture)
    vocabulary = words.Vocabulary(line for page in pages for line in page.lines)
    for page in pages:
        found.extend(_joined(found, list(_paragraphs(page, vocabulary, paged=paged))))
        found.extend(
            Block(kind="running_foot", text=t, page=page.printed, page_index=page.index) for t in furniture.get(page.index, ())
        )
    return flow.finish(found), len(pages) if paged else None


def _furniture(page: _Page) -> list[str]:
    """Take the last and first lines that hold nothing but page and job numbers out of a page."""
    taken: list[str] = []
    for edge in (-1, 0):
        filled = [i for i, line in enumerate(page.lines) if line.strip()]
        if filled and _is_number_line(page.lines[filled[edge]]):
            taken.append(words.tidy(page.lines.pop(filled[edge])))
    return taken


def _is_number_line(line: str) -> bool:
    text = words.tidy(line).translate(labels.EUROPEAN)
    rest = words.tidy(JOB_NUMBER.sub("", text))
    return bool(
        NUMBER_OF.fullmatch(text)
        or NUMBER_ALONE.fullmatch(text)
        or (rest != text and (NUMBER_OF.fullmatch(rest) or not rest or rest.isdigit()))
    )


def _number(pages: Sequence[_Page], furniture: dict[int, list[str]]) -> None:
    for page in pages:
        for text in furniture.get(page.index, ()):
            rest = words.tidy(JOB_NUMBER.sub("", text.translate(labels.EUROPEAN)))
            found = NUMBER_OF.fullmatch(rest) or NUMBER_ALONE.fullmatch(rest)
            if found:
                page.printed = int(found.group(1))
    for after, page in zip(reversed(pages), list(reversed(pages))[1:], strict=False):
        if page.printed is None and after.printed is not None and after.printed > 1:
            page.printed = after.printed - 1


def _paragraphs(page: _Page, vocabulary: words.Vocabulary, *, paged: bool) -> Iterator[Block]:
    group: list[str] = []
    notes_from = _first_of_notes(page.lines)
    for number, line in enumerate([*page.lines, ""]):
        noted = number > notes_from
        if group and (not line.strip() or (_NOTE.match(line) if noted else _begins(group, line))):
            made = _block(words.join_lines([each.strip() for each in group], vocabulary), noted=noted)
            yield flow.changed(made, page=page.printed, page_index=page.index) if paged else made
            group = []
        if line.strip() and not _UNDERLINE.fullmatch(line.strip()):
            group.append(line)


def _first_of_notes(lines: Sequence[str]) -> int:
    """Number of the line that is drawn above the notes at the foot of a page; behind the last line where there is none."""
    for number in range(len(lines) - 1, 0, -1):
        below = [line for line in lines[number + 1 :] if line.strip()]
        if _NOTE_LINE.fullmatch(lines[number].strip()) and not lines[number - 1].strip() and below:
            return number if _NOTE.match(below[0]) else len(lines)
    return len(lines)


def _begins(group: Sequence[str], line: str) -> bool:
    label, rest = labels.split(line)
    if label and labels.closes(" ".join(group), label):
        return False
    if label and rest and (labels.is_bullet(label) or _ENDS.search(group[-1].strip()) or len(group[-1].strip()) < 50):
        return True
    if _stands_out(group, line):
        return True
    return bool(
        labels.heading_number(group[0])[2]
        and len(group) == 1
        and _indent(line) < 2
        and len(group[0]) < 60
        and line[:1].isupper()
    )


def _stands_out(group: Sequence[str], line: str) -> bool:
    """Whether a line ends the item before it: it is set further out, or is a caption under the item's own short heading."""
    label, rest = labels.split(group[0])
    if not label:
        return False
    further_out = _indent(line) < _indent(group[0]) and _ENDS.search(group[-1].strip())
    caption = line.rstrip().endswith((":", "：")) and len(group) == 1 and len(rest) < _SHORT and not _ENDS.search(rest)
    return bool(further_out or caption)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _block(text: str, *, noted: bool) -> Block:
    note = _NOTE.match(text) if noted else None
    if note:
        return Block(kind="footnote", text=words.tidy(text[note.end() :]), label=note["mark"])
    return flow.block(text, label=None, heading_level=None, list_level=0, bold=False, italic=False)


def _joined(before: list[Block], found: list[Block]) -> list[Block]:
    """Join a paragraph that goes on at the head of a page to its beginning."""
    last = next((b for b in reversed(before) if b.kind not in ("running_head", "running_foot")), None)
    if (
        last is None
        or not found
        or last.kind not in ("paragraph", "list_item")
        or found[0].kind != "paragraph"
        or found[0].label
    ):
        return found
    if _ENDS.search(last.text) or not (found[0].text[:1].islower() or not found[0].text[:1].isupper()):
        return found
    before[before.index(last)] = flow.changed(last, text=f"{last.text} {found[0].text}")
    return found[1:]
