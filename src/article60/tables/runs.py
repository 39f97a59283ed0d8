"""Run folders: each run an immutable folder of tables, each step kept by the hash of what went into it."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from platform import node
from tempfile import TemporaryDirectory
from typing import Any

from article60.tables.folders import link


def key_of(*parts: object) -> str:
    """Hash over the parts in order, by which a step's result is kept; parts are plain data (text, numbers, lists, maps)."""
    canonical = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def code_key(*packages: Path) -> str:
    """Hash over the source and data files of some packages, so that changed code never meets results of older code."""
    digest = hashlib.sha256()
    for package in packages:
        for file in sorted(p for p in _files(package) if p.suffix in {".py", ".csv", ".toml", ".json", ".npz"}):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _files(package: Path) -> Iterable[Path]:
    return package.rglob("*") if package.is_dir() else [package]


def this_process() -> str:
    """Tells this process from every other that may write beside it, on whichever machine that runs."""
    return f"{node()}.{os.getpid()}"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{this_process()}.part")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def _instead(key: str) -> str:
    return key_of("instead", key)


def _stands(unfinished: Path, kept: Path) -> bool:
    """Give a finished folder its name; False where another process was first, whose folder for the same key holds the same."""
    try:
        unfinished.rename(kept)
    except OSError:
        if not kept.is_dir():
            raise
        shutil.rmtree(unfinished)
        return False
    return True


@dataclass(frozen=True, slots=True)
class Workplace:
    """The folder beside a Release in which runs keep their tables: `kept/` by content key, `runs/` by run."""

    folder: Path

    def kept(self, step: str, key: str) -> Path:
        """Folder in which the result of a step for this key stands, once made."""
        return self.folder / "kept" / step / key[:32]

    def make(self, step: str, key: str, fill: Callable[[Path], None]) -> tuple[Path, bool]:
        """Folder with the step's result, and whether it was made now; made whole or not at all."""
        kept = self.kept(step, key)
        if kept.is_dir():
            return kept, False
        unfinished = kept.with_name(f"{kept.name}.{this_process()}.part")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        try:
            fill(unfinished)
            return kept, _stands(unfinished, kept)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise

    def instead(self, step: str, key: str, fill: Callable[[Path], None]) -> Path:
        """Folder with what stands in the place of a result that cannot be had this time, until it can.

        What stands there from another time is replaced file by file: another run that reads it meanwhile finds each.
        """
        kept, fresh = self.make(step, _instead(key), fill)
        if not fresh:
            with TemporaryDirectory(dir=kept.parent, suffix=".part") as now:
                fill(Path(now))
                for file in Path(now).iterdir():
                    file.replace(kept / file.name)
        return kept

    def now(self, step: str, key: str) -> Path:
        """Folder with a result or, where it could not be had, with what stands in its place."""
        kept = self.kept(step, key)
        return kept if kept.is_dir() else self.kept(step, _instead(key))

    def record(self, run: str, steps: Mapping[str, Path], manifest: Mapping[str, Any]) -> Path:
        """Write `runs/RUN/STEP/*.parquet` (links to what is kept) and its manifest; a run that stands is left as it is."""
        folder = self.folder / "runs" / run
        if folder.is_dir():
            return folder
        unfinished = folder.with_name(f"{run}.{this_process()}.part")
        shutil.rmtree(unfinished, ignore_errors=True)
        try:
            for step, kept in steps.items():
                shutil.copytree(kept, unfinished / step, copy_function=lambda one, other: link(Path(one), Path(other)))
            (unfinished / "manifest.json").write_text(
                json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True, default=str), encoding="utf-8"
            )
            _stands(unfinished, folder)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        return folder
