"""The account of a folder of collected files, `collected.json`: for each address its file, its terms, hash and version."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from threading import Lock
from typing import Any

NAME = "collected.json"
JOURNAL = "collected.jsonl"
PARTS = ".parts"
"""The folder beside it for what is under way, its journal too."""
_SAFE_NAME = re.compile(r"[\w-][\w.-]*")


class UnreadableAccount(ValueError):
    """The account is not as this module writes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file that was collected: its name in the folder, on whose terms, and what tells whether it has changed."""

    file: str
    publisher: str
    licence: str
    sha256: str
    bytes: int
    etag: str | None = None
    last_modified: str | None = None
    changed_ns: int | None = None
    """When the file on the disk was last changed, in nanoseconds since 1970."""
    listed_hash: str | None = None
    """The hash that the source's list gave for these bytes; nothing where they are others."""


class Account:
    """The entries by address. Each is added to a journal as it comes, which `fold` takes up: what breaks off loses nothing.

    Writing all of it after each file would take time by the square of their number.
    """

    def __init__(self, folder: Path, parts: Path, *, source: str) -> None:
        """Take up what there is. Raises UnreadableAccount, after which `anew` begins without."""
        self._path, self._journal, self._source = folder / NAME, parts / JOURNAL, source
        self._lock = Lock()
        self.entries = read(folder, parts)
        if self._journal.is_file():
            self.fold()

    @classmethod
    def anew(cls, folder: Path, parts: Path, *, source: str) -> "Account":
        """An account without entries, in place of one that cannot be used."""
        for path in (folder / NAME, parts / JOURNAL):
            path.unlink(missing_ok=True)
        return cls(folder, parts, source=source)

    def add(self, address: str, entry: Entry) -> None:
        """Take up one file that stands in the folder, so that it is known after whatever happens next."""
        line = json.dumps({address: asdict(entry)}, ensure_ascii=False)
        with self._lock:
            self.entries[address] = entry
            with self._journal.open("a", encoding="utf-8") as journal:
                journal.write(line + "\n")

    def fold(self) -> None:
        """Write the whole account and begin a new journal."""
        unfinished = self._journal.with_name(NAME)
        unfinished.write_text(written(self.entries, source=self._source), encoding="utf-8")
        unfinished.replace(self._path)
        self._journal.unlink(missing_ok=True)


def written(entries: Mapping[str, Entry], *, source: str) -> str:
    """The text of an account."""
    files = {address: asdict(entry) for address, entry in sorted(entries.items())}
    return json.dumps({"source": source, "files": files}, ensure_ascii=False, indent=1) + "\n"


def read(folder: Path, parts: Path | None = None) -> dict[str, Entry]:
    """The entries of a folder by address; none where it has no account. Raises UnreadableAccount."""
    account, journal = folder / NAME, (parts or folder / PARTS) / JOURNAL
    entries: dict[str, Entry] = {}
    try:
        held = [json.loads(account.read_text(encoding="utf-8"))["files"]] if account.is_file() else []
        for files in (*held, *_lines(journal)):
            entries |= {address: _checked(entry) for address, entry in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableAccount(str(error)) from None
    return entries


def _lines(journal: Path) -> Iterator[dict[str, Any]]:
    """What stands in the journal; a last line that broke off is of a file that is fetched again."""
    if not journal.is_file():
        return
    whole, _, _ = journal.read_text(encoding="utf-8", errors="replace").rpartition("\n")
    for line in filter(None, whole.split("\n")):  # names hold other signs at which `splitlines` would part them
        yield json.loads(line)


def _checked(entry: Mapping[str, Any]) -> Entry:
    """An entry as it was written; whoever changed the account must not lead writing out of the folder."""
    known = {field.name for field in fields(Entry)}
    made = Entry(**{name: value for name, value in entry.items() if name in known})
    if not all(isinstance(said, str) for said in (made.file, made.publisher, made.licence, made.sha256)):
        raise ValueError(f"{made.file!r} is told of in something else than words")
    if not _SAFE_NAME.fullmatch(made.file):
        raise ValueError(f"{made.file!r} is no name of a collected file")
    return made
