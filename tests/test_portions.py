"""Portions of aid data: what is found does not depend on how files are cut, and a change concerns few of them."""

import errno
import gzip
import os
import random
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import pytest

from article60 import sifted, sifting
from article60.aid_reading import AidReading
from article60.sources import iati
from article60.sources.aid_file import AidFile, Unopened
from article60.sources.inputs import aid_files
from article60.sources.portions import Part, portions
from article60.sources.unchanged import Changed
from article60.tables.runs import Workplace

HEAD = '<?xml version="1.0"?>\n<iati-activities version="2.03"\n generated-datetime="2026-01-31">\n<!-- made on\nMonday -->\n'
KINDS = [
    "<iati-activity><iati-identifier>XA-{}</iati-identifier><title>\n<narrative>Roads</narrative></title></iati-activity>\n",
    "<iati-activity>\n<iati-identifier>XA-same</iati-identifier><title>Number {}</title></iati-activity>",
    "<iati-activity><iati-identifier>XA-twin</iati-identifier><title>A twin\n</title></iati-activity>\n\n",
    "<iati-activity><title>No name</title><sector code='15113'/><budget><value>1</value></budget></iati-activity>\n",
    "<iati-activity><title>\n{} is not <b>closed</title></iati-activity>\n",
    "<!-- between\nactivities -->\n<iati-activity><iati-identifier>XA-kin-{}</iati-identifier>"
    "<related-activity type='1' ref='XA-twin'/></iati-activity>\n",
]
SPOILT = {
    "end in a comment": "<!-- </iati-activity> -->",
    "end in CDATA": "<iati-activity><title><![CDATA[</iati-activity>]]></title></iati-activity>",
    "never closed": "<iati-activity><title>Lost</title>",
    "comment over several": "<!-- <iati-activity></iati-activity>\n<iati-activity></iati-activity> -->",
}


class Everything:
    """A sieve that leaves all activities."""

    codes = ()
    beginning = 0

    def may_matter(self, said):
        return np.ones(said.records, dtype=np.bool_)


@pytest.fixture
def everything(monkeypatch):
    monkeypatch.setattr(sifting, "sieve", Everything)


def do(tasks, label=""):
    for function, arguments in tasks:
        function(*arguments)


