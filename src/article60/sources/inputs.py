"""What a user names as input becomes a list of files; of review documents only those that the audience may open."""

import atexit
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from article60.byte_store import Store, sha256_of
from article60.domain.run_note import RunNote
from article60.sources import account, archives, documents_csv
from article60.sources.aid_file import BROKEN, AidFile, why
from article60.sources.documents_csv import Published, UnusableInput
from article60.sources.fetch import NotFetched, fetch, is_address, name_of
from article60.sources.known_hashes import KnownHashes
from article60.sources.origins import public

__all__ = ["AidFile", "ReviewFile", "UnusableInput", "aid_files", "review_files"]

REVIEW_ENDINGS = frozenset((".pdf", ".docx", ".html", ".htm", ".txt"))
AID_ENDINGS = frozenset((".xml", ".xml.gz", archives.ENDING))
_SAY_OF_OTHERS = frozenset((documents_csv.NAME, account.NAME))
"""Files in which stands where the files beside them come from."""

_READERS = 2
"""Threads in which files are read through: reading and unpacking let each other run."""
_NOBODY = Published("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFile:
    """A review document that may be opened, and what opened it: `documents.csv`, `decision` or `operator's statement`."""

    path: Path
    file: str
    sha256: str
    publisher: str | None
    public_address: str | None
    public_because: str
    may_be_shown: bool = False


def review_files(
    paths: Sequence[str | Path],
    *,
    documents_are_public: bool,
    public_by_decision: Mapping[str, tuple[str, str]],
    notes: list[RunNote] | None = None,
    private_notes: list[RunNote] | None = None,
    store: Store | None = None,
) -> list[ReviewFile]:
    """Documents that may be opened, in the order named, files of a folder by their names.

    `public_by_decision` holds publisher and public address by hash. A document that nothing opens is not parsed, and neither
    its name nor a count of it goes anywhere. The count of files of other forms, on which nothing that is read depends, goes
    to `private_notes` where there are any. Raises UnusableInput for a path that does not exist and for a malformed
    documents.csv.
    """
    told = notes if documents_are_public else private_notes
    found: list[ReviewFile] = []
    for place in _places(paths, REVIEW_ENDINGS, step="extract", notes=told if private_notes is None else private_notes):
        opened = _opened(place, documents_are_public, public_by_decision, notes=notes, private_notes=private_notes, store=store)
        if opened is not None:
            found.append(opened)
    return found


def aid_files(
    paths: Sequence[str | Path],
    *,
    notes: list[RunNote] | None = None,
    private_notes: list[RunNote] | None = None,
    store: Store | None = None,
) -> list[AidFile]:
    """Aid data files in the order named, files of a folder by their names, those of an archive in its order.

    What cannot be read is named in `notes`. The count of files of other forms goes to `private_notes` where there are any:
    nothing that is read depends on it. Hashes are remembered beside the store. Raises UnusableInput for a path that does not
    exist.
    """
    known = KnownHashes(None if store is None else store.folder.with_name("hashes.json"))
    found = []
    with ThreadPoolExecutor(_READERS) as pool:
        held = list(_held(paths, notes=notes, private_notes=notes if private_notes is None else private_notes, store=store))
        for aid in pool.map(partial(_read_through, known), held):
            if isinstance(aid, AidFile):
                found.append(aid)
            elif notes is not None:
                notes.append(aid)
    known.keep()
    return found


@dataclass(frozen=True, slots=True)
class _Held:
    """Where an aid data file stands: file on the disk, name, number among the members of an archive, and public address."""

    path: Path
    file: str
    member: int | None
    address: str | None


def _held(
    paths: Iterable[str | Path], *, notes: list[RunNote] | None, private_notes: list[RunNote] | None, store: Store | None
) -> Iterator[_Held]:
    for place in _places(paths, AID_ENDINGS, step="collect", notes=private_notes):
        path, file = _local(place, step="collect", notes=notes, whole=private_notes, store=store), _name(place)
        address = public(place) if isinstance(place, str) else None
        if path is None:
            continue
        if not file.lower().endswith(archives.ENDING):
            yield _Held(path, file, None, address)
            continue
        tell, tell_others = (_teller(told, step="collect") for told in (notes, private_notes))
        for number, name in archives.members(path, file, tell=tell, tell_others=tell_others):
            yield _Held(path, name, number, address)


def _read_through(known: KnownHashes, held: _Held) -> AidFile | RunNote:
    try:
        return replace(known.at(held.path, held.file, member=held.member), address=held.address)
    except BROKEN as error:
        return _refused(held.file, f"cannot be read: {why(error)}; fetch it again", step="collect")


def _teller(notes: list[RunNote] | None, *, step: str) -> archives.Tell:
    """Adds what it is told to the notes, if there are any."""

    def tell(severity: str, subject: str, message: str) -> None:
        if notes is not None:
            notes.append(RunNote(step=step, severity=severity, subject=subject, line=None, message=message))

    return tell


def _refused(subject: str, message: str, *, step: str) -> RunNote:
    return RunNote(step=step, severity="refused", subject=subject, line=None, message=message)


def _opened(
    place: str | Path,
    documents_are_public: bool,
    public_by_decision: Mapping[str, tuple[str, str]],
    *,
    notes: list[RunNote] | None,
    private_notes: list[RunNote] | None,
    store: Store | None,
) -> ReviewFile | None:
    row = _published(place)
    if not (row.is_public or documents_are_public or public_by_decision):
        return None
    told = notes if row.is_public or documents_are_public else private_notes
    path = _local(place, step="extract", notes=told, whole=private_notes, store=store)
    sha256 = None if path is None else _hash(path, _name(place), notes=told)
    if path is None or sha256 is None:
        return None
    decided = public_by_decision.get(sha256)
    if row.is_public:
        because = "documents.csv"
    elif decided is not None:
        because, row = "decision", Published(*decided)
    elif documents_are_public:
        because = "operator's statement"
    else:
        return None
    return ReviewFile(
        path=path,
        file=_name(place),
        sha256=sha256,
        publisher=row.publisher or None,
        public_address=row.public_address or None,
        public_because=because,
        may_be_shown=row.may_be_shown,
    )


def _hash(path: Path, file: str, *, notes: list[RunNote] | None) -> str | None:
    """The hash of a document; None, and a note, of one that the system does not let be read."""
    try:
        return sha256_of(path)
    except OSError as error:
        if notes is not None:
            notes.append(_refused(file, f"cannot be read: {why(error)}; check who may read it", step="extract"))
        return None


def _published(place: str | Path) -> Published:
    return documents_csv.read(place.parent).get(place.name, _NOBODY) if isinstance(place, Path) else _NOBODY


def _places(
    paths: Iterable[str | Path], endings: frozenset[str], *, step: str, notes: list[RunNote] | None
) -> Iterator[str | Path]:
    """Addresses and files of the forms asked for, each once; others in folders are counted in one note, one given is named."""
    seen: set[Path] = set()
    others = 0
    tell = _teller(notes, step=step)
    forms = ", ".join(sorted(e.lstrip(".") for e in endings))
    for given in paths:
        if is_address(str(given)):
            yield str(given)
            continue
        for file in _files(Path(given), tell):
            if file.name in _SAY_OF_OTHERS:
                continue
            if file.name.lower().endswith(tuple(endings)):
                if file.resolve() not in seen:
                    seen.add(file.resolve())
                    yield file
            elif file == Path(given):
                tell("refused", _name(file), f"is of another form and was not read; {forms} are read")
            else:
                others += 1
    if others:
        tell("info", "input", f"{others} files of other forms were skipped; {forms} are read")


def _files(path: Path, tell: archives.Tell) -> list[Path]:
    """The file itself, or all files under a folder in order of their names; hidden files and lock files left out.

    Folders below it that are links, which may lead round in a circle, or may not be looked into, are told with what to do.
    """
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise UnusableInput(f"{path}: no such file or folder; check the path")

    def tell_unread(error: OSError) -> None:
        tell("refused", _name(Path(error.filename)), f"cannot be looked into: {why(error)}; check who may read it")

    within: list[Path] = []
    for folder, folders, names in os.walk(path, onerror=tell_unread):
        folders[:] = [name for name in folders if not _is_hidden(name)]
        for linked in (one for name in folders if (one := Path(folder, name)).is_symlink()):
            tell("refused", _name(linked), "is a link to a folder, which is not followed; name the folder itself")
        within += [one for name in names if not _is_hidden(name) and _is_file(one := Path(folder, name), tell_unread)]
    return sorted(within, key=lambda p: p.relative_to(path).as_posix())


def _is_file(path: Path, tell_unread: Callable[[OSError], None]) -> bool:
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:  # a link that leads nowhere
        return False
    except OSError as error:
        tell_unread(error)
        return False


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def _name(place: str | Path) -> str:
    """The name by which a file is told; bytes in it that are no UTF-8 stand as the sign for what cannot be shown."""
    return os.fsencode(place.name).decode(errors="replace") if isinstance(place, Path) else name_of(place)


def _local(
    place: str | Path, *, step: str, notes: list[RunNote] | None, whole: list[RunNote] | None, store: Store | None
) -> Path | None:
    """The file on disk; an address is fetched first, and noted where that fails.

    A key may stand in it: the whole address is told only to who gave it, in the notes `whole` where there are any.
    """
    if isinstance(place, Path):
        return place
    kept = store or Store(_scratch())
    try:
        return kept.path(fetch(place, store=kept))
    except NotFetched as error:
        subject, message = place, str(error)
        if whole is not None and whole is not notes:
            whole.append(_refused(subject, message, step=step))
            subject, message = name_of(place), "could not be fetched"
        if notes is not None:
            notes.append(_refused(subject, message, step=step))
        return None


@cache
def _scratch() -> Path:
    """A folder for fetched files where no store is given; removed when the program ends."""
    folder = Path(tempfile.mkdtemp(prefix="article60-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
