"""Scores languages for a text exactly as py3langid does, at a fraction of its cost.

py3langid walks through a large automaton byte by byte and weighs the sequences of bytes that it meets. As no sequence is longer
than six bytes, here all places of a text are walked to at once, each from six bytes before it. Of the weights only those of the
languages that are told apart are kept.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import add
from typing import Any

import numpy as np
from numpy.typing import NDArray
from py3langid.langid import MODEL_FILE, RAW_FLOOR, LanguageIdentifier

from article60.text.data import rows

_LONGEST = 6
_NOWHERE = b"\xff" * (_LONGEST - 1)
"""A byte that stands in no text and leads nowhere, before the first byte of a text."""


class Likeliest:
    """Tells the likeliest of some languages, each with a lead (log odds) over the score of the model."""

    def __init__(self, leads: dict[str, float]) -> None:
        columns = [column for column, language in enumerate(_model().languages) if language in leads]
        self._languages = [_model().languages[column] for column in columns]
        self._leads = [leads[language] for language in self._languages]
        # The model keeps half precision, which would be widened anew for each text.
        self._weights = np.ascontiguousarray(_model().weights[:, columns], dtype=np.float32)
        self._before = _model().before[columns]

    def of(self, text: str) -> str:
        """The likeliest language; of several as likely the one that the model alone prefers, or else names first."""
        scores = self._scores(text)
        led = map(add, scores, self._leads)
        _, _, place = max(zip(led, scores, range(0, -len(scores), -1), strict=True))
        return self._languages[-place]

    def _scores(self, text: str) -> list[float]:
        met = Counter(_met(_encoded(text)))
        if not met:
            return [RAW_FLOOR] * len(self._languages)
        sequences = np.fromiter(met.keys(), dtype=np.intp, count=len(met))
        counts = np.fromiter(met.values(), dtype=np.float32, count=len(met))
        scores: list[float] = (np.log1p(counts) @ self._weights.take(sequences, axis=0) + self._before).tolist()
        return scores


@dataclass(frozen=True, slots=True)
class _Model:
    """The automaton and the weights, those of the languages that are told apart.

    `moves` leads from where the row of a state begins, plus a byte, to the next state; `pairs` from the first state over any
    two bytes; `met` tells the sequence that ends in a state, -1 for none. A language may have several columns of weights, one
    for each script that it is written in.
    """

    moves: NDArray[np.uint32]
    begins: NDArray[np.int64]
    pairs: NDArray[np.int64]
    met: NDArray[np.int64]
    languages: Sequence[str]
    weights: NDArray[Any]
    before: NDArray[np.float32]


@cache
def _model() -> _Model:
    read = LanguageIdentifier.from_model_file(MODEL_FILE)
    read.set_languages([row["language"] for row in rows("languages_told_apart")])
    moves, begins = np.asarray(read.tk_nextmove), np.asarray(read.tk_row, dtype=np.intp) << 8
    first = moves[begins[0] : begins[0] + 256]
    return _Model(
        moves=moves,
        begins=begins,
        pairs=moves[begins[first][:, np.newaxis] + np.arange(256)].ravel().astype(np.intp),
        met=np.asarray(read.tk_output, dtype=np.intp),
        languages=read.nb_classes,
        weights=read.nb_ptc,
        before=read.nb_pc,
    )


def _encoded(text: str) -> bytes:
    """The bytes that the model was made for."""
    return unicodedata.normalize("NFC", text.lower() if text.isupper() else text).encode(errors="surrogatepass")


def _met(text: bytes) -> list[int]:
    """The sequences of bytes met, by number, in order."""
    model, length = _model(), len(text)
    given = np.frombuffer(_NOWHERE + text, dtype=np.uint8).astype(np.intp)
    states = model.pairs[(given[:length] << 8) + given[1 : length + 1]]
    for step in range(2, _LONGEST):
        states = model.moves[model.begins[states] + given[step : step + length]]
    met = model.met[states]
    found: list[int] = met[met >= 0].tolist()
    return found
