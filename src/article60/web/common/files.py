"""The bytes of the files of a Release: of exactly those that SHA256SUMS names, and no others."""

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from article60.publication.checksums import NAME, SIGNATURE
from article60.web.common.current import NAMED, Release, current

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "png": "image/png",
    "parquet": "application/vnd.apache.parquet",
    "pdf": "application/pdf",
    "sqlite": "application/vnd.sqlite3",
    "ttl": "text/turtle; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
}
BLOCK = 256 * 1024
"""Bytes that are read and sent at once."""
BESIDE = (NAME, SIGNATURE)
"""Files that SHA256SUMS cannot name: itself, and the signature over it."""
SHOWN_IN_PLACE = (
    "application/pdf",
    "application/json",
    "application/ld+json",
    "image/png",
    "text/turtle; charset=utf-8",
    "text/plain; charset=utf-8",
)


@require_safe
def download(request: HttpRequest, name: str) -> FileResponse:
    """The bytes of a file that SHA256SUMS names; what others wrote as a page is never shown as one of ours."""
    return sent(current(), name)


def sent(release: Release, name: str) -> FileResponse:
    """The same of one Release. Raises Http404."""
    if name not in release.files and not (name in BESIDE and (release.folder / name).is_file()):
        raise Http404(name)
    kind = TYPES.get(name.rpartition(".")[2], "text/plain; charset=utf-8")
    response = FileResponse(
        (release.folder / name).open("rb"),
        content_type=kind,
        as_attachment=kind not in SHOWN_IN_PLACE,
        filename=name.rpartition("/")[2],
    )
    response.block_size = BLOCK
    response.headers[NAMED] = release.info["name"]
    if name in release.files:
        response.headers["ETag"] = f'"{release.files[name]}"'
    return response
