import errno
import hashlib
import os
from pathlib import Path

import pytest

from article60.domain.run_note import RunNote
from article60.sources import inputs
from article60.sources.fetch import NotFetched
from article60.sources.inputs import ReviewFile, UnusableInput, aid_files, review_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b/open.pdf",
        "a/half.docx",
        "a/private.txt",
        "a/key.gold.json",
        "README.md",
        "a/~$half.docx",
        ".hidden/x.pdf",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    rows = "file,publisher,public_address,read_on,note\nopen.pdf,Secretariat,https://docs.example/open,,\n"
    (tmp_path / "b/documents.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "a/documents.csv").write_text("file,publisher,public_address\nhalf.docx,Secretariat,\n", encoding="utf-8")
    return tmp_path


def sha256(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def opened(folder: Path, **given: object) -> list[ReviewFile]:
    settings: dict[str, object] = {"documents_are_public": False, "public_by_decision": {}} | given
    return review_files([folder], **settings)  # type: ignore[arg-type]


def test_only_documents_with_publisher_and_address_are_opened(folder: Path) -> None:
    found = opened(folder)
    assert [(f.file, f.publisher, f.public_address, f.public_because) for f in found] == [
        ("open.pdf", "Secretariat", "https://docs.example/open", "documents.csv")
    ]
    assert found[0].sha256 == sha256("b/open.pdf")


def test_private_document_leaves_no_trace(folder: Path) -> None:
    before: list[RunNote] = []
    opened(folder, notes=before)
    (folder / "a/another.pdf").write_bytes(b"private")
    (folder / "a/another.doc").write_bytes(b"private")
    after: list[RunNote] = []
    assert [f.file for f in opened(folder, notes=after)] == ["open.pdf"]
    assert before == after == []


def test_private_document_is_not_opened_at_all(folder: Path) -> None:
    (folder / "a/private.txt").unlink()
    (folder / "a/private.txt").mkdir()
    (folder / "a/private.txt/inner.pdf").symlink_to(folder / "nowhere")
    assert [f.file for f in opened(folder)] == ["open.pdf"]


def test_decision_opens_a_document_by_its_hash(folder: Path) -> None:
    found = opened(folder, public_by_decision={sha256("a/private.txt"): ("Ministry", "https://m.example/p")})
    assert [(f.file, f.publisher, f.public_because) for f in found] == [
        ("private.txt", "Ministry", "decision"),
        ("open.pdf", "Secretariat", "documents.csv"),
    ]


def test_operator_opens_all_and_other_files_are_counted_once(folder: Path) -> None:
    notes: list[RunNote] = []
    found = opened(folder, documents_are_public=True, notes=notes)
    assert [(f.file, f.public_because) for f in found] == [
        ("half.docx", "operator's statement"),
        ("private.txt", "operator's statement"),
        ("open.pdf", "documents.csv"),
    ]
    assert [n.message for n in notes] == ["2 files of other forms were skipped; docx, htm, html, pdf, txt are read"]


def test_other_files_of_a_public_run_are_told_to_the_operator_only(folder: Path) -> None:
    notes: list[RunNote] = []
    private: list[RunNote] = []
    opened(folder, notes=notes, private_notes=private, documents_are_public=True)
    assert (notes, len(private)) == ([], 1)


@pytest.mark.parametrize(
    ("public", "named", "named_privately"),
    [
        (True, ["half.docx", "private.txt", "open.pdf"], []),
        (False, ["open.pdf"], ["half.docx", "private.txt"]),
    ],
)
def test_document_that_nobody_may_read_is_refused_by_name_where_its_name_may_be_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, public: bool, named: list[str], named_privately: list[str]
) -> None:

    def denied(path: Path) -> str:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(inputs, "sha256_of", denied)
    notes: list[RunNote] = []
    private: list[RunNote] = []
    decided = {sha256("a/private.txt"): ("Ministry", "https://m.example/p")}
    assert opened(folder, documents_are_public=public, public_by_decision=decided, notes=notes, private_notes=private) == []
    told = [[n for n in some if n.severity == "refused"] for some in (notes, private)]
    assert [[n.subject for n in some] for some in told] == [named, named_privately]
    assert {n.message for some in told for n in some} == {"cannot be read: Permission denied; check who may read it"}


def test_file_named_twice_is_taken_once(folder: Path) -> None:
    path = folder / "b/open.pdf"
    assert len(review_files([folder, path, str(path)], documents_are_public=False, public_by_decision={})) == 1


def test_missing_path_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="nowhere"):
        aid_files([tmp_path / "nowhere"])


