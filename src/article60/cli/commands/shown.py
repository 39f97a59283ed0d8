"""The command that shows a Release in the browser."""

import argparse
from pathlib import Path

from article60 import settings
from article60.cli.port import must_be_free
from article60.cli.telling import DONE, say
from article60.web.serve import serve as serve_on


def serve(chosen: argparse.Namespace) -> int:
    """Show a Release in the browser."""
    return serve_release(chosen.release, chosen.port)


def serve_release(release: Path, port: int) -> int:
    """Show a Release on a port of this machine."""
    must_be_free(port)
    say(f"showing {release} on http://127.0.0.1:{port} - stop with Ctrl+C")
    known = settings.read()
    serve_on(release, port=port, operator=known.operator, workers=known.workers, keep_megabytes=known.keep_megabytes)
    return DONE
