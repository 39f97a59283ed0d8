"""Writes the other forms of a Release's rows, once its core files stand: exports, changes, workbook, standard, catalogue."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from article60.publication import changes, data_files, dcat, iati_file, in_place, workbook
from article60.publication.reading import open_release
from article60.publication.release_info import ReleaseInfo
from article60.publication.standard import writing as needs_file


def write(folder: Path, info: ReleaseInfo, *, previous: Path | None, shown: Mapping[str, Path]) -> None:
    """Write them as read back from the database, so that nothing else can be published.

    `previous` is the folder of the Release before; `shown` gives, by hash of a document, the folder with what it shows.
    """
    needs_file.write_standard(folder)
    with closing(open_release(folder)) as connection:
        data_files.write(connection, folder)
        if previous is not None:
            changes.write(connection, folder, previous=previous, info=info)
        data_files.write_package(folder, info=info)
        needs_file.write(connection, folder / "needs.json", info=info)
        iati_file.write(connection, folder / "assistance.xml", info=info)
        workbook.write(connection, folder / "register.xlsx", info=info)
        in_place.write(connection, folder, kept=shown)
    dcat.write(folder, info=info)
