"""A page as its lines: what is text on it, and what was set aside."""

from dataclasses import dataclass, field

from article60.sources.documents.pdf.glyphs import Rule
from article60.sources.documents.pdf.lines import Line, Setting


@dataclass(slots=True)
class PageLines:
    """The lines of one page, and what is known of the page: size, rules, printed number, its heads, feet and notes.

    `gutter`: where most of the pages that are set in columns are parted, in points from the left; None where none is.
    """

    index: int
    width: float
    height: float
    lines: list[Line]
    rules: list[Rule] = field(default_factory=list)
    setting: Setting = field(default_factory=Setting)
    printed: int | None = None
    heads: list[Line] = field(default_factory=list)
    feet: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    gutter: float | None = None

    @property
    def right_to_left(self) -> bool:
        """Whether most of the page runs from right to left."""
        return self.setting.right_to_left

    def start_of(self, line: Line) -> float:
        """Where a line begins, in points from the edge at which lines begin."""
        return self.width - line.right if self.right_to_left else line.left

    def end_of(self, line: Line) -> float:
        """Where a line ends, in points from the edge at which lines begin."""
        return self.width - line.left if self.right_to_left else line.right
