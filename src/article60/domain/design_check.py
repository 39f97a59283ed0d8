"""A planned programme held against a Release: whom it would serve, who is there already, what is not known, what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from article60.domain.activity import Activity
from article60.domain.fields import note
from article60.domain.good_practice import GoodPractice
from article60.domain.match import MatchFeature
from article60.domain.need import Need
from article60.domain.no_need_stated import NoNeedStated
from article60.domain.overlap import Overlap
from article60.domain.planned_programme import PlannedProgramme

RULES: Mapping[str, str] = MappingProxyType(
    {
        "outside_reviews": "reconsider",
        "programme_past": "reconsider",
        "none_needed": "reconsider",
        "reading_in_doubt": "reconsider",
        "nothing_known": "reconsider",
        "no_need_stated": "reconsider",
        "need_closed": "reconsider",
        "met_by_state": "reconsider",
        "other_types_asked": "reconsider",
        "need_not_updated": "reconsider",
        "need_anticipated": "sequence",
        "other_need_stated": "reconsider",
        "found_to_duplicate": "reconsider",
        "work_ends_during_it": "sequence",
        "work_ends_before_it": "sequence",
        "work_begins_after_it": "sequence",
        "same_work_other_bodies": "join",
        "same_work": "join",
        "work_of_other_types": "join",
        "work_not_fully_known": "join",
        "possibly_related_work": "join",
        "nobody_at_work": "fill",
    }
)
"""What each rule proposes: fill, join, sequence or reconsider; in the order of the page that explains them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a thing is said: a document and page, or a record of aid data and the file that holds it."""

    name: str = note("Symbol or file name of the document, or the activity's identifier as published.")
    page: int | None = note("Printed page of the document; empty where it has none.", default=None)
    file: str | None = note("File of aid data that holds the record; empty for documents.", default=None)
    line: int | None = note("Line of that file.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedOnPath:
    """A need of a State on the provisions of the programme, and whether the programme would serve it."""

    need: Need = note("The need.")
    source: Source = note("Where it was read.")
    served: bool = note("Whether the programme, as planned, may answer it.")
    last_said: date | None = note("Day on which it was last stated or confirmed.")
    reasons: tuple[MatchFeature, ...] = note("Features of the pair of need and programme.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherAtWork:
    """An activity of another provider in the State on a provision of the programme."""

    activity: Activity = note("The activity.")
    source: Source = note("Where it was read.")
    articles: tuple[str, ...] = note("Articles that it shares with the programme.")
    same_type: bool | None = note("Whether it gives assistance of the same broad type; empty where one of the two is unknown.")
    when: str = note("together, before, after, or unknown: its time beside the programme's.")
    names_body: bool | None = note("Whether its words name a body of the programme; empty where that cannot be compared.")
    only_proposed: tuple[str, ...] = note(
        "Those of the articles for which nothing speaks but that a machine proposes it as an answer to a need under them, "
        "which nobody has confirmed."
    )
    own: bool = note("Whether it is reported by the provider of the programme itself.")
    amount_usd: str | None = note(
        "What its budget, else its commitments, are for this State; never part of a provision. Empty where unknown.", unit="USD"
    )
    amount_kind: str | None = note("budget or commitment; empty where neither is published.")
    reasons: tuple[MatchFeature, ...] = note("Features of the pair of programme and activity.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledOverlap:
    """An overlap on which people have decided, with the activities that it is about."""

    overlap: Overlap = note("The overlap with its verdict.")
    activities: tuple[Activity, ...] = note("Its activities.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SolvedElsewhere:
    """A good practice of another State on a provision of the programme; an offer, never a ranking."""

    practice: GoodPractice = note("The good practice, as its review records it.")
    source: Source = note("Where it was read.")
    in_common: tuple[str, ...] = note("What the two States are known to have in common.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedInstitution:
    """A body that needs or activities name."""

    name: str = note("Name as printed or published.")
    language: str | None = note("Language of the name where it is known, ISO 639-1.")
    roles: tuple[str, ...] = note("beneficiary where a need names it; else its roles in activities.")
    sources: tuple[Source, ...] = note("Where it is named.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotKnown:
    """Something that the answer does not rest on, because it is not known."""

    kind: str = note(
        "read_not_settled, review_not_completed, not_published, not_held, need_not_updated, activity_not_confirmed or "
        "amount_unknown."
    )
    about: str | None = note("Chapter, or words that name the need or activity.", default=None)
    language: str | None = note("Language of those words, ISO 639-1.", default=None)
    on: date | None = note("Day of the source, of the last statement or of the last update.", default=None)
    source: Source | None = note("Where it would be said.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignSuggestion:
    """What a rule proposes for one State and article; people decide."""

    state: str = note("State party, two-letter code.")
    article: str = note("Article of the Convention.")
    rule: str = note("Name of the rule, as the documentation explains it.")
    needs: tuple[Need, ...] = note("Needs that the rule looked at.", default=())
    others: tuple[OtherAtWork, ...] = note("Activities that the rule looked at.", default=())
    cell: str | None = note("Kind of nothing, where the rule rests on one.", default=None)
    day: date | None = note("Day on which work of others ends or begins, where the rule rests on it.", default=None)
    said: NoNeedStated | None = note("Words of the State that nothing is needed, where the rule rests on them.", default=None)

    @property
    def verb(self) -> str:
        """fill, join, sequence or reconsider."""
        return RULES[self.rule]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerInState:
    """The answer for one State of the plan."""

    state: str = note("State party, two-letter code.")
    suggestions: tuple[DesignSuggestion, ...] = note("One for each article of the plan, in its order.")
    needs: tuple[NeedOnPath, ...] = note("Needs on the provisions of the programme, those that it would serve first.")
    others: tuple[OtherAtWork, ...] = note("Activities running or planned there, the nearest to the programme first.")
    settled: tuple[SettledOverlap, ...] = note("Overlaps there on which people have decided.")
    solved: tuple[SolvedElsewhere, ...] = note("Good practices of other States, by the States' codes.")
    institutions: tuple[NamedInstitution, ...] = note("Bodies named in the needs and activities above.")
    not_known: tuple[NotKnown, ...] = note("What is not known there.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignCheck:
    """The whole answer about one planned programme, from one Release."""

    plan: PlannedProgramme = note("The planned programme.")
    release: str = note("Name of the Release.")
    on: date = note("Day for which the Release holds.")
    fictional: bool = note("Whether the Release is about the fictional States.")
    sources_read: tuple[str, ...] = note("Files of aid data that the Release was made from.")
    states: tuple[AnswerInState, ...] = note("One answer for each State of the plan, in its order.")
    left_out: tuple[str, ...] = note(
        "Keys that the plan leaves out and on which the answer would rest: types, start, end, bodies."
    )
