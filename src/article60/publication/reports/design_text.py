"""The answer about a planned programme as plain text for a terminal."""

import textwrap
from collections.abc import Iterator

from article60.domain.design_check import AnswerInState, DesignCheck, NeedOnPath, OtherAtWork
from article60.publication.reports.design_view import Reason, View, served, title_of

WIDTH = {"zh": 48}
"""Characters in a line; Chinese ones are twice as wide."""


def render(answer: DesignCheck, *, language: str) -> str:
    """The whole answer, wrapped; a State after the other."""
    view = View(answer, language)
    lines = [*_head(view), *(line for one in view.states for line in _state(one, view)), *_foot(view)]
    width = WIDTH.get(language, 96)
    return "\n".join(wrapped for line in lines for wrapped in _wrapped(line, width)) + "\n"


def _wrapped(line: str, width: int) -> list[str]:
    indent = len(line) - len(line.lstrip(" *-"))
    return textwrap.wrap(line, width, subsequent_indent=" " * indent, break_on_hyphens=False) or [""]


def _heading(words: str) -> Iterator[str]:
    yield from ("", words, "-" * min(len(words), 60))


def _head(view: View) -> Iterator[str]:
    w = view.w
    yield f"{w.say('title')}{w.colon}{title_of(view.plan)}"
    yield w.say("draft")
    if view.answer.fictional:
        yield f"{w.say('invented')} {w.say('invented_more')}"
    yield ""
    for name, value in view.plan_facts():
        yield f"{name}{w.colon}{value}"
    if len(view.states) > 1:
        yield from _heading(w.say("glance"))
        yield from (f"* {w.state(one.state)}{w.colon}{view.glance(one)}" for one in view.states)


def _state(answer: AnswerInState, view: View) -> Iterator[str]:
    w = view.w
    name = w.state(answer.state)
    yield from ("", "=" * 60, f"{name} ({answer.state})", "=" * 60)
    yield from _heading(w.say("suggestion"))
    for one in answer.suggestions:
        yield f"* {w.citation([one.article])} ({w.article_title(one.article)}): {view.verb(one)}"
        yield f"  {view.sentence(one)}"
        if names := view.talk_with(one):
            yield f"  {w.say('with_them')}{w.colon}{w.between.join(names)}"
    taken, beside = served(answer)
    yield from _heading(w.say("needs"))
    yield from (line for one in taken for line in _need(one, view))
    if not taken:
        yield w.say("none_needs")
    if beside:
        yield from _heading(w.say("needs_beside"))
        yield from (line for one in beside for line in _need(one, view))
    yield from _heading(w.say("others"))
    yield from (line for one in answer.others for line in _other(one, view))
    yield w.say("money_note") if answer.others else w.say("none_others")
    yield from _around(answer, view)


def _need(one: NeedOnPath, view: View) -> Iterator[str]:
    w, need = view.w, one.need
    cited = w.citation(need.provisions) if need.provisions else w.say("no_article")
    yield f"* {cited}: {w.isolate(need.text)}"
    for key, value in (
        ("type", w.codes("types", need.types)),
        ("priority", need.priority),
        ("for_body", need.beneficiary),
        ("stands", view.standing(need)),
        ("last_said", view.last_said(need)),
        ("source", view.source(one.source)),
    ):
        if value:
            yield f"  {w.say(key)}{w.colon}{value}"
    yield from _why(view.why_need(one), view)


def _why(reasons: list[Reason], view: View) -> Iterator[str]:
    for reason in reasons:
        values = " ↔ ".join(value for value in (reason.one, reason.other) if value)
        yield f"  {view.w.say('why')}{view.w.colon}{reason.sentence}{f' [{values}]' if values else ''}"


def _other(one: OtherAtWork, view: View) -> Iterator[str]:
    w, activity = view.w, one.activity
    yield f"* {w.isolate(activity.title or activity.iati_identifier)} – {w.isolate(activity.reporting_org_name or '')}"
    facts = [w.citation(one.articles), w.code("activity_runnings", activity.running), view.period(one)]
    if one.own:
        facts.append(w.say("own"))
    if one.only_proposed:
        facts.append(f"{w.citation(one.only_proposed)}{w.colon}{w.say('possibly')}")
    yield f"  {w.comma.join(facts)}"
    yield f"  {view.amount(one)}"
    yield f"  {w.say('source')}{w.colon}{view.source(one.source)}"
    yield from _why(view.why_other(one), view)


def _around(answer: AnswerInState, view: View) -> Iterator[str]:
    w = view.w
    if answer.settled:
        yield from _heading(w.say("settled"))
        for one in answer.settled:
            overlap = one.overlap
            verdict = w.code("overlap_verdicts", overlap.verdict or "")
            decided = w.say("decided", role=view.role(overlap.decided_by_role), day=w.day(overlap.decided_on))
            yield f"* {w.citation([overlap.article])}{w.comma}{w.code('coarse_types', overlap.type)}: {verdict} ({decided})"
            yield from (f"  - {w.isolate(a.title)} – {w.isolate(a.reporting_org_name or '')}" for a in one.activities)
    yield from _heading(w.say("solved"))
    for practice in view.solved(answer):
        said = practice.practice
        shared = view.in_common(practice)
        yield f"* {w.state(said.state)}{w.comma}{w.citation(said.provisions)}: {w.isolate(said.text)}"
        yield f"  {view.source(practice.source)}{f' · {shared}' if shared else ''}"
    yield w.say("solved_note") if answer.solved else w.say("none_solved")
    yield from _heading(w.say("institutions"))
    for body in answer.institutions:
        places = "; ".join(view.source(source) for source in body.sources)
        yield f"* {w.isolate(body.name)} – {view.roles(body)} ({places})"
    if not answer.institutions:
        yield w.say("none_institutions")
    yield from _heading(w.say("unknown"))
    for gap in answer.not_known:
        about = f" {w.isolate(gap.about or '')}" if view.tells_of_words(gap) else ""
        when = f" ({w.day(gap.on)})" if gap.on is not None else ""
        where = f" – {view.source(gap.source)}" if gap.source else ""
        yield f"* {view.not_known(gap)}{about}{when}{where}"
    left_out = view.answer.left_out if answer is view.states[0] else ()
    yield from (f"* {w.say(f'left_{key}')}" for key in left_out)
    if not answer.not_known and not left_out:
        yield w.say("nothing_unknown")


def _foot(view: View) -> Iterator[str]:
    w, answer = view.w, view.answer
    yield from _heading(w.say("how"))
    yield w.say("how_text", release=w.isolate(answer.release), day=w.day(answer.on))
    named = ", ".join(answer.sources_read)
    yield f"{w.say('sources_read')}{w.colon}{view.many_files or named or w.say('not_known')}"
    yield w.say("not_endorsed")
