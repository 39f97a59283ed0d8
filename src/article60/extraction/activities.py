"""Decides which aid activities are anti-corruption assistance, and names the provisions and types of those that are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from article60.codes.types import coarse_types
from article60.domain.activity import Activity, ActivityProvision, ActivitySignal
from article60.domain.activity_record import ActivityRecord
from article60.domain.provision import article_of
from article60.extraction.activity_provisions import provisions_of
from article60.extraction.activity_texts import Words, words_of
from article60.extraction.boilerplate import repeated_sentences
from article60.extraction.signals import Signal, signals_of, total
from article60.extraction.tagging import types_in
from article60.extraction.weights import Weights, weights

_LONGEST_READ = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifiedActivity:
    """An activity with the signals that decided about it and the provisions that it serves."""

    activity: Activity
    signals: tuple[ActivitySignal, ...]
    provisions: tuple[ActivityProvision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A record and whether it is kept, before its provisions and types are told, which takes far longer."""

    record: ActivityRecord
    kin: Sequence[ActivityRecord]
    words: Words
    signals: Sequence[Signal]
    relevance: float

    @property
    def relevant(self) -> bool:
        """Whether it is kept."""
        return self.relevance >= weights().threshold


def classify(
    records: Sequence[ActivityRecord],
    *,
    related: Mapping[str, ActivityRecord],
    boilerplate: Mapping[str, frozenset[str]] | None = None,
) -> Iterator[ClassifiedActivity]:
    """Yield one for each record, in order, kept or not.

    `related` holds parents and children by IATI identifier, from any file; their words count for the activity too. Where the
    records are not all, `boilerplate` holds by reporter the sentences that stand in many of all records. Sums in US dollars
    are left empty. An activity that is not kept is told its signals; provisions and types only where it comes near.
    """
    return map(_classified, decide(records, related=related, boilerplate=boilerplate))


def kept(
    records: Sequence[ActivityRecord],
    *,
    related: Mapping[str, ActivityRecord],
    boilerplate: Mapping[str, frozenset[str]] | None = None,
) -> Iterator[tuple[int, ClassifiedActivity]]:
    """Yield of `classify` those that are kept, each with the place of its record."""
    decided = enumerate(decide(records, related=related, boilerplate=boilerplate))
    return ((place, _classified(one)) for place, one in decided if one.relevant)


def decide(
    records: Sequence[ActivityRecord],
    *,
    related: Mapping[str, ActivityRecord],
    boilerplate: Mapping[str, frozenset[str]] | None = None,
) -> Iterator[Decided]:
    """Yield one for each record, in order, kept or not; `related` and `boilerplate` as for `classify`."""
    chosen = weights()
    said = {id(record): words_of(record) for record in records}
    if boilerplate is None:
        boilerplate = repeated_sentences(
            ((record.reporting_org or "", record.iati_identifier, said[id(record)]) for record in records),
            at_least=chosen.boilerplate_records,
        )
    for record in records:
        kin = _kin(record, related)
        words = said[id(record)]
        signals = signals_of(
            record,
            words=words,
            kin=[said.get(id(one)) or words_of(one) for one in kin],
            boilerplate=boilerplate.get(record.reporting_org or "", frozenset()),
            weights=chosen,
        )
        relevance = chosen.relevance(total(signals, chosen))
        yield Decided(record=record, kin=kin, words=words, signals=signals, relevance=relevance)


def _kin(record: ActivityRecord, related: Mapping[str, ActivityRecord]) -> list[ActivityRecord]:
    """Parents and children that were read, other than the record itself."""
    names = dict.fromkeys((*record.parents, *record.children))
    return [related[name] for name in names if name in related and name != record.iati_identifier]


def _classified(decided: Decided) -> ClassifiedActivity:
    record, kin, told = decided.record, decided.kin, decided.relevance >= weights().near
    named = any(said.of("strong") for said in decided.words.title)
    provisions = provisions_of(record, kin=kin, names_corruption=named) if told else ()
    return ClassifiedActivity(
        activity=_activity(record, decided.relevance, decided.relevant, provisions, types=_types(record, kin) if told else ()),
        signals=_rows(record, decided.signals, weights()),
        provisions=provisions,
    )


def _rows(record: ActivityRecord, signals: Sequence[Signal], weights: Weights) -> tuple[ActivitySignal, ...]:
    """The signals as rows, strongest first."""
    weighed = [(round(weights.weight(signal.name) * signal.times, 3), signal) for signal in signals]
    weighed.sort(key=lambda pair: (-abs(pair[0]), pair[1].name))
    return tuple(
        ActivitySignal(
            activity_id=record.activity_id,
            position=position,
            signal=signal.name,
            reason=weights.reason(signal.name, signal.found),
            weight=weight,
        )
        for position, (weight, signal) in enumerate(weighed)
    )


def _types(record: ActivityRecord, kin: Sequence[ActivityRecord]) -> tuple[str, ...]:
    """Types that the title and description name; those of parents and children where the activity itself says too little."""
    found = _named(record)
    for one in kin:
        found = found if found and found != {"other"} else _named(one)
    return tuple(sorted(found))


def _named(record: ActivityRecord) -> set[str]:
    texts = [text for text in record.texts if text.field in ("title", "description", "objective")]
    found = {t for x in texts for t in types_in(x.text[:_LONGEST_READ], language=x.language, declared=x.language_declared)}
    return found - {"other"} or found


def _first(record: ActivityRecord, field: str) -> str:
    return next((text.text for text in record.texts if text.field == field), "")


def _activity(
    record: ActivityRecord,
    relevance: float,
    relevant: bool,
    provisions: Sequence[ActivityProvision],
    *,
    types: tuple[str, ...],
) -> Activity:
    served = tuple(row.provision for row in provisions if not row.guessed)
    return Activity(
        activity_id=record.activity_id,
        iati_identifier=record.iati_identifier,
        reporting_org=record.reporting_org,
        reporting_org_name=record.reporting_org_name,
        secondary_reporter=record.secondary_reporter,
        iati_version=record.iati_version,
        title=_first(record, "title"),
        title_language=next((t.language or t.language_declared for t in record.texts if t.field == "title"), None),
        description=_first(record, "description"),
        status=record.status,
        start=record.start,
        end=record.end,
        last_updated=record.last_updated,
        hierarchy=record.hierarchy,
        parents=record.parents,
        children=record.children,
        relevant=relevant,
        relevance=relevance,
        provisions=served,
        articles=tuple(dict.fromkeys(article_of(provision) for provision in served)),
        types=types,
        coarse_types=coarse_types(types),
        budget_usd=None,
        commitment_usd=None,
        disbursement_usd=None,
        file=record.file,
        file_sha256=record.file_sha256,
        line=record.line,
        notes=record.notes,
    )
