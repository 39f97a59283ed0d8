"""The launch pack: what a State needs to present the summary of its review at home, as drafts to be filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from article60.publication.reports.calendar import Entry, calendar
from article60.publication.reports.making import Kind, Making, NoSuchReport
from article60.publication.reports.model import Beside
from article60.publication.reports.records import OF_STATE, Teller
from article60.publication.reports.state_brief import narrowed, state_named

STEPS = {
    "settle": -56, "confirm": -49, "invite": -42, "replies": -14, "press": -7, "launch": 0, "thank": 7, "take_up": 28,
    "look_back": 91,
}  # fmt: skip
"""Days from the launch to each step, a proposal like all else in the pack; the templates say the same in weeks."""
LAUNCH = "launch"
_AT_WORK = (
    "SELECT DISTINCT o.name FROM organisations o JOIN activity_organisations a ON a.organisation_id = o.organisation_id "
    "JOIN activity_states s ON s.activity_id = a.activity_id JOIN activities t ON t.activity_id = a.activity_id "
    "WHERE s.state = ? AND t.relevant AND a.role IN ('reporting', 'funding') AND o.name IS NOT NULL ORDER BY o.name"
)
_BODIES = (
    "SELECT DISTINCT beneficiary, language FROM needs WHERE state = ? AND beneficiary IS NOT NULL "
    "AND grade NOT IN ('withdrawn', 'superseded') ORDER BY beneficiary"
)
_SUMMARIES = (
    "SELECT DISTINCT coalesce(d.symbol, d.file), d.cycle, d.issued_on "
    "FROM documents d JOIN json_each(d.states) s ON s.value = ? "
    "WHERE d.document_kind = 'executive_summary' ORDER BY d.cycle, d.issued_on"
)


@dataclass(slots=True)
class Plan:
    """The steps of a launch, in the words of the template; their days are known where that of the launch is."""

    day: date | None
    agenda: list[str] = field(default_factory=list)
    steps: dict[str, str] = field(default_factory=dict)

    def on(self, key: str) -> date | None:
        """The day of a step. Raises NoSuchReport where there is no such step, or no such day in any calendar."""
        if key not in STEPS:
            raise NoSuchReport(f"launch-pack: there is no step {key}; there are {', '.join(STEPS)}")
        try:
            return None if self.day is None else self.day + timedelta(days=STEPS[key])
        except OverflowError as error:
            raise NoSuchReport(f"--on-day {self.day}: the steps of a launch on that day have no dates") from error

    def item(self, key: str, words: str) -> str:
        """An item of the agenda; it is kept for the calendar."""
        self.agenda.append(words)
        return words

    def step(self, key: str, words: str) -> str:
        """A step; it is kept for the calendar."""
        self.steps[key] = words
        return words


def _given(making: Making) -> Mapping[str, Any]:
    state, teller = state_named(making), Teller(making.connection, making.words)
    ask, plan = making.connection.execute, Plan(making.about.day)
    making.kept["plan"] = plan

    def when(key: str, before_or_after: str) -> str:
        day = plan.on(key)
        return making.words.day(day) if day is not None else before_or_after

    return {
        "state": teller.state(state),
        "needs": teller.counted_needs("current_needs", OF_STATE, (state,)),
        "providers": [row[0] for row in ask(_AT_WORK, (state,))],
        "bodies": [(row[0], row[1]) for row in ask(_BODIES, (state,))],
        "summaries": [(row[0], row[1], making.day(row[2]) if row[2] else "") for row in ask(_SUMMARIES, (state,))],
        "launch": making.words.day(plan.day) if plan.day is not None else "",
        "command": making.words.latin(f"article60 report launch-pack --state {state} --on-day YYYY-MM-DD …"),
        "item": plan.item,
        "step": plan.step,
        "when": when,
    }


def _beside(making: Making, title: str) -> Sequence[Beside]:
    """The calendar, where the day of the launch is known; all else in it is proposed, counted from that day."""
    plan: Plan = making.kept["plan"]
    words, entries = making.words, []
    state = Teller(making.connection, words).state(state_named(making))
    for key, said in plan.steps.items():
        if (day := plan.on(key)) is None:
            return ()
        about = [*(f"– {item}" for item in plan.agenda), words.say("times_to_be_set")] if key == LAUNCH else []
        made_from = words.say("made_from", release=making.release["name"])
        description = "\n".join([*about, words.say("tentative"), words.say("draft"), made_from])
        entries.append(Entry(key=key, day=day, summary=f"{state}{words.dash}{said}", description=description))
    of = f"launch-pack:{making.about.state}"
    data = calendar(entries, name=title, of=of, language=words.language, stamped=making.on)
    return (Beside(ending=".ics", data=data),)


LAUNCH_PACK = Kind(name="launch-pack", needs=("state",), narrowed=narrowed, given=_given, beside=_beside, dated=True)
