"""Opens workbooks that may be a stranger's: only what is one and small enough, by first bytes, directory and real sizes."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

EMPTY, TOO_LARGE, LOCKED, NO_WORKBOOK, PACKED = "empty", "too_large", "locked", "no_workbook", "packed"
FILE_BYTES = 20 * 1024 * 1024
UNPACKED_BYTES = 100 * 1024 * 1024
MEMBERS, RATIO = 500, 100
_SMALL = 1024 * 1024
_STEP = 256 * 1024
_OLD = b"\xd0\xcf\x11\xe0"
TOLD: Mapping[str, str] = {
    EMPTY: "it is empty",
    TOO_LARGE: f"it is larger than {FILE_BYTES // 1024**2} MB",
    LOCKED: "it is protected by a password, or in the old format of Excel",
    NO_WORKBOOK: "it is in another format, or broken",
    PACKED: f"it holds more than {UNPACKED_BYTES // 1024**2} MB, or parts that swell when they are unpacked",
}


class NotOpened(ValueError):
    """A file is no workbook that is opened; `why` is one of the codes above, the message says it in words."""

    def __init__(self, why: str) -> None:
        super().__init__(TOLD[why])
        self.why = why


def opened(path: Path, **options: Any) -> Any:
    """The workbook, whatever its file is called; `options` are those of openpyxl. Raises NotOpened.

    Call it in a limited process where the file is a stranger's: what its parts make of memory is not known before.
    """
    check(path)
    try:
        return load_workbook(BytesIO(path.read_bytes()), **options)
    except MemoryError:
        raise
    except Exception as error:  # whatever a package of another's making makes of a broken workbook
        raise NotOpened(NO_WORKBOOK) from error


def check(path: Path) -> None:
    """Raises NotOpened where the file is none, or would need more than is allowed; sizes that lie are found by unpacking."""
    size = path.stat().st_size
    if not size:
        raise NotOpened(EMPTY)
    if size > FILE_BYTES:
        raise NotOpened(TOO_LARGE)
    with path.open("rb") as stream:
        start = stream.read(4)
    if start == _OLD:
        raise NotOpened(LOCKED)
    try:
        with zipfile.ZipFile(path) as package:
            _check_directory(package)
            _unpack(package)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise error if isinstance(error, NotOpened) else NotOpened(NO_WORKBOOK) from None


def _check_directory(package: zipfile.ZipFile) -> None:
    members = package.infolist()
    names = [one.filename for one in members]
    if "xl/workbook.xml" not in names:
        raise NotOpened(NO_WORKBOOK)
    if len(members) > MEMBERS or len(set(names)) < len(names) or sum(one.file_size for one in members) > UNPACKED_BYTES:
        raise NotOpened(PACKED)
    if any(one.file_size > _SMALL and one.file_size > RATIO * max(1, one.compress_size) for one in members):
        raise NotOpened(PACKED)


def _unpack(package: zipfile.ZipFile) -> None:
    unpacked = 0
    for member in package.infolist():
        with package.open(member) as stream:
            while piece := stream.read(_STEP):
                unpacked += len(piece)
                if unpacked > UNPACKED_BYTES:
                    raise NotOpened(PACKED)
