"""Words torn by layout made whole again: line-end hyphens and stray blanks, judged by the document's own vocabulary."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*")
_TAIL = re.compile(r"([^\W_]+)[-‐‑\u00ad]$")
_HEAD = re.compile(r"[^\W_]+")
# Where words are divided at line ends, about one line in ten ends so; where they are not, compounds end one in a hundred.
_DIVIDED_LINES = 0.04
_STEM = 3  # letters that other forms of a word may end in
_BLANK_BEFORE_HYPHEN = re.compile(r"(?<=[^\W\d_])\s([-‐‑])(?=[^\W\d_])")


class Vocabulary:
    """The words of one document and how often each stands, to tell torn words from whole ones."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.words: Counter[str] = Counter()
        self.after: dict[str, Counter[str]] = {}
        self.before: dict[str, Counter[str]] = {}
        self.lines = self.hyphens = 0
        for line in lines:
            self._add(line)

    def _add(self, line: str) -> None:
        self.lines += 1
        self.hyphens += bool(_TAIL.search(line))
        found = _WORD.findall(_TAIL.sub("", line).casefold())
        self.words.update(found)
        for a, b in pairwise(found):
            self.after.setdefault(a, Counter())[b] += 1
            self.before.setdefault(b, Counter())[a] += 1

    def joined(self, tail: str, head: str) -> bool:
        """Whether a word cut at a line end is one word, so that its hyphen falls away; else the hyphen is kept."""
        left, right = tail.casefold(), head.casefold()
        if not head[:1].islower() or not left.isalpha():
            return False
        if self.words[f"{left}-{right}"]:
            return False
        if self.words[left + right] or self._has_stem(left, right):
            return True
        if self.hyphens < _DIVIDED_LINES * self.lines:
            return False
        known = bool(self.words[left]), bool(self.words[right])
        return not (all(known) or (known[0] and len(left) > 3) or any(w.startswith(f"{left}-") for w in self.words))

    def _has_stem(self, left: str, right: str) -> bool:
        """Whether another form of the whole word stands in the document, its last letters aside."""
        stem = (left + right)[: max(len(left) + _STEM, len(left) + len(right) - _STEM)]
        return len(right) > _STEM and any(word.startswith(stem) for word in self.words)

    def torn(self, a: str, b: str) -> bool:
        """Whether two neighbouring pieces are one word with a stray blank in it."""
        whole = self.words[a + b]
        if not whole or len(a) + len(b) < 5:
            return False
        a_alone = self._stands_alone(a, self.after.get(a, Counter()), left=True)
        b_alone = self._stands_alone(b, self.before.get(b, Counter()), left=False)
        if not a_alone and not b_alone:
            return True
        return a_alone != b_alone and whole > 2 and min(len(a), len(b)) > 1 and min(self.words[a], self.words[b]) == 1

    def _stands_alone(self, piece: str, neighbours: Counter[str], *, left: bool) -> bool:
        joining = sum(n for other, n in neighbours.items() if self.words[piece + other if left else other + piece])
        return self.words[piece] > joining


def join_lines(lines: Sequence[str], vocabulary: Vocabulary) -> str:
    """Lines as one text: Chinese without a blank, cut words whole, everything else with a blank between."""
    text = ""
    for line in lines:
        text = _join(text, line, vocabulary) if text else line
    return text.replace("\u00ad", "")


def _join(text: str, line: str, vocabulary: Vocabulary) -> str:
    tail, head = _TAIL.search(text), _HEAD.match(line)
    if tail and head:
        soft = text.endswith("\u00ad")
        if soft or vocabulary.joined(tail.group(1), head.group()):
            return text[:-1] + line
        return text + line
    if text[-1:] in "-‐‑" and text[-2:-1].isdigit() and line[:1].isdigit():
        return text + line
    if text[-1:] == "/" and text[-2:-1].strip():
        return text + line
    if is_wide(text[-1:]) and line[:1].isdigit():
        return text + line
    if is_wide(line[:1]):
        return text + line
    return f"{text} {line}"


def is_wide(character: str) -> bool:
    """Whether a character takes up a square, as Chinese ones do, so that no blank stands before it; none at all does not."""
    return character != "" and unicodedata.east_asian_width(character) in "WF"


def mend(text: str, vocabulary: Vocabulary) -> str:
    """The text without stray blanks: before hyphens, and inside words that stand whole elsewhere in the document."""
    text = _BLANK_BEFORE_HYPHEN.sub(r"\1", text)
    pieces = list(_WORD.finditer(text))
    cuts = [
        (a.end(), b.start())
        for a, b in pairwise(pieces)
        if text[a.end() : b.start()] == " "
        and _unlike_acronym(b.group())
        and vocabulary.torn(a.group().casefold(), b.group().casefold())
    ]
    for start, end in reversed(cuts):
        text = text[:start] + text[end:]
    return text


def _unlike_acronym(piece: str) -> bool:
    return not (piece.isupper() and len(piece) > 1) and not piece[:1].isupper()


def tidy(text: str) -> str:
    """Blanks to one space (no-break and thin ones too), control and zero-width characters away, composed letters."""
    text = unicodedata.normalize("NFC", text.replace("\u00ad", "")).replace("\ufeff", "")
    text = re.sub(r"[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\x00-\x08\x0e-\x1f]", "", text)
    return " ".join(text.split())
