"""Lines of a report as runs of Word: words in their language and direction, numbers with their notes, gaps."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from article60.publication.reports.model import Counted, Gap, Inline, Line, Noted, Report, Words
from article60.publication.reports.word import controls
from article60.publication.reports.word.directions import pieces
from article60.publication.reports.word.setting import LATIN, Setting, fonts, setting, tongue
from article60.publication.reports.word.styles import WIDE, WIDTH
from article60.publication.reports.word.tags import NUMBER, Tags
from article60.publication.reports.word.xml import Element, run_properties, text, w

BREAK = "\u200b"
"""Where a line may break before a number: LibreOffice 7.4 breaks within a content control where it can break nowhere else, and
tears the digits of a number apart in a line that runs from right to left."""
HAIR_SPACE = "\u200a"
"""Keeps a number and the mark of its footnote apart, so that the mark is not read as an exponent."""
REFERENCE_STYLE, GAP_STYLE = "FootnoteReference", "Gap"
_BOTH = frozenset("“”‘’…—·×°±")
"""Signs of which Latin and Chinese fonts each have their own."""


@dataclass(slots=True)
class Runs:
    """Writes the lines of one report, and counts what must be counted over all of it."""

    report: Report
    tags: Tags = field(default_factory=Tags)
    controls: int = 0
    bookmarks: int = 0
    referred: set[int] = field(default_factory=set)

    @property
    def setting(self) -> Setting:
        """How the report's language is set."""
        return setting(self.report.language)

    @property
    def width(self) -> int:
        """Width of the text, in twentieths of a point."""
        return WIDE if self.report.landscape else WIDTH

    def next_control(self) -> int:
        """The number of a new content control."""
        self.controls += 1
        return self.controls

    def line(self, line: Line) -> list[Element]:
        """Words, numbers and gaps; a number is followed by the mark of its footnote."""
        return [run for place, one in enumerate(line) for run in (*self._before(line, place), *self._inline(one))]

    def _before(self, line: Line, place: int) -> list[Element]:
        """A place to break before a number of several digits, where words that run from right to left lead to it."""
        one = line[place]
        if not (self.setting.rtl and place and isinstance(one, Counted) and len(self.report.numbers[one.number].text) > 1):
            return []
        return [w("r", *text(BREAK))]

    def words(self, words: str, *, language: str | None = None, strong: bool = False, style: str = "") -> list[Element]:
        """Words of the report, or of another language."""
        return list(written(words, self.setting, language=language, strong=strong, style=style))

    def plain(self, line: Line) -> list[Element]:
        """A line as words alone, to be repeated elsewhere in the file."""
        return self.words(self.said(line))

    def said(self, line: Line) -> str:
        """A line as text."""
        return "".join(self._said(one) for one in line)

    def _said(self, one: Inline) -> str:
        match one:
            case Words():
                return one.text
            case Noted():
                return ""
            case Gap():
                return f"[{one.text}]"
            case Counted():
                return self.report.numbers[one.number].text

    def label(self, label: str, name: str) -> list[Element]:
        """The label of a table or chart, its number a field that counts those of its name."""
        before, number, after = _parted(label)
        if not number:
            return self.words(label)
        return [*self.words(before), *sequence(name, number, self.setting), *self.words(after)]

    def kept(self, kind: str, key: str, control: Callable[[str, int], Element]) -> list[Element]:
        """A content control, made of its tag and number, so that it is found again in a file that comes back."""
        name = self.tags.name(kind, key)
        return self.bookmarked(name, [control(self.tags.tag(name), self.next_control())])

    def bookmarked(self, name: str, runs: Sequence[Element]) -> list[Element]:
        """Runs that other places of the file can name."""
        self.bookmarks += 1
        return [w("bookmarkStart", id=self.bookmarks, name=name), *runs, w("bookmarkEnd", id=self.bookmarks)]

    def _inline(self, one: Inline) -> list[Element]:
        match one:
            case Words():
                return self.words(one.text, language=one.language, strong=one.strong)
            case Gap():
                runs = self.words(f"[{one.text}]", style=GAP_STYLE)
                number = self.next_control()
                return [controls.blank(f"a60-gap-{number}", one.text, number, runs)]
            case Noted():
                return self._referred(one.note)
            case Counted():
                return self._number(one)

    def _number(self, counted: Counted) -> list[Element]:
        shown = self.report.numbers[counted.number]
        runs = self.words(shown.text, strong=counted.strong)
        made = self.kept(NUMBER, shown.address, lambda tag, number: controls.number(tag, shown.title, number, runs))
        if counted.noted and shown.note is not None:
            made += [*self.words(HAIR_SPACE), *self._referred(shown.note)]
        return made

    def _referred(self, note: int) -> list[Element]:
        """The mark of a footnote: the first time the reference itself, later a field that repeats its number."""
        style = run_properties(w("rStyle", val=REFERENCE_STYLE))
        if note not in self.referred:
            self.referred.add(note)
            return self.bookmarked(f"_Note{note + 1}", [w("r", style, w("footnoteReference", id=note + 1))])
        return [w("fldSimple", w("r", style, *text(str(note + 1))), instr=f" NOTEREF _Note{note + 1} \\f \\h ")]


def written(
    words: str,
    around: Setting,
    *,
    language: str | None = None,
    strong: bool = False,
    style: str = "",
    rtl: bool | None = None,
) -> Iterator[Element]:
    """Runs of words within a line of the report, or one that runs as `rtl` says; `style` is that of letters, by identifier."""
    east_asian = language == "zh" or (language is None and around.language == "zh")
    for piece in pieces(words, rtl=around.rtl if rtl is None else rtl):
        properties = run_properties(
            w("rStyle", val=style) if style else None,
            fonts(east_asian=True) if east_asian and not _BOTH.isdisjoint(piece.text) else None,
            w("rFonts", cs=LATIN) if piece.number else None,
            *((w("b"), w("bCs")) if strong else ()),
            w("rtl") if piece.rtl else None,
            tongue(language) if language != around.language else None,
        )
        yield w("r", properties, *text(piece.text))


def sequence(name: str, number: str, around: Setting) -> list[Element]:
    """A field that counts, with the number that it has now."""
    return simple_field(f"SEQ {name} \\* ARABIC", number, around)


def simple_field(instruction: str, result: str, around: Setting) -> list[Element]:
    """A field and what it shows until Word computes it anew."""
    look = run_properties(w("rFonts", cs=LATIN)) if around.rtl else None
    return [w("fldSimple", w("r", look, *text(result)), instr=f" {instruction} ")]


def _parted(label: str) -> tuple[str, str, str]:
    """A label before its number, the number, and what follows; the number is empty where there is none."""
    digits = [place for place, letter in enumerate(label) if letter.isdigit()]
    if not digits:
        return label, "", ""
    return label[: digits[0]], label[digits[0] : digits[-1] + 1], label[digits[-1] + 1 :]
