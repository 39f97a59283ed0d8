"""Shows one Release in the browser of this machine until it is stopped."""

import os
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from article60.publication.reading import open_to_show


def serve(release: Path, *, port: int, operator: str) -> None:
    """Serve the public site on 127.0.0.1 until Ctrl+C. Raises NotARelease where the folder holds none that can be shown.

    The server starts a process of its own, which reads what it shows and who runs it from the environment.
    """
    open_to_show(release)[1].close()
    os.environ["DJANGO_SETTINGS_MODULE"] = "article60.web.settings"
    os.environ["ARTICLE60_RELEASE"] = str(release.resolve())
    os.environ["ARTICLE60_OPERATOR"] = operator
    Granian(
        "article60.web.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()
