"""A finding: one thing that is wrong in a file that was checked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, and where; `severity` is error (against the schema) or warning (against a rule of the standard)."""

    line: int | None
    severity: str
    rule: str
    message: str
