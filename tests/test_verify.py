import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace

import polars as pl
import pytest

from article60.figures.declarations import declarations
from article60.figures.rows import where
from article60.publication import checksums, data_files, dcat, release
from article60.publication.previous_figures import previous_figures
from article60.publication.reading import NotARelease, cells, open_release, release_json
from article60.publication.release_info import Input
from article60.tables.declared import TABLES
from article60.verify import verify
from invented_tables import ON, tables


@pytest.fixture
def publish(tmp_path):
    """Writes a Release of some tables and tells its folder."""

    def write(records):
        read = [Input(file="demo.xml", kind="aid", sha256="f" * 64)]
        given = {"on": ON, "audience": "public", "inputs": read, "versions": {}, "documents": {}, "fictional": True}
        release.write(records, out=tmp_path / "release", **given)
        return tmp_path / "release"

    return write


@pytest.fixture
def folder(publish):
    return publish(tables())


def problems(folder):
    return [str(problem) for problem in verify(folder)]


def cover(folder):
    """Describe and sum up the files anew, as somebody who covers the traces would."""
    with closing(open_release(folder)) as connection:
        info = release.describe_again({name: cells(connection, name) for name in TABLES}, said=release_json(folder))
    data_files.write_package(folder, info=info)
    dcat.write(folder, info=info)
    checksums.write(folder)


def change_rows(folder, statement):
    """Change the database and cover the traces."""
    connection = sqlite3.connect(folder / "article60.sqlite")
    with connection:
        connection.execute(statement)
    connection.close()
    cover(folder)


def test_untouched_release_is_verified(folder):
    assert problems(folder) == []


def test_empty_release_is_verified(publish):
    assert problems(publish({})) == []


def test_folder_that_holds_none_is_named(tmp_path):
    with pytest.raises(NotARelease):
        verify(tmp_path)


@pytest.mark.parametrize(
    "name", ["release.json", "method.html", "needs.json", "data/needs.csv", "register.xlsx", "figures.json"]
)
def test_one_changed_byte_in_any_file_is_found(folder, name):
    path = folder / name
    changed = bytearray(path.read_bytes())
    changed[-1] = ord(" ")
    path.write_bytes(changed)
    assert any(problem.startswith(f"{name}: its bytes") for problem in problems(folder))


def test_missing_and_added_files_are_found(folder):
    (folder / "needs.json").unlink()
    (folder / "more.txt").write_text("added")
    found = problems(folder)
    assert any(problem.startswith("needs.json: ") and "missing" in problem for problem in found)
    assert any(problem.startswith("more.txt: ") for problem in found)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE needs SET chapter = 'V' WHERE need_id = 'XA-NEED0000'",
        "DELETE FROM needs WHERE need_id = 'XC-NEED0003'",
        "UPDATE needs SET reading = 'confirmed'",
        "UPDATE activities SET relevant = 0",
        "UPDATE evidence SET quote = 'other words'",
    ],
)
def test_changed_row_is_found_even_behind_new_checksums(folder, statement):
    change_rows(folder, statement)
    assert any(problem.startswith("release.json content_hash") for problem in problems(folder))


def test_changed_figure_is_found_even_behind_new_checksums(folder):
    path = folder / "figures.json"
    published = json.loads(path.read_text(encoding="utf-8"))
    lead = next(one for one in published["figures"] if one["figure"] == "states_with_needs")
    lead["value"] += 1
    path.write_text(json.dumps(published), encoding="utf-8")
    cover(folder)
    assert problems(folder) == ["figures.json states_with_needs value: says 8, the rows give 7"]


def test_changed_export_is_found_even_behind_new_checksums(folder):
    path = folder / "data" / "needs.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("XC-NEED0003", "XC-NEED9999"), encoding="utf-8", newline="")
    cover(folder)
    assert problems(folder) == ["data/needs.csv: does not hold the rows of the table"]


def test_changed_count_is_found_even_behind_new_checksums(folder):
    path = folder / "release.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    said["counts"]["needs"] = 11
    path.write_text(json.dumps(said), encoding="utf-8")
    cover(folder)
    assert len(problems(folder)) == 1
    assert problems(folder)[0].startswith("release.json counts")


