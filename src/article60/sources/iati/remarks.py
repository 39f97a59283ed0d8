"""What is odd in one record: said once each, with a count where it happens again."""


class Remarks:
    """Gathers what is wrong or doubtful in a record, in order of first appearance."""

    def __init__(self) -> None:
        self._counted: dict[str, int] = {}

    def add(self, words: str) -> None:
        """Note one thing; the same words again only raise their count."""
        self._counted[words] = self._counted.get(words, 0) + 1

    def written(self) -> tuple[str, ...]:
        """The notes, each once: `amount without value date (12 times)`."""
        return tuple(words if count == 1 else f"{words} ({count} times)" for words, count in self._counted.items())
