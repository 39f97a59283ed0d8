import json
import random
import shutil
import subprocess
from datetime import date

import pytest

from article60.byte_store import sha256_of
from article60.publication.checksums import files
from article60.publication.database import RowTwice
from article60.publication.folder import WouldOverwrite
from article60.publication.reading import read_records, release_json
from article60.publication.release import NotInRelease, UnknownTable
from article60.publication.release_info import Imprint, UnknownLicence
from invented_tables import sha256, tables


def hashes(folder):
    return {name: sha256_of(folder / name) for name in files(folder)}


def test_release_holds_every_promised_file(folder):
    promised = {
        "release.json", "article60.sqlite", "figures.json", "method.html", "needs.json", "assistance.xml", "register.xlsx",
        "datapackage.json", "data/needs.csv", "data/needs.parquet", "dcat.jsonld", "dcat.ttl", "standard/needs.schema.json",
        "standard/codelists/provisions.json", "data/errata.csv",
    }  # fmt: skip
    assert promised <= set(files(folder))


def test_same_rows_in_another_order_give_the_same_bytes(publish):
    shuffled = tables()
    for rows in shuffled.values():
        random.Random(7).shuffle(rows)
    assert hashes(publish(tables(), name="a")) == hashes(publish(shuffled, name="b"))


def test_another_day_gives_another_hash(publish):
    first, second = publish(tables(), name="a"), publish(tables(), name="b", on=date(2026, 11, 25))
    assert release_json(first)["content_hash"] != release_json(second)["content_hash"]


def test_release_says_what_it_is(folder):
    said = release_json(folder)
    assert said["name"] == f"2026-11-24-{said['content_hash'][:8]}"
    assert (said["audience"], said["fictional"]) == ("public", True)
    assert "invented" in said["notice"]
    assert said["confirmed"]["needs"] == {"confirmed": 3, "of": 10}
    assert said["counts"]["needs"] == len(tables()["needs"])
    assert said["inputs"][0]["licence"] == "invented"


def test_release_says_under_which_terms_and_by_whom_it_is_published(publish):
    said = release_json(publish(tables(), imprint=Imprint(publisher="An office", licence="CC0-1.0")))
    assert (said["publisher"], said["address"]) == ("An office", None)
    assert said["licence"] == {
        "code": "CC0-1.0",
        "title": "Creative Commons Zero 1.0 Universal",
        "address": "https://creativecommons.org/publicdomain/zero/1.0/",
    }
    assert "stay under the terms of their publishers" in said["rights"]


def test_licence_is_attribution_where_nothing_else_is_said(folder):
    assert release_json(folder)["licence"]["code"] == "CC-BY-4.0"


def test_terms_and_publisher_are_no_part_of_the_content_hash(publish, folder):
    other = publish(tables(), imprint=Imprint(publisher="An office", address="https://register.example", licence="CC0-1.0"))
    assert release_json(other)["content_hash"] == release_json(folder)["content_hash"]


def test_licence_that_stands_in_no_list_is_refused():
    with pytest.raises(UnknownLicence, match=r"CC-BY-4\.0"):
        Imprint(licence="free")


def test_release_about_a_fictional_state_is_fictional_whatever_is_said(publish):
    assert release_json(publish(tables(), fictional=False))["fictional"] is True


def test_fictional_states_in_the_list_alone_invent_nothing(publish):
    folder = publish({"states": tables()["states"]}, fictional=False)
    assert (release_json(folder)["fictional"], release_json(folder)["notice"]) == (False, None)


@pytest.mark.parametrize("name", sorted(tables()))
def test_rows_come_back_as_the_records_that_went_in(connection, name):
    assert sorted(map(str, read_records(connection, name))) == sorted(map(str, tables()[name]))


def test_public_bytes_of_a_document_stand_under_their_hash(publish, tmp_path):
    scan = tmp_path / "scan"
    scan.write_bytes(b"%PDF")
    folder = publish(tables(), documents={sha256("XA"): scan})
    assert (folder / "documents" / f"{sha256('XA')}.pdf").read_bytes() == b"%PDF"


def test_bytes_of_a_document_that_is_not_in_the_release_are_refused(publish, tmp_path):
    private = tmp_path / "private.pdf"
    private.write_bytes(b"%PDF")
    with pytest.raises(NotInRelease):
        publish(tables(), documents={"0" * 64: private})
    assert not (tmp_path / "release").exists()


def test_older_release_is_replaced_whole(publish):
    folder = publish(tables())
    (folder / "left.txt").write_text("over from before")
    assert "left.txt" not in files(publish({"states": tables()["states"]}))


def test_failed_release_leaves_the_older_one(publish, tmp_path):
    folder = publish(tables())
    before = hashes(folder)
    with pytest.raises(RowTwice, match="needs"):
        publish({"needs": [tables()["needs"][0]] * 2})
    assert hashes(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["release"]


def test_folder_that_is_no_release_is_never_replaced(publish, tmp_path):
    (tmp_path / "release").mkdir()
    (tmp_path / "release" / "thesis.txt").write_text("ten years of work")
    with pytest.raises(WouldOverwrite, match="no Release"):
        publish(tables())


def test_file_in_the_way_is_never_replaced(publish, tmp_path):
    (tmp_path / "release").write_text("a file")
    with pytest.raises(WouldOverwrite, match="is a file"):
        publish(tables())


def test_table_that_no_release_has_is_refused(publish):
    with pytest.raises(UnknownTable, match="secrets"):
        publish({"secrets": []})


def test_published_figures_carry_titles_in_six_languages(folder):
    published = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    assert published["fictional"] is True
    assert set(published["figures"][0]["titles"]) == {"ar", "en", "es", "fr", "ru", "zh"}


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
def test_anyone_can_check_the_sums_with_the_ordinary_tool(folder):
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=folder, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
