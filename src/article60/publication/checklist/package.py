"""Whether a file is a workbook at all and small enough to be opened: its first bytes, its directory, its real sizes."""

import zipfile
from pathlib import Path

from article60.publication.checklist.reasons import EMPTY, LOCKED, NO_WORKBOOK, PACKED, TOO_LARGE, Unusable

FILE_BYTES = 20 * 1024 * 1024
UNPACKED_BYTES = 100 * 1024 * 1024
MEMBERS, RATIO = 500, 100
_SMALL = 1024 * 1024
_STEP = 256 * 1024
_OLD = b"\xd0\xcf\x11\xe0"


def check(path: Path) -> None:
    """Raises Unusable where the file is none, or would need more than is allowed; sizes that lie are found by unpacking."""
    size = path.stat().st_size
    if not size:
        raise Unusable(EMPTY)
    if size > FILE_BYTES:
        raise Unusable(TOO_LARGE)
    with path.open("rb") as stream:
        start = stream.read(4)
    if start == _OLD:
        raise Unusable(LOCKED)
    try:
        with zipfile.ZipFile(path) as package:
            _check_directory(package)
            _unpack(package)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise error if isinstance(error, Unusable) else Unusable(NO_WORKBOOK) from None


def _check_directory(package: zipfile.ZipFile) -> None:
    members = package.infolist()
    names = [one.filename for one in members]
    if "xl/workbook.xml" not in names:
        raise Unusable(NO_WORKBOOK)
    if len(members) > MEMBERS or len(set(names)) < len(names) or sum(one.file_size for one in members) > UNPACKED_BYTES:
        raise Unusable(PACKED)
    if any(one.file_size > _SMALL and one.file_size > RATIO * max(1, one.compress_size) for one in members):
        raise Unusable(PACKED)


def _unpack(package: zipfile.ZipFile) -> None:
    unpacked = 0
    for member in package.infolist():
        with package.open(member) as stream:
            while piece := stream.read(_STEP):
                unpacked += len(piece)
                if unpacked > UNPACKED_BYTES:
                    raise Unusable(PACKED)
