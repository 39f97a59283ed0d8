"""How mail leaves: by the server that ARTICLE60_MAIL names, or into a folder."""

import hashlib
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from article60.settings import UnusableSetting

HERE = ("localhost", "127.0.0.1", "::1")
PORTS = {"smtp": 587, "smtps": 465}
FOLDER, SERVER = "article60.web.jobs.mailing.Folder", "django.core.mail.backends.smtp.EmailBackend"
SECONDS = 30


class UnusableMail(UnusableSetting):
    """ARTICLE60_MAIL cannot be used; the message does not repeat it, as it may hold a password."""


def told(address: str) -> Mapping[str, Any]:
    """Django's settings for an address: `smtp://user:password@host:587` (TLS is begun, except on this machine),
    `smtps://…` (TLS from the start), `folder:/path` (a file for each letter), or none. Raises UnusableMail.
    """  # fmt: skip
    if not address:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(address)
    if parts.scheme == "folder" and parts.path:
        return {"EMAIL_BACKEND": FOLDER, "ARTICLE60_MAIL_FOLDER": parts.path}
    if parts.scheme not in PORTS or not parts.hostname:
        raise UnusableMail("ARTICLE60_MAIL: write smtp://user:password@host, smtps://… or folder:/path")
    return {
        "EMAIL_BACKEND": SERVER,
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (25 if parts.scheme == "smtp" and parts.hostname in HERE else PORTS[parts.scheme]),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.hostname not in HERE,
        "EMAIL_TIMEOUT": SECONDS,
    }


class Folder(BaseEmailBackend):
    """Writes each letter into a file named by its Message-ID, whole or not at all; the same letter again is the same file."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many were written: all."""
        folder = Path(settings.ARTICLE60_MAIL_FOLDER)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for one in email_messages:
            known_by = str(one.extra_headers["Message-ID"])
            _write(folder / f"{hashlib.sha256(known_by.encode()).hexdigest()[:32]}.eml", one.message().as_bytes())
        return len(email_messages)


def _write(place: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=place.parent, suffix=".part")
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    Path(name).replace(place)
