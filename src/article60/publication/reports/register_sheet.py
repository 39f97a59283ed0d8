"""A clearance sheet of needs that stand in a State's own register: made of them as of a Release that holds nothing else.

So the sheet is the one of the reports, in the same words and forms, and what reads it back knows it.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from article60.domain.evidence import Evidence
from article60.domain.need import Need
from article60.domain.state_party import state_parties
from article60.publication import database
from article60.publication.reading import DATABASE
from article60.publication.release_info import FORMAT
from article60.publication.reports.clearance_sheet import NAME, OF_REGISTER
from article60.publication.reports.making import About
from article60.publication.reports.writing import write
from article60.tables.canonical import in_order
from article60.tables.declared import TABLES
from article60.tables.plain import records, rows

ENDINGS = ("docx", "xlsx")
"""Forms that can be read back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a sheet asks about: needs of one State as they stood on a day, the places where they were read, and its name."""

    name: str
    state: str
    on: date
    needs: Sequence[Need]
    evidence: Sequence[Evidence]

    @property
    def plain(self) -> dict[str, Any]:
        """As JSON can carry it."""
        told = {"name": self.name, "state": self.state, "on": self.on.isoformat()}
        return told | {"needs": list(rows(Need, self.needs)), "evidence": list(rows(Evidence, self.evidence))}

    @classmethod
    def of_plain(cls, told: Mapping[str, Any]) -> "Asked":
        """What `plain` gave."""
        needs, evidence = list(records(Need, told["needs"])), list(records(Evidence, told["evidence"]))
        on = date.fromisoformat(told["on"])
        return cls(name=told["name"], state=told["state"], on=on, needs=needs, evidence=evidence)


@contextmanager
def as_release(asked: Asked) -> Iterator[Path]:
    """A folder from which reports are made as from a Release, for as long as it is needed; nobody else may read it."""
    state = state_parties()[asked.state]
    held = {"states": [state], "needs": asked.needs, "evidence": asked.evidence}
    told = {"format": FORMAT, "name": asked.name, "on": asked.on.isoformat(), "fictional": state.fictional}
    with tempfile.TemporaryDirectory(prefix="article60-") as made:
        folder = Path(made)
        database.write(folder / DATABASE, {name: in_order(TABLES[name], some) for name, some in held.items()}, meta={})
        (folder / "release.json").write_text(json.dumps(told | {OF_REGISTER: True, "called": "made_in_register"}))
        yield folder


def sheet(asked: Asked, *, language: str, ending: str) -> bytes:
    """The sheet in a language, as a Word file or a workbook. Raises NoSuchReport for a form that cannot be read back."""
    with as_release(asked) as folder:
        out = folder / f"sheet.{ending}"
        write(NAME, folder, out, about=About(state=asked.state), language=language)
        return out.read_bytes()
