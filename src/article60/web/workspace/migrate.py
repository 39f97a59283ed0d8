"""Makes or brings up to date all tables of the workspace and locks them anew, in the name of who owns them.

A process of its own: one that has opened the database in that name must not answer pages.
"""

import os
import subprocess
import sys

import django
from django.core.management import call_command

from article60.domain.answerable import Answerable

SETTINGS = "article60.web.workspace.settings"


class CannotMigrate(Answerable, RuntimeError):
    """The tables could not be made; the message is the last thing that was said."""


def migrate(owner: str) -> None:
    """Do it, at an address for libpq. Raises CannotMigrate."""
    done = subprocess.run(
        [sys.executable, "-m", __name__],
        env=os.environ | {"DATABASE_URL": owner, "DJANGO_SETTINGS_MODULE": SETTINGS},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotMigrate(_last_said(done.stderr) or "it gave no reason")


def _last_said(told: str) -> str:
    """The last line that begins at the margin, with those below it: the error beneath a traceback."""
    lines = told.strip().splitlines()
    first = max((place for place, line in enumerate(lines) if not line[:1].isspace()), default=0)
    return " ".join(line.strip() for line in lines[first:])


if __name__ == "__main__":
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
