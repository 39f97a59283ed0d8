"""The invented world shows everything that the register knows of, and nothing of what is private in it."""

import gzip
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import polars
import pytest

from article60.codes.reader import by_code
from article60.demo.make_decisions import DECISIONS, told
from article60.demo.make_reviews.__main__ import SOURCES

INTENDED = {decision["id"] for decision in told()["public"] if decision.get("finds") == "nothing"}
PRIVATE_WORDS = ("Zamboula", "K2RNWD6Q", "XB_checklist", "chargés de contrôler les bureaux", "D-0901", "D-0903")


@pytest.fixture(scope="module")
def rows(demo_release):
    """Answers a query on the Release with the rows as tuples."""
    with closing(sqlite3.connect(f"file:{demo_release / 'article60.sqlite'}?mode=ro", uri=True)) as connection:
        yield lambda query, *values: connection.execute(query, values).fetchall()


def one(found) -> int:
    ((count,),) = found
    return count


def test_world_is_large_enough_to_show(rows, demo_release) -> None:
    inputs = json.loads((demo_release / "release.json").read_text("utf-8"))["inputs"]
    assert one(rows("SELECT count(*) FROM needs")) >= 110
    assert one(rows("SELECT count(*) FROM activities")) >= 100
    assert [entry["kind"] for entry in inputs].count("aid") >= 12
    assert one(rows("SELECT count(DISTINCT reporting_org) FROM activities")) >= 12


def test_activities_come_from_five_versions_of_the_standard(rows) -> None:
    assert {version for (version,) in rows("SELECT DISTINCT iati_version FROM activities")} == {
        "1.03", "1.05", "2.01", "2.02", "2.03",
    }  # fmt: skip


def test_every_grade_of_a_need_occurs(rows) -> None:
    assert {grade for (grade,) in rows("SELECT DISTINCT grade FROM needs")} == set(by_code("need_grades"))


def test_needs_are_current_and_anticipated_read_and_confirmed(rows) -> None:
    assert {timing for (timing,) in rows("SELECT DISTINCT timing FROM needs")} == {"current", "anticipated"}
    assert {reading for (reading,) in rows("SELECT DISTINCT reading FROM needs")} == {"read_by_machine", "confirmed"}


def test_some_need_names_no_article(rows) -> None:
    assert one(rows("SELECT count(*) FROM needs WHERE provisions = '[]'")) >= 2


def test_need_that_the_state_stated_itself_rests_on_no_document(rows) -> None:
    assert rows("SELECT state, timing, page FROM needs WHERE document_id = '' ORDER BY state") == [
        ("XC", "current", None),
        ("XF", "anticipated", None),
    ]


def test_later_statement_supersedes_an_earlier_one(rows) -> None:
    assert rows("SELECT state, grade FROM needs WHERE superseded_by = 'XC-M7QE4ZTK'") == [("XC", "superseded")]


def test_split_need_lives_on_in_its_parts(rows) -> None:
    parts = rows("SELECT provisions, types FROM needs WHERE state = 'XH' AND text LIKE 'Необходим%' ORDER BY types")
    assert parts == [("[]", '["capacity_building"]'), ('["46(24)"]', '["technological"]')]


def test_every_kind_of_outcome_for_records_of_one_activity_occurs(rows) -> None:
    found = {(kind, outcome) for kind, outcome in rows("SELECT kind, outcome FROM same_activities")}
    assert {outcome for _, outcome in found} == set(by_code("same_outcomes"))
    assert {kind for kind, _ in found} == set(by_code("same_kinds"))


def test_earlier_identifier_lives_on(rows) -> None:
    query = (
        "SELECT a.iati_identifier, l.why FROM aliases l JOIN activities a ON a.activity_id = l.new_id WHERE l.why = 'renamed'"
    )
    assert rows(query) == [("XX-DEMO-AAM-A-09", "renamed")]


def test_correction_of_a_type_is_kept(rows) -> None:
    assert rows("SELECT types FROM needs WHERE state = 'XE' AND cycle = 2 AND provisions = '[\"8(5)\"]'") == [
        ('["technological"]',)
    ]


def test_recent_needs_stand_open_where_nothing_was_found(rows) -> None:
    open_in = {state for (state,) in rows("SELECT DISTINCT g.state FROM gaps g JOIN needs n USING (need_id) WHERE n.cycle = 2")}
    assert {"XB", "XC", "XF", "XJ"} <= open_in
    assert one(rows("SELECT count(*) FROM gaps WHERE grade = 'unmet'")) == 1


def test_every_verdict_on_overlaps_occurs_and_none_is_unsettled(rows) -> None:
    assert {verdict for (verdict,) in rows("SELECT verdict FROM overlaps")} == set(by_code("overlap_verdicts"))


def test_every_standing_of_a_match_occurs(rows) -> None:
    assert {standing for (standing,) in rows("SELECT DISTINCT standing FROM matches")} == set(by_code("match_standings"))


def test_disputed_match_covers_nothing(rows) -> None:
    assert rows("SELECT m.covers, n.grade FROM matches m JOIN needs n USING (need_id) WHERE m.standing = 'rejected'") == [
        (0, "no_assistance_found")
    ]


