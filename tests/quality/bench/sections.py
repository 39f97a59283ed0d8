"""Speed of single steps, each measured by itself in a process of its own: `python -m tests.quality.bench.sections NAME LIST`.

Prints one line of JSON: figures by their key. LIST names files of aid data, one a line.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

import numpy as np
import polars as pl

from article60.domain.activity_record import ActivityRecord

TEXTS, PASSES = 5_000, 5
ACTIVITIES, IN_A_PORTION = 1_600_000, 800


def tagging(files: Sequence[Path]) -> dict[str, float]:
    """Texts, title and description of an activity together, that the rules of the lexicons tag in a second of the processor.

    All together, as they are told, and one by one; and all together without those that say what another says.
    """
    from article60.extraction.by_rules import by_rules
    from article60.extraction.printed import Printed
    from article60.extraction.provisions import spoken_for
    from article60.extraction.types import named
    from article60.sources import iati

    def said_in(record: ActivityRecord) -> tuple[str, str]:
        said = [one for one in record.texts if one.field in ("title", "description")]
        language = next((one.language_declared for one in said if one.language_declared), None) or "en"
        return language, " ".join(one.text for one in said)

    records = (record for file in files for record in iati.read(file, notes=[], detects_language=False))
    texts = sorted(map(said_in, islice(records, TEXTS)), key=itemgetter(0))

    def one_by_one(some: Sequence[tuple[str, str]]) -> Iterator[object]:
        for language, text in some:
            printed = Printed(text)
            yield spoken_for(printed, languages=(language,)), named(printed.folded, languages=(language,))

    def together(some: Sequence[tuple[str, str]]) -> Iterator[object]:
        for language, of_language in groupby(some, key=itemgetter(0)):
            yield from by_rules((text for _, text in of_language), languages=(language,))

    def texts_s(tag_all: Callable[[Sequence[tuple[str, str]]], Iterator[object]], some: Sequence[tuple[str, str]]) -> int:
        return round(len(some) / median(_seconds(tag_all(some)) for _ in range(PASSES)))

    different = list(dict.fromkeys(texts))
    if list(together(texts)) != list(one_by_one(texts)):
        raise ValueError("texts are tagged otherwise together than one by one")
    return {
        "tagged_texts_s": texts_s(together, texts),
        "tagged_one_by_one_s": texts_s(one_by_one, texts),
        "tagged_texts": len(texts),
        "tagged_different": len(different),
        "tagged_different_texts_s": texts_s(together, different),
        "tagged_characters": round(sum(len(text) for _, text in texts) / len(texts)),
    }


def _seconds(done: Iterator[object]) -> float:
    """Of the processor, until all is done."""
    began = process_time()
    for _ in done:
        pass
    return process_time() - began


def relatives(_: Sequence[Path]) -> dict[str, float]:
    """Looking for relatives among as many activities as a corpus of 15 GB has: time for each, and memory for all of them.

    Of the activities, invented, 3 in 100 are read, half of these speak for others, and half of all name one as parent or child.
    """
    from article60 import relatives
    from article60.domain.activity_name import ActivityKin, ActivityName
    from article60.tables import folders
    from article60.tables.columns import schema

    chance = np.random.default_rng(60)
    places = np.arange(IN_A_PORTION)
    with TemporaryDirectory() as folder:
        sifted = [Path(folder) / str(number) for number in range(ACTIVITIES // IN_A_PORTION)]
        for number, portion in enumerate(sifted):
            names = [f"XA-ORG-PROJECT-{number * IN_A_PORTION + place:08}" for place in range(IN_A_PORTION)]
            read = chance.random(IN_A_PORTION) < 0.03
            told = {"part": 0, "position": places, "iati_identifier": names, "read": read}
            named = chance.permutation(names)[: IN_A_PORTION // 2]
            kin = {"part": 0, "position": places[: len(named)], "iati_identifier": named}
            speaks = {"speaks": read & (chance.random(IN_A_PORTION) < 0.5)}
            table = pl.DataFrame(told | speaks, schema=schema(ActivityName))
            folders.save(
                portion, {"names": (ActivityName, table), "kin": (ActivityKin, pl.DataFrame(kin, schema=schema(ActivityKin)))}
            )
        before, began = getrusage(RUSAGE_SELF).ru_maxrss, process_time()
        found = relatives.missing(sifted)
        spent = process_time() - began
    return {
        "relatives_us_activity": round(1e6 * spent / ACTIVITIES, 2),
        "relatives_found": len(found),
        "relatives_mb": round((getrusage(RUSAGE_SELF).ru_maxrss - before) * 1024 / 1e6, 1),
    }


SECTIONS: Mapping[str, Callable[[Sequence[Path]], dict[str, float]]] = {"tagging": tagging, "relatives": relatives}


def main() -> None:
    """Measure one step."""
    name, listed = sys.argv[1:]
    sys.stdout.write(json.dumps(SECTIONS[name]([Path(file) for file in Path(listed).read_text().splitlines()])) + "\n")


if __name__ == "__main__":
    main()
