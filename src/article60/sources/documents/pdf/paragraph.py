"""A paragraph: lines of a page that belong together."""

from dataclasses import dataclass, field

from article60.sources.documents.pdf.lines import Cells, Line
from article60.sources.documents.pdf.page import PageLines


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, the page they stand on, and the label before the first.

    `column`: which column of its page, from 0. `top`: first row of the table in which it is a row; `cut`: the end of the page
    cuts the row off.
    """

    page: PageLines
    lines: list[Line]
    label: str | None = None
    kind: str = "paragraph"
    level: int = 0
    columns: Cells = field(default_factory=list)
    head: Cells | None = None
    top: Cells = field(default_factory=list)
    column: int = 0
    cut: bool = False
    more: list["Paragraph"] = field(default_factory=list)

    @property
    def start(self) -> float:
        """Where the foremost line begins, in points from the edge at which lines begin."""
        return min(self.page.start_of(line) for line in self.lines)

    @property
    def end(self) -> "Paragraph":
        """The part of it that stands last: on a further page or column where it goes on there, else itself."""
        return self.more[-1] if self.more else self

    @property
    def last(self) -> Line:
        """The last line."""
        return self.lines[-1]
