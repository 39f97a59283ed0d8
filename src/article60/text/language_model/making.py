"""Makes the model that tells languages apart out of that of py3langid: `python -m article60.text.language_model.making`.

That of py3langid is an automaton of some forty megabytes, slow to unpack. Of it are kept the sequences of bytes that it finds,
as a tree, and the weights of the languages that are told apart.
"""

import hashlib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from py3langid.langid import MODEL_FILE, RAW_FLOOR, LanguageIdentifier

from article60.text.data import rows
from article60.text.language_model.sequences import NONE, Sequences
from article60.text.language_model.stored import FILE, LanguageModel

_BYTES = 256
_ROOT = 0


def main() -> None:
    """Write the model beside this module."""
    model = made()
    tables = {
        "base": model.sequences.base,
        "parent": model.sequences.parent,
        "number": model.sequences.number,
        "longest": np.array(model.sequences.longest),
        "languages": np.array(model.languages),
        "weights": model.weights,
        "before": model.before,
        "nothing": np.array(model.nothing),
        "made_from": np.array(model.made_from),
    }
    path = Path(__file__).with_name(FILE)
    np.savez_compressed(path, **tables)  # type: ignore[arg-type]  # numpy's own types know no names given by a mapping
    sys.stderr.write(f"{len(model.weights)} sequences, {len(model.languages)} columns: {path.stat().st_size} bytes in {path}\n")


def made() -> LanguageModel:
    """The model of the installed py3langid, cut to the languages that are told apart."""
    read = LanguageIdentifier.from_model_file(MODEL_FILE)
    read.set_languages(told_apart())
    return LanguageModel(
        sequences=Sequences.of(_sequences(read)),
        languages=read.nb_classes,
        weights=np.asarray(read.nb_ptc, dtype=np.float16),
        before=np.asarray(read.nb_pc, dtype=np.float32),
        nothing=RAW_FLOOR,
        made_from=made_from(),
    )


def told_apart() -> list[str]:
    """The languages, ISO 639-1."""
    return [row["language"] for row in rows("languages_told_apart")]


def made_from() -> str:
    """Hash of the model of py3langid and of the languages."""
    model = (Path(sys.modules[LanguageIdentifier.__module__].__file__ or "").parent / MODEL_FILE).read_bytes()
    return hashlib.sha256(model + " ".join(told_apart()).encode()).hexdigest()


def _sequences(read: LanguageIdentifier) -> Mapping[bytes, int]:
    """The sequences, by number, that the automaton finds: each is the shortest way from its beginning to where it is met.

    Where several end at the same place, the automaton tells the longest, in states further on that do not end in one
    themselves too: a number belongs to the state that is reached first.
    """
    numbers = np.asarray(read.tk_output, dtype=np.int64)
    ways = _shortest_ways(np.asarray(read.tk_nextmove), np.asarray(read.tk_row, dtype=np.int64) * _BYTES)
    found: dict[int, bytes] = {}
    for state in sorted(ways, key=lambda state: len(ways[state])):
        if numbers[state] != NONE:
            found.setdefault(int(numbers[state]), ways[state])
    return {sequence: number for number, sequence in found.items()}


def _shortest_ways(moves: NDArray[np.uint32], begins: NDArray[np.int64]) -> Mapping[int, bytes]:
    """By state the fewest bytes that lead to it; `moves` from where the row of a state begins, plus a byte, to the next one."""
    ways: dict[int, bytes] = {_ROOT: b""}
    reached: Sequence[int] = [_ROOT]
    while reached:
        following = moves[begins[np.array(reached)][:, np.newaxis] + np.arange(_BYTES)].ravel()
        states, first = np.unique(following, return_index=True)
        new = {
            int(state): ways[reached[place // _BYTES]] + bytes([place % _BYTES])
            for state, place in zip(states.tolist(), first.tolist(), strict=True)
            if state not in ways
        }
        ways.update(new)
        reached = list(new)
    return ways


if __name__ == "__main__":
    main()
