import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from article60.admitting import BY_DECISION, Head, admitted, heads
from article60.domain.document import Document
from article60.domain.run_note import RunNote
from article60.sources.inputs import ReviewFile
from article60.tables import folders
from article60.tables.runs import Workplace
from makers import ON, decision, document

SHA = "d" * 64
UNREADABLE = RunNote(step="extract", severity="refused", subject="XA_1.pdf", line=None, message="damaged")


def file(because="documents.csv"):
    return ReviewFile(
        path=Path("XA_1.pdf"), file="XA_1.pdf", sha256=SHA, publisher=None, public_address=None, public_because=because
    )


def consent(role, organisation, *, verb="consent", number=1, publisher=""):
    return decision(
        decision_id=f"D-{number}",
        about_kind="document",
        about_id="",
        verb=verb,
        values=json.dumps({"publisher": publisher} if publisher else {}),
        actor_role=role,
        actor_organisation=organisation,
        fingerprint_sha256=SHA,
    )


def admit(head, *decisions):
    known = {} if head is None else {SHA: head}
    return admitted([file()], [Path("kept")], heads=known, decisions=decisions, on=ON)


@pytest.fixture
def opened(tmp_path):
    """What is admitted of a document about some States that decisions alone may open; of one that nobody can read without."""

    def admit_by_decisions(states, *decisions):
        tables = {"notes": (RunNote, [UNREADABLE])}
        if states is not None:
            tables = {"documents": (Document, [document(sha256=SHA, states=states)])}
        folders.save(tmp_path / "kept", tables)
        found = admitted([file(BY_DECISION)], [tmp_path / "kept"], heads={}, decisions=decisions, on=ON)
        assert (tmp_path / "kept").exists() == bool(found.files)
        return found

    return admit_by_decisions


def subjects(found):
    return [note.subject for note in found.private_notes]


@pytest.mark.parametrize(("issued_on", "later"), [(ON, 0), (date(2026, 7, 1), 1), (date(2013, 1, 1), 0), (None, 0)])
def test_document_of_a_later_day_is_passed_over_and_counted(issued_on, later):
    found = admit(Head(SHA, ("XA",), issued_on))
    assert (found.later, len(found.files), len(found.kept)) == (later, 1 - later, 1 - later)


def test_document_that_could_not_be_read_stays_so_that_its_notes_do():
    found = admit(None)
    assert (found.kept, found.any_read) == ([Path("kept")], False)
    assert admit(Head(SHA, ("XA",), None)).any_read


def test_document_that_a_decision_opens_and_nobody_can_read_is_named_to_whoever_runs_this_alone(opened):
    found = opened(None, consent("state_focal_point", "XB"))

    assert (found.files, found.kept, found.later, found.private_notes) == ([], [], 0, [UNREADABLE])


@pytest.mark.parametrize(("role", "organisation", "states", "may"), [
    ("state_focal_point", "XA", ("XA",), True),
    ("state_focal_point", "XB", ("XA",), False),
    ("state_focal_point", "XB", (), False),
    ("secretariat", None, ("XA",), True),
    ("operator", None, (), True),
])  # fmt: skip
def test_state_opens_documents_about_itself_only(opened, role, organisation, states, may):
    found = opened(states, consent(role, organisation))
    assert (len(found.files), subjects(found), found.later) == (int(may), [] if may else ["D-1"], 0)


def test_document_about_several_states_is_open_when_all_of_them_or_the_secretariat_have_opened_it(opened):
    ours, theirs = consent("state_focal_point", "XA"), consent("state_focal_point", "XB", number=2)
    half = opened(("XA", "XB"), ours)

    assert half.files == [] and "is about XB too" in half.private_notes[0].message
    assert len(opened(("XA", "XB"), ours, theirs).files) == len(opened(("XA", "XB"), consent("secretariat", None)).files) == 1
    assert opened(("XA", "XB"), ours, theirs, consent("state_focal_point", "XA", verb="withdraw")).files == []


@pytest.mark.parametrize("verb", ["consent", "withdraw"])
def test_what_another_state_says_of_a_document_changes_nothing(opened, verb):
    ours = consent("state_focal_point", "XA", publisher="Ministry")
    found = opened(("XA",), ours, consent("state_focal_point", "XB", verb=verb, number=2, publisher="Theirs"))

    assert [one.publisher for one in found.files] == ["Ministry"]
    assert subjects(found) == (["D-2"] if verb == "consent" else [])


def test_last_word_of_those_who_may_speak_counts(opened):
    ours, desk = consent("state_focal_point", "XA"), consent("secretariat", None, verb="withdraw", number=2)

    assert opened(("XA",), ours, desk).files == []
    assert len(opened(("XA",), desk, ours).files) == 1


def test_document_that_is_public_anyway_stays_open_whoever_consents():
    found = admit(Head(SHA, ("XA",), None), consent("state_focal_point", "XB"))
    assert (len(found.files), found.private_notes) == (1, [])


def test_heads_are_those_of_documents_that_are_public_by_themselves(tmp_path):
    workplace = Workplace(tmp_path)
    kept = [workplace.make("documents", f"k{number}", lambda to, number=number: folders.save(to, {
        "documents": (Document, [document(sha256=str(number) * 64, states=("XA", "XB"))]),
    }))[0] for number in (1, 2)]  # fmt: skip
    found = heads(workplace, [file(BY_DECISION), file()], kept)
    assert found == {"2" * 64: Head("2" * 64, ("XA", "XB"), date(2025, 3, 1))}


def test_consent_to_a_document_that_nobody_gave_goes_back_to_who_runs_this(opened):
    ours, theirs = consent("state_focal_point", "XA"), consent("state_focal_point", "XB", number=2)
    back = consent("state_focal_point", "XB", verb="withdraw", number=3)
    elsewhere = [replace(one, fingerprint_sha256="e" * 64) for one in (ours, theirs, back)]

    found = opened(("XA",), ours, *elsewhere)

    assert len(found.files) == 1
    assert [(note.subject, "no file that is read" in note.message) for note in found.private_notes] == [("D-1", True)]
