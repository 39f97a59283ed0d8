"""SHA256SUMS is signed with an OpenSSH key, and anyone can check by whom with the ordinary tool."""

import shutil
import subprocess

import pytest

from article60.publication import checksums, signature
from article60.publication.signature import CannotSign
from article60.verify import verify
from invented_tables import tables

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen (openssh-client)")


def make_key(path, *, passphrase=""):
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", "register@example", "-f", path], check=True)
    return path


@pytest.fixture
def key(tmp_path):
    return make_key(tmp_path / "key")


@pytest.fixture
def signed(publish, key):
    return publish(tables(), signing_key=key)


@pytest.fixture
def signers(tmp_path, key):
    """A file of allowed signers, as an operator publishes it."""
    path = tmp_path / "allowed_signers"
    path.write_text(f"register@example {key.with_suffix('.pub').read_text()}")
    return path


def problems(folder, **options):
    return [str(problem) for problem in verify(folder, **options)]


def test_signed_release_is_verified_and_its_signer_known(signed, signers):
    assert problems(signed) == []
    assert problems(signed, signers=signers) == []


def test_signature_can_be_checked_without_this_project(signed, signers):
    command = ["ssh-keygen", "-Y", "verify", "-f", signers, "-I", "register@example", "-n", "article60-release", "-s"]
    with (signed / "SHA256SUMS").open("rb") as sums:
        done = subprocess.run([*command, signed / "SHA256SUMS.sig"], stdin=sums, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_unsigned_release_is_verified_unless_a_signer_is_asked_for(folder, signers):
    assert problems(folder) == []
    assert problems(folder, signers=signers) == ["SHA256SUMS.sig: is missing"]


def test_sums_written_anew_after_a_change_are_found_out(signed):
    (signed / "method.html").write_text("other", encoding="utf-8")
    checksums.write(signed)
    assert any(problem.startswith("SHA256SUMS.sig: does not hold") for problem in problems(signed))


def test_signature_by_another_key_is_found_out(signed, signers, tmp_path):
    signature.sign(signed, key=make_key(tmp_path / "other"))
    assert problems(signed) == []
    assert problems(signed, signers=signers) == ["SHA256SUMS.sig: is by no key that allowed_signers allows"]


def test_signature_has_no_place_in_what_it_signs(signed):
    assert "SHA256SUMS.sig" not in checksums.read(signed)


def test_missing_key_stops_the_release(publish, tmp_path):
    with pytest.raises(CannotSign, match="no such key"):
        publish(tables(), signing_key=tmp_path / "none")
    assert not (tmp_path / "release").exists()


def test_locked_key_is_named_and_nobody_is_asked_for_its_passphrase(publish, tmp_path):
    with pytest.raises(CannotSign, match="could not sign"):
        publish(tables(), signing_key=make_key(tmp_path / "locked", passphrase="a long one"))


def test_without_the_program_the_reader_is_told(signed, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert "ssh-keygen is not installed" in (signature.fault(signed) or "")


def test_bytes_alone_are_signed_for_one_purpose(tmp_path, key, signers):
    (tmp_path / "made.sig").write_text(signature.signed(b"told\n", key=key, namespace="article60-receipt"))

    def holds(told, namespace):
        asked = [
            "ssh-keygen",
            "-Y",
            "verify",
            "-f",
            signers,
            "-I",
            "register@example",
            "-s",
            tmp_path / "made.sig",
            "-n",
            namespace,
        ]
        return subprocess.run(asked, input=told, capture_output=True, check=False).returncode == 0

    assert holds(b"told\n", "article60-receipt")
    assert not holds(b"other\n", "article60-receipt") and not holds(b"told\n", signature.NAMESPACE)
    with pytest.raises(CannotSign, match="no such key"):
        signature.signed(b"told\n", key=tmp_path / "none", namespace="article60-receipt")
