"""The command that writes the site as files that need no server."""

import argparse

from article60 import settings
from article60.cli.telling import DONE, progress, say, show
from article60.web.exporting.export import Asked, export


def export_static(chosen: argparse.Namespace) -> int:
    """Write the whole site of a Release as files that need no server."""
    known = settings.read()
    asked = Asked(
        release=chosen.release,
        out=chosen.out,
        operator=known.operator,
        address=chosen.address,
        downloads=chosen.downloads,
        workers=known.workers,
    )
    done = export(asked, progress=progress)
    say(f"wrote {chosen.out}: {done.pages} pages, {done.files} files, {done.size / 1_000_000:.0f} MB; open index.html in it")
    if done.gathered:
        say(f"no page of their own, as they are many: {', '.join(done.gathered)}; links lead to the pages that hold them")
    show({"out": str(chosen.out), "pages": done.pages, "files": done.files, "bytes": done.size, "left_out": done.left_out})
    return DONE
