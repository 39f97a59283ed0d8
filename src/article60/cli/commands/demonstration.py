"""The command that shows an invented world."""

import argparse
from dataclasses import replace

from article60 import settings
from article60.cli.commands.runs import imprint_of, run_job
from article60.cli.commands.shown import serve_release
from article60.cli.demo_workspace import beside
from article60.cli.port import must_be_free
from article60.cli.telling import DONE
from article60.demo import world


def demo(chosen: argparse.Namespace) -> int:
    """Build the invented world, run everything on it and show it."""
    known = settings.read()
    if not chosen.build_only:
        must_be_free(chosen.port)
    code = run_job(replace(world.job(chosen.out, workers=known.workers), imprint=imprint_of(known)))
    if code != DONE or chosen.build_only:
        return code
    with beside(chosen.out, port=chosen.workspace_port):
        return serve_release(chosen.out, chosen.port)
