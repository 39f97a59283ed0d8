"""Counts how often each rule was right in the documents with keys, and keeps the confidence that follows from it as data.

`make calibrate` runs it; it writes the lexicon `confidence.csv` and the picture of the documentation.
"""

import argparse
import csv
import math
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from tests.quality.confidence import Judged, bins, counted, held_out, worth
from tests.quality.documents import judged_by_language
from tests.quality.plot import reliability

TABLE = Path("src/article60/extraction/documents/lexicons/confidence.csv")
PICTURE = Path("docs/images/reliability.svg")
HEAD = """# How sure a statement is: of those that a rule found in documents with keys, how many were right.
# Right: the key has the words with the same provisions. `typed`: no where a type is asked for and none was named; `cited`:
# whether a provision was named, in its words or above them; `scan`: whether it was read from a scan.
# `confidence` is the lower end of the interval for the share (Wilson, nineteen cases of twenty): few cases are worth little.
# Made by `make calibrate`.
"""


def main() -> None:
    """Judge every statement in the folders, write the table, and draw what its figures are worth in languages kept back."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    found = judged_by_language(parser.parse_args().folders)
    TABLE.write_text(table(one for each in found.values() for one in each), encoding="utf-8")
    PICTURE.write_text(reliability(bins([*held_out(found)]), title="How confidence and truth go together"), encoding="utf-8")


def table(found: Iterable[Judged]) -> str:
    """The rows of the lexicon."""
    written = StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(("kind", "rule", "typed", "cited", "scan", "right", "seen", "confidence"))
    for (kind, rule, *said), (right, seen) in counted(found).items():
        sure = f"{math.floor(100 * worth(right, seen)) / 100:.2f}"
        rows.writerow((kind, rule, *("yes" if each else "no" for each in said), right, seen, sure))
    return HEAD + written.getvalue()


if __name__ == "__main__":
    main()
