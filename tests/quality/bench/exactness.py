"""Counts what differs between aid data that is sifted and the same data where all of it is read.

`python -m tests.quality.bench.exactness --out FOLDER NAME=PATH …` prints for each set of files how many there are, how
many activities were kept and how many of these differ, in large and in small portions: the record, a signal or a provision, or
that one way kept it and the other did not.
"""

import argparse
import json
import shutil
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.test_sifting import kept

from article60.identity.readings import Reading
from article60.sources.inputs import aid_files
from article60.sources.portions import SIZE

_PORTIONS, _SMALLEST = 1000, 2000
"""About so many portions where they are to be small, of so many bytes at least."""

Key = tuple[str, str, int]


def compared(paths: Sequence[Path], out: Path) -> dict[str, int]:
    """Counts for one set of files, sifted in portions as large as always and in such as cut files in ranges.

    Folder `out` is made anew, and removed.
    """
    shutil.rmtree(out, ignore_errors=True)
    files = aid_files(paths, notes=[])
    read = _by_place(kept(files, out / "read", sifts=False))
    found: Counter[str] = Counter()
    for size in (SIZE, max(_SMALLEST, sum(file.size for file in files) // _PORTIONS)):
        found.update(different(read, _by_place(kept(files, out / str(size), sifts=True, size=size))))
    shutil.rmtree(out)
    return {"files": len(files), "kept": len(read), **found}


def different(read: Mapping[Key, Reading], sifted: Mapping[Key, Reading]) -> dict[str, int]:
    """How many activities differ, and in what; one that only one way kept differs in all."""
    counts = dict.fromkeys(("different", "records", "signals", "provisions"), 0)
    for key in read.keys() | sifted.keys():
        one, other = read.get(key), sifted.get(key)
        if one != other:
            counts["different"] += 1
            counts["records"] += one is None or other is None or (one.record, one.activity) != (other.record, other.activity)
            counts["signals"] += one is None or other is None or one.signals != other.signals
            counts["provisions"] += one is None or other is None or one.provisions != other.provisions
    return counts


def _by_place(readings: Sequence[Reading]) -> dict[Key, Reading]:
    found = {(one.record.file, one.record.file_sha256, one.record.position): one for one in readings}
    assert len(found) == len(readings)
    return found


def main() -> None:
    """Compare sets of files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, help="folder for what is read")
    parser.add_argument(
        "sets", nargs="+", metavar="NAME=PATH", help="a folder of files, or a list of them, one a line, ending in .txt"
    )
    given = parser.parse_args()
    told = {}
    for one in given.sets:
        name, _, path = one.partition("=")
        listed = [Path(line) for line in Path(path).read_text().splitlines()] if path.endswith(".txt") else [Path(path)]
        told[name] = compared(listed, given.out)
        sys.stderr.write(f"{name}: {told[name]}\n")
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
