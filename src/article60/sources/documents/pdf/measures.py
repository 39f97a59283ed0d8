"""What is usual in a document: the size of its type and the distance of its lines."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from article60.sources.documents.pdf.lines import Line
from article60.sources.documents.pdf.page import PageLines

# How many of the next lines are looked at for the one under a line: columns stand between each other from top to bottom.
_LOOK = 7


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
        for i, a in enumerate(ordered):
            step = _step(a, ordered[i + 1 : i + _LOOK])
            if step is not None:
                steps.setdefault(round(a.size), Counter())[round(step * 2) / 2] += 1
    leading = {size: _usual(found) for size, found in steps.items()}
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    return Measures(size=size, leading=leading, bold=weights[True] > weights[False])


def _step(line: Line, below: Sequence[Line]) -> float | None:
    """Distance to the first of the next lines that stands under this one, where it is of the same type and near."""
    for other in below:
        step = other.baseline - line.baseline
        if step > 0.8 * line.size and other.left < line.right and other.right > line.left:
            return step if step < 2.6 * line.size and abs(line.size - other.size) < 0.5 else None
    return None


def _usual(steps: Counter[float]) -> float:
    """The smallest distance that is common: paragraphs stand further apart than lines."""
    often = [step for step, times in steps.items() if times >= 0.2 * max(steps.values())]
    return min(often)
