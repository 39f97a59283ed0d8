"""Counts how often each rule was right in the documents with keys, and keeps the confidence that follows from it as data.

`make calibrate` runs it; it writes the lexicon `confidence.csv` and the picture of the documentation.
"""

import argparse
import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from tests.quality.confidence import Judged, bins, counted, judged
from tests.quality.documents import result_of
from tests.quality.plot import reliability

TABLE = Path("src/article60/extraction/documents/lexicons/confidence.csv")
PICTURE = Path("docs/images/reliability.svg")
HEAD = """# How sure a statement is: of those that a rule found in documents with keys, how many were right.
# Right: the key has the words with the same provisions.
# `typed`: whether a type of assistance was named; `scan`: whether it was read from a scan. `confidence` is (right + 4 x share
# of the kind) / (seen + 4), never above 0.99: what was seldom seen leans on its kind. Made by `make calibrate`.
"""
PRIOR = 4


def main() -> None:
    """Judge every statement in the folders, write the table, and with it the picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    found = [one for folder in parser.parse_args().folders for one in judged(result_of(folder))]
    TABLE.write_text(table(found), encoding="utf-8")
    PICTURE.write_text(reliability(bins(found), title="How confidence and truth go together"), encoding="utf-8")


def table(found: Iterable[Judged]) -> str:
    """The rows of the lexicon."""
    counts = counted(found)
    of_kind: dict[str, tuple[int, int]] = {}
    for (kind, *_), (right, seen) in counts.items():
        before = of_kind.get(kind, (0, 0))
        of_kind[kind] = (before[0] + right, before[1] + seen)
    written = StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(("kind", "rule", "typed", "scan", "right", "seen", "confidence"))
    for (kind, rule, told, scan), (right, seen) in counts.items():
        share = of_kind[kind][0] / of_kind[kind][1]
        sure = min((right + PRIOR * share) / (seen + PRIOR), 0.99)
        rows.writerow((kind, rule, "yes" if told else "no", "yes" if scan else "no", right, seen, f"{sure:.2f}"))
    return HEAD + written.getvalue()


if __name__ == "__main__":
    main()
