"""Signs SHA256SUMS with an OpenSSH key, and checks such a signature; both are done by `ssh-keygen`, which holds the key."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from article60.domain.answerable import Answerable
from article60.publication.checksums import NAME, SIGNATURE

NAMESPACE = "article60-release"
"""What the signature is for: one made for a letter or a commit is no signature of a Release."""
_SECONDS = 60


class CannotSign(Answerable, ValueError):
    """A Release was to be signed and could not be; the message says why and what to do."""


def sign(folder: Path, *, key: Path) -> None:
    """Write SHA256SUMS.sig. `key` is a private key file of OpenSSH, or a public one whose private key an agent holds.

    Raises CannotSign where the key is missing or locked, or `ssh-keygen` is.
    """
    if not key.is_file():
        raise CannotSign(f"{key}: no such key; name a key file of OpenSSH in ARTICLE60_SIGNING_KEY, or leave it out")
    (folder / SIGNATURE).unlink(missing_ok=True)
    done = _run("sign", "-f", str(key.resolve()), "-n", NAMESPACE, NAME, folder=folder)
    if done is None:
        raise CannotSign("ssh-keygen is not installed; it comes with OpenSSH (Debian: openssh-client)")
    if done.returncode or not (folder / SIGNATURE).is_file():
        raise CannotSign(f"{key}: ssh-keygen could not sign with it: {_said(done)}")


def signed(told: bytes, *, key: Path, namespace: str) -> str:
    """The signature over some bytes, as `ssh-keygen -Y verify` takes it; `key` as for `sign`. Raises CannotSign."""
    if not key.is_file():
        raise CannotSign(f"{key}: no such key; name a key file of OpenSSH in ARTICLE60_SIGNING_KEY, or leave it out")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "told"
        file.write_bytes(told)
        done = _run("sign", "-f", str(key.resolve()), "-n", namespace, file.name, folder=file.parent)
        if done is None:
            raise CannotSign("ssh-keygen is not installed; it comes with OpenSSH (Debian: openssh-client)")
        made = file.with_name("told.sig")
        if done.returncode or not made.is_file():
            raise CannotSign(f"{key}: ssh-keygen could not sign with it: {_said(done)}")
        return made.read_text(encoding="ascii")


def is_signed(folder: Path) -> bool:
    """Whether a signature lies beside SHA256SUMS."""
    return (folder / SIGNATURE).is_file()


def fault(folder: Path, *, signers: Path | None = None, signer: str | None = None) -> str | None:
    """What is wrong with the signature; None where it is that of SHA256SUMS as it stands.

    `signers` is a file of allowed signers as OpenSSH reads it, `signer` the name in it that must have signed; without them the
    signature is held against the key that it names itself: nothing was changed since, but by whom it was made is not told.
    """
    if not is_signed(folder):
        return "is missing"
    if signers is None:
        done = _run("check-novalidate", "-n", NAMESPACE, "-s", SIGNATURE, folder=folder)
    else:
        found = signer or _principal(folder, signers)
        if found is None:
            return f"is by no key that {signers.name} allows"
        done = _run("verify", "-f", str(signers.resolve()), "-I", found, "-n", NAMESPACE, "-s", SIGNATURE, folder=folder)
    if done is None:
        return "cannot be checked: ssh-keygen is not installed (Debian: openssh-client)"
    return f"does not hold: {_said(done)}" if done.returncode else None


def _principal(folder: Path, signers: Path) -> str | None:
    done = _run("find-principals", "-f", str(signers.resolve()), "-s", SIGNATURE, folder=folder)
    lines = [] if done is None or done.returncode else done.stdout.decode(errors="replace").splitlines()
    return lines[0].strip() if lines else None


def _run(what: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[bytes] | None:
    """What `ssh-keygen -Y` answers, without a terminal to ask for a passphrase; None where it is not installed."""
    program = shutil.which("ssh-keygen")
    if program is None:
        return None
    reads_sums = what in ("verify", "check-novalidate")
    return subprocess.run(
        [program, "-Y", what, *arguments],
        cwd=folder,
        input=(folder / NAME).read_bytes() if reads_sums else b"",
        capture_output=True,
        timeout=_SECONDS,
        check=False,
        start_new_session=True,
    )


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return " ".join((done.stderr or done.stdout).decode(errors="replace").split()) or f"status {done.returncode}"
