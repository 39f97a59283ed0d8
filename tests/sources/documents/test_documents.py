import contextlib
import os
import signal
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from article60.sources.documents import Limits, UnreadableDocument, read
from article60.sources.documents.child import Server

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def package(path: Path, document: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("word/document.xml", document)
    return path


def refusal(path: Path, limits: Limits | None = None) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as told:
        read(path, limits=limits)
    return told.value


def test_file_is_read_in_a_child_as_in_place(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("2.4 Needs\n\n- Training (art. 30);\n", encoding="utf-8")
    found = read(path)
    assert [(p.kind, p.label, p.text, p.section) for p in found.passages][-1] == (
        "list_item",
        "-",
        "Training (art. 30);",
        "2.4",
    )
    assert found.passages[0].document_sha256 == found.sha256


def test_zip_bomb_is_refused_by_name(tmp_path: Path) -> None:
    error = refusal(package(tmp_path / "bomb.docx", b" " * 230_000_000))
    assert error.file == "bomb.docx" and "unpack" in error.reason


def test_member_packed_too_tight_is_refused(tmp_path: Path) -> None:
    assert "tight" in refusal(package(tmp_path / "tight.docx", b" " * 20_000_000)).reason


def test_entities_are_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    body = "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>"
    text = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document xmlns:w="{W}">{body}</w:document>'
    assert "definition" in refusal(package(tmp_path / "entity.docx", text)).reason


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cut.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type"),
        ("named.pdf", b"no PDF at all"),
        ("named.docx", b"no package at all"),
        ("cut.docx", b"PK\x03\x04\x14\x00\x00\x00"),
        ("empty.html", b""),
        ("deep.html", b"<div>" * 100_000),
        ("old.doc.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
    ],
)
def test_broken_file_is_refused_with_reason_and_advice(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    error = refusal(path)
    assert error.file == name and error.reason and error.advice
    assert str(error) == f"{name}: {error.reason}; {error.advice}"


def test_pages_that_hold_themselves_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "loop.pdf"
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]/Count 9>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>endobj\n"
        b"4 0 obj<</Length 5>>stream\n/F Do\nendstream endobj\n5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources"
        b"<</XObject<</F 5 0 R>>>>/Length 5>>stream\n/F Do\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
    )
    try:
        assert read(path).passages == ()
    except UnreadableDocument as error:
        assert error.file == "loop.pdf"


def test_child_without_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_text("word " * 2_000_000, encoding="utf-8")
    assert "memory" in refusal(path, Limits(memory_bytes=600 * 1024 * 1024 // 2, cpu_seconds=20)).reason


def test_child_out_of_time_is_killed_and_the_next_file_read(tmp_path: Path) -> None:
    slow, quick = tmp_path / "slow.txt", tmp_path / "quick.txt"
    slow.write_text("\n".join(f"({i}) words and words;" for i in range(400_000)), encoding="utf-8")
    quick.write_text("Words.", encoding="utf-8")
    late = refusal(slow, Limits(seconds=0.3))
    assert ("0.3 seconds" in late.reason, late.passing) == (True, True)
    assert read(quick).passages[0].text == "Words."


def test_child_out_of_computing_time_is_refused(tmp_path: Path) -> None:
    slow = tmp_path / "slow.txt"
    slow.write_text("\n".join(f"({i}) words and words;" for i in range(600_000)), encoding="utf-8")
    used_up = refusal(slow, Limits(cpu_seconds=1, memory_bytes=3 * 1024**3))
    assert ("computing" in used_up.reason, used_up.passing) == (True, False)


def test_child_that_the_machine_ends_is_not_said_to_have_computed_too_long(tmp_path: Path) -> None:
    slow = tmp_path / "slow.txt"
    slow.write_text("\n".join(f"({i}) words and words;" for i in range(600_000)), encoding="utf-8")
    server = Server()
    started = server._running().pid
    with ThreadPoolExecutor(1) as beside:
        told = beside.submit(server.read, slow, Limits(memory_bytes=3 * 1024**3))
        os.kill(child_of(started), signal.SIGKILL)
        error = told.exception()
    server.close()
    assert isinstance(error, UnreadableDocument)
    assert (error.reason, error.passing) == ("what read it was ended by the machine", True)


def child_of(process: int) -> int:
    """The one child of a process, once it has one."""
    while not (children := Path(f"/proc/{process}/task/{process}/children").read_text()):
        time.sleep(0.01)
    return int(children)


def test_file_beyond_the_size_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("words", encoding="utf-8")
    assert "bytes" in refusal(path, Limits(file_bytes=3)).reason


def test_missing_file_is_refused(tmp_path: Path) -> None:
    missing = refusal(tmp_path / "none.pdf")
    assert ("cannot be opened" in missing.reason, missing.passing) == (True, True)


def test_server_starts_again_after_it_was_ended(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Words.", encoding="utf-8")
    server = Server()
    server.read(path, Limits())
    server.close()
    assert server.read(path, Limits()).passages[0].text == "Words."
    server.close()


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("التدريب والمساعدات للمحققين بشأن استرداد الموجودات وتبادل المعلومات عن الجرائم", "ar"),
        ("Подготовка прокуроров по вопросам возврата активов", "ru"),
        ("Training of prosecutors on the recovery of assets", "en"),
    ],
)
def test_language_is_told_in_the_child_in_every_script(tmp_path: Path, words: str, language: str) -> None:
    path = tmp_path / "words.txt"
    path.write_text(words, encoding="utf-8")

    assert [passage.language for passage in read(path).passages] == [language]


_LEFT_WHILE_IT_WAITS = """
import os, signal, subprocess, sys, threading
from pathlib import Path
from article60.sources.documents.child import Server
from article60.sources.documents.reading import Limits

def leave():
    begun = os.open(sys.argv[1], os.O_WRONLY)  # opens once the child has begun to read
    subprocess.Popen(["sleep", "60"], pass_fds=[begun], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.killpg(0, signal.SIGINT) if sys.argv[2] == "broken off" else os.kill(os.getpid(), signal.SIGKILL)

threading.Thread(target=leave, daemon=True).start()
try:
    Server().read(Path(sys.argv[1]), Limits(seconds=60))
except KeyboardInterrupt:
    print("broken off")
"""


@pytest.mark.parametrize(("how", "told"), [("broken off", "broken off\n"), ("killed", "")])
def test_server_ends_without_a_word_with_who_asked_it(tmp_path: Path, how: str, told: str) -> None:
    os.mkfifo(tmp_path / "endless.txt")

    asked = [sys.executable, "-c", _LEFT_WHILE_IT_WAITS, str(tmp_path / "endless.txt"), how]
    left = subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        assert left.communicate(timeout=30) == (told, ""), "whoever is left keeps the pipes open"
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(left.pid, signal.SIGKILL)
