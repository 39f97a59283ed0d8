"""The command that makes reports."""

import argparse

from article60.cli.telling import DONE, say
from article60.publication.reports import writing
from article60.publication.reports.making import About


def report(chosen: argparse.Namespace) -> int:
    """Make a report from a Release."""
    about = About(state=chosen.state, region=chosen.region, provision=chosen.provision, donor=chosen.donor, day=chosen.on_day)
    written = writing.write(
        chosen.kind, chosen.release, chosen.out, about=about, language=chosen.language, templates=chosen.templates
    )
    for path in written:
        say(f"wrote {path}")
    return DONE
