"""Whose aid data files are, on what terms, and where everybody finds them: as the account of what was collected tells."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from article60.domain.run_note import RunNote
from article60.sources import account
from article60.sources.account import Entry, UnreadableAccount
from article60.sources.aid_file import AidFile
from article60.sources.fetch import is_address


@dataclass(frozen=True, slots=True)
class Origin:
    """What is recorded of a file; None is not recorded."""

    publisher: str | None
    licence: str | None
    public_address: str | None


UNRECORDED = Origin(None, None, None)


def origins(files: Sequence[AidFile], *, notes: list[RunNote]) -> Mapping[AidFile, Origin]:
    """The origin of each file of which the account in its folder tells; members of an archive have that of the archive.

    A file that is another one than was collected has none: what is recorded is of other bytes. How many these are, and an
    account that cannot be read, is noted.
    """
    beside: dict[Path, list[AidFile]] = defaultdict(list)
    for aid in files:
        beside[aid.path.parent].append(aid)
    found: dict[AidFile, Origin] = {}
    for folder, some in beside.items():
        try:
            told = {entry.file: (address, entry) for address, entry in account.read(folder).items()}
        except UnreadableAccount as error:
            notes.append(_doubt(f"cannot be read ({error}); whose the files beside it are is not recorded: collect them again"))
            continue
        collected = [(aid, *told[aid.path.name]) for aid in some if aid.path.name in told]
        same = [(aid, address, entry) for aid, address, entry in collected if _is_same(aid, entry)]
        found |= {aid: Origin(entry.publisher or None, entry.licence or None, _public(address)) for aid, address, entry in same}
        if len(same) < len(collected):
            changed = f"files that are not as they were collected: {len(collected) - len(same)}"
            notes.append(_doubt(f"{changed}; whose these are is not recorded: collect them again"))
    return found


def _is_same(aid: AidFile, entry: Entry) -> bool:
    """Whether it is the file that was collected: by its hash, and by its size where the bytes on the disk are packed."""
    return aid.sha256 == entry.sha256 if aid.is_plain else aid.path.stat().st_size == entry.bytes


def _public(address: str) -> str | None:
    """The address where it can hold no key: what stands before a host or behind a question mark often opens a door."""
    parts = urlsplit(address)
    is_open = is_address(address) and not (parts.username or parts.password or parts.query or parts.fragment)
    return address if is_open else None


def _doubt(message: str) -> RunNote:
    return RunNote(step="collect", severity="doubtful", subject=account.NAME, line=None, message=message)
