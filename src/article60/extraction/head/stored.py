"""Reads and writes the weights of the head: a text file with one run of letters or one notion a line."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from article60.domain.fields import note
from article60.extraction.head.trust import NAMES, Trust

ARTICLES = 72
"""How many columns a row of weights has: column 5 is article 5."""

UNIT = 100
"""Weights are written, and added up, in hundredths."""

Row = Mapping[int, float]

_AT_ONCE = 1000
"""Rows: the text of all of them and its numbers would take a multiple of what they are kept in."""
_MOST = np.iinfo(np.int16).max
_WRITTEN_WITH = frozenset("0123456789-: ")


class UnreadableWeights(ValueError):
    """The text of weights is not one that was written here; the message holds what could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What was learned, as it stands in the file."""

    made_from: str = note("Hash of everything that it was learned from.")
    base: Row = note("Weight of each article before anything is read.")
    ngrams: Mapping[str, Row] = note("Weights of each run of letters, by article.")
    notions: Mapping[str, Row] = note("Weights of each notion, by article.")
    trust: Trust = note("How much each layer is trusted.")


def stored() -> Weights:
    """The weights that ship with the project, read anew: who weighs with them keeps them in a form of its own."""
    return read(files("article60.extraction").joinpath("head/weights.csv").read_text(encoding="utf-8"))


def write(weights: Weights) -> str:
    """The weights as text, the same for the same weights."""
    text = io.StringIO()
    text.write(_HEADER.format(made_from=weights.made_from))
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("kind", "what", "weights"))
    rows.writerows(("trust", name, f"{getattr(weights.trust, name):.2f}") for name in NAMES)
    rows.writerow(("base", "", _written(weights.base)))
    rows.writerows(("notion", name, _written(row)) for name, row in sorted(weights.notions.items()))
    rows.writerows(("letters", name, _written(row)) for name, row in sorted(weights.ngrams.items()))
    return text.getvalue()


def read(text: str) -> Weights:
    """The weights from text as `write` makes it. Raises UnreadableWeights."""
    lines = text.splitlines()
    found: dict[str, dict[str, str]] = {"trust": {}, "base": {}, "notion": {}, "letters": {}}
    try:
        (made_from,) = (line.removeprefix(_MADE_FROM).strip() for line in lines if line.startswith(_MADE_FROM))
        for kind, name, value in _rows(lines):
            found[kind][name] = value
        return Weights(
            made_from=made_from,
            base=_Rows(found["base"])[""],
            ngrams=_Rows(found["letters"]),
            notions=_Rows(found["notion"]),
            trust=Trust(**{name: float(found["trust"][name]) for name in NAMES}),
        )
    except (KeyError, ValueError, csv.Error) as error:
        raise UnreadableWeights(f"weights of the head: {error!r}") from error


def matrix(weights: Mapping[str, Row]) -> NDArray[np.int16]:
    """Rows of weights in hundredths as a table, one column an article."""
    if isinstance(weights, _Rows):
        return weights.table()
    rows = list(weights.values())
    table = np.zeros((len(rows), ARTICLES), dtype=np.int16)
    lines = [line for line, row in enumerate(rows) for _ in row]
    table[lines, [article for row in rows for article in row]] = [
        _hundredths(weight) for row in rows for weight in row.values()
    ]
    return table


_MADE_FROM = "# made from (sha256): "
_HEADER = f"""\
# Weights of the head: for each run of letters (`_`: the edge of a word) and each notion, the articles of the Convention
# for which it speaks, or against which it speaks, and how loudly, in hundredths. Made by `make head` from labelled.csv and
# the lexicons; not to be edited.
{_MADE_FROM}{{made_from}}
"""


def _rows(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    plain = [line for line in lines if not line.startswith("#")]
    yield from ((kind, name, value) for kind, name, value in csv.reader(plain[1:], strict=True))


def _written(row: Row) -> str:
    return " ".join(f"{article}:{_hundredths(value)}" for article, value in sorted(row.items()))


def _hundredths(weight: float) -> int:
    return round(weight * UNIT)


class _Rows(Mapping[str, Row]):
    """Rows as they are written, read many at once: there are some 400,000 weights."""

    def __init__(self, written: Mapping[str, str]) -> None:
        """Raises ValueError where one is no row."""
        rows = list(written.values())
        some = [_numbers(rows[first : first + _AT_ONCE]) for first in range(0, max(len(rows), 1), _AT_ONCE)]
        self._numbers = {name: number for number, name in enumerate(written)}
        self._begins = np.cumsum([0, *(row.count(":") for row in rows)])
        self._articles, self._hundredths = (np.concatenate(column) for column in zip(*some, strict=True))

    def __getitem__(self, name: str) -> Row:
        chosen = slice(*self._begins[self._numbers[name] :][:2])
        return dict(zip(self._articles[chosen].tolist(), (self._hundredths[chosen] / UNIT).tolist(), strict=True))

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def table(self) -> NDArray[np.int16]:
        """As `matrix`."""
        table = np.zeros((len(self), ARTICLES), dtype=np.int16)
        table[np.repeat(np.arange(len(self)), np.diff(self._begins)), self._articles] = self._hundredths
        return table


def _numbers(rows: Sequence[str]) -> tuple[NDArray[np.int8], NDArray[np.int16]]:
    """Articles and hundredths of some rows. Raises ValueError where one is no row."""
    text = " ".join(rows)
    numbers = np.fromstring(text.replace(":", " "), dtype=np.int64, sep=" ")
    if len(numbers) != 2 * text.count(":") or not set(text) <= _WRITTEN_WITH:
        raise ValueError("a weight is not written as article:weight")
    if len(numbers) and (numbers[1::2].max() > _MOST or numbers[1::2].min() < -_MOST or numbers[::2].max() >= ARTICLES):
        raise ValueError("a weight or the number of an article is too large")
    return numbers[::2].astype(np.int8), numbers[1::2].astype(np.int16)
