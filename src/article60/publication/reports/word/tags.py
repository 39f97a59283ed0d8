"""Names of what a reader of the file must find again: numbers, boxes to tick, places to fill in.

Each stands in a content control, whose tag says what it is, and in a bookmark, for which the file's own part says the same:
LibreOffice 7.4 keeps bookmarks and that part when it saves a file, but no tags; copied into another file, the tag goes along.
"""

from dataclasses import dataclass, field

NUMBER, TICK, FIELD = "a60n:", "a60c:", "a60f:"
LONGEST = 64
"""Letters that Word allows in the tag of a content control."""
BETWEEN = "|"
"""Stands between the key of a row of boxes and the key of one box."""
VOCABULARY = "urn:article60:report"
"""Namespace of the file's own part that says what the report is and what each bookmark stands for."""


@dataclass(slots=True)
class Tags:
    """What stands behind each bookmark: kind and key. The leading stroke hides it from Word's list of bookmarks."""

    of: dict[str, str] = field(default_factory=dict)

    def name(self, kind: str, key: str) -> str:
        """The name of a new bookmark for a thing."""
        name = f"_a60_{len(self.of) + 1}"
        self.of[name] = kind + key
        return name

    def tag(self, name: str) -> str:
        """The tag of the control in a bookmark: kind and key where Word allows so many letters, else the bookmark's name."""
        return self.of[name] if len(self.of[name]) <= LONGEST else name
