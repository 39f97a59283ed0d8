"""Tells which provisions an aid activity serves: from its title before its description before its sectors and its parents."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from article60.domain.activity import ActivityProvision, ActivityText
from article60.domain.activity_record import ActivityRecord
from article60.domain.provision import article_of
from article60.extraction import rulebook
from article60.extraction.provisions import ProvisionTag
from article60.extraction.tagging import listen

# A title says what the activity is; of a long description only a part concerns the Convention.
_TRUST: Final = MappingProxyType({"title": 1.0, "description": 0.75, "sector": 1.0, "parent": 0.5})
_LONGEST_READ = 4_000
_MOST, _FAINTEST = 8, 0.2
_FAIRLY_SURE = 0.6
_DAC = frozenset({"1", "DAC"})


@dataclass(frozen=True, slots=True)
class _Heard:
    """What one field says of one provision."""

    field: str
    tag: ProvisionTag

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
            yield from (_Heard(field, found) for found in _tagged(text))


def _tagged(text: ActivityText) -> Sequence[ProvisionTag]:
    """What one narrative says: each article as loudly as the lexicon alone, or lexicon and head together, say it.

    The head learned from short statements; on the texts of aid data it counts only where it is fairly sure.
    """
    said = listen(text.text[:_LONGEST_READ], language=text.language, declared=text.language_declared)
    louder: dict[str, ProvisionTag] = {}
    for found in (*said.by_lexicon, *(one for one in said.together if one.score >= _FAIRLY_SURE)):
        article = article_of(found.provision)
        if article not in louder or found.score > louder[article].score:
            louder[article] = found
    return list(louder.values())


def _parents(kin: Sequence[ActivityRecord]) -> Iterator[_Heard]:
    for record in kin:
        yield from (_Heard("parent", one.tag) for one in _texts(record))


def _hints(record: ActivityRecord, *, names_corruption: bool) -> Iterator[_Heard]:
    """What sector codes and the bare word corruption in the title let one guess."""
    codes = {sector.code_used for sector in record.sectors if sector.vocabulary in _DAC}
    for row in rulebook.table("activity_hints"):
        if row["hint"] in codes or (row["hint"] == "title" and names_corruption):
            field = "title" if row["hint"] == "title" else "sector"
            yield _Heard(field, ProvisionTag(provision=row["provision"], score=float(row["score"]), words=(row["says"],)))


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
    return ActivityProvision(
        activity_id=record.activity_id,
        position=position,
        provision=best.tag.provision,
        score=score,
        words=tuple(dict.fromkeys(words for one in heard if one.field == best.field for words in one.tag.words)),
        field=best.field,
    )
