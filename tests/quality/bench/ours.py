"""Does one job of ours on the files of a list, as a process of its own: `python -m tests.quality.bench.ours JOB LIST`.

Prints one line of JSON for each activity given out, and on standard error how many there were.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import starmap
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

Lines = Iterator[Any]


def filtered(files: Sequence[Path]) -> Lines:
    """Ten fields of the relevant activities of each file and what decided about them; others are sifted out by their bytes."""
    from article60.sources.aid_file import AidFile
    from article60.sources.portions import portions

    for parts in portions(map(AidFile.at, files)):
        yield from _filtered(parts)


def _filtered(parts: Sequence[Any]) -> Lines:
    """The same of one portion: nothing of it is held while the next one is read."""
    from article60.extraction.activities import decide
    from article60.extraction.sieve import sieve
    from article60.sources.iati.sift import sift_part, sift_together

    several = [part.file for part in parts if len(parts) > 1]
    found = [sift_part(part, sieve=sieve(), notes=[]) for part in parts[:1] if not several]
    found += sift_together(several, sieve=sieve(), notes=[[] for _ in several])
    if None in found:
        raise ValueError(f"{parts[0].file.file}: a range of it cannot be read by itself")
    records = [record for one in found if one is not None for record in one.records]
    for decided in decide(records, related={record.iati_identifier: record for record in records}):
        if decided.relevant:
            said = {"relevance": decided.relevance, "signals": [one.name for one in decided.signals]}
            yield {**_ten(decided.record), **said}


def run(files: Sequence[Path], *, processes: int = 1) -> Lines:
    """The relevant activities of all files, as `article60 run` reads them.

    In portions, by several processes or by this one, kept as tables on the way, with parents and children that stand in other
    files.
    """
    from article60.aid_reading import AidReading
    from article60.classifying import classify
    from article60.engines import Local, Task
    from article60.identity.readings import Reading
    from article60.sources.inputs import aid_files
    from article60.tables import folders
    from article60.tables.runs import Workplace

    def apply(function: Callable[..., Any], arguments: Sequence[Any]) -> Any:
        return function(*arguments)

    engine = Local(processes)

    def work(tasks: Sequence[Task], label: str = "") -> None:
        for _ in starmap(apply, tasks) if processes == 1 else engine.do(tasks):
            pass

    given = aid_files(files)
    with TemporaryDirectory() as folder:
        workplace, found = Workplace(Path(folder)), Path(folder) / "found"
        reading = AidReading(workplace, given)
        work(reading.tasks())
        classify(found, kept=reading.kept(work), files=given, rates=(), workplace=workplace, work=work)
        for one in folders.each(found, "readings", Reading):
            yield _relevant(one.record, one)


def ten_fields(files: Sequence[Path]) -> Lines:
    """Ten fields of every activity."""
    from article60.sources.iati import ten_fields

    for file in files:
        yield from ten_fields.read(file, notes=[])


def whole(files: Sequence[Path]) -> Lines:
    """The whole record of every activity: all texts with their languages, amounts, organisations, tags and remarks."""
    from article60.sources import iati

    for file in files:
        yield from iati.read(file, notes=[])


def _relevant(record: Any, found: Any) -> Mapping[str, Any]:
    return {
        **_ten(record),
        "relevance": found.activity.relevance,
        "signals": [one.signal for one in found.signals],
        "provisions": [one.provision for one in found.provisions],
    }


def _ten(record: Any) -> Mapping[str, Any]:
    def texts(field: str) -> list[tuple[str | None, str]]:
        return [(one.language_declared, one.text) for one in record.texts if one.field == field]

    return {
        "identifier": record.iati_identifier,
        "reporting_org": [record.reporting_org, record.reporting_org_name],
        "title": texts("title"),
        "description": texts("description"),
        "recipients": [(one.code, one.share_published) for one in record.recipients],
        "sectors": [(one.vocabulary, one.code, one.share_published) for one in record.sectors],
        "dates": [record.start, record.end],
        "status": record.status,
        "budgets": [(one.value, one.currency) for one in record.amounts if one.kind == "budget"],
        "organisations": [(one.ref, one.role, one.name) for one in record.organisations],
    }


JOBS: Mapping[str, Callable[[Sequence[Path]], Lines]] = {
    "filtered": filtered,
    "run": run,
    "run_by_two": partial(run, processes=2),
    "ten_fields": ten_fields,
    "whole": whole,
}


def main() -> None:
    """Do one job on the files of a list."""
    job, listed = sys.argv[1:]
    number = 0
    for number, line in enumerate(JOBS[job]([Path(file) for file in Path(listed).read_text().splitlines()]), start=1):  # noqa: B007
        sys.stdout.buffer.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
    sys.stderr.write(f"{number}\n")


if __name__ == "__main__":
    main()
