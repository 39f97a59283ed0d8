"""Invented aid activities as they are read and classified, and what is true of each."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from article60.codes.types import coarse
from article60.domain.provision import article_of
from article60.identity.readings import Reading
from article60.simulation import draws
from article60.simulation.difficulty import Difficulty
from article60.simulation.intents import AidIntent, NeedIntent
from article60.simulation.phrases import AID, BODIES, Phrases, articles
from article60.simulation.providers import Provider, providers
from article60.simulation.records import Record, reading

_FIRST, _DAYS = date(2011, 1, 1), 15 * 365
_SHORTEST, _LONGEST = 180, 1800
_LANGUAGES = ("en", "en", "en", "en", "en", "en", "fr", "fr", "es", "ru", "ar", "zh")
_ANTI_CORRUPTION, _NEAR_SECTORS = "15113", ("15110", "15130", "15111", "15150", "15160", "43010")
_FRESH, _LONG_AGO = 300, 1200
_RIGHT, _WRONG = ((0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.99)), (
    (0.25, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.99),
)  # fmt: skip


@dataclass(slots=True)
class Given:
    """Readings of the records, one by one, and the truth of each."""

    readings: list[Reading] = field(default_factory=list)
    intents: list[AidIntent] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Purpose:
    """What a piece of assistance is for; no subjects where its words tell none, no types likewise."""

    states: tuple[str, ...]
    subjects: tuple[str, ...]
    types: tuple[str, ...]
    body: int | None
    start: date
    end: date


def given(
    count: int, *, needs: Sequence[NeedIntent], states: Sequence[str], hard: Difficulty, on: date, chance: random.Random
) -> Given:
    """So many records of activities; some answer a need, some miss one by little, some are reported more than once."""
    maker, found, group = _Maker(needs, states, hard, on, chance), Given(), 0
    while len(found.readings) < count:
        for record, intent in maker.piece(group):
            found.readings.append(reading(record, position=len(found.readings)))
            found.intents.append(intent)
        group += 1
    del found.readings[count:], found.intents[count:]
    return found


class _Maker:
    """Makes pieces of assistance, one after the other."""

    def __init__(
        self, needs: Sequence[NeedIntent], states: Sequence[str], hard: Difficulty, on: date, chance: random.Random
    ) -> None:
        self._needs = [need for need in needs if need.subjects]
        self._states, self._subjects, self._types = (
            draws.uneven(states, chance, spread=0.9),
            draws.subjects(chance),
            draws.types(),
        )
        self._phrases, self._providers = Phrases(AID), providers(chance)
        self._hard, self._on, self._chance = hard, on, chance

    def piece(self, group: int) -> Iterator[tuple[Record, AidIntent]]:
        """Yield the records of one piece of assistance, each with what is true of it."""
        rates = self._hard.activities
        purpose, provider = self._purpose(), self._chance.choice(self._providers)
        first = self._record(purpose, provider, group)
        told = AidIntent(
            activity_id="", group=group, provider=provider.ref, states=frozenset(purpose.states),
            subjects=frozenset(purpose.subjects), types=frozenset(purpose.types), body=purpose.body, start=purpose.start,
            end=purpose.end, running=first.updated >= self._on - timedelta(days=365) and first.start <= self._on <= first.end,
        )  # fmt: skip
        records = [first, *self._again(first, rates)]
        for record in records:
            yield (
                record,
                replace(told, activity_id=reading(record, position=0).activity.activity_id, provider=record.provider.ref),
            )

    def _purpose(self) -> _Purpose:
        rates, chance = self._hard.activities, self._chance
        kind = chance.random()
        if self._needs and kind < rates["answers_a_need"] + rates["near_miss"]:
            purpose = self._for_need(chance.choice(self._needs))
            return purpose if kind < rates["answers_a_need"] else self._missing_by_little(purpose)
        start, end = self._period()
        places = {self._states.draw(chance)}
        if chance.random() < rates["several_states"] + rates["regional"]:
            places |= {self._states.draw(chance) for _ in range(3)}
        body = chance.randrange(10) if chance.random() < rates["names_body"] else None
        return _Purpose(
            states=tuple(sorted(places)), subjects=self._subjects_of(self._subjects.draw(chance)), types=self._given_types(),
            body=body, start=start, end=end,
        )  # fmt: skip

    def _for_need(self, need: NeedIntent) -> _Purpose:
        start = min(need.stated_on + timedelta(days=self._chance.randrange(30, 1500)), self._on)
        end = start + timedelta(days=self._chance.randrange(_SHORTEST, _LONGEST))
        body = need.body if self._chance.random() < self._hard.activities["names_body"] else None
        types = () if self._chance.random() < self._hard.activities["no_type"] else tuple(sorted(need.types))
        return _Purpose(
            states=(need.state,),
            subjects=self._subjects_of(self._chance.choice(sorted(need.subjects))),
            types=types,
            body=body,
            start=start,
            end=end,
        )

    def _missing_by_little(self, purpose: _Purpose) -> _Purpose:
        """The same in another thing alone: type, article, period or body."""
        chance = self._chance
        changed = chance.choice(("types", "subjects", "period", "body"))
        if changed == "types":
            broad = {coarse(one) for one in purpose.types}
            others = [one for one in draws.TYPES if coarse(one) not in broad] or list(draws.TYPES)
            return replace(purpose, types=(chance.choice(others),))
        if changed == "subjects" and purpose.subjects:
            return replace(purpose, subjects=(draws.neighbour(purpose.subjects[0], chance),))
        if changed == "period":
            length = purpose.end - purpose.start
            return replace(purpose, start=_FIRST - length, end=_FIRST - timedelta(days=chance.randrange(1, 200)))
        return replace(purpose, body=((purpose.body or 0) + chance.randrange(1, 10)) % 10)

    def _subjects_of(self, main: str) -> tuple[str, ...]:
        rates, chance = self._hard.activities, self._chance
        if chance.random() < rates["no_provision_words"]:
            return ()
        second = chance.random() < rates["second_purpose"]
        return (main, draws.neighbour(main, chance)) if second else (main,)

    def _given_types(self) -> tuple[str, ...]:
        chance = self._chance
        if chance.random() < self._hard.activities["no_type"]:
            return ()
        second = chance.random() < self._hard.activities["second_type"]
        return tuple(dict.fromkeys(self._types.draw(chance) for _ in range(2 if second else 1)))

    def _period(self) -> tuple[date, date]:
        start = _FIRST + timedelta(days=self._chance.randrange(_DAYS))
        return start, start + timedelta(days=self._chance.randrange(_SHORTEST, _LONGEST))

    def _record(self, purpose: _Purpose, provider: Provider, group: int) -> Record:
        rates, chance = self._hard.activities, self._chance
        main = purpose.subjects[0] if purpose.subjects else None
        wanted = draws.language_of(purpose.states[0]) if chance.random() < 0.5 else chance.choice(_LANGUAGES)
        title, language = self._phrases.about(main, wanted, chance)
        description, _ = self._phrases.about(main, language, chance)
        body = BODIES[language][purpose.body] if purpose.body is not None else None
        days = chance.randrange(_FRESH, _LONG_AGO) if chance.random() < rates["stale"] else chance.randrange(1, _FRESH)
        ended = purpose.end < self._on
        return Record(
            identifier=f"{provider.ref}-{group:07}", provider=provider, secondary=False, title=title,
            description=f"{description} {body}" if body else description, language=language, states=purpose.states, region=None,
            carried_out_by=body, tags=self._tags(purpose.subjects), types=self._read_types(purpose.types),
            sector=chance.choice(_NEAR_SECTORS) if chance.random() < rates["no_15113"] else _ANTI_CORRUPTION,
            start=purpose.start, end=purpose.end, updated=self._on - timedelta(days=days), status="4" if ended else "2",
            usd=1000 * chance.randrange(20, 5000),
        )  # fmt: skip

    def _read_types(self, types: Sequence[str]) -> tuple[str, ...]:
        wrong = types and self._chance.random() < self._hard.reading.type_wrong
        return (self._types.draw(self._chance),) if wrong else tuple(types)

    def _tags(self, right: Sequence[str]) -> Mapping[str, float]:
        """The provisions that reading told of an activity: the right ones, unless missed, and some that are wrong."""
        read, chance = self._hard.reading, self._chance
        found: dict[str, float] = {}
        count, left = 0, read.wrong_tags
        while chance.random() < left / (1 + left) and count < 6:
            found[chance.choice(articles())] = self._strength(_WRONG, read.wrong_strength)
            count += 1
        for subject in right:
            if chance.random() >= read.main_missed:
                told = subject if chance.random() < self._hard.activities["paragraph_told"] else article_of(subject)
                found[told] = self._strength(_RIGHT, read.right_strength)
        return found

    def _strength(self, spans: Sequence[tuple[float, float]], shares: Sequence[float]) -> float:
        low, high = self._chance.choices(spans, weights=shares)[0]
        return round(self._chance.uniform(low, high), 3)

    def _again(self, first: Record, rates: Mapping[str, float]) -> Iterator[Record]:
        """Yield further records of the same piece of assistance."""
        chance, provider = self._chance, first.provider
        tail = first.identifier.removeprefix(provider.ref)
        if chance.random() < rates["same_identifier"]:
            yield replace(
                first, updated=first.updated - timedelta(days=200), provider=chance.choice(self._providers), secondary=True
            )
        if chance.random() < rates["prefix_renamed"]:
            yield replace(first, identifier=f"{provider.older}{tail}", updated=first.updated - timedelta(days=900))
        if chance.random() < rates["split"]:
            for part in range(1, chance.randrange(2, 4)):
                yield replace(first, identifier=f"{first.identifier}-{part:02}", sector=chance.choice(_NEAR_SECTORS))
        if chance.random() < rates["secondary"]:
            by = chance.choice(self._providers)
            yield replace(
                first,
                identifier=f"{by.ref}-S{tail}",
                provider=by,
                secondary=True,
                other_identifiers=(("A9", first.identifier),),
            )
        if chance.random() < rates["parent_child"]:
            yield replace(
                first, identifier=f"{first.identifier}-C1", title=f"{first.title} – phase 1", description="",
                parents=(first.identifier,),
            )  # fmt: skip
