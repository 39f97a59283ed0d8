"""What people tick and fill in, on paper or in Word: rows of boxes, places for words, blanks of an author."""

from collections.abc import Sequence

from article60.publication.reports.model import Blanks, Choice, Choices, Field
from article60.publication.reports.word import controls
from article60.publication.reports.word.runs import Runs
from article60.publication.reports.word.tables import after, cell, framed, row
from article60.publication.reports.word.tags import BETWEEN, FIELD, TICK
from article60.publication.reports.word.xml import Element, paragraph

NO_BREAK, WIDE = "\N{NO-BREAK SPACE}", "\N{EM SPACE}"
LINE_HEIGHT = 440
"""Height of a line to be written by hand, in twentieths of a point: near 8 mm."""
_LABEL = 2800
_ROOM = NO_BREAK * 12
"""What stands in an empty place: nothing to be seen on paper, something to click on."""


def choices(block: Choices, runs: Runs) -> list[Element]:
    """Boxes with their labels in a row."""
    made = runs.words(f"{block.label}{WIDE}") if block.label else []
    for place, choice in enumerate(block.choices):
        made += _tick(block.key, choice, runs)
        made += runs.words(f"{NO_BREAK}{choice.label}{WIDE if place < len(block.choices) - 1 else ''}")
    return [paragraph("Choices", *made)]


def _tick(row: str, choice: Choice, runs: Runs) -> list[Element]:
    key = f"{row}{BETWEEN}{choice.key}"
    return runs.kept(TICK, key, lambda tag, number: controls.tick(tag, choice.label, number, ticked=choice.ticked))


def fields(blocks: Sequence[Field], runs: Runs) -> list[Element]:
    """Places for words: those of one line under one another beside their labels, a higher one as a box under its label."""
    if len(blocks) == 1 and blocks[0].lines > 1:
        return _box(blocks[0], runs)
    widths = (_LABEL, runs.width - _LABEL)
    rows = [
        row(
            [
                cell(widths[0], paragraph("FieldLabel", *runs.words(block.label)), low=True),
                cell(widths[1], *_place(block, runs), box="under", low=True),
            ],
            height=LINE_HEIGHT,
        )
        for block in blocks
    ]
    return [framed("NormalTable", widths, rows, rtl=runs.setting.rtl), after()]


def blanks(block: Blanks, runs: Runs) -> list[Element]:
    """Dotted boxes that say what an author may put there, and that nothing stands there now."""
    widths = [runs.width // len(block.names)] * len(block.names)
    cells = []
    for name, width in zip(block.names, widths, strict=True):
        number = runs.next_control()
        place = controls.blank(f"a60-blank-{number}", name, number, runs.words(f"[{name}]"))
        cells.append(cell(width, paragraph("Blank", place), box="dotted"))
    return [framed("NormalTable", widths, [row(cells)], rtl=runs.setting.rtl), after()]


def _box(block: Field, runs: Runs) -> list[Element]:
    place = cell(runs.width, *_place(block, runs), box="box")
    box = framed(
        "NormalTable", [runs.width], [row([place], height=LINE_HEIGHT * block.lines)], rtl=runs.setting.rtl, said=block.label
    )
    return [paragraph("FieldLabel", *runs.words(block.label)), box, after()]


def _place(block: Field, runs: Runs) -> list[Element]:
    """The paragraphs of a place: the control in the first; further lines that stand there already are paragraphs too.

    LibreOffice 7.4 moves the end of a line out of a control, so that none is written within one.
    """
    first, *more = block.text.split("\n")
    if block.text:
        held = runs.words(first)
        made = runs.kept(FIELD, block.key, lambda tag, number: controls.filled(tag, block.label, number, held))
    else:
        held = runs.words(_ROOM, style="PlaceholderText")
        made = runs.kept(FIELD, block.key, lambda tag, number: controls.blank(tag, block.label, number, held))
    return [paragraph("FieldText", *made), *(paragraph("FieldText", *runs.words(line)) for line in more)]
