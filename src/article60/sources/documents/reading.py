"""What reading a document gives, what bounds it, and the error that says why a document could not be read."""

from dataclasses import dataclass, replace

from article60.domain.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of the child process that reads one file; a file that needs more is refused by name."""

    seconds: float = 60.0
    cpu_seconds: int = 45
    memory_bytes: int = 768 * 1024 * 1024
    file_bytes: int = 100 * 1024 * 1024
    unpacked_bytes: int = 200 * 1024 * 1024
    archive_members: int = 2000
    pack_ratio: int = 100
    pages: int = 3000
    depth: int = 250
    recognise_scans: bool = False  # else pages without a text layer are only named
    scanned_page_seconds: float = 30.0

    @classmethod
    def of(cls, *, cpu_seconds: int, megabytes: int) -> "Limits":
        """So much computing and memory for each file; by the clock it may take twice as long, as other work takes its share."""
        return cls(seconds=2.0 * cpu_seconds, cpu_seconds=cpu_seconds, memory_bytes=megabytes * 1024 * 1024)

    def for_scans(self, pages: int) -> "Limits":
        """The same bounds with time to recognise so many scanned pages, of which the child draws each within a second."""
        return replace(
            self,
            seconds=self.seconds + pages * self.scanned_page_seconds,
            cpu_seconds=self.cpu_seconds + pages,
            recognise_scans=True,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document as read: its passages in reading order, its pages where its form has pages, and notes for people.

    `unread_pages`: physical pages, from 0, that are pictures without a text layer and were not recognised.
    """

    media_type: str
    sha256: str
    pages: int | None
    passages: tuple[Passage, ...]
    notes: tuple[str, ...] = ()
    unread_pages: tuple[int, ...] = ()


class UnreadableDocument(Exception):
    """A document that cannot be read; the message says which one, why, and what to do.

    `passing` where the same bytes may well be read another time: the reason lies in the machine, not in the document.
    """

    def __init__(self, file: str, reason: str, advice: str, passing: bool = False) -> None:
        super().__init__(f"{file}: {reason}; {advice}")
        self.file, self.reason, self.advice, self.passing = file, reason, advice, passing

    def __reduce__(self) -> tuple[type["UnreadableDocument"], tuple[str, str, str, bool]]:
        return UnreadableDocument, (self.file, self.reason, self.advice, self.passing)
