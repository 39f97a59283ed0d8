"""How much two texts have in common, measured on their words."""

from article60.text.normalise import words


def overlap(a: str, b: str) -> float:
    """Words in both as a share of words in either, from 0 to 1; 0 where neither has a word."""
    return shared(words(a), words(b))


def shared(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """As `overlap`, of the words themselves."""
    both = len(ours & theirs)
    return both / (len(ours) + len(theirs) - both) if both else 0.0
