"""What the head learns from: labelled statements, and the words of the lexicon by the article they speak for."""

import csv
import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files

from article60.domain.provision import article_of
from article60.extraction import rulebook
from article60.text.normalise import fold

NO_ARTICLE = 0
"""What a statement concerns that concerns no article of the Convention."""

_LEARNED_FROM = (
    "extraction/head/labelled.csv",
    "text/notions.csv",
    "extraction/lexicons/provisions.csv",
    "extraction/lexicons/groups.csv",
)

_COMMAS = {"zh": "，", "ar": "، "}


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the articles that it concerns, the main one first."""

    language: str
    text: str
    articles: tuple[int, ...]
    group: str = ""
    provision: str = ""

    @property
    def folded(self) -> str:
        """The text as the head reads it."""
        return fold(self.text)

    @property
    def main(self) -> int:
        """The article that it concerns most; 0 for none."""
        return self.articles[0] if self.articles else NO_ARTICLE


def statements() -> list[Example]:
    """The labelled statements, in the order of the file; those that may be versions of one another are of one group."""
    lines = (line for line in _read("extraction/head/labelled.csv").splitlines() if not line.startswith("#"))
    return [
        Example(
            language=row["language"],
            text=row["text"],
            articles=_articles(row["provisions"].split()),
            group=f"{row['provisions'] or number}: {row['types']}",
            provision=next(iter(row["provisions"].split()), ""),
        )
        for number, row in enumerate(csv.DictReader(lines, strict=True))
    ]


def lexicon_words() -> list[Example]:
    """The terms of the lexicon as texts of their own; of a rule with several parts all terms are one text."""
    rules = [rule for rule in rulebook.read("provisions") if rule.label != "-"]
    return [
        Example(rule.language, text.replace("*", ""), (int(article_of(rule.label)),))
        for rule in rules
        for text in (rule.parts[0] if len(rule.parts) == 1 else [" ".join(term for part in rule.parts for term in part)])
    ]


def folds(examples: Sequence[Example], *, count: int) -> list[int]:
    """The fold of each example: each article is spread over all, and what is of one group stays in one."""
    sizes = Counter((example.main, example.group) for example in examples)
    taken: dict[int, Counter[int]] = defaultdict(Counter)
    fold_of: dict[tuple[int, str], int] = {}
    for key, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        fold_of[key] = min(range(count), key=lambda number: (taken[key[0]][number], sum(c[number] for c in taken.values())))
        taken[key[0]][fold_of[key]] += size
    return [fold_of[example.main, example.group] for example in examples]


def pairs(examples: Sequence[Example]) -> list[Example]:
    """Texts that concern two articles: each example with another one in one sentence, which by chance, the same each time."""
    chance, joined = random.Random(0), []
    for example in examples:
        others = [
            other for other in examples if other.language == example.language and other.main not in (NO_ARTICLE, example.main)
        ]
        if others and example.articles:
            joined.append(_joined(example, chance.choice(others)))
    return joined


def made_from() -> str:
    """Hash of all that the head learns from."""
    return hashlib.sha256("\0".join(map(_read, _LEARNED_FROM)).encode()).hexdigest()


def _read(name: str) -> str:
    return files("article60").joinpath(name).read_text(encoding="utf-8")


def _joined(one: Example, other: Example) -> Example:
    text = one.text.rstrip(".?!。？！") + _COMMAS.get(one.language, ", ") + other.text
    return Example(one.language, text, tuple(dict.fromkeys((*one.articles, *other.articles))))


def _articles(provisions: Iterable[str]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(article_of(provision)) for provision in provisions))
