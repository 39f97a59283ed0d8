"""Runs Tesseract: which languages it knows here, in which one a picture is written, and the words that it sees on it."""

import os
import re
import shutil
import subprocess
from functools import cache

import numpy
from numpy.typing import NDArray

from article60.text import language

Dots = NDArray[numpy.uint8]
DOTS_PER_INCH = 300
# Tesseract's names of the languages, and of the scripts in which its test of orientation sees them.
NAMES = {"en": "eng", "fr": "fra", "es": "spa", "ru": "rus", "ar": "ara", "zh": "chi_sim"}
LATIN = ("eng", "fra", "spa")
_SCRIPTS = {
    "Latin": ("en", "fr", "es"),
    "Cyrillic": ("ru",),
    "Arabic": ("ar",),
    "Han": ("zh",),
    "HanS": ("zh",),
    "HanT": ("zh",),
}
_PROGRAM = "tesseract"
_SCRIPT = re.compile(r"^Script: (\w+)$", re.MULTILINE)
# One thread a page: pages are read side by side by the processes of a run. Time and memory bounds are inherited.
_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1"}


@cache
def recogniser() -> str:
    """What scanned pages are read with: program, version and languages; `none` where it is not installed.

    Part of what a reading depends on, so it stands in the key under which a reading is kept and among a Release's versions.
    """
    if shutil.which(_PROGRAM) is None:
        return "none"
    version = _run("--version").split("\n", 1)[0].strip()
    known = sorted(name for name in NAMES.values() if name in installed())
    return f"{version}: {', '.join(known) or 'no languages'}"


@cache
def installed() -> frozenset[str]:
    """The languages, in Tesseract's names, whose data are installed; empty where Tesseract is not."""
    if shutil.which(_PROGRAM) is None:
        return frozenset()
    return frozenset(_run("--list-langs").split())


def name_of(tongue: str) -> str:
    """Tesseract's name of a language, of English where the language is not installed."""
    return NAMES[tongue] if NAMES.get(tongue) in installed() else "eng"


def tongue_of(dots: Dots) -> str | None:
    """The language of a page: by its script, and in Latin script by a first reading in all languages installed.

    None where the page does not tell: it holds too few words, or words in no language that is installed.
    """
    seen = _SCRIPT.search(_run("-", "-", "--psm", "0", "--dpi", str(DOTS_PER_INCH), given=_pgm(dots), may_fail=True))
    tongues = [t for t in _SCRIPTS.get(seen.group(1) if seen else "Latin", ()) if NAMES[t] in installed()]
    if len(tongues) < 2:
        return tongues[0] if tongues and seen else None
    told = language.detect(_run("-", "-", "-l", "+".join(NAMES[t] for t in tongues), given=_pgm(dots)))
    return told if told in tongues else None


def read(dots: Dots, name: str) -> str:
    """What Tesseract sees on a picture, as hOCR."""
    return _run("-", "-", "-l", name, "--dpi", str(DOTS_PER_INCH), "--psm", "3", "hocr", given=_pgm(dots))


def _pgm(dots: Dots) -> bytes:
    return b"P5 %d %d 255\n" % (dots.shape[1], dots.shape[0]) + dots.tobytes()


def _run(*arguments: str, given: bytes = b"", may_fail: bool = False) -> str:
    """What Tesseract prints. Raises RuntimeError with its own words where it fails, unless it may."""
    done = subprocess.run([_PROGRAM, *arguments], input=given, capture_output=True, check=False, env=os.environ | _ENVIRONMENT)
    if done.returncode and not may_fail:
        raise RuntimeError(f"tesseract {' '.join(arguments)}: {done.stderr.decode('utf-8', 'replace').strip()}")
    return done.stdout.decode("utf-8", "replace")
