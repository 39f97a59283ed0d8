"""Tells which provisions an aid activity serves: from its title before its description before its sectors and its parents."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from article60.domain.activity import ActivityProvision
from article60.domain.activity_record import ActivityRecord
from article60.domain.provision import article_of
from article60.extraction import rulebook
from article60.extraction.printed import Printed
from article60.extraction.provisions import ProvisionTag, spoken_for
from article60.extraction.tagging import agreed, listen
from article60.extraction.tongues import tongues

# A title says what the activity is; of a long description only a part concerns the Convention.
_TRUST: Final = MappingProxyType({"title": 1.0, "description": 0.75, "sector": 1.0, "parent": 0.5})
_LONGEST_READ = 4_000
_REMEMBERED = 1024
_MOST, _FAINTEST = 8, 0.2
# From this share of the loudest on, another reader names a paragraph as plainly.
_PLAIN_BESIDE = 0.6
_FAIRLY_SURE = 0.6
# One sentence by itself is short enough to be read as a statement, but stands without what is around it.
_SURE_OF_A_SENTENCE = 0.8
_SENTENCE = re.compile(r"(?<=[.;!?]) +|(?<=[。；؛؟])\s*|\n+")
_SHORTEST, _MOST_SENTENCES = 12, 20
_DAC = frozenset({"1", "DAC"})
# From here on a sector code says what the activity is about, as that of public procurement does; below, it is a guess.
_SAYS = 0.5


@dataclass(frozen=True, slots=True)
class _Heard:
    """What one field says of one provision."""

    field: str
    tag: ProvisionTag
    hint: bool = False

    @property
    def score(self) -> float:
        return 1.0 if self.tag.score >= 1 else self.tag.score * _TRUST[self.field]


def provisions_of(
    record: ActivityRecord, *, kin: Sequence[ActivityRecord], names_corruption: bool
) -> tuple[ActivityProvision, ...]:
    """The provisions that the activity serves, best first, one for each article, with words and field of the best."""
    by_article: dict[str, list[_Heard]] = defaultdict(list)
    for heard in (*_texts(record), *_hints(record, names_corruption=names_corruption), *_parents(kin)):
        by_article[article_of(heard.tag.provision)].append(heard)
    ranked = sorted(((_joint(heard), heard) for heard in by_article.values()), key=lambda pair: (-pair[0], _article(pair[1])))
    kept = [(score, heard) for score, heard in ranked[:_MOST] if score >= _FAINTEST]
    return tuple(_row(record, place, score, heard) for place, (score, heard) in enumerate(kept))


def _texts(record: ActivityRecord) -> Iterator[_Heard]:
    """What title and description say, each provision once by field."""
    for text in record.texts:
        if text.field in ("title", "description", "objective"):
            field = "title" if text.field == "title" else "description"
            tagged = _tagged(text.text[:_LONGEST_READ], text.language, text.language_declared)
            yield from (_Heard(field, found) for found in tagged)


@lru_cache(maxsize=_REMEMBERED)
def _tagged(read: str, language: str | None, declared: str | None) -> Sequence[ProvisionTag]:
    """What one narrative says: each provision as loudly as any of those who read it say it.

    They are the lexicon alone, the words of aid projects, lexicon and head together on the whole narrative and on each of its
    sentences. The head learned from short statements: on the texts of aid data it counts only where it is fairly sure, and a
    second subject that the first one drowns is often heard in the sentence that names it. Activities share parents and
    many of their texts, so that what was found last is remembered.
    """
    said = listen(read, language=language, declared=declared, at_least=_FAIRLY_SURE)
    languages = tongues(read, language, lexicon="aid_provisions", declared=declared)
    louder: dict[str, ProvisionTag] = {}
    for found in (
        *said.by_lexicon,
        *(one for one in said.together if one.score >= _FAIRLY_SURE),
        *spoken_for(Printed(read), languages=languages, lexicon="aid_provisions"),
        *_by_sentence(read, languages),
    ):
        if found.provision not in louder or found.score > louder[found.provision].score:
            louder[found.provision] = found
    return tuple(louder.values())


def _by_sentence(text: str, languages: Sequence[str]) -> Iterator[ProvisionTag]:
    """What the sentences of a narrative say, each read by itself, where lexicon and head are sure."""
    sentences = [one for one in _SENTENCE.split(text) if len(one) >= _SHORTEST]
    if len(sentences) < 2:
        return
    for sentence in sentences[:_MOST_SENTENCES]:
        said = agreed(sentence, language=languages[0] if len(languages) == 1 else None, at_least=_SURE_OF_A_SENTENCE)
        yield from (one for one in said if one.score >= _SURE_OF_A_SENTENCE)


def _parents(kin: Sequence[ActivityRecord]) -> Iterator[_Heard]:
    for record in kin:
        yield from (_Heard("parent", one.tag) for one in _texts(record))


def _hints(record: ActivityRecord, *, names_corruption: bool) -> Iterator[_Heard]:
    """What sector codes and the bare word corruption in the title let one guess."""
    codes = {sector.code_used for sector in record.sectors if sector.vocabulary in _DAC}
    for row in rulebook.table("activity_hints"):
        if row["hint"] in codes or (row["hint"] == "title" and names_corruption):
            field = "title" if row["hint"] == "title" else "sector"
            yield _Heard(
                field, ProvisionTag(provision=row["provision"], score=float(row["score"]), words=(row["says"],)), hint=True
            )


def _joint(heard: Sequence[_Heard]) -> float:
    """Chance that one of the fields is right, each field counted once."""
    best: dict[str, float] = {}
    for one in heard:
        best[one.field] = max(best.get(one.field, 0.0), one.score)
    if max(best.values()) >= 1:
        return 1.0
    doubt = 1.0
    for score in best.values():
        doubt *= 1 - score
    return round(min(1 - doubt, 0.99), 3)


def _article(heard: Sequence[_Heard]) -> int:
    return int(article_of(heard[0].tag.provision))


def _row(record: ActivityRecord, position: int, score: float, heard: Sequence[_Heard]) -> ActivityProvision:
    best = max(heard, key=lambda one: one.score)
    provision = _provision(heard, best=best)
    finer = None if provision == best.tag.provision else provision
    speaking = (one for one in heard if one.field == best.field or one.tag.provision == finer)
    return ActivityProvision(
        activity_id=record.activity_id,
        position=position,
        provision=provision,
        score=score,
        words=tuple(dict.fromkeys(words for one in speaking for words in one.tag.words)),
        field=best.field,
        guessed=all(one.hint and one.score < _SAYS for one in heard),
    )


def _provision(heard: Sequence[_Heard], *, best: _Heard) -> str:
    """What is served of an article: the paragraph where those heard plainly tell one, the article where they tell several."""
    if best.score >= 1:
        return best.tag.provision
    plain = sorted((one for one in heard if one.score >= _PLAIN_BESIDE * best.score), key=lambda one: -one.score)
    named = list(dict.fromkeys(one.tag.provision for one in plain if one.tag.provision != article_of(one.tag.provision)))
    paragraphs = {provision.split(")")[0] for provision in named}
    return named[0] if len(paragraphs) == 1 else article_of(best.tag.provision)
