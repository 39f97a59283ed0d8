"""Whose aid data files are, on what terms, and where everybody finds them: as far as collecting or fetching them has told."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from article60.byte_store import sha256_of
from article60.domain.run_note import RunNote
from article60.sources import account
from article60.sources.account import Entry, UnreadableAccount
from article60.sources.aid_file import AidFile
from article60.sources.fetch import is_address

_DOORS = ("?", "#", ";", "&", "=", "%3f", "%23", "%3b", "%26", "%3d")
"""What stands in an address before a key that opens a door, or beside one."""
_OF_THE_HOUSE = frozenset({"local", "localhost", "internal", "intranet", "lan", "home", "corp", "private", "arpa"})
"""Last names of hosts that only those in the same house can reach."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What is recorded of a file; None is not recorded."""

    publisher: str | None
    licence: str | None
    public_address: str | None


UNRECORDED = Origin(None, None, None)


def origins(files: Sequence[AidFile], *, notes: list[RunNote], private_notes: list[RunNote]) -> Mapping[str, Origin]:
    """By hash, the origin of each file of which the account in its folder tells; members of an archive have its own.

    Of what a run fetched itself only the address is known. Where several files have the same bytes, what the first leaves open
    the next may tell; where one of them stands by itself, it is not to be had at the address of an archive. A file that is
    another one than was collected has no origin: what is recorded is of other bytes. That there are such files, or an account
    that cannot be read, is noted; which ones and why, in the private notes.
    """
    alone = {aid.sha256 for aid in files if aid.member is None}
    beside: dict[Path, list[AidFile]] = defaultdict(list)
    for aid in files:
        if aid.address is None:
            beside[aid.path.parent].append(aid)
    found: dict[str, Origin] = {}

    def add(aid: AidFile, publisher: str | None, licence: str | None, address: str | None) -> None:
        origin = Origin(publisher, licence, None if aid.member is not None and aid.sha256 in alone else address)
        known = found.setdefault(aid.sha256, origin)
        if known.public_address is None:
            found[aid.sha256] = replace(known, public_address=origin.public_address)

    is_same = cache(_is_same)  # all members of an archive ask about one file
    for folder, some in beside.items():
        try:
            told = {entry.file: (address, entry) for address, entry in account.read(folder).items()}
        except (UnreadableAccount, OSError) as error:
            notes.append(_doubt("cannot be read; whose the files beside it are is not recorded"))
            private_notes.append(_doubt(f"{folder / account.NAME}: {error}; collect these files again"))
            continue
        changed: dict[str, None] = {}
        for aid in some:
            address, entry = told.get(aid.path.name, ("", None))
            if entry is None:
                continue
            if is_same(aid.path, aid.sha256 if aid.is_plain else None, entry):
                add(aid, entry.publisher or None, entry.licence or None, public(address))
            else:
                changed[aid.path.name] = None
        if changed:
            notes.append(_doubt(f"files that are not as they were collected: {len(changed)}; whose these are is not recorded"))
            private_notes.append(_doubt(f"{folder}: not as collected: {', '.join(changed)}; collect them again"))
    for aid in files:
        if aid.address is not None:
            add(aid, None, None, aid.address)
    return found


def _is_same(path: Path, sha256: str | None, entry: Entry) -> bool:
    """Whether a file is the one that was collected; of one that is packed the hash is not known yet."""
    if sha256 is not None:
        return sha256 == entry.sha256
    held = path.stat()
    if held.st_size != entry.bytes:
        return False
    return held.st_mtime_ns == entry.changed_ns or sha256_of(path) == entry.sha256


def public(address: str) -> str | None:
    """An address that everybody can ask and in which no key seems to stand; None for others."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:  # brackets that hold no address
        return None
    holds_key = parts.username is not None or any(sign in address.lower() for sign in _DOORS)
    return address if is_address(address) and not holds_key and _is_for_all(host) else None


def _is_for_all(host: str) -> bool:
    try:
        return ip_address(host).is_global
    except ValueError:  # a name
        _, dot, last = host.rstrip(".").rpartition(".")
        # No name ends in a number: that is an address which only some programs can read.
        return bool(dot) and not last[0].isdigit() and last not in _OF_THE_HOUSE


def _doubt(message: str) -> RunNote:
    return RunNote(step="collect", severity="doubtful", subject=account.NAME, line=None, message=message)