def broken(name, place, **changes):
    made = tables()
    made[name][place] = replace(made[name][place], **changes)
    return made


@pytest.mark.parametrize(
    ("records", "said"),
    [
        (broken("needs", 0, provisions=("9", "99")), "needs.provisions: 99 does not stand in provisions.provision"),
        (broken("needs", 0, state="ZZ"), "needs.state: ZZ does not stand in states.state"),
        (broken("needs", 0, document_id="DOC-GONE"), "needs.document_id: DOC-GONE does not stand in documents.document_id"),
        (
            broken("matches", 0, activity_id="ACT-GONE"),
            "matches.activity_id: ACT-GONE does not stand in activities.activity_id",
        ),
        (
            broken("overlaps", 0, activities=("ACT-GONE",)),
            "overlaps.activities: ACT-GONE does not stand in activities.activity_id",
        ),
        (broken("evidence", 0, quote=" "), "needs: XA-NEED0000 has no evidence with quoted words"),
        (broken("evidence", 0, record_id="XA-GONE"), "needs: XA-NEED0000 has no evidence with quoted words"),
        (broken("documents", 0, public_because=""), "documents: DOC-XA does not say what made it public"),
        (broken("overlaps", 0, verdict=None), "overlaps: XA-OVERLAP1 is a proposal on which nobody has decided"),
    ],
)
def test_rows_that_do_not_hold_together_are_named(publish, records, said):
    assert said in problems(publish(records))


def test_evidence_without_its_record_is_named(publish):
    found = problems(publish(broken("evidence", 0, record_id="XA-GONE")))
    assert any(problem.startswith("evidence: XA-GONE is no row") for problem in found)


def test_database_that_cannot_be_read_is_named(folder):
    (folder / "article60.sqlite").write_bytes(b"no database at all" * 100)
    assert any("cannot be read" in problem for problem in problems(folder))


def test_document_whose_name_is_not_its_hash_is_named(folder):
    (folder / "documents" / f"{'0' * 64}.pdf").write_bytes(b"%PDF")
    cover(folder)
    assert any("is no document of this Release" in problem for problem in problems(folder))


def test_funding_that_no_activity_gives_is_found(folder):
    change_rows(
        folder,
        "INSERT INTO funding VALUES ('XA-AAAAAAAA', 'XA', 'ORG-DEMO0001', 'commitment', 'confirmed', '5.00', '[]', '[]')",
    )
    assert "funding: is not what the analysis gives for the rows that it follows from" in problems(folder)


def test_amount_of_a_provision_that_is_not_the_whole_activity_s_is_found(folder):
    change_rows(folder, "INSERT INTO provision_funding VALUES ('9', 'ACT-DEMO0000', '5.00', NULL, 0)")
    assert "provision_funding: is not what the analysis gives for the rows that it follows from" in problems(folder)


def test_amount_that_enters_totals_without_the_activity_having_it_is_found(folder):
    change_rows(folder, "UPDATE activity_money SET usd = '-1.00' WHERE activity_id = 'ACT-DEMO0001'")
    assert "activity_money: is not what activities, their recipients and amounts give" in problems(folder)


def test_share_that_is_not_the_recipients_is_found(folder):
    change_rows(folder, "UPDATE activity_recipients SET budget_usd = '-1.00' WHERE activity_id = 'ACT-DEMO0001'")
    assert "activity_recipients: what those of ACT-DEMO0001 have is not their share" in problems(folder)


def test_sum_that_is_not_that_of_the_amounts_is_found(folder):
    change_rows(folder, "UPDATE activities SET budget_usd = '5.00' WHERE activity_id = 'ACT-DEMO0001'")
    assert "activities: the sums of ACT-DEMO0001 are not those of its amounts" in problems(folder)


def test_figure_of_a_state_that_its_rows_do_not_give_is_found(folder):
    path = folder / "figures.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    said["of_states"][0]["value"] = "12.00"
    path.write_text(json.dumps(said), encoding="utf-8")
    cover(folder)
    assert problems(folder) == ["figures.json budget_usd of XA value: says '12.00', the rows give '-3300.00'"]


