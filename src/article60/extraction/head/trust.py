"""Joins what the head and the lexicon say of an article into one chance."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from article60.domain.fields import note

_FARTHEST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Numbers found on labelled statements that the head had not learned from, so that chances are about what they say."""

    head: float = note("Log odds that a score of 1 of the head adds.")
    lexicon: float = note("Log odds that a score of 1 of the lexicon adds.")
    neither: float = note("Log odds where both scores are 0.")

    def chances(self, *, head: NDArray[np.floating], lexicon: NDArray[np.floating]) -> NDArray[np.float64]:
        """Chance of each article from the scores of both layers, each article for itself: a text may concern several."""
        odds = self.neither + self.head * np.asarray(head, dtype=np.float64) + self.lexicon * lexicon
        return np.asarray(1 / (1 + np.exp(-np.clip(odds, -_FARTHEST, _FARTHEST))))


NAMES = tuple(field.name for field in fields(Trust))