def written(path, *, spoilt="", encoding="utf-8", count=90):
    chance = random.Random(7)
    activities = [chance.choice(KINDS).format(number) for number in range(count)]
    activities.insert(count // 2, spoilt)
    path.write_bytes((HEAD + "".join(activities) + "\n</iati-activities>\n").encode(encoding))
    return AidFile.at(path)


def read_in_portions(files, folder, *, size):
    aid = AidReading(Workplace(folder), files, size=size)
    do(aid.tasks())
    kept = aid.kept(do)
    parts = [(part.file, rows) for one in kept for part, rows in zip(one.portion.parts, sifted.joined(one), strict=True)]
    found = [record for file in files for whose, rows in parts if whose == file for record in rows]
    return found, sifted.told_of(kept, files=files).notes


def read_in_one_go(files):
    """As portions keep them: without the element as it was written, which nobody asks for later."""
    notes = []
    return [record for file in files for record in iati.read(file, notes=notes)], notes


@pytest.mark.parametrize("form", ["utf-8", "utf-16"])
def test_nothing_was_read_of_a_file_all_of_which_is_refused(tmp_path, form):
    torn = "<iati-activities><iati-activity><title>Roads"
    unread = {"page.xml": "<html></html>", "torn.xml": torn, "not_closed.xml": f"<iati-activities>{KINDS[4]}</iati-activities>"}
    read = {
        "none.xml": "<iati-activities/>",
        "half.xml": "<iati-activities>" + KINDS[0] + "<iati-activity>",
        "one_of_two.xml": "<iati-activities>" + KINDS[0] + KINDS[4] + "</iati-activities>",
    }
    for name, text in (unread | read).items():
        (tmp_path / name).write_text(text, encoding=form)
    files = aid_files([tmp_path], notes=[])
    aid = AidReading(Workplace(tmp_path / "kept"), files)
    do(aid.tasks())

    assert {file.file for file in sifted.told_of(aid.kept(do), files=files).unread} == set(unread)


def test_activity_that_is_not_well_formed_is_noted_once_whoever_it_names_and_whoever_is_read_beside_it(tmp_path):
    named = (
        "<iati-activity><iati-identifier>{}</iati-identifier><title>{}</title>"
        "<related-activity type='1' ref='XA-1'/></iati-activity>"
    )
    speaks = named.format("XA-1", "Support to the anti-corruption commission")
    torn = [named.format("XA-2", "Roads & ports"), named.format("A&B", "Roads")]
    (tmp_path / "one.xml").write_text(f"<iati-activities>{speaks}{torn[0]}</iati-activities>")
    (tmp_path / "two.xml").write_text(f"<iati-activities>{torn[1]}{named.format('XA-3', 'Roads')}</iati-activities>")
    files = aid_files([tmp_path], notes=[])

    records, notes = read_in_portions(files, tmp_path / "kept", size=1 << 20)

    assert [record.iati_identifier for record in records] == ["XA-1", "XA-3"]
    assert [note.subject for note in notes] == ["one.xml", "two.xml"]
    assert notes == read_in_one_go(files)[1]


@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize("size", [1, 100, 333, 1000, 2500, 6000])
def test_ranges_of_a_file_give_what_the_file_gives_in_one_go(tmp_path, size):
    file = written(tmp_path / "aid.xml")

    found = read_in_portions([file], tmp_path / "kept", size=size)

    assert len(portions([file], size=size)) > 1
    assert found == read_in_one_go([file])
    said = [note for record in found[0] for note in record.notes]
    assert any("identical to an earlier" in note for note in said)
    assert any("with other content, has the same identifier" in note for note in said)
    assert any(note.message.startswith("activity from line") for note in found[1])


@pytest.mark.parametrize("size", [100, 1000, 6000])
def test_activities_of_a_file_are_counted_in_ranges_as_in_one_go(tmp_path, size):
    files = [written(tmp_path / "aid.xml"), written(tmp_path / "small.xml", count=7)]
    aid = AidReading(Workplace(tmp_path / "kept"), files, size=size)
    do(aid.tasks())

    found = sifted.told_of(aid.kept(do), files=files).activities

    assert found == {file: file.path.read_text().count("<iati-activity>") for file in files}


def test_activities_that_are_not_well_formed_count_and_of_a_file_that_is_refused_nobody_knows(tmp_path):
    whole = HEAD.replace("<iati-activities", '<iati-activities xmlns="http://a.example"') + KINDS[0] + KINDS[4] + KINDS[4]
    (tmp_path / "read_as_a_whole.xml").write_text(whole + "</iati-activities>")
    (tmp_path / "declared.xml").write_text('<!DOCTYPE x [<!ENTITY e "e">]><iati-activities>' + KINDS[0] + "</iati-activities>")
    (tmp_path / "page.xml").write_text("<html></html>")
    (tmp_path / "none.xml").write_text("<iati-activities/>")
    files = aid_files([tmp_path], notes=[])
    aid = AidReading(Workplace(tmp_path / "kept"), files)
    do(aid.tasks())

    found = {file.file: count for file, count in sifted.told_of(aid.kept(do), files=files).activities.items()}

    assert found == {"read_as_a_whole.xml": 3, "declared.xml": None, "page.xml": None, "none.xml": 0}


@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize("size", [200, 2000])
@pytest.mark.parametrize("spoilt", SPOILT.values(), ids=SPOILT)
def test_file_whose_ranges_cannot_be_trusted_is_read_in_one_go(tmp_path, spoilt, size):
    file = written(tmp_path / "aid.xml", spoilt=spoilt)

    assert read_in_portions([file], tmp_path / "kept", size=size) == read_in_one_go([file])


@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize("spoilt", ["", *SPOILT.values()], ids=["none", *SPOILT])
def test_small_files_give_together_what_each_gives_by_itself(tmp_path, spoilt):
    several = ["", spoilt, KINDS[4].format("last"), "", "<!-- </iati-activity> -->" if spoilt else ""]
    files = [written(tmp_path / f"{number}.xml", spoilt=one, count=number + 9) for number, one in enumerate(several)]
    files.append(written(tmp_path / "wide.xml", encoding="utf-16", count=9))
    for name, content in (("empty.xml", ""), ("page.xml", "<html></html>"), ("none.xml", "<iati-activities/>")):
        (tmp_path / name).write_text(content)
        files.append(AidFile.at(tmp_path / name))

    assert len(portions(files)) == 1
    assert read_in_portions(files, tmp_path / "kept", size=1 << 20) == read_in_one_go(files)
    assert read_in_portions(files[-3:], tmp_path / "kept", size=1 << 20) == read_in_one_go(files[-3:])


@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_file_in_another_encoding_is_read_in_one_go(tmp_path, encoding):
    file = written(tmp_path / "aid.xml", encoding=encoding)

    assert read_in_portions([file], tmp_path / "kept", size=500) == read_in_one_go([file])


@pytest.mark.usefixtures("everything")
def test_packed_files_are_not_cut_and_stand_together(tmp_path):
    plain = written(tmp_path / "aid.xml", count=20)
    (tmp_path / "b.xml.gz").write_bytes(gzip.compress(written(tmp_path / "b.xml", count=21).path.read_bytes()))
    with ZipFile(tmp_path / "c.zip", "w", ZIP_DEFLATED) as archive:
        for name in ("one", "two"):
            archive.write(written(tmp_path / name, count=len(name) + 22).path, f"{name}.xml")
            (tmp_path / name).write_text(f"<!-- {name} -->" + HEAD)
            archive.write(tmp_path / name, f"{name} without activities.xml")
    (tmp_path / "b.xml").unlink()
    files = aid_files([plain.path, tmp_path / "b.xml.gz", tmp_path / "c.zip"], notes=[])

    assert len(files) == 6
    assert len(portions(files)) == 1
    assert [len(parts) for parts in portions(files[1:2], size=100)] == [1]
    assert read_in_portions(files, tmp_path / "kept", size=1 << 20) == read_in_one_go(files)


def test_file_that_is_gone_is_noted(tmp_path):
    file = written(tmp_path / "aid.xml")
    file.path.unlink()

    records, notes = read_in_portions([file], tmp_path / "kept", size=500)

    assert records == []
    assert [(note.severity, note.subject) for note in notes] == [("refused", "aid.xml")]


@pytest.mark.usefixtures("everything")
def test_what_is_read_of_a_file_that_changes_meanwhile_is_not_kept(tmp_path):
    path = written(tmp_path / "aid.xml").path
    (before,), state = aid_files([path], notes=[]), path.stat()
    content = path.read_bytes()
    path.write_bytes(content.replace(b"Roads", b"Ponds"))
    with pytest.raises(Changed, match=r"aid\.xml: was changed or moved while it was read; give the same command again"):
        read_in_portions([before], tmp_path / "kept", size=500)
    path.unlink()
    with pytest.raises(Changed, match=r"aid\.xml"):
        read_in_portions([before], tmp_path / "kept", size=500)

    path.write_bytes(content)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))

    assert read_in_portions([before], tmp_path / "kept", size=1 << 20) == read_in_one_go([before])


