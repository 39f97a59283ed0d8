"""Weighs which provisions of the Convention the words of a text speak for, where it cites none."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from article60.domain.fields import note
from article60.domain.provision import article_of
from article60.extraction import rulebook
from article60.extraction.printed import Printed
from article60.extraction.rules import Finding

_CEILING = 0.99
REPEATED, MOST_REPEATED = 0.3, 3
"""What a rule's further words count beside its first ones, and how many times it is heard at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionTag:
    """A provision that a text concerns, how surely, and the words that say so."""

    provision: str = note("Provision, as `9` or `46(9)`.")
    score: float = note("From 0 to 1; 1 only where the words cite the provision.")
    words: tuple[str, ...] = note("Words as printed that speak for it.")


@dataclass(frozen=True, slots=True)
class Spoken:
    """An article of which the words of the lexicon speak: what they say, before they are looked up as printed."""

    provision: str
    score: float
    findings: Sequence[Finding]

    def words(self, text: Printed) -> tuple[str, ...]:
        """The words as printed, those that weigh most first."""
        if len(self.findings) == 1:
            return (text.words(self.findings[0].spans),)
        heaviest = sorted(self.findings, key=lambda finding: -finding.rule.weight)
        return tuple(dict.fromkeys([text.words(finding.spans) for finding in heaviest]))

    def tag(self, text: Printed) -> ProvisionTag:
        """The same with the words."""
        return ProvisionTag(provision=self.provision, score=self.score, words=self.words(text))


def spoken_for(text: Printed, *, languages: Sequence[str], lexicon: str = "provisions") -> list[ProvisionTag]:
    """One tag for each article that the words speak for, best first, with its paragraph where the best words tell it.

    `lexicon` names the file of words: that of statements, or `aid_provisions`, what aid activities say besides.
    """
    return [spoken.tag(text) for spoken in speaking(text, languages=languages, lexicon=lexicon)]


def speaking(text: Printed, *, languages: Sequence[str], lexicon: str = "provisions") -> list[Spoken]:
    """As `spoken_for`, without the words."""
    return spoken_by(finding for language in languages for finding in rulebook.rules(lexicon, language).find(text.folded))


def spoken_by(findings: Iterable[Finding]) -> list[Spoken]:
    """What findings say together, best article first."""
    by_article: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_article[article_of(finding.rule.label)].append(finding)
    return sorted(map(_spoken, by_article.values()), key=lambda one: (-one.score, int(article_of(one.provision))))


def _spoken(findings: Sequence[Finding]) -> Spoken:
    # Most articles are heard but once, and there are many texts.
    if len(findings) == 1:
        return Spoken(findings[0].rule.label, _chance(1 - findings[0].rule.weight), findings)
    best = max(findings, key=lambda finding: (finding.rule.weight, -finding.start))
    return Spoken(best.rule.label, _score(findings), findings)


def _score(findings: Iterable[Finding]) -> float:
    """Chance that at least one of the rules is right; a rule's further words count for less."""
    doubt = 1.0
    for weight, times in _heard(findings).values():
        doubt *= (1 - weight) * (1 - weight * REPEATED) ** (min(times, MOST_REPEATED) - 1)
    return _chance(doubt)


def _chance(doubt: float) -> float:
    return round(min(1 - doubt, _CEILING), 3)


def _heard(findings: Iterable[Finding]) -> Mapping[int, tuple[float, int]]:
    """Each rule's weight and in how many different places it speaks."""
    heard: dict[int, tuple[float, int]] = {}
    for finding in findings:
        _, times = heard.get(id(finding.rule), (0.0, 0))
        heard[id(finding.rule)] = (finding.rule.weight, times + 1)
    return heard
