"""Whether somebody may do something: yes, or no with a reason that can be shown."""

from dataclasses import dataclass


class NotAllowed(PermissionError):
    """Somebody may not do this; the message says why."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Yes, or why not: a message to be translated."""

    why_not: str = ""

    def __bool__(self) -> bool:
        return not self.why_not

    def required(self) -> None:
        """Go on only where the answer is yes. Raises NotAllowed with the reason."""
        if not self:
            raise NotAllowed(self.why_not)


YES = Allowed()
