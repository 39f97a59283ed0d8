"""Shows one Release in the browser of this machine until it is stopped."""

import os
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from article60.publication.reading import open_to_show

THREADS = 32
"""Threads of each process: one works (see `wsgi`), the others send what takes long to be sent."""


def serve(release: Path, *, port: int, operator: str, workers: int = 1, keep_megabytes: int | None = None) -> None:
    """Serve the public site on 127.0.0.1 until Ctrl+C. Raises NotARelease where the folder holds none that can be shown.

    The server starts so many processes of its own, which read what they show and who runs it from the environment. Each keeps
    finished answers in so many megabytes of memory.
    """
    open_to_show(release)[1].close()
    os.environ["DJANGO_SETTINGS_MODULE"] = "article60.web.settings"
    os.environ["ARTICLE60_RELEASE"] = str(release.resolve())
    os.environ["ARTICLE60_OPERATOR"] = operator
    os.environ["ARTICLE60_WARM"] = "yes"
    if keep_megabytes is not None:
        os.environ["ARTICLE60_KEEP_MEGABYTES"] = str(keep_megabytes)
    Granian(
        "article60.web.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.error,
    ).serve()
