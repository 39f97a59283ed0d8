"""How the command `evaluate` tells what it has measured: a table for people, and what cannot be said."""

from collections.abc import Iterator

from article60.evaluating import Group, Measured

_HEAD = f"{'':24}{'documents':>10}{'needs P':>9}{'R':>7}{'F1':>7}{'provisions F1':>15}{'types F1':>10}"


def rows(measured: Measured) -> Iterator[str]:
    """Yield the lines of the table and, below it, what there is too little to say."""
    yield f"{measured.decided} of {measured.proposed} proposed needs settled, {measured.added} added that were missed"
    yield _HEAD
    for name, group in [("all", measured.whole), *sorted(measured.languages.items()), *sorted(measured.kinds.items())]:
        yield _row(name, group)
    yield from (f"cannot be said: {what}" for what in measured.cannot_be_said())


def _row(name: str, group: Group) -> str:
    told = group.told()
    needs = told["needs"]
    shown = [_written(needs[one]) for one in ("precision", "recall", "f1")]
    others = [_written(told[one]["f1"]) for one in ("provisions", "types")]
    return f"{name:24}{group.documents:>10}{shown[0]:>9}{shown[1]:>7}{shown[2]:>7}{others[0]:>15}{others[1]:>10}"


def _written(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"
