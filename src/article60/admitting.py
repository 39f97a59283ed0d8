"""Which of the documents that were read a run may use: those issued by its day, and opened by one who may open them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from article60.domain.decision import Decision
from article60.domain.document import Document
from article60.domain.run_note import RunNote
from article60.identity.decisions import consents_to_documents
from article60.identity.entitled import about_state
from article60.identity.lost import not_entitled
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
    """The files that may be used and the folders with what was read in them; how many are later; whose opening counts not."""

    files: list[ReviewFile]
    kept: list[Path]
    later: int
    notes: list[RunNote]


def heads(workplace: Workplace, kept: Sequence[Path]) -> dict[str, Head]:
    """The heads of all documents, by the hash of their bytes; kept in one table, since one decision changes none of them."""

    def fill(to: Path) -> None:
        found = [one for folder in kept for one in folders.load(folder, "documents", Document)]
        folders.save(to, {"heads": (Document, found)})

    folder, _ = workplace.make("heads", key_of([one.name for one in kept]), fill)
    return {head.sha256: head for head in folders.load_some(folder, "heads", Head)}


def admitted(
    files: Sequence[ReviewFile], kept: Sequence[Path], *, heads: Mapping[str, Head], decisions: Iterable[Decision], on: date
) -> Admitted:
    """The documents that may be used, in their order; a document of unknown day stands, and one that could not be read too.

    A State opens documents about itself only. Who it is about is known when it has been read, so this is looked at here; one
    that another State opened is used for nothing and named nowhere.
    """
    openers = consents_to_documents(decisions)
    found = Admitted([], [], 0, [])
    for file, folder in zip(files, kept, strict=True):
        head = heads.get(file.sha256)
        opener = openers.get(file.sha256) if file.public_because == BY_DECISION else None
        if head is not None and opener is not None and not any(about_state(opener, one) for one in head.states or ("",)):
            found.notes.append(not_entitled(opener))
        elif head is not None and head.issued_on is not None and head.issued_on > on:
            found.later += 1
        else:
            found.files.append(file)
            found.kept.append(folder)
    return found
