"""Tests of the demonstration world's decisions and of what makes them."""

from article60.demo.make_decisions import DECISIONS, files, told
from article60.domain import authority
from article60.sources.decisions import read


def test_committed_lines_are_what_their_source_makes() -> None:
    assert dict(files()) == {file.name: file.read_bytes() for file in sorted(DECISIONS.glob("*.jsonl"))}


def test_every_line_can_be_used() -> None:
    notes, unplaced = [], []
    found = [read(DECISIONS, audience=audience, notes=notes, unplaced=unplaced) for audience in told()]
    assert [len(decisions) for decisions in found] == [len(decisions) for decisions in told().values()]
    assert (notes, unplaced) == ([], [])


def test_every_verb_is_shown() -> None:
    assert {decision["verb"] for decision in told()["public"]} == {verb for _, verb in authority.table()}


def test_identifiers_are_used_once() -> None:
    ids = [decision["id"] for decisions in told().values() for decision in decisions]
    assert len(set(ids)) == len(ids)