COUNTED = [one.figure for one in declarations().values() if one.dimension is None]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A Release of all invented tables; tests copy it before they change anything."""
    out = tmp_path_factory.mktemp("whole") / "release"
    read = [Input(file="demo.xml", kind="aid", sha256="f" * 64)]
    release.write(tables(), out=out, on=ON, audience="public", inputs=read, versions={}, documents={}, fictional=True)
    return out


@pytest.mark.parametrize("name", COUNTED)
def test_one_row_less_is_found_in_every_figure_that_counted_it(whole, tmp_path, name):
    """Each figure, with each of its splits, is told to be wrong once a single row that it counts is gone."""
    folder = shutil.copytree(whole, tmp_path / "release")
    declared = declarations()[name]
    condition, values = where(declared)
    connection = sqlite3.connect(folder / "article60.sqlite")
    row = connection.execute(f'SELECT rowid FROM "{declared.table}" t WHERE {condition}', values).fetchone()
    if row is None:
        connection.close()
        published = {one["figure"]: one for one in json.loads((folder / "figures.json").read_text())["figures"]}
        assert float(published[name]["value"]) == 0
        return
    with connection:
        connection.execute(f'DELETE FROM "{declared.table}" WHERE rowid = ?', row)
    connection.close()
    cover(folder)
    wrong = {problem.where.split()[1] for problem in verify(folder) if problem.where.startswith("figures.json ")}
    assert {one for one in declarations() if one.partition(".")[0] == name} <= wrong


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM need_articles WHERE rowid = 1", "article60.sqlite need_articles: does not lead"),
        ("UPDATE need_types SET type = 'other' WHERE rowid = 1", "article60.sqlite need_types: does not lead"),
        ("INSERT INTO activity_states VALUES ('ACT-DEMO0000', 'XB')", "article60.sqlite activity_states: does not lead"),
        ("UPDATE article_reporters SET activities = 99 WHERE rowid = 1", "article60.sqlite article_reporters: does not lead"),
        ("UPDATE full_text SET words = 'x' WHERE id = 'XA-NEED0000'", "article60.sqlite full_text: does not lead"),
    ],
)
def test_table_that_leads_to_other_rows_is_found(folder, statement, said):
    change_rows(folder, statement)
    assert any(problem.startswith(said) for problem in problems(folder))


@pytest.mark.parametrize(
    ("records", "table"),
    [
        (lambda: broken("gaps", 0, grade="unmet"), "gaps"),
        (lambda: broken("gaps", 0, sources_read=("other.xml",)), "gaps"),
        (lambda: tables() | {"gaps": tables()["gaps"][1:]}, "gaps"),
        (lambda: broken("needs", 0, grade="reported_addressed"), "needs"),
        (lambda: broken("needs", 6, grade="no_assistance_found"), "needs"),
        (lambda: broken("activities", 0, running="ended"), "activities"),
        (lambda: broken("activities", 0, years=("2025",)), "activities"),
        (lambda: broken("coverage", 0, cell="not_held"), "coverage"),
        (lambda: broken("coverage", 0, rests_on="said_none"), "coverage"),
        (lambda: broken("review_coverage", 0, summary=None), "review_coverage"),
        (lambda: broken("request_funding", 0, open_least="0.00"), "request_funding"),
        (lambda: broken("review_coverage", 0, need_stated=False), "review_coverage"),
        (lambda: broken("provision_coverage", 0, needs=0), "provision_coverage"),
    ],
)
def test_row_that_does_not_follow_is_found_even_where_every_figure_and_hash_was_made_of_it(publish, records, table):
    assert f"{table}: is not what the analysis gives for the rows that it follows from" in problems(publish(records()))


def change_figures(folder, change):
    path = folder / "figures.json"
    published = json.loads(path.read_text(encoding="utf-8"))
    change(published)
    path.write_text(json.dumps(published), encoding="utf-8")
    cover(folder)


def test_changed_range_is_found_even_behind_new_checksums(folder):
    change_figures(folder, lambda read: read["ranges"][0].update(high=99))
    assert problems(folder) == ["figures.json range states_with_current_needs high: says 99, the rows give 5"]


def test_range_left_out_is_found(folder):
    change_figures(folder, lambda read: read["ranges"].pop())
    assert any(problem.startswith("figures.json range activities_running") for problem in problems(folder))


def test_changed_number_of_the_release_before_is_found(folder):
    change_figures(folder, lambda read: named(read, "states_with_needs").update(previous=1))
    assert problems(folder) == ["figures.json states_with_needs previous: says 1, the rows give 6"]


def test_reason_that_hides_a_number_of_the_release_before_is_found(folder):
    change_figures(folder, lambda read: named(read, "states_with_needs").update(not_comparable="counted_otherwise"))
    assert len(problems(folder)) == 1


def named(read, figure):
    return next(one for one in read["figures"] if one["figure"] == figure)


def test_figures_of_two_releases_before_are_found(publish):
    assert "previous_figures: names 2 Releases" in problems(publish(broken("previous_figures", 0, release="another")))


def test_what_stands_of_the_release_before_is_compared_with_it_where_it_is_at_hand(whole, publish):
    later = publish(tables() | {"previous_figures": previous_figures(whole)})
    assert verify(later, previous=whole) == []
    assert [str(one) for one in verify(whole, previous=whole)] == ["previous_figures: is not what the Release before published"]


def test_changed_parquet_file_is_found_even_behind_new_checksums(folder):
    path = folder / "data" / "needs.parquet"
    pl.read_parquet(path).with_columns(chapter=pl.lit("V")).write_parquet(path)
    cover(folder)
    assert problems(folder) == ["data/needs.parquet: does not hold the rows of the table"]


def test_parquet_file_that_cannot_be_read_is_found(folder):
    (folder / "data" / "needs.parquet").write_bytes(b"no table")
    cover(folder)
    assert problems(folder) == ["data/needs.parquet: does not hold the rows of the table"]


@pytest.mark.parametrize(
    "name", ["method.html", "needs.json", "assistance.xml", "standard/codelists/types.json", "standard/needs.schema.json"]
)
def test_derived_file_that_says_something_else_is_found(folder, name):
    (folder / name).write_text((folder / name).read_text(encoding="utf-8").replace("a", "b", 1), encoding="utf-8")
    cover(folder)
    assert f"{name}: is not what the rows give" in problems(folder)


def test_needs_that_are_left_out_as_a_whole_are_found(folder):
    (folder / "needs.json").unlink()
    cover(folder)
    assert "needs.json: is not what the rows give" in problems(folder)


@pytest.mark.parametrize("name", ["datapackage.json", "dcat.jsonld", "dcat.ttl"])
def test_description_of_other_files_than_those_that_stand_is_found(folder, name):
    (folder / name).write_text(
        (folder / name).read_text(encoding="utf-8").replace("CC-BY-4.0", "CC0-1.0").replace("by/4.0", "x")
    )
    checksums.write(folder)
    assert f"{name}: does not describe the files of the Release" in problems(folder)


def test_licence_that_stands_in_no_list_is_found(folder):
    said = release_json(folder)
    said["licence"]["code"] = "free"
    (folder / "release.json").write_text(json.dumps(said), encoding="utf-8")
    checksums.write(folder)
    assert any("cannot be understood" in problem for problem in problems(folder))


def test_index_of_the_full_text_that_leads_elsewhere_is_found(folder):
    change_rows(
        folder, "UPDATE full_text_data SET block = zeroblob(length(block)) WHERE id = (SELECT max(id) FROM full_text_data)"
    )
    assert problems(folder) == ["article60.sqlite full_text: its index does not lead to its words"]


def test_what_takes_long_is_told_while_it_goes_on_and_changes_nothing_that_is_found(folder):
    (folder / "needs.json").unlink()
    labels = []

    def progress(things, label, total):
        held = list(things)
        assert len(held) == total
        labels.append(label)
        return held

    assert verify(folder, progress=progress) == verify(folder)
    assert {"checking files", "computing hashes", "adding up money", "comparing tables", "writing other forms again"} <= {
        *labels
    }
