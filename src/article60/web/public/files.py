"""The files of a Release: their list with sizes and hashes, and the bytes of exactly those and no others."""

from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from article60.publication.in_place import FOLDER
from article60.web.public.current import Release, current
from article60.web.public.pages import Page, render

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "png": "image/png",
    "parquet": "application/vnd.apache.parquet",
    "pdf": "application/pdf",
    "sqlite": "application/vnd.sqlite3",
    "txt": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
}
SUMS = "SHA256SUMS"
SHOWN_IN_PLACE = ("application/pdf", "application/json", "image/png", "text/plain; charset=utf-8")
DERIVED = ("data/", "datapackage.json", "needs.json", "assistance.xml", "register.xlsx")


@dataclass(frozen=True, slots=True)
class File:
    """One file of a Release as the list shows it."""

    name: str
    size: int
    sha256: str


def data_page(release: Release) -> dict[str, Any]:
    """Core files, derived files and documents of the Release, each with size in bytes and SHA-256.

    What shows evidence in place is many small files, of which the page tells number and size.
    """
    listed = [File(name, (release.folder / name).stat().st_size, digest) for name, digest in release.files.items()]
    documents = [file for file in listed if file.name.startswith("documents/")]
    derived = [file for file in listed if file.name.startswith(DERIVED)]
    in_place = [file for file in listed if file.name.startswith(f"{FOLDER}/")]
    core = [file for file in listed if file not in documents and file not in derived and file not in in_place]
    return {"core": core, "derived": derived, "documents": documents, "in_place": in_place, "sums": SUMS}


@require_safe
def download(request: HttpRequest, name: str) -> FileResponse:
    """The bytes of a file that SHA256SUMS names; what others wrote as a page is never shown as one of ours."""
    release = current()
    if name not in release.files and name != SUMS:
        raise Http404(name)
    kind = TYPES.get(name.rpartition(".")[2], "text/plain; charset=utf-8")
    response = FileResponse(
        (release.folder / name).open("rb"),
        content_type=kind,
        as_attachment=kind not in SHOWN_IN_PLACE,
        filename=name.rpartition("/")[2],
    )
    response.headers["Article60-Release"] = release.info["name"]
    if name in release.files:
        response.headers["ETag"] = f'"{release.files[name]}"'
    return response


@require_safe
def show_data(request: HttpRequest) -> HttpResponse:
    """The Release's files."""
    release = current()
    return render(request, release, "data.html", data_page(release))


PAGES = [Page(name="data", route="data", view=show_data)]
