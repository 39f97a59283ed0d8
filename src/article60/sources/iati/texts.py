"""The narratives of an activity: one row for each text and language, entities and markup resolved."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import unescape

from lxml import etree

from article60.domain.activity import ActivityText
from article60.sources.iati.elements import Children, narratives
from article60.sources.iati.privacy import without_addresses
from article60.sources.iati.remarks import Remarks
from article60.sources.iati.wording import code_of
from article60.text.language import detect

_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BLOCK_TAG = re.compile(r"<(?:/?(?:p|div|li|ul|ol|tr|table|tbody|h[1-6]|blockquote)|br)\b[^<>]*>", re.IGNORECASE)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|em|font|i|img|o:p|s|small|span|strike|strong|sub|sup|td|th|u)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_MOJIBAKE = re.compile(r"Ã[\u0080-\u00bf\u2018-\u203a\u0152-\u017e]|â€|Â[\u00a0-\u00bf]|[ÐÑ][\u0080-\u00bf][ÐÑ]|ï¿½")
_OTHER_BLANKS = "\n\t\r\v\f\x1c\x1d\x1e\x1f"
_C1 = re.compile(r"[\u0080-\u009f]")
_GARBLED_FIRST = "ÃâÂÐÑï"
"""What garbled letters begin with: most texts have none of these, which is told in no time."""
# Written so that it begins with a sign: the search is then several times as fast.
_LOST_LETTER = re.compile(r"\?(?<=[^\W\d_]\?)(?=[^\W\d_])")
_DETECTED_FIELDS = frozenset({"title", "description"})
_ENOUGH_TO_DETECT = 300
_SHORT = 300
"""Texts up to this length, names of organisations above all, are met again and again."""


def texts(
    children: Children, *, activity_id: str, language: str | None, detects: bool, remarks: Remarks
) -> tuple[ActivityText, ...]:
    """All narratives in document order within each field; the same words in the same field and language stand once.

    `language` is what activity or file declare where a narrative itself does not.
    """
    rows: dict[tuple[str, str, str | None], ActivityText] = {}
    for field, element in _spoken(children):
        for text, tongue in said(element, language=language, remarks=remarks):
            key = (field, text, tongue)
            if key in rows:
                continue
            told = _detected(text[:_ENOUGH_TO_DETECT]) if detects and field in _DETECTED_FIELDS else None
            rows[key] = ActivityText(
                activity_id=activity_id,
                position=len(rows),
                field=field,
                text=text,
                language_declared=tongue,
                language=told,
            )
            _check_language(field, told, tongue, remarks)
    written_fields = {field for field, _, _ in rows}
    for field in ("title", "description"):
        if field not in written_fields:
            remarks.add(f"{field} is empty" if children[field] else f"no {field}")
    return tuple(rows.values())


def said(element: etree._Element, *, language: str | None, remarks: Remarks) -> Iterator[tuple[str, str | None]]:
    """Each text of an element that is not empty, and the language declared for it, at last that of activity or file."""
    for written, declared in narratives(element):
        if text := clean(written, remarks=remarks):
            yield text, _lower(declared or language)


def clean(written: str, *, remarks: Remarks) -> str:
    """The words without markup and blanks at their ends; paragraphs stay apart. What cannot be repaired is noted."""
    text, odd = (_cleaned_before if len(written) <= _SHORT else _cleaned)(written)
    for remark in odd:
        remarks.add(remark)
    return text


def _cleaned(text: str) -> tuple[str, tuple[str, ...]]:
    """The words, and what is to be noted of them."""
    odd: list[str] = []
    if "&" in text and _ENTITY.search(text):
        text = _unescaped(text)
        odd.append("entities escaped twice")
    if "<" in text and (_BLOCK_TAG.search(text) or _INLINE_TAG.search(text)):
        text = _INLINE_TAG.sub("", _BLOCK_TAG.sub("\n\n", text))
        odd.append("HTML in a text")
    is_plain = _is_plain(text)
    if not text.isascii():
        odd += _damage(text, printable=is_plain)
    return without_addresses(_squeezed(text, is_plain=is_plain)), tuple(odd)


_cleaned_before = lru_cache(maxsize=1024)(_cleaned)


def _is_plain(text: str) -> bool:
    """Whether no blank but the space stands in a text."""
    if not text.isascii():
        return text.isprintable()  # no other blank can be printed
    return all(blank not in text for blank in _OTHER_BLANKS)  # several times as fast as to look at each letter


def _squeezed(text: str, *, is_plain: bool) -> str:
    """The words with one blank between two of them, and with line ends between paragraphs alone.

    `is_plain` where no blank but the space stands in it.
    """
    if is_plain and "  " not in text:
        return text.strip()
    return "\n".join(map(" ".join, _paragraphs(text))) if "\n" in text else " ".join(text.split())


def _paragraphs(text: str) -> Iterator[list[str]]:
    """The words of each paragraph; between two of them stands a line of blanks."""
    paragraph: list[str] = []
    for line in text.split("\n"):
        words = line.split()
        if not words and paragraph:
            yield paragraph
            paragraph = []
        paragraph += words
    if paragraph:
        yield paragraph


def _unescaped(text: str) -> str:
    """A text escaped once or twice too often, as meant; three rounds end every real case."""
    for _ in range(3):
        if not _ENTITY.search(text):
            break
        text = unescape(text)
    return text


def _damage(text: str, *, printable: bool) -> Iterator[str]:
    if any(sign in text for sign in _GARBLED_FIRST) and _MOJIBAKE.search(text):
        yield "letters garbled by a wrong encoding"
    if "\ufffd" in text:
        yield "letters lost (U+FFFD)"
    if not printable and _C1.search(text):
        yield "control characters in a text"
    if "?" in text and _LOST_LETTER.search(text):
        yield "perhaps ? in place of a letter"


def field_of(description: etree._Element) -> str:
    """What a description tells: `objective`, `target_groups`, or else `description`."""
    field = code_of("description_type", description.get("type"))
    return field if field in ("objective", "target_groups") else "description"


def _spoken(children: Children) -> Iterator[tuple[str, etree._Element]]:
    for element in children["title"]:
        yield "title", element
    for element in children["description"]:
        yield field_of(element), element
    for inner in children.transactions:
        for element in inner["description"]:
            yield "transaction", element
    for name, field, spoken in _INNER:
        for element in children[name]:
            for found in spoken(element):
                yield field, found


def _result(element: etree._Element) -> Iterator[etree._Element]:
    yield from element.iterchildren("title", "description")
    for indicator in element.iterchildren("indicator"):
        yield from indicator.iterchildren("title", "description")


def _document(element: etree._Element) -> Iterator[etree._Element]:
    return element.iterchildren("title")


_INNER: tuple[tuple[str, str, Callable[[etree._Element], Iterator[etree._Element]]], ...] = (
    ("result", "result", _result),
    ("document-link", "document", _document),
)


@lru_cache(maxsize=1024)
def _lower(declared: str | None) -> str | None:
    return None if declared is None else declared.strip().lower() or None


@lru_cache(maxsize=1024)
def _detected(text: str) -> str | None:
    return detect(text)


def _check_language(field: str, told: str | None, declared: str | None, remarks: Remarks) -> None:
    if field == "description" and told is not None and declared is not None and not declared.startswith(told):
        remarks.add(f"description declared as {declared!r} reads as {told!r}")
