"""Decisions on proposals: what an editor prepares is seen by the own State alone, what a desk decides is handed on.

A clearance sheet that a State sends back is seen by the body to which it came, until what it says is recorded.
"""

from collections.abc import Sequence

from django.utils import timezone
from tests.workspace.leaks import releases
from tests.workspace.leaks.handed_in import file
from tests.workspace.leaks.kept.register import WORD
from tests.workspace.leaks.people import OWN, People
from tests.workspace.leaks.releases import STATE
from tests.workspace.leaks.worlds import World

from article60.web.accounts.actor import acting
from article60.web.curation.last_run import last_run
from article60.web.jobs import intake
from curated import decided
from returned_sheets import confirmed

VERBS = ("confirm", "correct", "merge", "reject", "split", "unsure")
FOLDERS = ("evidence", "documents")


def common(people: People) -> None:
    """A decision about a record of another State."""
    decided(people.users["analyst"], "confirm", releases.target("XB"))
    _handed_in(people, _of(STATE))


def _of(state: str) -> bytes:
    """A sheet in which a State confirms the need about which people decide in other worlds."""
    release = last_run()
    assert release is not None
    return confirmed(release.folder, state, releases.statement_of(state)[0])


@file("returned.docx")
def _returned() -> bytes:
    """The sheet of another State as it comes back."""
    return _of("XB")


def _handed_in(people: People, content: bytes) -> None:
    with acting(by := people.actor("publisher")):
        intake.receive([content], name="back.docx", by=by, at=timezone.now())


def sheet(people: People) -> None:
    """A sheet of which nothing was recorded yet."""
    _handed_in(people, _of("XI"))


def sheet_otherwise(people: People) -> None:
    """A file that is none."""
    _handed_in(people, f"The {WORD}".encode())


def prepared(people: People) -> None:
    """What an editor has prepared."""
    values = {"text": f"The {WORD}"}
    decided(people.users["XA editor"], "correct", releases.target(STATE), values=values, reason="misread")


def prepared_otherwise(people: People) -> None:
    """The same record, another word."""
    decided(people.users["XA editor"], "reject", releases.target(STATE), reason=f"No {WORD}")


def at_the_desk(people: People) -> None:
    """What the secretariat has decided; the public run hears of it."""
    values = {"text": f"The {WORD}"}
    decided(people.users["analyst"], "correct", releases.target(STATE), values=values, reason="misread")


def at_the_desk_otherwise(people: People) -> None:
    """Something else."""
    decided(people.users["publisher"], "unsure", releases.target(STATE), reason="Who knows")


def _documents() -> Sequence[dict[str, str]]:
    return [{"document_id": releases.statement_of(state)[1]} for state in (STATE, "XB")]


def _statements() -> Sequence[dict[str, str]]:
    found = [releases.statement_of(state) for state in (STATE, "XB")]
    return [{"record_id": need, "document_id": document, "verb": verb} for need, document in found for verb in VERBS]


def _files() -> Sequence[dict[str, str]]:
    """One of each folder."""
    return [{"name": name} for name in releases.files(*FOLDERS)]


DESK = frozenset({"analyst", "publisher"})
ADDRESSES = {
    "curation:document": _documents, "curation:add": _documents, "curation:decide": _statements, "curation:picture": _files,
}  # fmt: skip
FORMS = {
    "curation:add": [{"quote": "What was missed", "text": "", "page": "1", "provisions": "33"}],
    "curation:sheets": [{"file": "file:returned.docx"}],
}
WORLDS = (
    World(name="decision of an editor", make=prepared, entitled=OWN, other=prepared_otherwise),
    World(name="decision of a desk", make=at_the_desk, entitled=OWN | DESK, other=at_the_desk_otherwise, exported=True),
    World(name="sheet that a State sent back", make=sheet, entitled=frozenset({"publisher"}), other=sheet_otherwise),
)
