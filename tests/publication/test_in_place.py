"""What a Release shows of the pages and passages in which its evidence stands."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from article60.domain.evidence import Evidence
from article60.domain.passage import Passage
from article60.publication import in_place
from article60.publication.reading import open_release, read_records
from article60.verify import verify
from makers import evidence

_HEADING = ("2.4 Needs",)


def passage(text: str, *, kind: str = "paragraph", path: tuple[str, ...] = _HEADING, label: str | None = None) -> Passage:
    return Passage(
        document_sha256="d" * 64, position=0, kind=kind, text=text, label=label, level=0, section="2.4", section_path=path,
        cells=(), head_cells=(), page=None, page_index=None, boxes=(), language="en", direction="ltr", bold=False, italic=False,
        size=None, how="docx",
    )  # fmt: skip


def quoted(words: str, **changes: object) -> Evidence:
    return evidence(quote=words, page=None, page_index=None, **changes)


def test_row_is_shown_with_the_borders_of_its_cells() -> None:
    row, below = "57 | Model agreement | Legal advice", "58 | Software | Technological assistance"
    rows = [replace(passage(r.replace(" | ", " "), kind="table_row"), cells=tuple(r.split(" | "))) for r in (row, below)]
    found = in_place.around(quoted(row), rows)

    assert found is not None
    assert (found.text[found.start : found.end], found.after) == (row, below)


def test_passage_is_given_with_its_heading_and_neighbours() -> None:
    found = in_place.around(
        quoted("Legal advice"),
        [
            passage("2.4 Needs", kind="heading"),
            passage("Ndara asked for help.", label="1."),
            passage("It named: Legal advice, and laptops.", label="2."),
            passage("Page 7", kind="running_foot"),
            passage("Nobody answered."),
        ],
    )

    assert found is not None
    assert (found.heading, found.before, found.after) == ("2.4 Needs", "1. Ndara asked for help.", "Nobody answered.")
    assert found.label == "2." and found.text[found.start : found.end] == "Legal advice"


def test_neighbours_end_at_a_heading() -> None:
    found = in_place.around(
        quoted("Legal advice"),
        [passage("2.4 Needs", kind="heading"), passage("Legal advice"), passage("Thanks.", path=("2.5 Thanks",))],
    )

    assert found is not None
    assert (found.before, found.after) == (None, None)


def test_of_words_printed_twice_those_in_the_section_named_are_meant() -> None:
    found = in_place.around(
        quoted("Legal advice", section="Article 16"),
        [passage("Legal advice", path=("Article 15",)), passage("Legal advice", path=("Article 16",)), passage("On bribery.")],
    )

    assert found is not None
    assert found.heading == "Article 16"


def test_where_it_cannot_be_told_which_words_are_meant_no_place_is_given() -> None:
    found = in_place.around(
        quoted("Legal advice", section="4"), [passage("Before."), passage("Legal advice"), passage("Legal advice")]
    )

    assert found == in_place.Around(None, None, None, "Legal advice", 0, 12, None)


def test_words_that_stand_nowhere_have_no_passage() -> None:
    assert in_place.around(quoted("Legal advice"), [passage("Nothing of the kind.")]) is None


def test_long_neighbours_are_cut_on_the_far_side() -> None:
    long = "word " * 300

    found = in_place.around(quoted("Legal advice"), [passage(long + "near"), passage("Legal advice"), passage("near " + long)])

    assert found is not None and found.before is not None and found.after is not None
    assert found.before.startswith("…") and found.before.endswith("near") and len(found.before) < 500
    assert found.after.endswith("…") and found.after.startswith("near") and len(found.after) < 500


@pytest.fixture(scope="module")
def rows(demo_release: Path) -> dict[tuple[str, int], Evidence]:
    connection = open_release(demo_release)
    found = {(e.record_id, e.position): e for e in read_records(connection, "evidence")}
    connection.close()
    return found


@pytest.fixture(scope="module")
def said(demo_release: Path) -> dict[tuple[str, int], dict]:
    files = [in_place.read(path) for path in (demo_release / in_place.FOLDER).glob("*.json")]
    return {(one["record_id"], one["position"]): one for file in files for one in file["places"]}


def test_every_piece_of_evidence_of_a_document_that_may_be_shown_is_shown(demo_release, rows, said) -> None:
    shown = {path.stem for path in (demo_release / "documents").iterdir()}
    assert len([e for e in rows.values() if e.boxes]) == 171
    assert said.keys() == {key for key, e in rows.items() if e.document_sha256 in shown}
    for key, one in said.items():
        assert len(one["marks"]) == len(rows[key].boxes)
        if not one["marks"]:
            around = one["around"]
            assert around["text"][around["start"] : around["end"]] == rows[key].quote


def test_marks_lie_on_the_picture_where_boxes_lie_on_the_page(rows, said) -> None:
    a4 = 595.28, 841.89  # points
    for key, one in said.items():
        for (page, *mark), (index, *box) in zip(one["marks"], rows[key].boxes, strict=True):
            assert page == index
            assert mark == pytest.approx([100 * place / a4[n % 2] for n, place in enumerate(box)], abs=0.05)


def test_pictures_are_those_of_pages_with_evidence_and_small(demo_release, rows) -> None:
    shown = {path.stem for path in (demo_release / "documents").iterdir()}
    wanted = {(e.document_sha256, box[0]) for e in rows.values() for box in e.boxes if e.document_sha256 in shown}
    found = list((demo_release / in_place.FOLDER).glob("*.png"))
    assert {path.name for path in found} == {in_place.name_of_picture(*one) for one in wanted}
    assert max(path.stat().st_size for path in found) < 60_000


@pytest.fixture
def changed(demo_release: Path, tmp_path: Path) -> Path:
    """A copy of the Release, to be changed."""
    return shutil.copytree(demo_release, tmp_path / "release")


def _problems(folder: Path) -> list[str]:
    return [str(one) for one in verify(folder) if one.where.startswith("evidence/") and "SHA256SUMS" not in one.what]


def test_verify_finds_nothing_to_blame(changed: Path) -> None:
    assert _problems(changed) == []


def test_verify_finds_a_picture_of_a_page_without_evidence(changed: Path) -> None:
    picture = next((changed / "evidence").glob("*-2.png"))
    shutil.copy(picture, picture.with_name(picture.name.replace("-2.", "-99.")))
    assert [one for one in _problems(changed) if "-99.png: shows no page with evidence" in one]


def test_verify_finds_what_shows_a_document_whose_bytes_may_not_be_shown(changed: Path) -> None:
    picture = next((changed / "evidence").glob("*-2.png"))
    next((changed / "documents").glob(f"{picture.stem[:64]}.*")).unlink()
    assert f"evidence/{picture.name}: is of a document whose bytes may not be shown" in _problems(changed)


@pytest.mark.parametrize("change", ["words", "lines", "record", "page"])
def test_verify_finds_other_marks_than_those_of_the_rows(change: str, changed: Path) -> None:
    told = {"words": "other words", "lines": "other lines", "record": "not there", "page": "without a picture"}[change]
    for path in (changed / "evidence").glob("*.json"):
        file = json.loads(path.read_text(encoding="utf-8"))
        for place in file["places"]:
            if change == "words" and place["around"]:
                place["around"]["end"] -= 1
            elif change == "lines" and place["marks"]:
                place["marks"].append(place["marks"][0])
            elif change == "record":
                place["record_id"] = "XA-22222222"
        if change == "page":
            file["pages"] = []
        path.write_text(json.dumps(file), encoding="utf-8")
    assert any(told in one for one in _problems(changed))
