"""What an aid activity says in words, folded once, with the words in it that tell for or against relevance."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from article60.domain.activity import ActivityText
from article60.domain.activity_record import ActivityRecord
from article60.extraction import rulebook
from article60.extraction.rules import Finding
from article60.text.normalise import fold

_ABOUT = ("description", "objective", "target_groups")
_STRONG, _AIM, _OWN = "strong", "aim", "own_policy"
_LONGEST_READ = 12_000
_ENDS = (". ", "。", "! ", "? ", "\n")


@dataclass(frozen=True, slots=True)
class Said:
    """One narrative, folded, with the findings of the signal words."""

    text: str
    folded: str
    findings: Mapping[str, Sequence[Finding]]
    """By label, in the order of the text."""

    def words(self, finding: Finding) -> str:
        """The words of a finding; as printed where folding has not moved them, else folded."""
        source = self.text if self.text.isascii() else self.folded
        return " … ".join(source[start:end] for start, end in sorted(finding.spans))

    def of(self, label: str) -> Sequence[Finding]:
        """The findings of one kind."""
        return self.findings.get(label, ())

    def sentence(self, finding: Finding) -> str:
        """The sentence around a finding, by which boilerplate is known."""
        start = max((self.folded.rfind(mark, 0, finding.start) for mark in _ENDS), default=-1) + 1
        ends = [place for mark in _ENDS if (place := self.folded.find(mark, finding.end)) >= 0]
        return self.folded[start : min(ends, default=len(self.folded))].strip()

    def own_only(self, finding: Finding) -> bool:
        """Whether a mention stands in a clause on the grantee's own rules."""
        return any(own.start <= finding.start and finding.end <= own.end for own in self.of(_OWN))


@dataclass(frozen=True, slots=True)
class Words:
    """The narratives of an activity by what they are for."""

    title: tuple[Said, ...]
    about: tuple[Said, ...]
    elsewhere: tuple[Said, ...]


def words_of(record: ActivityRecord) -> Words:
    """The title, what the activity is about, and whatever else names corruption."""
    titles = [text for text in record.texts if text.field == "title"]
    about = [text for text in record.texts if text.field in _ABOUT and text.text not in {t.text for t in titles}]
    rest = [text for text in record.texts if text.field not in ("title", *_ABOUT)]
    named = tuple(said for said in _read(rest) if said.of(_STRONG))
    return Words(title=_read(titles), about=_read(about), elsewhere=named)


def words_from(titles: Sequence[str], abouts: Sequence[str]) -> Words:
    """The words of an activity of which only titles and descriptions are known."""
    return Words(title=_said_of(titles), about=_said_of(text for text in abouts if text not in titles), elsewhere=())


def _read(texts: Iterable[ActivityText]) -> tuple[Said, ...]:
    return _said_of(text.text for text in texts)


def _said_of(texts: Iterable[str]) -> tuple[Said, ...]:
    return tuple(_said(text[:_LONGEST_READ]) for text in texts)


def _said(text: str) -> Said:
    folded = fold(text)
    findings: dict[str, list[Finding]] = {}
    for finding in rulebook.all_rules("signal_words").find(folded):
        findings.setdefault(finding.rule.label, []).append(finding)
    return Said(text, folded, findings)


def aims(said: Said) -> list[Finding]:
    """Mentions of corruption as what is worked against, other than in the grantee's own house."""
    return [finding for finding in said.of(_AIM) if not said.own_only(finding)]


def mentions(said: Said) -> list[Finding]:
    """Mentions of corruption, other than in the grantee's own house."""
    return [finding for finding in said.of(_STRONG) if not said.own_only(finding)]


def speaks(words: Words) -> bool:
    """Whether the words count for parents and children of the activity too."""
    return any(said.of(_STRONG) for said in words.title) or any(aims(said) for said in words.about)
