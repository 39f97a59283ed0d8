"""Reads the aid data of a run in portions: what may matter, then what belongs together with that; of the same bytes, once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from article60 import relatives, sifted
from article60.domain.activity_name import PassedOver
from article60.engines import Task
from article60.kept_by import RELATIVES_CODE, Portion, aid_to_sift, aid_to_sift_whole, code_version, of_relatives
from article60.sifted import Kept
from article60.sources.aid_file import AidFile
from article60.sources.portions import SIZE
from article60.tables import folders
from article60.tables.runs import Workplace, key_of

Work = Callable[[Sequence[Task], str], None]
"""Does tasks, under a label that tells what is done."""


class AidReading:
    """The files of a run, each with other bytes; `size` is that of a portion, about."""

    def __init__(self, workplace: Workplace, files: Sequence[AidFile], *, size: int = SIZE) -> None:
        self._workplace, self._files = workplace, files
        self._portions = aid_to_sift(files, size=size)

    def tasks(self) -> list[Task]:
        """What must be done first, the largest first: portions that were not sifted before by the same code."""
        return self._to_sift(self._portions)

    def kept(self, work: Work) -> list[Kept]:
        """What was read of all portions, once the tasks are done; further ones are given to `work`.

        A file of which a range cannot be read by itself is read anew, as a whole.
        """
        found = [self._sifted(portion) for portion in self._portions]
        distrusted = set(sifted.untrusted(found))
        if distrusted:
            whole = [aid_to_sift_whole(file) for file in self._files if file in distrusted]
            work(self._to_sift(whole), "reading files as a whole")
            trusted = [one for one in found if one.portion.parts[0].is_whole or one.portion.parts[0].file not in distrusted]
            found = [*trusted, *map(self._sifted, whole)]
        return self._with_relatives(found, work)

    def _to_sift(self, portions: Iterable[Portion]) -> list[Task]:
        missing = [portion for portion in portions if not self._workplace.kept("sifted", portion.key).is_dir()]
        if not missing:
            return []
        from article60 import sifting  # here, because loading what reads takes long, and after a decision nothing is read

        missing.sort(key=lambda portion: -portion.size)
        return [(sifting.sift_portion, (self._workplace, portion)) for portion in missing]

    def _sifted(self, portion: Portion) -> Kept:
        return Kept(portion, (self._workplace.kept("sifted", portion.key),))

    def _with_relatives(self, found: Sequence[Kept], work: Work) -> list[Kept]:
        in_folders = [one.folders[0] for one in found]

        def fill(to: Path) -> None:
            folders.save(to, {"passed_over": (PassedOver, relatives.missing(in_folders))})

        key = key_of([folder.name for folder in in_folders], code_version(RELATIVES_CODE))
        asked, _ = self._workplace.make("passed_over", key, fill)
        positions = relatives.by_portion(
            folders.load_frame(asked, "passed_over", PassedOver), parts=[len(one.portion.parts) for one in found]
        )
        wanted = [of_relatives(one.portion, places) for one, places in zip(found, positions, strict=True)]
        kept_in = [self._workplace.kept("relatives", one.key) if one.size else None for one in wanted]
        missing = [one for one, folder in zip(wanted, kept_in, strict=True) if folder is not None and not folder.is_dir()]
        if missing:
            from article60 import sifting  # here, as above

            work([(sifting.read_relatives, (self._workplace, one)) for one in missing], "reading related activities")
        return _in_ranges(
            one if folder is None else Kept(one.portion, (*one.folders, folder))
            for one, folder in zip(found, kept_in, strict=True)
        )


def _in_ranges(kept: Iterable[Kept]) -> list[Kept]:
    """The same, each range with the folders of those before it in its file."""
    before: dict[AidFile, tuple[tuple[Path, ...], ...]] = {}
    found = []
    for one in kept:
        part = one.portion.parts[0]
        if not part.is_whole:
            one = replace(one, before=before.get(part.file, ()))
            before[part.file] = (*one.before, one.folders)
        found.append(one)
    return found
