"""How a line ends: with a stop, as an item of a list does, or with room left for what follows."""

import re

from article60.sources.documents.pdf.lines import Line
from article60.sources.documents.pdf.page import PageLines
from article60.sources.documents.words import is_wide

ENDS = re.compile(r"[.:;!?。：；！？؛؟…)）\]»”\"][\"'”’»)\]）\s]*$")
STOPS = re.compile(r"[.!?。！？؟…:：;；؛][\"'”’»)\]）\s]*$")
LIST_END = re.compile(r"(?:[;；؛:：.。]|\b(?:and|or|et|ou|y|e|o|и|или|و|أو)|[、，,])\s*$")


def has_room(last: Line, line: Line, page: PageLines, *, edge: float) -> bool:
    """Whether the first word of a line would have fitted on the line above: then the line above ends a paragraph."""
    first_word = line.text.split(" ", 1)[0]
    share = min(1.0, len(first_word) / max(1, len(line.text)))
    need = 2 * line.size if is_wide(first_word[:1]) else share * line.width + 0.4 * line.size
    return edge - page.end_of(last) > need + 0.6 * line.size
