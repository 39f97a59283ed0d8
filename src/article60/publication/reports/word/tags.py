"""Names of what a reader of the file must find again: numbers, boxes to tick, places to fill in."""

from dataclasses import dataclass, field

NUMBER, TICK, FIELD = "a60n:", "a60c:", "a60f:"
LONGEST = 64
"""Letters that Word allows in the tag of a content control."""
BETWEEN = "|"
"""Stands between the key of a row of boxes and the key of one box."""
VOCABULARY = "urn:article60:report"
"""Namespace of the file's own part that says what the report is and what short tags stand for."""


@dataclass(slots=True)
class Tags:
    """Gives each thing its tag: kind and key, or a short one for which the file's own part says the whole."""

    long: dict[str, str] = field(default_factory=dict)

    def of(self, kind: str, key: str) -> str:
        """The tag of a thing."""
        whole = kind + key
        if len(whole) <= LONGEST:
            return whole
        return self.long.setdefault(whole, f"{kind}#{len(self.long) + 1}")
