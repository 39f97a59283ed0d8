"""What became of records since the Release before: the numbers with their reasons, and the first records of each kind."""

import csv
import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from article60.web.common.current import Release, current
from article60.web.public.data import changes
from article60.web.public.pages import Page, render

SHOWN = 50
"""Records of a kind that the page shows; the file has all."""
FILE = "data/changes.csv"
HAVE_PAGES = {"needs": "need", "activities": "activity", "documents": "document"}
"""Kinds of records with a page of their own, and its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record: what became of it and why, the columns that changed, and the record that took its place."""

    record_id: str
    change: str
    why: str
    columns: tuple[str, ...]
    now_in: str | None
    page: str | None


def changes_page(release: Release) -> dict[str, Any]:
    """Numbers and records; nothing of either where no earlier Release was named."""
    said = changes(release)
    return {"changes": said, "records": {} if said is None else _records(release), "shown": SHOWN, "file": FILE}


def _records(release: Release) -> dict[str, list[Row]]:
    """The first records of each table; none of a table in which nothing changed."""
    found: dict[str, list[Row]] = defaultdict(list)
    with (release.folder / FILE).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if len(found[row["table"]]) < SHOWN:
                found[row["table"]].append(_row(row))
    return found


def _row(row: dict[str, str]) -> Row:
    page = HAVE_PAGES.get(row["table"])
    return Row(
        record_id=row["record_id"],
        change=row["change"],
        why=row["why"],
        columns=tuple(json.loads(row["columns"])),
        now_in=row["now_in"] or None,
        page=page if row["change"] != "gone" else None,
    )


@require_safe
def show_changes(request: HttpRequest) -> HttpResponse:
    """What has changed."""
    release = current()
    return render(request, release, "changed.html", changes_page(release))


PAGES = [Page(name="changed", route="data/changes", view=show_changes)]