def test_malformed_documents_csv_stops_the_run(folder: Path) -> None:
    (folder / "a/documents.csv").write_text("name\n", encoding="utf-8")
    with pytest.raises(UnusableInput, match=r"documents\.csv, line 1"):
        opened(folder)


def test_aid_files_are_found_in_folders(tmp_path: Path) -> None:
    for name in ("two.xml", "one.XML", "labels.tsv"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    notes: list[RunNote] = []
    assert [f.file for f in aid_files([tmp_path], notes=notes)] == ["one.XML", "two.xml"]
    assert notes[0].message == "1 files of other forms were skipped; xml, xml.gz, zip are read"


def test_other_files_beside_aid_data_are_told_to_the_operator_only(tmp_path: Path) -> None:
    (tmp_path / "labels.tsv").write_text("", encoding="utf-8")
    notes: list[RunNote] = []
    private: list[RunNote] = []
    aid_files([tmp_path], notes=notes, private_notes=private)
    assert (notes, len(private)) == ([], 1)


def test_address_that_cannot_be_had_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:

    def fails(address: str, **_: object) -> str:
        raise NotFetched(f"{address}: gone")

    monkeypatch.setattr(inputs, "fetch", fails)
    notes: list[RunNote] = []
    assert aid_files(["https://data.example/a.xml"], notes=notes) == []
    assert [(n.severity, n.message) for n in notes] == [("refused", "https://data.example/a.xml: gone")]


@pytest.mark.parametrize("address", ["https://data.example/a.xml?key=SECRET", "https://SECRET@data.example/"])
def test_a_key_in_an_address_that_cannot_be_had_is_told_to_the_operator_only(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:

    def fails(address: str, **_: object) -> str:
        raise NotFetched(f"{address}: gone")

    monkeypatch.setattr(inputs, "fetch", fails)
    notes: list[RunNote] = []
    private: list[RunNote] = []
    aid_files([address], notes=notes, private_notes=private)
    review_files([address], documents_are_public=True, public_by_decision={}, notes=notes, private_notes=private)
    assert len(notes) == 2 and "SECRET" not in str(notes)
    assert [note.message for note in private] == [f"{address}: gone"] * 2


def test_the_account_of_what_was_collected_is_no_file_of_another_form(tmp_path: Path) -> None:
    (tmp_path / "collected.json").write_text("{}", encoding="utf-8")
    (tmp_path / "a.xml").write_text("<iati-activities/>", encoding="utf-8")
    notes: list[RunNote] = []
    assert [f.file for f in aid_files([tmp_path], notes=notes, private_notes=notes)] == ["a.xml"]
    assert notes == []


def test_name_that_is_no_utf8_is_told_as_far_as_it_can_be(tmp_path: Path) -> None:
    for name in (b"a.xml", b"caf\xe9.xml"):
        (tmp_path / os.fsdecode(name)).write_bytes(name)

    assert [aid.file for aid in aid_files([tmp_path])] == ["a.xml", "caf\ufffd.xml"]


def test_file_of_another_form_that_is_named_itself_is_told_by_its_name(tmp_path: Path) -> None:
    for name in ("a.xml", "b.doc", "collected.json", "below/c.doc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    notes: list[RunNote] = []

    aid_files([tmp_path / "a.xml", tmp_path / "b.doc", tmp_path / "collected.json", tmp_path / "below"], notes=notes)

    assert [(note.severity, note.subject, note.message) for note in notes] == [
        ("refused", "b.doc", "is of another form and was not read; xml, xml.gz, zip are read"),
        ("info", "input", "1 files of other forms were skipped; xml, xml.gz, zip are read"),
    ]


def test_folders_that_are_not_searched_are_told(tmp_path: Path) -> None:
    for name in ("in/a.xml", "in/closed/b.xml", "in/.hidden/c.xml", "elsewhere/d.xml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "in/linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "in/broken.xml").symlink_to(tmp_path / "nowhere.xml")
    (tmp_path / "in/file.xml").symlink_to(tmp_path / "elsewhere/d.xml")
    (tmp_path / "in/closed").chmod(0)
    notes: list[RunNote] = []
    try:
        found = aid_files([tmp_path / "in"], notes=notes)
    finally:
        (tmp_path / "in/closed").chmod(0o700)

    told = {note.subject: note.message for note in notes}
    assert told["linked"] == "is a link to a folder, which is not followed; name the folder itself"
    if os.geteuid() == 0:  # who may read everything
        assert ([aid.file for aid in found], set(told)) == (["a.xml", "b.xml", "file.xml"], {"linked"})
    else:
        assert [aid.file for aid in found] == ["a.xml", "file.xml"]
        assert told["closed"] == "cannot be looked into: Permission denied; check who may read it"
