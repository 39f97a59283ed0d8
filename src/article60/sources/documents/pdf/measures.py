"""What is usual in a document: the size of its type and the distance of its lines."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from article60.sources.documents.pdf.page import PageLines


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in a document: type size, distance of lines, by size."""

    size: float
    leading: dict[float, float]
    bold: bool

    def leading_of(self, size: float) -> float:
        """Usual distance of the baselines of type of a size, in points; for rare sizes no wider than most type is set."""
        widest = max(1.35, self.leading.get(round(self.size), 0.0) / self.size) * size
        return min(self.leading.get(round(size), widest), widest)


def measures(pages: Sequence[PageLines]) -> Measures:
    """The size of most letters, and for each size the usual distance between baselines."""
    sizes: Counter[float] = Counter()
    weights: Counter[bool] = Counter()
    steps: dict[float, Counter[float]] = {}
    for page in pages:
        ordered = sorted(page.lines, key=lambda line: line.baseline)
        for line in ordered:
            sizes[round(line.size * 2) / 2] += len(line.text)
            weights[line.bold] += len(line.text)
        for a, b in pairwise(ordered):
            step = b.baseline - a.baseline
            if 0.8 * a.size < step < 2.6 * a.size and abs(a.size - b.size) < 0.5:
                steps.setdefault(round(a.size), Counter())[round(step * 2) / 2] += 1
    leading = {size: _usual(found) for size, found in steps.items()}
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    return Measures(size=size, leading=leading, bold=weights[True] > weights[False])


def _usual(steps: Counter[float]) -> float:
    """The smallest distance that is common: paragraphs stand further apart than lines."""
    often = [step for step, times in steps.items() if times >= 0.2 * max(steps.values())]
    return min(often)
