"""Scores languages for a text exactly as py3langid does, of whose model ours is made, at a fraction of its cost."""

import unicodedata
from collections import Counter
from operator import add

import numpy as np

from article60.text.language_model.stored import stored


class Likeliest:
    """Tells the likeliest of some languages, each with a lead (log odds) over the score of the model."""

    def __init__(self, leads: dict[str, float]) -> None:
        model = stored()
        self._columns = [column for column, language in enumerate(model.languages) if language in leads]
        self._languages = [model.languages[column] for column in self._columns]
        self._leads = [leads[language] for language in self._languages]
        self._sequences, self._nothing = model.sequences, model.nothing
        self._weights, self._before = model.weights, model.before[self._columns]

    def of(self, text: str) -> str:
        """The likeliest language; of several as likely the one that the model alone prefers, or else names first."""
        scores = self._scores(text)
        led = map(add, scores, self._leads)
        _, _, place = max(zip(led, scores, range(0, -len(scores), -1), strict=True))
        return self._languages[-place]

    def _scores(self, text: str) -> list[float]:
        met = Counter(self._sequences.ending(_encoded(text)))
        if not met:
            return [self._nothing] * len(self._languages)
        sequences = np.fromiter(met.keys(), dtype=np.intp, count=len(met))
        counts = np.fromiter(met.values(), dtype=np.float32, count=len(met))
        weights = self._weights.take(sequences, axis=0).take(self._columns, axis=1).astype(np.float32)
        scores: list[float] = (np.log1p(counts) @ weights + self._before).tolist()
        return scores


def _encoded(text: str) -> bytes:
    """The bytes that the model was made for."""
    return unicodedata.normalize("NFC", text.lower() if text.isupper() else text).encode(errors="surrogatepass")
