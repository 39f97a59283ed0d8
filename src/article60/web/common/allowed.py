"""Whether somebody may do something: yes, or no with a reason that can be shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Allowed:
    """Yes, or why not: a message to be translated."""

    why_not: str = ""

    def __bool__(self) -> bool:
        return not self.why_not


YES = Allowed()
