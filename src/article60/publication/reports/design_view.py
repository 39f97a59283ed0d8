"""The sentences of the answer about a planned programme, the same on the page and on the terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from article60.codes.areas import area_name
from article60.domain.design_check import (
    AnswerInState,
    DesignCheck,
    DesignSuggestion,
    NamedInstitution,
    NeedOnPath,
    NotKnown,
    OtherAtWork,
    SolvedElsewhere,
    Source,
)
from article60.domain.gap import MOST_NAMED
from article60.domain.match import MatchFeature
from article60.domain.need import Need
from article60.domain.planned_programme import PlannedProgramme
from article60.domain.provision import article_of
from article60.publication.reports.wording import Wording
from article60.text.normalise import fold, words

SAID_BY_STATE = frozenset(("met", "partly_met", "unmet"))
UNKNOWN_CELLS = frozenset(("read_not_settled", "review_not_completed", "not_published", "not_held"))
ROLES = frozenset(("state_focal_point", "provider_officer", "secretariat", "secretariat_analyst"))


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence that says what two things have in common, and the two values compared; empty where the sentence is enough."""

    sentence: str
    one: str
    other: str


class View:
    """Puts one answer into the words of one language."""

    def __init__(self, answer: DesignCheck, language: str) -> None:
        self.answer = answer
        self.plan = answer.plan
        self.w = Wording(language, "design")
        self.states = sorted(answer.states, key=lambda one: fold(self.w.state(one.state))) if self.plan.areas else answer.states
        """In the plan's order; where it names a region or group, by their names in the reader's language."""

    def plan_facts(self) -> Iterator[tuple[str, str]]:
        """What the plan says of itself: label and value, without title and provider."""
        w, plan = self.w, self.plan
        if plan.areas:
            yield w.say("areas"), w.between.join(area_name(area, w.language) for area in plan.areas)
        yield self._key("states"), w.between.join(w.state(one.state) for one in self.states)
        yield self._key("provisions"), w.citation(plan.provisions)
        yield self._key("types"), self.plan_types() or w.say("not_stated")
        period = w.say("from_to", start=self._day(plan.start), end=self._day(plan.end))
        yield w.say("period"), period if plan.start or plan.end else w.say("not_stated")
        budget = f"{w.exactly(plan.budget)} {plan.currency}" if plan.budget is not None else w.say("not_stated")
        yield self._key("budget"), w.isolate(budget)
        yield self._key("bodies"), w.between.join(w.isolate(body) for body in plan.bodies) or w.say("not_stated")

    @property
    def many_files(self) -> str:
        """How many files of aid data were read, where they are too many to be named; empty else."""
        read = len(self.answer.sources_read)
        return self.w.say("files_read", count=self.w.number(read)) if read > MOST_NAMED else ""

    def _key(self, name: str) -> str:
        return self.w.code("plan_keys", name)

    def _day(self, on: date | None) -> str:
        return self.w.day(on) if on is not None else "?"

    def plan_types(self) -> str:
        """The types as the plan names them: fine ones, then broad ones."""
        named = [self.w.code("types", one) for one in self.plan.fine_types]
        named += [self.w.code("coarse_types", one) for one in self.plan.broad_types]
        return self.w.between.join(named)

    def glance(self, answer: AnswerInState) -> str:
        """What is suggested in one State, article by article."""
        said = (f"{self.w.citation([one.article])} – {self.verb(one)}" for one in answer.suggestions)
        return self.w.semicolon.join(said)

    def verb(self, suggestion: DesignSuggestion) -> str:
        """Fill, join, sequence or reconsider."""
        return self.w.say(f"verb_{suggestion.verb}")

    def sentence(self, suggestion: DesignSuggestion) -> str:
        """The reason of the rule, and what to do."""
        w = self.w
        asked = tuple(dict.fromkeys(kind for need in suggestion.needs for kind in need.types))
        last = max((day for need in suggestion.needs for day in (need.stated_on, need.confirmed_on) if day), default=None)
        return w.say(
            f"rule_{suggestion.rule}",
            cell=w.code("coverage_cells", suggestion.cell or ""),
            types=w.codes("types", asked),
            day=w.day(suggestion.day or (suggestion.said.stated_on if suggestion.said else last)),
            words=w.isolate(suggestion.said.text if suggestion.said else ""),
        )

    def talk_with(self, suggestion: DesignSuggestion) -> list[str]:
        """Names of those whose work the rule looked at."""
        names = (other.activity.reporting_org_name or other.activity.reporting_org or "" for other in suggestion.others)
        return [name for name in dict.fromkeys(names) if name]

    def standing(self, need: Need) -> str:
        """Where a need stands, in the grades that the register uses, and who says so."""
        w = self.w
        if need.grade == "not_updated" and need.stated_on is not None and need.confirmed_on is None:
            return w.say("stale", year=need.stated_on.year)
        if need.grade == "related_assistance_found":
            return w.say("possibly")
        grade = w.code("need_grades", need.grade)
        if need.grade not in SAID_BY_STATE:
            return grade
        said = w.say("said_by_state_on", day=w.day(need.graded_on)) if need.graded_on else w.say("said_by_state")
        return f"{grade} ({said})"

    def last_said(self, need: Need) -> str:
        """When a need was stated, and when and by whom it was last confirmed."""
        w = self.w
        said = w.say("stated_day", day=w.day(need.stated_on))
        if need.confirmed_on is None:
            return said
        role = self.role(need.confirmed_by_role)
        return f"{said}{w.comma}{w.say('confirmed_day', day=w.day(need.confirmed_on), role=role)}"

    def role(self, code: str | None) -> str:
        """The role of a person, never a name."""
        return self.w.say(code if code in ROLES else "person")

    def source(self, source: Source) -> str:
        """Symbol and page of a document, or identifier, file and line of a record of aid data."""
        w = self.w
        parts = [w.isolate(source.name)]
        if source.page is not None:
            parts.append(w.say("page", page=source.page))
        if source.file:
            parts.append(w.isolate(source.file))
        if source.line is not None:
            parts.append(w.say("line", line=source.line))
        return w.comma.join(parts)

    def why_need(self, one: NeedOnPath) -> list[Reason]:
        """What speaks for the programme answering the need: its value beside that of the programme."""
        articles = set(one.need.articles)
        return self._told([(f"need_{f.feature}", f) for f in one.reasons if self._speaks(f)], articles, plan_first=False)

    def why_other(self, one: OtherAtWork) -> list[Reason]:
        """What an activity has in common with the programme, and its time beside it."""
        told = [(f"other_{f.feature}", f) for f in one.reasons if self._speaks(f) and f.feature != "time"]
        found = self._told(told, set(one.articles), plan_first=True)
        return [*found, Reason(self.w.say(f"when_{one.when}"), "", "")]

    def _speaks(self, feature: MatchFeature) -> bool:
        """Whether a feature speaks for the two belonging together; that both are in the State goes without saying."""
        return feature.weight > 0 and feature.feature != "place"

    def _told(self, told: list[tuple[str, MatchFeature]], articles: set[str], *, plan_first: bool) -> list[Reason]:
        """The features as reasons; words in common only where there are any besides the States' names."""
        made = [(f, self._reason(key, f, articles, plan_first=plan_first)) for key, f in told]
        return [reason for f, reason in made if f.feature not in ("words", "subjects") or reason.other]

    def _reason(self, key: str, feature: MatchFeature, articles: set[str], *, plan_first: bool) -> Reason:
        """A feature with the values that tell; one that these words do not know is shown in the register's own."""
        sentence = self.w.say(key) if self.w.knows(key) else feature.reason
        values = [feature.need_value, feature.activity_value]
        if feature.feature in ("same_provision", "suggested_provision"):
            values = [self._cited(value, articles) for value in values]
        elif feature.feature == "same_type":
            values = [self.w.codes("types", value.split(", ")) for value in values]
            values[0 if plan_first else 1] = self.plan_types()
        elif feature.feature in ("words", "subjects"):
            values = ["", self._telling(feature.activity_value)]
        elif feature.feature == "time":
            values = ["", ""]
        return Reason(sentence, *values)

    def _telling(self, shared: str) -> str:
        """Words in common, without those of the States' own names, which tell nothing."""
        names = {word for state in self.plan.states for word in words(self.w.state(state))}
        return ", ".join(word for word in shared.split(", ") if word not in names)

    def _cited(self, value: str, articles: set[str]) -> str:
        """The provisions of a value that stand in one of the articles; all of them where none does."""
        cited = value.split(", ")
        return self.w.citation([one for one in cited if article_of(one) in articles] or cited)

    def amount(self, other: OtherAtWork) -> str:
        """What the State has of the activity's budget or commitments, never of a part of it."""
        if other.amount_usd is None:
            return self.w.say("amount_unknown")
        key = "amount" if other.amount_kind == "budget" else "amount_commitment"
        return self.w.say(key, amount=self.w.money(other.amount_usd))

    def period(self, other: OtherAtWork) -> str:
        """First and last day of an activity."""
        start, end = other.activity.start, other.activity.end
        return self.w.say("from_to", start=self._day(start), end=self._day(end))

    def not_known(self, one: NotKnown) -> str:
        """What is not known, before the words that it is about."""
        about = self.w.code("numbered_chapters", one.about or "") if one.kind in UNKNOWN_CELLS else one.about
        return self.w.say(f"gap_{one.kind}", about=about)

    def tells_of_words(self, one: NotKnown) -> bool:
        """Whether what is not known is about words that can be quoted, not about a chapter."""
        return one.kind not in UNKNOWN_CELLS and bool(one.about)

    def solved(self, answer: AnswerInState) -> list[SolvedElsewhere]:
        """Good practices of other States in the order of the States' names."""
        return sorted(answer.solved, key=lambda one: (fold(self.w.state(one.practice.state)), one.practice.practice_id))

    def in_common(self, one: SolvedElsewhere) -> str:
        """What the two States are known to have in common."""
        return self.w.between.join(self.w.say(fact) for fact in one.in_common)

    def roles(self, institution: NamedInstitution) -> str:
        """As what a body is named."""
        return self.w.between.join(self.w.say(f"role_{role}") for role in institution.roles)


def served(answer: AnswerInState) -> tuple[Sequence[NeedOnPath], Sequence[NeedOnPath]]:
    """The needs that the programme would serve, and the others on its articles."""
    return [one for one in answer.needs if one.served], [one for one in answer.needs if not one.served]


def title_of(plan: PlannedProgramme) -> str:
    """Title and provider of a plan."""
    return f"{plan.title} – {plan.provider}" if plan.provider else plan.title