@pytest.mark.usefixtures("everything")
def test_that_a_file_cannot_be_opened_for_a_moment_is_not_kept(tmp_path, monkeypatch):
    (aid,) = aid_files([written(tmp_path / "aid.xml").path], notes=[])

    with (
        monkeypatch.context() as patched,
        pytest.raises(Unopened, match=r"aid\.xml: cannot be opened now \(Too many"),
    ):
        patched.setattr(AidFile, "open", too_many_open)
        read_in_portions([aid], tmp_path / "kept", size=1 << 20)

    assert read_in_portions([aid], tmp_path / "kept", size=1 << 20) == read_in_one_go([aid])


def too_many_open(_):
    raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))


def test_that_a_packed_file_is_none_is_told_of_it_for_good(tmp_path):
    (tmp_path / "aid.xml.gz").write_bytes(b"no packed file")
    aid, notes = replace(AidFile(path=tmp_path / "aid.xml.gz", file="aid.xml.gz", sha256="0" * 64, size=1), state=(14, 0)), []

    assert list(iati.read(aid, notes=notes)) == []
    assert [note.severity for note in notes] == ["refused"]


def invented(number, *, sha256=None, size=150_000, name=None):
    return AidFile(path=Path("none"), file=name or f"XA-{number}.xml", sha256=sha256 or f"{number:064x}", size=size)


