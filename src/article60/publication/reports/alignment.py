"""The answer of `article60 align` as a page or as text: a programme or a strategy beside priority needs, in six languages."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined

from article60.codes.labels import codes, label
from article60.codes.languages import direction
from article60.domain.activity import Activity
from article60.domain.alignment import Alignment, NeedAlignment, StatePriorities, StrategyAlignment
from article60.domain.need import Need
from article60.domain.programme import Programme
from article60.domain.provision import sort_key
from article60.domain.state_party import StateParty
from article60.domain.strategy import Strategy, StrategyAction
from article60.text import citations
from article60.text.days import write_day
from article60.text.normalise import fold

BETWEEN = {"ar": "، ", "zh": "、"}


@dataclass(frozen=True, slots=True)
class Held:
    """What the page takes from a Release: its description, and its needs, activities and States by their identifiers."""

    release: Mapping[str, Any]
    needs: Mapping[str, Need]
    activities: Mapping[str, Activity]
    states: Mapping[str, StateParty]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One need or action: its words, where they stand, what is answered, and lists of what belongs to it."""

    about: str
    name: str
    words: str
    language: str | None
    place: str
    reason: str
    lists: list[tuple[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Group:
    """Items with the same answer."""

    heading: str
    items: list[Item]


@dataclass(frozen=True, slots=True)
class Section:
    """The needs of one State, or the actions of a strategy."""

    heading: str
    note: str | None
    groups: list[Group]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Everything that the page says, in the reader's language."""

    title: str
    subject: str
    facts: list[tuple[str, str]]
    method: str
    sections: list[Section]
    footer: str
    notices: list[str] = field(default_factory=list)


def as_html(view: View, *, language: str) -> str:
    """The answer as one page that needs no other file."""
    return _rendered("alignment.html.jinja", view, language, autoescape=True)


def as_text(view: View, *, language: str) -> str:
    """The answer as plain text."""
    return _rendered("alignment.txt.jinja", view, language, autoescape=False)


def _rendered(name: str, view: View, language: str, *, autoescape: bool) -> str:
    template = files("article60.publication.reports").joinpath(name).read_text(encoding="utf-8")
    environment = Environment(autoescape=autoescape, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    return environment.from_string(template).render(view=view, language=language, direction=direction) + "\n"


def programme_view(programme: Programme, found: Alignment, *, held: Held, language: str) -> View:
    """A programme beside the priority needs of its area, State by State in the order of their names."""
    say = _Speaker(language, held)
    facts = [
        (say("identifier"), programme.identifier),
        (say("provider"), programme.provider or say("not_known")),
        (say("area"), say.together(say.by_name(state.state for state in found.area)) or say("not_known")),
        *_scope(programme.provisions, programme.types, say),
        (say("period"), f"{say.day(programme.start)} – {say.day(programme.end)}"),
    ]
    return View(
        title=say("of_programme"),
        subject=programme.title or programme.identifier,
        notices=[*say.notices(), *([] if found.area else [say("no_area")])],
        facts=facts,
        method=say("by_match" if programme.activities else "by_provision"),
        sections=[_state(one, found.needs, say) for one in sorted(found.area, key=lambda s: fold(say.state(s.state)))],
        footer=say.footer(),
    )


def _scope(provisions: Sequence[str], types: Sequence[str], say: "_Speaker") -> Iterator[tuple[str, str]]:
    yield say("provisions"), citations.write(provisions, language=say.language) if provisions else say("not_known")
    yield say("types"), say.together(label("types", kind, say.language) for kind in types) or say("not_known")


def _state(chosen: StatePriorities, answers: Iterable[NeedAlignment], say: "_Speaker") -> Section:
    own = [one for one in answers if one.state == chosen.state]
    return Section(say.state(chosen.state), say.basis(chosen), list(_groups(own, say)))


def _groups(answers: Sequence[NeedAlignment], say: "_Speaker") -> Iterator[Group]:
    for answer in codes("alignment_answers"):
        found = [one for one in answers if one.answer == answer]
        if found:
            items = [_need(one.need_id, _reason(one, say), _activities(one, say), say) for one in say.in_order(found)]
            yield Group(label("alignment_answers", answer, say.language), items)


def _reason(one: NeedAlignment, say: "_Speaker") -> str:
    near = f"{label('provision_fits', one.fit, say.language)}. " if one.fit is not None else ""
    return near + label("alignment_reasons", one.reason, say.language)


def _activities(one: NeedAlignment, say: "_Speaker") -> list[tuple[str, list[str]]]:
    lists = (("own", one.own), ("same_provider", one.same_provider), ("others", one.others))
    return [(say(name), [say.activity(a, confirmed=a in one.confirmed) for a in ids]) for name, ids in lists if ids]


def _need(need_id: str, reason: str, lists: list[tuple[str, list[str]]], say: "_Speaker") -> Item:
    need = say.held.needs[need_id]
    return Item(
        about=citations.write(need.provisions, language=say.language) if need.provisions else say("no_provision"),
        name=need_id,
        words=need.text,
        language=need.language,
        place=say.place(need),
        reason=reason,
        lists=lists,
    )


def strategy_view(strategy: Strategy, found: StrategyAlignment, *, held: Held, language: str) -> View:
    """A national strategy beside the State's priority needs: what is taken up, and what its actions answer."""
    say = _Speaker(language, held)
    actions = {action.action_id: action for action in strategy.actions}
    return View(
        title=say("of_strategy"),
        subject=strategy.title,
        notices=say.notices(),
        facts=[(say("state"), say.state(strategy.state))],
        method=say("by_provision"),
        sections=[
            Section(say("priority_needs"), say.basis(found.priorities), list(_needs_by_answer(found, actions, say))),
            Section(say("all_actions"), None, list(_actions_by_answer(found, actions, say))),
        ],
        footer=say.footer(),
    )


def _needs_by_answer(found: StrategyAlignment, actions: Mapping[str, StrategyAction], say: "_Speaker") -> Iterator[Group]:
    for answer in codes("alignment_answers"):
        items = []
        for one in say.in_order(n for n in found.needs if n.answer == answer):
            taken = [say.entry(action_id, actions[action_id].action) for action_id in one.actions]
            reason = label("alignment_reasons", one.reason, say.language)
            items.append(_need(one.need_id, reason, [(say("actions"), taken)] if taken else [], say))
        if items:
            yield Group(label("alignment_answers", answer, say.language), items)


ACTION_GROUPS = {
    "answer_none": ("other_types", "over_before", "other_provisions"),
    "answer_unknown": ("names_no_provision",),
    "answer_other": ("takes_up_other",),
    "answer_priority": ("takes_up_priority",),
}
"""Actions that answer nothing stand first, since they are what a reader looks for."""


def _actions_by_answer(found: StrategyAlignment, actions: Mapping[str, StrategyAction], say: "_Speaker") -> Iterator[Group]:
    for heading, reasons in ACTION_GROUPS.items():
        chosen = [one for one in found.actions if one.reason in reasons]
        if chosen:
            yield Group(say(heading), [_action(actions[one.action_id], one.reason, one.needs, say) for one in chosen])


def _action(action: StrategyAction, reason: str, needs: Sequence[str], say: "_Speaker") -> Item:
    read = [say("read_in_words")] if action.read_in_words else []
    period = [f"{say.day(action.start)} – {say.day(action.end)}"] if action.start or action.end else []
    lead = [f"{say('lead')}: {say.apart(action.lead)}"] if action.lead else []
    return Item(
        about=citations.write(action.provisions, language=say.language) if action.provisions else say("no_provision"),
        name=action.action_id,
        words=action.action,
        language=None,
        place="; ".join((*read, *lead, *period)),
        reason=label("action_reasons", reason, say.language),
        lists=[(say("needs"), [say.need(one) for one in needs])] if needs else [],
    )


class _Speaker:
    """Says things in one language about one Release."""

    def __init__(self, language: str, held: Held) -> None:
        self.language = language
        self.held = held

    def __call__(self, name: str, /, **values: str) -> str:
        return _words()[name][self.language].format(**values)

    def together(self, things: Iterable[str]) -> str:
        return BETWEEN.get(self.language, ", ").join(things)

    def state(self, code: str) -> str:
        known = self.held.states.get(code)
        return str(getattr(known, f"name_{self.language}")) if known is not None else code

    def by_name(self, states: Iterable[str]) -> list[str]:
        return sorted(map(self.state, states), key=fold)

    def day(self, value: date | None) -> str:
        return write_day(value, language=self.language) if value is not None else self("not_known")

    def basis(self, chosen: StatePriorities) -> str:
        return self("basis", basis=label("priority_bases", chosen.basis, self.language))

    def place(self, need: Need) -> str:
        """Where and when a need was stated, and when it was last confirmed."""
        page = [self("page", page=str(need.page))] if need.page is not None else []
        stated = [self("stated", day=self.day(need.stated_on))] if need.stated_on is not None else []
        confirmed = [self("confirmed_on", day=self.day(need.confirmed_on))] if need.confirmed_on is not None else []
        return self.together((*([self.apart(need.symbol)] if need.symbol else []), *page, *stated, *confirmed))

    def activity(self, activity_id: str, *, confirmed: bool) -> str:
        known = self.held.activities.get(activity_id)
        if known is None:
            return activity_id
        named = (known.title, known.reporting_org_name or known.reporting_org, known.iati_identifier)
        running = label("activity_runnings", known.running, self.language)
        return self.together(
            (*(self.apart(part) for part in named if part), running, self("confirmed" if confirmed else "found"))
        )

    def need(self, need_id: str) -> str:
        return self.entry(need_id, self.held.needs[need_id].text)

    def entry(self, name: str, words: str) -> str:
        return f"{self.apart(name)}: {self.apart(words)}"

    def apart(self, text: str) -> str:
        """Text whose direction does not spill into the words around it, where those run from right to left."""
        isolated = f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"
        return isolated if direction(self.language) == "rtl" else text

    def in_order(self, found: Iterable[Any]) -> list[Any]:
        """By the first provision of the need, in the Convention's order; those that name none last."""
        return sorted(found, key=lambda one: (_first_provision(self.held.needs[one.need_id]), one.need_id))

    def notices(self) -> list[str]:
        return [self("draft"), *([self("invented")] if self.held.release["fictional"] else [])]

    def footer(self) -> str:
        day = date.fromisoformat(self.held.release["on"])
        return self("release", name=self.held.release["name"], day=self.day(day))


def _first_provision(need: Need) -> tuple[int, ...]:
    return min(map(sort_key, need.provisions), default=(1000,))


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    text = files("article60.publication.reports").joinpath("alignment_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
