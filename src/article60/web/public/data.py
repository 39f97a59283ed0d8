"""The data page: the Release's files and their terms, what has changed, errata, and how to check what was downloaded."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from article60.domain.erratum import Erratum
from article60.publication.changes import SUMMARY
from article60.publication.checksums import NAME, SIGNATURE
from article60.publication.in_place import FOLDER
from article60.publication.reading import read_records
from article60.web.common.current import Release, current
from article60.web.public.pages import Page, render

DERIVED = ("datapackage.json", "needs.json", "assistance.xml", "register.xlsx", "dcat.", SUMMARY)
FOLDERS = ("documents/", "data/", "standard/", f"{FOLDER}/")


@dataclass(frozen=True, slots=True)
class File:
    """One file of a Release as the list shows it."""

    name: str
    size: int
    sha256: str


def data_page(release: Release) -> dict[str, Any]:
    """Core files, derived files and documents of the Release, each with size in bytes and SHA-256; terms, changes, errata.

    What shows evidence in place is many small files, of which the page tells number and size.
    """
    listed = [File(name, (release.folder / name).stat().st_size, digest) for name, digest in release.files.items()]
    documents, tables, standard, in_place = ([file for file in listed if file.name.startswith(folder)] for folder in FOLDERS)
    derived = [file for file in listed if file.name.startswith(DERIVED)]
    core = [file for file in listed if not file.name.startswith((*DERIVED, *FOLDERS))]
    errata: list[Erratum] = list(read_records(release.connection, "errata"))
    return {
        "core": core,
        "derived": derived,
        "tables": tables,
        "standard": standard,
        "documents": documents,
        "in_place": in_place,
        "sums": NAME,
        "signature": SIGNATURE if (release.folder / SIGNATURE).is_file() else None,
        "changes": changes(release),
        "errata": errata,
    }


def changes(release: Release) -> dict[str, Any] | None:
    """The numbers of what has changed since the Release before; None where none was named."""
    if SUMMARY not in release.files:
        return None
    read: dict[str, Any] = json.loads((release.folder / SUMMARY).read_text(encoding="utf-8"))
    return read


@require_safe
def show_data(request: HttpRequest) -> HttpResponse:
    """Everything that can be taken home."""
    release = current()
    return render(request, release, "data.html", data_page(release))


PAGES = [Page(name="data", route="data", view=show_data)]
