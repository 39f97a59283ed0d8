"""What is asked of a spreadsheet in a process of its own (`article60.apart`): its rows, and everything that is wrong."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from article60.sources.reported.problems import Problem
from article60.sources.reported.reading import Found, read


def answer(request: Mapping[str, Any]) -> Mapping[str, Any]:
    """Rows and problems of the file at a path. A file that no reader foresaw is one that cannot be read: this is the edge."""
    try:
        found = read(Path(request["path"]), language=request["language"])
    except Exception:
        found = Found(problems=[Problem(kind="not_a_workbook")])
    return {
        "rows": [{"reference": one.reference, "row": one.row, "said": one.activity.told} for one in found.rows],
        "problems": [one.told for one in found.problems],
    }
