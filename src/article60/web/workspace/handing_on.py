"""Writes what people decided into a folder for the next run: one file for each application that has something to hand on.

Such an application has a module `decisions` with the name of its `FILE`, and with `lines(on=…)`. One that hands on
activities which stand in no aid data has a module `aid` with its `FILE`, and with `write(path, on=…)`, which tells how many.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from article60.web.accounts.discovered import modules


@dataclass(frozen=True, slots=True)
class HandedOn:
    """How many lines each file holds, by its name, about how many records all of them are, and activities by file likewise."""

    files: Mapping[str, int]
    records: int
    activities: Mapping[str, int]


def write(folder: Path, *, on: date) -> HandedOn:
    """Write all lines of a day, each file in place of that of an earlier day."""
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, int] = {}
    records: set[str] = set()
    for module in modules("decisions"):
        found = list(module.lines(on=on))
        made = folder / f".{module.FILE}"
        made.write_text("".join(_written(one) for one in found), encoding="utf-8", newline="\n")
        made.replace(folder / module.FILE)
        files[module.FILE] = len(found)
        records |= {_record(one["about"]) for one in found}
    return HandedOn(files, len(records), _activities(folder, on=on))


def _activities(folder: Path, *, on: date) -> Mapping[str, int]:
    """Write the files of aid data, each in place of that of an earlier day."""
    activities: dict[str, int] = {}
    for module in modules("aid"):
        made = folder / f".{module.FILE}"
        activities[module.FILE] = module.write(made, on=on)
        made.replace(folder / module.FILE)
    return activities


def _record(about: Mapping[str, Any]) -> str:
    """What a decision is about: a record by its identifier, a document by its hash."""
    return f"{about['kind']} {about['id'] or about['fingerprint']['document_sha256']}"


def _written(line: Mapping[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False) + "\n"
