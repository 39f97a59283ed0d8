"""The workspace of the demonstration beside its public site: a process of its own, without which the site stands as well."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from article60.cli.commands.workspace import START, missing
from article60.cli.telling import say

GOODBYE_SECONDS = 30


@contextmanager
def beside(release: Path, *, port: int) -> Iterator[None]:
    """Within, the workspace is served on a port, where its packages are installed; port 0 asks for none.

    It is prepared while the site answers already, and says by itself what keeps it from starting.
    """
    if not port:
        yield
        return
    if lacking := missing():
        say(
            f"the public site alone: for the workspace beside it, {', '.join(lacking)} must be installed (article60[workspace])"
        )
        yield
        return
    folder = release.with_name(f"{release.name}.workspace")
    asked = ["workspace", "demo", "--release", str(release), "--folder", str(folder), "--port", str(port)]
    workspace = subprocess.Popen([sys.executable, "-c", START, *asked])
    try:
        yield
    finally:
        _end(workspace)


def _end(workspace: subprocess.Popen[bytes]) -> None:
    """Let it stop its database; it was told by Ctrl+C, too, where there was one."""
    workspace.terminate()
    try:
        workspace.wait(GOODBYE_SECONDS)
    except subprocess.TimeoutExpired:
        workspace.kill()
        workspace.wait()