def test_one_activity_in_two_files_stands_once(rows) -> None:
    assert rows("SELECT file FROM activities WHERE iati_identifier = 'XX-DEMO-NORDEV-0009'") == [("nordev.xml",)]
    assert one(rows("SELECT count(*) FROM notes WHERE subject = 'XX-DEMO-NORDEV-0009'")) == 1


def test_activity_reported_under_two_identifiers_is_merged(rows) -> None:
    assert rows("SELECT iati_identifier FROM activities WHERE title LIKE '%northern parishes%'") == [("XX-DEMO-CWC-C-03",)]
    heir = rows("SELECT a.new_id FROM aliases a JOIN activities c ON c.activity_id = a.new_id WHERE a.why = 'merged'")
    assert len(heir) == 1


def test_activity_that_people_call_no_assistance_is_gone(rows) -> None:
    assert rows("SELECT * FROM activities WHERE iati_identifier = 'XX-DEMO-NLF-G-17'") == []


def test_every_standing_of_an_activity_occurs(rows) -> None:
    assert {running for (running,) in rows("SELECT DISTINCT running FROM activities")} == set(by_code("activity_runnings"))


def test_record_without_news_for_a_year_covers_nothing(rows) -> None:
    stale = "SELECT sum(covers) FROM matches JOIN activities USING (activity_id) WHERE running = 'not_confirmed'"
    assert one(rows(stale)) == 0


def test_regional_programme_answers_needs_of_two_states(rows) -> None:
    programmes = rows("SELECT activity_id FROM matches GROUP BY activity_id HAVING count(DISTINCT state) > 1")
    assert len(programmes) >= 2


def test_component_without_a_text_is_understood_by_its_programme(rows) -> None:
    ((description, articles),) = rows("SELECT description, articles FROM activities WHERE iati_identifier LIKE '%NORDEV-0016'")
    assert description == ""
    assert articles != "[]"


def test_recipients_named_by_transactions_alone_count(rows) -> None:
    assert one(rows("SELECT count(*) FROM activity_recipients WHERE level = 'transaction' AND state IS NOT NULL")) >= 2


def test_currency_without_a_rate_leaves_the_sum_unknown(rows) -> None:
    assert one(rows("SELECT count(*) FROM activities WHERE budget_usd IS NULL AND reporting_org = 'XX-DEMO-ACC'")) >= 5
    assert one(rows("SELECT count(*) FROM activities WHERE budget_usd IS NULL AND reporting_org = 'XX-DEMO-NORDEV'")) == 0


def test_every_kind_of_coverage_occurs(rows) -> None:
    assert {cell for (cell,) in rows("SELECT DISTINCT cell FROM coverage")} == set(by_code("coverage_cells"))


def test_document_that_cannot_be_read_is_named(rows) -> None:
    assert rows("SELECT subject FROM notes WHERE severity = 'refused'") == [("XH_2.pdf",)]


def test_every_public_decision_but_the_intended_one_finds_its_record(rows) -> None:
    lost = {subject for (subject,) in rows("SELECT subject FROM notes WHERE subject LIKE 'D-%'")}
    assert lost == INTENDED
    assert len(INTENDED) == 1


def test_document_opened_by_its_state_is_in_the_release(rows) -> None:
    assert rows("SELECT file FROM documents WHERE public_because = 'decision'") == [("XI_1.docx",)]


def contents(file: Path) -> Iterator[bytes]:
    """The bytes of a file and of everything packed in it."""
    data = file.read_bytes()
    yield data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield from (package.read(name) for name in package.namelist())
    if data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data)
    if file.suffix == ".parquet":
        yield repr(polars.read_parquet(file).rows()).encode()


def test_nothing_private_is_anywhere_in_the_release(demo_release) -> None:
    words = {word.encode() for word in PRIVATE_WORDS}
    files = [file for file in sorted(demo_release.rglob("*")) if file.is_file()]
    assert [(file.name, word) for file in files for data in contents(file) for word in words if word in data] == []


def test_private_words_stand_in_the_sources() -> None:
    """Else the test above would hold for words that nobody has written."""
    private = [*(SOURCES / "private").glob("*.yml"), DECISIONS / "sources.yml"]
    written = " ".join(" ".join(file.read_text("utf-8") for file in private).split())
    names = {file.stem for file in private}
    assert [word for word in PRIVATE_WORDS if word not in written and word not in names] == []


def test_requests_are_paid_in_full_in_part_or_to_an_unknown_part(rows) -> None:
    assert rows("SELECT request_id, pledged_least, pledged_most, open_least, open_most FROM request_funding") == [
        ("XA-REQ-2025-1", "150000.00", "230000.00", "20000.00", "170000.00"),
        ("XC-REQ-2025-1", "60000.00", "60000.00", "0.00", "0.00"),
        ("XC-REQ-2026-1", "0.00", None, "0.00", None),
        ("XJ-REQ-2026-1", "0.00", "0.00", None, None),
    ]
    assert {status for (status,) in rows("SELECT DISTINCT status FROM pledges")} == set(by_code("pledge_statuses"))