FILES = [invented(number, size=20_000 + 379 * number) for number in range(900)]


def test_portions_hold_every_file_once_and_are_of_like_size():
    found = portions([*FILES, *FILES[:5]], size=4_000_000)

    assert sorted(part.file.file for parts in found for part in parts) == sorted(file.file for file in FILES)
    sizes = [sum(part.size for part in parts) for parts in found]
    assert max(sizes) <= 4_000_000
    assert sum(sizes) / len(sizes) > 1_500_000


@pytest.mark.parametrize(
    "changed",
    [
        [*FILES[:100], invented(100, sha256="f" * 64, size=FILES[100].size + 50), *FILES[101:]],
        [*FILES, invented(901)],
        FILES[1:],
        FILES[::-1],
    ],
    ids=["changed", "added", "gone", "in another order"],
)
def test_a_change_concerns_the_portion_in_which_it_is(changed):
    before, after = set(portions(FILES, size=4_000_000)), set(portions(changed, size=4_000_000))

    anew = after - before
    assert len(anew) == (0 if changed == FILES[::-1] else 1)


def test_files_of_one_name_are_told_apart_by_what_is_in_them():
    files = [invented(number, sha256=f"{number * 7919:x}".rjust(64, "0")[::-1], name="activities.xml") for number in range(100)]

    found = portions(files, size=1_000_000)

    assert len(found) > 10
    assert sum(map(len, found)) == 100


def test_of_a_changed_file_among_many_one_portion_is_sifted_anew(tmp_path):
    (tmp_path / "aid").mkdir()
    for number in range(30):
        written(tmp_path / "aid" / f"{number}.xml", count=number + 5)
    workplace = Workplace(tmp_path / "kept")
    aid = AidReading(workplace, aid_files([tmp_path / "aid"], notes=[]), size=20_000)
    first = aid.tasks()
    do(first)
    written(tmp_path / "aid" / "8.xml", count=14)

    changed = AidReading(workplace, aid_files([tmp_path / "aid"], notes=[]), size=20_000).tasks()

    assert len(first) > 3
    assert len(changed) == 1
    assert len(AidReading(workplace, [], size=20_000).tasks()) == 0


@pytest.mark.shared
@pytest.mark.usefixtures("everything")
def test_ranges_of_published_files_give_what_the_files_give(shared, tmp_path):
    published = sorted((shared / "iati" / "real").rglob("*.xml"))
    largest = [path for path in published if 1_000_000 < path.stat().st_size < 2_000_000][:4]
    files = aid_files(largest, notes=[])

    assert read_in_portions(files, tmp_path / "kept", size=200_000) == read_in_one_go(files)
    assert len(portions(files, size=200_000)) > 4 * len(files) > 12


def test_part_of_a_file_knows_its_size():
    file = invented(1, size=100)

    assert [Part(file).size, Part(file, 40).size, Part(file, 40, 70).size] == [100, 60, 30]
    assert [Part(file).is_whole, Part(file, 40).is_whole] == [True, False]
