"""What a person decides shows at once as the next run will have it, and as every later run will have it again."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from article60 import pipeline
from article60.demo import world
from article60.domain.document import Document
from article60.domain.need import Need
from article60.publication.reading import open_release, read_records
from article60.publication.reports.cleared import VERBS
from article60.web.accounts.actor import acting
from article60.web.accounts.models import User
from article60.web.accounts.roles import Role
from article60.web.curation import actions
from article60.web.curation.actions import about as decisions_about
from article60.web.curation.last_run import TABLES, evidence_of, target_of
from article60.web.curation.overlay import Overlaid, added, overlaid
from article60.web.curation.target import Target, missed
from article60.web.curation.whole_again import parts_of
from article60.web.workspace import handing_on
from curated import analyst, decided, editor
from workspace_people import actor, focal_point

MISSED = "Provide adequate staff for asset recovery (arts. 51 and 55)"
"""Words of the invented world that are a recommendation, and were not read as a need."""
TOLD = (
    "state", "text", "language", "provisions", "articles", "chapter", "types", "coarse_types", "priority", "beneficiary",
    "provider", "reading", "confirmed_on", "confirmed_by_role",
)  # fmt: skip
"""Columns in which a run and the overlay must agree; where a need stands is for the run to tell."""


class Read:
    """A Release as records and targets."""

    def __init__(self, folder: Path) -> None:
        self.connection = open_release(folder)
        self.records: dict[str, Any] = {}
        self.kinds: dict[str, str] = {}
        for kind, (table, key) in TABLES.items():
            for one in read_records(self.connection, table):
                self.records[getattr(one, key)] = one
                self.kinds[getattr(one, key)] = kind
        self.evidence: dict[str, list[Any]] = {}
        for one in read_records(self.connection, "evidence"):
            self.evidence.setdefault(one.record_id, []).append(one)

    def document(self, file: str) -> Document:
        """The document that came as this file."""
        return next(one for one in read_records(self.connection, "documents") if one.file == file)

    def target(self, identifier: str) -> Target:
        return target_of(self.kinds[identifier], self.records[identifier], self.evidence.get(identifier, []))

    def unread(self, state: str, kind: str = "need") -> list[str]:
        """Statements of a State that nobody has looked at yet."""
        return [
            one for one, record in self.records.items()
            if self.kinds[one] == kind and record.state == state and record.reading == "read_by_machine"
            and getattr(record, "grade", "") not in ("superseded", "withdrawn")
        ]  # fmt: skip


@pytest.fixture
def first(demo_release: Path) -> Iterator[Read]:
    read = Read(demo_release)
    yield read
    read.connection.close()


def decide(first: Read, user: User, state: User) -> Mapping[str, Target]:
    """One of each decision there is, and of what takes it back; the records by what became of them."""
    needs = iter(first.unread("XI"))
    found = {name: first.target(next(needs)) for name in (
        "confirmed", "corrected", "rejected", "doubtful", "split", "merged", "into", "apart", "from", "again", "twice"
    )}  # fmt: skip
    decided(user, "confirm", found["confirmed"], reason="looked at")
    words = {"text": "Other words", "provisions": ["9(2)", "31"], "types": ["translation"], "beneficiary": None}
    decided(user, "correct", found["corrected"], values=words | {"priority": "first"})
    decided(user, "reject", found["rejected"])
    decided(user, "unsure", found["doubtful"])
    parts = [{"text": "One", "provisions": ["16"], "types": ["legal_advice"]}, {"text": "Two", "provisions": [], "types": []}]
    decided(user, "split", found["split"], values={"parts": parts})
    for name, need in zip(("whole", "whole again"), first.unread("XJ"), strict=False):
        found[name] = first.target(need)
        if name == "whole again":  # it was confirmed before
            decided(user, "confirm", found[name])
        decided(user, "split", found[name], values={"parts": parts})
        decided(user, "merge", found[name], values={"parts": parts}, others=parts_of(found[name], parts))
    decided(user, "merge", found["merged"], values={"into": found["into"].id}, others=[found["into"]])
    decided(user, "merge", found["apart"], values={"into": found["from"].id}, others=[found["from"]])
    decided(user, "split", found["apart"], values={"from": found["from"].id}, others=[found["from"]])
    decided(user, "reject", found["again"])
    decided(user, "confirm", found["again"])
    decided(user, "correct", found["twice"], values={"types": ["other"]})
    decided(user, "correct", found["twice"], values={"text": "Words once more"})
    found |= _of_a_sheet(first)
    found["practice"] = first.target(first.unread("XI", "good_practice")[0])
    decided(user, "confirm", found["practice"])
    found["practice said otherwise"] = first.target(first.unread("XI", "good_practice")[1])
    decided(user, "correct", found["practice said otherwise"], values={"text": "Other words", "provisions": ["9(2)", "31"]})
    received = iter(first.unread("XB", "assistance_received"))
    found["received"] = first.target(next(received))
    decided(user, "reject", found["received"])
    found["received otherwise"] = first.target(next(received))
    said = {"text": "Other words", "provisions": ["16"], "types": ["translation"], "provider": None}
    decided(user, "correct", found["received otherwise"], values=said)
    found["missed"] = missed(first.document("XJ_2.pdf"), state="XJ", page=3, quote=MISSED)
    said = {"state": "XJ", "text": "Staff for asset recovery", "provisions": ["51"], "types": ["capacity_building"]}
    decided(user, "add", found["missed"], values=said | {"beneficiary": None, "priority": None})
    found["of the State"] = first.target(first.unread("XB")[0])
    decided(state, "correct", found["of the State"], values={"text": "Les mots de l’État", "types": ["legal_advice"]})
    return found


def _of_a_sheet(first: Read) -> Mapping[str, Target]:
    """What a State has answered in a clearance sheet, which the secretariat has recorded."""
    found = dict(zip(("confirmed", "corrected", "met", "withdrawn"), map(first.target, first.unread("XC")), strict=False))
    values = {"corrected": {"text": "Words of a sheet"}, "met": {"grade": "met", "since": "May 2026"}}
    answers = [actions.Answer(target=one, verb=VERBS[name], values=values.get(name, {})) for name, one in found.items()]
    by = actor(analyst(Role.SECRETARIAT_PUBLISHER))
    with acting(by):
        actions.record_sheet(answers, sheet="a" * 64, by=by, seen=actions.answers_hash(answers), at=timezone.now())
    return {f"{name} in a sheet": one for name, one in found.items()}


def shown(read: Read, target: Target, user: User, records: Mapping[str, Any]) -> Overlaid:
    by = actor(user)
    with acting(by):
        if target.id not in records:
            (one,) = decisions_about(target, by=by, at=timezone.now())
            return overlaid(added(one, read.document("XJ_2.pdf")), [one])
        return overlaid(records[target.id], decisions_about(target, by=by, at=timezone.now()))


def run(folder: Path, name: str, decisions: Path, *, previous: Path) -> Read:
    job = world.job(folder / name, workers=1)
    tomorrow = timezone.now().date() + timedelta(days=1)
    return Read(pipeline.run(replace(job, decisions=decisions, previous=previous, on=tomorrow)).out)


def all_decisions(folder: Path) -> Path:
    """Those of the invented world with those of the desks."""
    handing_on.write(folder, on=timezone.now().date())
    for path in world.job(folder, workers=1).decisions.glob("*.jsonl"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def agree(read: Read, over: Overlaid, target: Target) -> None:
    """A Release says of a record what the overlay has said."""
    if over.outcome == "split":
        assert target.id not in read.records
        for part in over.parts:
            assert told(read.records[part.need_id]) == told(part)
    elif over.outcome in ("reject", "merge"):
        assert target.id not in read.records
    else:
        assert told(read.records[target.id]) == told(over.record)


def told(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in TOLD if hasattr(record, name)}


def test_a_run_with_the_decisions_has_the_outcome_of_the_overlay_and_so_has_every_later_run(
    first: Read, demo_release: Path, tmp_path: Path
) -> None:
    user, state = analyst(), focal_point("XB")
    found = decide(first, user, state)
    prepared = first.target(first.unread("XB")[1])
    decided(editor("XB"), "reject", prepared)
    wrong = missed(first.document("XJ_2.pdf"), state="XJ", page=3, quote="Words that nobody has printed there")
    lost = decided(user, "add", wrong, values={"state": "XJ", "text": "Invented"})
    before = {name: shown(first, target, user, first.records) for name, target in found.items()}
    outcomes = {name: over.outcome for name, over in before.items()}
    assert outcomes == {
        "confirmed": "confirm", "corrected": "correct", "rejected": "reject", "doubtful": "unsure", "split": "split",
        "merged": "merge", "into": "", "apart": "", "from": "", "again": "confirm", "twice": "correct", "practice": "confirm",
        "whole": "", "whole again": "confirm",
        "practice said otherwise": "correct", "received": "reject", "received otherwise": "correct",
            "of the State": "correct", "missed": "add", "confirmed in a sheet": "confirm", "corrected in a sheet": "correct",
            "met in a sheet": "met", "withdrawn in a sheet": "withdraw",
    }  # fmt: skip
    assert before["twice"].record.text == "Words once more" and before["twice"].record.types == ("other",)

    second = run(tmp_path, "second", all_decisions(tmp_path / "decisions"), previous=demo_release)
    third = run(tmp_path, "third", tmp_path / "decisions", previous=tmp_path / "second")
    for read in (second, third):
        told_back = {one.subject for one in read_records(read.connection, "notes")} & handed_on(tmp_path / "decisions")
        assert told_back == {lost.decision_id} and wrong.id not in read.records, "what does not stand there is not published"
        assert prepared.id in read.records
        for name, target in found.items():
            agree(read, before[name], target)
        for name, target in found.items():  # and laid over what has them already they change nothing
            if target.id in read.records:
                assert told(shown(read, target, user, read.records).record) == told(read.records[target.id]), name
        public = {(one.record_id, one.verb, one.role) for one in read_records(read.connection, "public_decisions")}
        assert (found["confirmed"].id, "confirm", "secretariat_analyst") in public
        assert (found["of the State"].id, "correct", "state_focal_point") in public
        assert (found["corrected in a sheet"].id, "correct", "state_focal_point") in public
        sheet = {name: read.records[found[f"{name} in a sheet"].id] for name in ("met", "withdrawn")}
        assert (sheet["met"].grade, sheet["withdrawn"].grade) == ("met", "withdrawn")
    joined = first.evidence[found["into"].id] + first.evidence[found["merged"].id]
    assert len(second.evidence[found["into"].id]) == len(joined)


def handed_on(folder: Path) -> set[str]:
    """What a note names that goes back to people: the file of the desks, and their decisions."""
    return {"desks.jsonl", *(json.loads(line)["id"] for line in (folder / "desks.jsonl").read_text().splitlines())}


def test_word_that_the_release_has_of_a_later_day_is_not_overlaid_by_an_older_decision(first: Read) -> None:
    user = analyst()
    target = first.target(first.unread("XI")[0])
    decided(user, "correct", target, values={"text": "Older words"})
    tomorrow = timezone.now().date() + timedelta(days=1)
    later = replace(first.records[target.id], confirmed_on=tomorrow, reading="confirmed", confirmed_by_role="state_focal_point")
    over = shown(first, target, user, {target.id: later})
    assert over.record == later and over.outcome == "confirm" and isinstance(over.record, Need)


def test_evidence_is_found_by_record(demo_release: Path, first: Read) -> None:
    from article60.web.common.current import Release

    some = first.unread("XI")[:2]
    release = Release(folder=demo_release, info={}, connection=first.connection, stamp=("", 0, 0))
    assert set(evidence_of(release, some)) == set(some)
