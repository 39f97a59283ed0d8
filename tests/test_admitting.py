from datetime import date
from pathlib import Path

import pytest

from article60.admitting import BY_DECISION, Head, admitted, heads
from article60.domain.document import Document
from article60.sources.inputs import ReviewFile
from article60.tables import folders
from article60.tables.runs import Workplace
from makers import ON, decision, document

SHA = "d" * 64


def file(because="documents.csv"):
    return ReviewFile(
        path=Path("XA_1.pdf"), file="XA_1.pdf", sha256=SHA, publisher=None, public_address=None, public_because=because
    )


def consent(role, organisation):
    return decision(
        about_kind="document",
        about_id="",
        verb="consent",
        actor_role=role,
        actor_organisation=organisation,
        fingerprint_sha256=SHA,
    )


def admit(head, *decisions, because="documents.csv"):
    known = {} if head is None else {SHA: head}
    return admitted([file(because)], [Path("kept")], heads=known, decisions=decisions, on=ON)


@pytest.mark.parametrize(("issued_on", "later"), [(ON, 0), (date(2026, 7, 1), 1), (date(2013, 1, 1), 0), (None, 0)])
def test_document_of_a_later_day_is_passed_over_and_counted(issued_on, later):
    found = admit(Head(SHA, ("XA",), issued_on))
    assert (found.later, len(found.files), len(found.kept)) == (later, 1 - later, 1 - later)


def test_document_that_could_not_be_read_stays_so_that_its_notes_do():
    assert admit(None, because=BY_DECISION).kept == [Path("kept")]


@pytest.mark.parametrize(("role", "organisation", "states", "may"), [
    ("state_focal_point", "XA", ("XA",), True),
    ("state_focal_point", "XA", ("XB", "XA"), True),
    ("state_focal_point", "XB", ("XA",), False),
    ("state_focal_point", "XB", (), False),
    ("secretariat", None, ("XA",), True),
    ("operator", None, (), True),
])  # fmt: skip
def test_state_opens_documents_about_itself_only(role, organisation, states, may):
    found = admit(Head(SHA, states, None), consent(role, organisation), because=BY_DECISION)
    assert (len(found.files), [note.subject for note in found.notes], found.later) == (int(may), [] if may else ["D-1"], 0)
    assert all("XA_1.pdf" not in note.message for note in found.notes)


def test_document_that_is_public_anyway_stays_open_whoever_consents():
    assert admit(Head(SHA, ("XA",), None), consent("state_focal_point", "XB")).notes == []


def test_heads_are_those_of_all_documents(tmp_path):
    workplace = Workplace(tmp_path)
    kept = [workplace.make("documents", f"k{number}", lambda to, number=number: folders.save(to, {
        "documents": (Document, [document(sha256=str(number) * 64, states=("XA", "XB"))]),
    }))[0] for number in (1, 2)]  # fmt: skip
    assert heads(workplace, kept)["2" * 64] == Head("2" * 64, ("XA", "XB"), date(2025, 3, 1))
