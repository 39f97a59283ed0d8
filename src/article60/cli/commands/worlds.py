"""The command that makes invented worlds of any size."""

import argparse

from article60.cli.telling import DONE, say, show
from article60.simulation.simulate import simulate as make_world


def simulate(chosen: argparse.Namespace) -> int:
    """Make an invented world, and with --score tell how near the steps come to its truth."""
    say(f"making {chosen.needs} needs and {chosen.activities} activities in {chosen.states} States (seed {chosen.seed})")
    made = make_world(
        chosen.out,
        states=chosen.states,
        needs=chosen.needs,
        activities=chosen.activities,
        seed=chosen.seed,
        reading=chosen.reading,
        scored=chosen.score,
        tell=say,
    )
    say(f"wrote {chosen.out}")
    if made is not None:
        show(made)
    return DONE
