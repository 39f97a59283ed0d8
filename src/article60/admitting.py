"""Which of the documents that were read a run may use: those issued by its day, and opened by one who may open them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from shutil import rmtree

from article60.domain.decision import Decision
from article60.domain.document import Document
from article60.domain.run_note import RunNote
from article60.identity.decisions import address_of, said_of_documents, standing_consents
from article60.identity.entitled import about_state, opener
from article60.identity.lost import no_document, not_entitled, not_for_all
from article60.sources.inputs import ReviewFile
from article60.tables import folders
from article60.tables.runs import Workplace, key_of

BY_DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Head:
    """What is read on the first page of a document, as far as it matters here."""

    sha256: str
    states: tuple[str, ...]
    issued_on: date | None


@dataclass(slots=True)
class Admitted:
    """The files that may be used and the folders with what was read in them; whether any could be read; how many are later.

    Notes on files and decisions that open nothing are for whoever runs this alone: that such a file is here is not public.
    """

    files: list[ReviewFile]
    kept: list[Path]
    any_read: bool
    later: int
    private_notes: list[RunNote]


def heads(workplace: Workplace, files: Sequence[ReviewFile], kept: Sequence[Path]) -> dict[str, Head]:
    """The heads of documents that are public by themselves, by the hash of their bytes.

    They are kept in one table, since one decision changes none of them.
    """
    kept = [folder for file, folder in zip(files, kept, strict=True) if file.public_because != BY_DECISION]

    def fill(to: Path) -> None:
        found = [one for folder in kept for one in folders.load(folder, "documents", Document)]
        folders.save(to, {"heads": (Document, found)})

    folder, _ = workplace.make("heads", key_of([one.name for one in kept]), fill)
    return {head.sha256: head for head in folders.load_some(folder, "heads", Head)}


def admitted(
    files: Sequence[ReviewFile], kept: Sequence[Path], *, heads: Mapping[str, Head], decisions: Iterable[Decision], on: date
) -> Admitted:
    """The documents that may be used, in their order; a document of unknown day stands, and one that could not be read too.

    Who a document is about is known when it has been read, so whether those opened it who may is looked at here. One that is
    not open so is used for nothing and named nowhere, and what was read of it is removed; so is one that a decision opens and
    nobody can read.
    """
    said = said_of_documents(decisions)
    found = Admitted([], [], any_read=False, later=0, private_notes=[])
    for file, folder in zip(files, kept, strict=True):
        head, used = heads.get(file.sha256), file
        if file.public_because == BY_DECISION:
            head = _head(folder, found.private_notes)
            by = None if head is None else _consent(head, said.get(file.sha256, ()), found.private_notes)
            if by is None:
                rmtree(folder, ignore_errors=True)  # another run may be about to remove it too
                continue
            publisher, address = address_of(by)
            used = replace(file, publisher=publisher or None, public_address=address or None)
        if head is not None and head.issued_on is not None and head.issued_on > on:
            found.later += 1
        else:
            found.files.append(used)
            found.kept.append(folder)
            found.any_read |= head is not None
    there = {file.sha256 for file in files}
    for sha256, several in said.items():
        if sha256 not in there:
            found.private_notes += map(no_document, standing_consents(several))
    return found


def _head(folder: Path, private_notes: list[RunNote]) -> Head | None:
    """The head of one document; None, and a note, where nobody can read it."""
    for read in folders.load(folder, "documents", Document):
        return Head(read.sha256, read.states, read.issued_on)
    private_notes += folders.load(folder, "notes", RunNote)
    return None


def _consent(head: Head, said: Sequence[Decision], private_notes: list[RunNote]) -> Decision | None:
    """The consent by which a document is open; None where it is not. What opens nothing goes back to people."""
    states = head.states or ("",)
    by = opener(said, states)
    for one in said:
        if one.verb == "consent" and not any(about_state(one, state) for state in states):
            private_notes.append(not_entitled(one))
        elif one.verb == "consent" and by is None and (others := [s for s in states if not about_state(one, s)]):
            private_notes.append(not_for_all(one, others=others))
    return by
