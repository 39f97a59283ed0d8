"""The commands that read files and print what they find, line by line, on the invented world."""

import json

import pytest

from article60.demo import world
from command_line import article60, lines

REVIEWS, AID = world.WORLD / "reviews", world.WORLD / "aid"


@pytest.fixture(scope="module")
def extracted(tmp_path_factory):
    file = tmp_path_factory.mktemp("lines") / "needs.jsonl"
    file.write_text(article60("extract", REVIEWS / "XA_1.pdf", REVIEWS / "XB_1.docx").stdout, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def listed(tmp_path_factory):
    file = tmp_path_factory.mktemp("lines") / "activities.jsonl"
    file.write_text(article60("activities", AID).stdout, encoding="utf-8")
    return file


def test_extract_prints_the_document_first_and_then_its_statements(extracted):
    found = [json.loads(line) for line in extracted.read_text(encoding="utf-8").splitlines()]
    assert [f["document"] for f in found if f["kind"] == "document"] == ["XA_1.pdf", "XB_1.docx"]
    need = next(f for f in found if f["kind"] == "need" and f["document"] == "XA_1.pdf")
    assert need["evidence"][0]["boxes"]
    assert need["page"] == need["evidence"][0]["page"]


def test_extract_on_nothing_readable_ends_with_2(tmp_path):
    (tmp_path / "x.pdf").write_bytes(b"no pdf")
    assert "refused: x.pdf" in article60("extract", tmp_path / "x.pdf", code=2).stderr


def test_a_document_is_read_within_the_limits_of_the_settings(tmp_path):
    (tmp_path / "large.txt").write_text("word " * 2_000_000, encoding="utf-8")
    done = article60("extract", tmp_path / "large.txt", code=2, ARTICLE60_READ_MEGABYTES="300")
    assert "large.txt: needed more memory than is allowed; " in done.stderr and "raise ARTICLE60_READ_MEGABYTES" in done.stderr


def test_evaluate_counts_what_people_decided_and_tells_it_as_one_line(extracted, tmp_path):
    found = [json.loads(line) for line in extracted.read_text(encoding="utf-8").splitlines()]
    needs = [one for one in found if one["kind"] == "need" and one["document"] == "XA_1.pdf"]
    (tmp_path / "decisions.jsonl").write_text(
        "".join(decided(number, one) for number, one in enumerate(needs)), encoding="utf-8"
    )
    told = json.loads(article60("evaluate", REVIEWS / "XA_1.pdf", "--decisions", tmp_path).stdout)
    assert told["decided"] == told["all"]["needs"]["found"] == len(needs) > 3
    assert told["all"]["needs"]["right"] == len(needs) - 1, "one was rejected"


def decided(number, need):
    place = need["evidence"][0]
    about = {name: place[name] for name in ("document_sha256", "page", "quote")}
    line = {
        "id": f"D-{number}", "made_at": "2026-05-04T08:30:00Z", "actor_role": "secretariat_analyst", "actor_organisation": None,
        "about": {"kind": "need", "id": None, "fingerprint": about}, "verb": "confirm" if number else "reject", "values": {},
        "reason": None, "audience": "public", "version_hash": None,
    }  # fmt: skip
    return json.dumps(line, ensure_ascii=False) + "\n"


def test_evaluate_on_nothing_readable_ends_with_2(tmp_path):
    (tmp_path / "x.pdf").write_bytes(b"no pdf")
    assert "refused: x.pdf" in article60("evaluate", tmp_path / "x.pdf", "--decisions", tmp_path, code=2).stderr


def test_tag_reads_standard_input_and_keeps_the_line():
    line = {"lang": "en", "text": "Training on mutual legal assistance (art. 46, para. 9)", "mine": 1}
    (found,) = lines(article60("tag", "-", stdin=json.dumps(line)))
    assert found["mine"] == 1
    assert found["provisions"][0] | {"words": None} == {"provision": "46(9)", "score": 1, "words": None}
    assert found["types"] == ["capacity_building"]


def test_tag_names_the_line_that_is_no_object():
    assert "line 2" in article60("tag", "-", stdin='{"text": "x"}\nnonsense', code=2).stderr


@pytest.mark.parametrize("line", ['{"text": "x", "lang": 7}', '{"text": "a\\ud800"}', '{"lang": "en"}'])
def test_tag_names_the_line_that_is_no_statement_in_one_line(line):
    told = article60("tag", "-", stdin=f'{{"text": "x", "lang": "no such"}}\n{line}', code=2).stderr
    assert told.startswith("article60 tag: standard input, line 2: ") and told.count("\n") == 1


def test_activities_prints_every_record_with_its_signals(listed):
    found = [json.loads(line) for line in listed.read_text(encoding="utf-8").splitlines()]
    assert {f["relevant"] for f in found} == {True, False}
    kept = next(f for f in found if f["relevant"])
    assert kept["signals"]


def test_activities_on_nothing_readable_ends_with_2(tmp_path):
    (tmp_path / "page.xml").write_text("<html><body>Moved</body></html>")
    (tmp_path / "torn.xml").write_text("<iati-activities version='2.03'><iati-activity><title>")
    told = article60("activities", tmp_path, code=2).stderr
    assert "refused: page.xml" in told and "refused: torn.xml" in told
    (tmp_path / "none.xml").write_text("<iati-activities version='2.03'/>")
    assert "refused: page.xml" in article60("activities", tmp_path).stderr


def test_match_prints_pairs_with_reasons(extracted, listed):
    found = lines(article60("match", "--needs", extracted, "--activities", listed))
    assert found
    assert all(f["score"] >= 0.5 and f["features"] for f in found)
    times = [one for pair in found for one in pair["features"] if one["feature"] == "time"]
    assert any(one["score"] is not None for one in times), "the days of needs are told by extract"


def test_match_leaves_out_and_names_a_need_of_no_known_state(extracted, listed, tmp_path):
    said = [json.loads(line) for line in extracted.read_text(encoding="utf-8").splitlines()]
    said.append(next(line for line in said if line["kind"] == "need") | {"state": None})
    needs = tmp_path / "needs.jsonl"
    needs.write_text("".join(json.dumps(line) + "\n" for line in said), encoding="utf-8")

    done = article60("match", "--needs", needs, "--activities", listed)

    assert f"needs file, line {len(said)}: left out, as its document does not tell which State stated it" in done.stderr
    assert lines(done) == lines(article60("match", "--needs", extracted, "--activities", listed))


def test_match_names_the_line_of_the_file_that_cannot_be_matched(listed, tmp_path):
    needs = tmp_path / "needs.jsonl"
    needs.write_text('\n\n{"text": "Drafting of a law", "state": "XA", "types": ["magic"]}\n', encoding="utf-8")
    told = article60("match", "--needs", needs, "--activities", listed, code=2).stderr
    assert told.startswith("article60 match: needs file, line 3: types: no code 'magic'; write one of ")
    assert told.count("\n") == 1
