"""Boxes of quoted words cover these words alone, whatever else stands on their lines."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from article60.demo import world
from article60.domain.passage import Passage
from article60.extraction.documents.extract import Extracted
from article60.reading import extracted
from article60.sources.documents import Limits, mark, read
from article60.sources.documents.blocks import PageBox
from article60.sources.documents.pdf.glyphs import sheet
from article60.sources.documents.pdf.marking import Wanted, letters_of
from article60.sources.inputs import ReviewFile

_SENTENCES = {
    "en": ("The budget is published in a version for citizens.", "Norvald asked for train-the-trainer courses (art. 7)."),
    "ar": ("تنشر الميزانية في نسخة مخصصة للمواطنين.", "وطلبت نورفالد دورات تدريبية بشأن المادة 46 (9) من الاتفاقية."),
    "zh": ("预算以便于公民理解的形式公布。", "诺瓦尔德请求就第四十六条提供能力建设援助。"),
}


def under(path: Path, boxes: tuple[PageBox, ...]) -> str:
    """Letters whose middle lies in one of the boxes, sorted: lines of Arabic run the other way."""
    with pdfium.PdfDocument(path) as document:
        sheets = {page: sheet(document, page) for page in {box[0] for box in boxes}}
    held = [
        letters_of(g.text)
        for page, left, top, right, bottom in boxes
        for g in sheets[page].glyphs
        if left - 0.1 <= (g.left + g.right) / 2 <= right + 0.1 and top <= (g.top + g.bottom) / 2 <= bottom
    ]
    return "".join(sorted("".join(held)))


def alone(quote: str) -> str:
    return "".join(sorted(letters_of(quote)))


@pytest.mark.parametrize("path", sorted((world.WORLD / "reviews").glob("*.pdf")), ids=lambda path: path.stem)
def test_every_piece_of_evidence_of_the_invented_world_covers_its_words(path: Path) -> None:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    file = ReviewFile(path=path, file=path.name, sha256=sha256, publisher=None, public_address=None, public_because="")
    (found,) = extracted([file], workers=1, limits=Limits())
    if not isinstance(found, Extracted):
        assert path.name == "XH_2.pdf", found  # the world holds a file that is cut short
        return
    evidence = [e for s in found.statements for e in s.evidence]
    assert all(e.boxes for e in evidence)
    wrong = [e.quote for e in evidence if under(path, e.boxes) != alone(e.quote)]
    assert wrong == []


@pytest.mark.parametrize("language", _SENTENCES)
def test_sentence_amid_a_paragraph_is_marked_without_its_neighbours(
    language: str, pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    before, wanted = _SENTENCES[language]
    path = pdf(f"<p>{before * 3} {wanted} {before * 3}</p>", language=language)
    (passage,) = text_of(path)
    assert len(passage.boxes) > 2

    (boxes,) = mark(path, [Wanted(wanted, passage.boxes, passage.boxes)])

    assert under(path, boxes) == alone(wanted)


def test_of_words_printed_twice_those_on_the_stated_line_are_marked(
    pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    path = pdf("<p>Legal advice.<br>Training and other things.<br>Legal advice.</p>")
    lines = tuple(box for passage in text_of(path) for box in passage.boxes)
    assert len(lines) == 3

    assert mark(path, [Wanted("Legal advice", lines[2:], lines)])[0][0][2] == lines[2][2]
    assert mark(path, [Wanted("Legal advice", lines[:1], lines)])[0][0][2] == lines[0][2]


def test_where_the_page_does_not_hold_the_words_the_stated_lines_stay(
    pdf: Callable[..., Path], text_of: Callable[[Path], list[Passage]]
) -> None:
    path = pdf("<p>Nothing of the kind is printed here.</p>")
    (passage,) = text_of(path)

    assert mark(path, [Wanted("Legislative drafting on extradition", passage.boxes, passage.boxes)]) == [passage.boxes]


def test_words_are_marked_by_the_letters_that_reading_found(pdf: Callable[..., Path]) -> None:
    path = pdf("<p>Legal advice. Training and other things.</p>")
    lines = tuple(box for passage in read(path).passages for box in passage.boxes)
    path.unlink()

    ((first,),) = mark(path, [Wanted("Legal advice", lines, lines)])
    ((second,),) = mark(path, [Wanted("other things", lines, lines)])

    assert first[1] < first[3] < second[1] < second[3]
