"""Reads the model that tells languages apart: how much short sequences of bytes speak for each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from article60.memory import give_back
from article60.text.language_model.sequences import Sequences

FILE = "model.npz"


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Sequences of bytes, and their weights by language.

    `weights` has a row for each sequence and a column for each of `languages`, `before` what each weighs before anything is
    read, `nothing` the score of a text with no sequence. A language may have several columns, one for each script that it is
    written in. `made_from` is the hash of what it was made from.
    """

    sequences: Sequences
    languages: Sequence[str]
    weights: NDArray[np.float16]
    before: NDArray[np.float32]
    nothing: float
    made_from: str


@cache
def stored() -> LanguageModel:
    """The model that ships with the project; `make language-model` makes it."""
    with files("article60.text.language_model").joinpath(FILE).open("rb") as file, np.load(file, allow_pickle=False) as tables:
        model = LanguageModel(
            sequences=Sequences(
                base=tables["base"], parent=tables["parent"], number=tables["number"], longest=int(tables["longest"])
            ),
            languages=tables["languages"].tolist(),
            weights=np.ascontiguousarray(tables["weights"]),
            before=tables["before"],
            nothing=float(tables["nothing"]),
            made_from=str(tables["made_from"]),
        )
    give_back()
    return model
