"""Each rule of the suggestion, and which of two rules comes first."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import makers
from article60.analysis.design_rules import asks_for, same_type, suggest, when
from article60.domain.coverage import Coverage
from article60.domain.design_check import RULES, OtherAtWork, Source
from article60.domain.no_need_stated import NoNeedStated
from article60.domain.overlap import Overlap
from article60.domain.planned_programme import PlannedProgramme
from blank_records import make

PLAN = PlannedProgramme(
    title="Advice",
    states=("XA",),
    provisions=("16",),
    fine_types=("legal_advice",),
    start=date(2027, 1, 1),
    end=date(2028, 12, 31),
)
PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "design-rules.md"


def other(*, names_body=None, own=False, only_proposed=(), **changes):
    activity = makers.activity(**changes)
    return OtherAtWork(
        activity=activity, source=Source(name="XX-DEMO-1"), articles=("16",), same_type=same_type(activity, PLAN),
        when=when(activity, PLAN), names_body=names_body, only_proposed=only_proposed, own=own, amount_usd=None,
        amount_kind=None, reasons=(),
    )  # fmt: skip


def cell(kind):
    return Coverage(state="XA", cycle=1, chapter="III", cell=kind, source="An invented list", on=date(2026, 1, 1))


def refusal(stated_on=date(2014, 1, 1), **changes):
    return make(NoNeedStated, statement_id="XA-NONE", state="XA", text="None is needed", stated_on=stated_on, **changes)


def overlap(verdict):
    return Overlap(
        overlap_id="XA-P", state="XA", article="16", type="legislative", activities=("ACT-AAAAAAAA",), providers=(), start=None,
        end=None, reasons=(), verdict=verdict, decided_on=None, decided_by_role=None,
    )  # fmt: skip


def suggested(*, needs=(), others=(), settled=(), kind="needs_stated", plan=PLAN, article="16", served=None, refused=()):
    return suggest(
        plan=plan, state="XA", article=article, needs=list(needs), others=list(others), settled=list(settled),
        cell=cell(kind), on=date(2026, 6, 30), refused=list(refused),
        served={need.need_id for need in needs} if served is None else served,
    )  # fmt: skip


OPEN = makers.need()
TRAINING = {"types": ("capacity_building",), "coarse_types": ("capacity_building",)}
LONG, SHORT = date(2030, 1, 1), date(2027, 6, 1)

PAST = replace(PLAN, start=date(2017, 1, 1), end=date(2019, 12, 31))

TABLE = [
    ("outside_reviews", {"article": "60"}),
    ("outside_reviews", {"article": "1", "kind": "not_held"}),
    ("programme_past", {"plan": PAST, "needs": [OPEN]}),
    ("none_needed", {"refused": [refusal()], "kind": "no_need_stated"}),
    ("none_needed", {"refused": [refusal()], "needs": [makers.need(grade="withdrawn")]}),
    ("nobody_at_work", {"refused": [refusal()], "needs": [OPEN]}),
    ("reading_in_doubt", {"kind": "read_not_settled"}),
    ("need_anticipated", {"needs": [makers.need(timing="anticipated")]}),
    ("nobody_at_work", {"needs": [OPEN, makers.need(timing="anticipated")]}),
    ("other_need_stated", {"needs": [OPEN], "served": ()}),
    ("possibly_related_work", {"needs": [OPEN], "others": [other(only_proposed=("16",))]}),
    ("possibly_related_work", {"needs": [OPEN], "others": [other(only_proposed=("16",), **TRAINING), other(own=True)]}),
    ("same_work", {"needs": [OPEN], "others": [other(only_proposed=("16",)), other(end=LONG)]}),
    ("nothing_known", {"kind": "not_held"}),
    ("nothing_known", {"kind": "not_published"}),
    ("nothing_known", {"kind": "review_not_completed"}),
    ("no_need_stated", {"kind": "no_need_stated"}),
    ("no_need_stated", {"kind": "needs_stated"}),
    ("need_closed", {"needs": [makers.need(grade="withdrawn")]}),
    ("need_closed", {"needs": [makers.need(grade="superseded")], "kind": "not_held"}),
    ("met_by_state", {"needs": [makers.need(grade="met")]}),
    ("other_types_asked", {"needs": [makers.need(**TRAINING)]}),
    ("need_not_updated", {"needs": [makers.need(grade="not_updated")]}),
    ("need_not_updated", {"needs": [makers.need(grade="not_updated", **TRAINING)]}),
    ("need_not_updated", {"needs": [makers.need(**TRAINING), makers.need(grade="not_updated")]}),
    ("other_types_asked", {"needs": [makers.need(**TRAINING), makers.need(grade="not_updated", **TRAINING)]}),
    ("nobody_at_work", {"needs": [OPEN]}),
    ("nobody_at_work", {"needs": [OPEN, makers.need(grade="met"), makers.need(grade="withdrawn")]}),
    ("nobody_at_work", {"needs": [OPEN], "others": [other(own=True)]}),
    ("nobody_at_work", {"needs": [makers.need(grade="partly_met")]}),
    ("found_to_duplicate", {"needs": [OPEN], "others": [other()], "settled": [overlap("duplication")]}),
    ("work_ends_during_it", {"needs": [OPEN], "others": [other(end=SHORT)], "settled": [overlap("complementary")]}),
    ("work_ends_during_it", {"needs": [OPEN], "others": [other(end=SHORT)]}),
    ("same_work", {"needs": [OPEN], "others": [other(end=SHORT), other(end=None)]}),
    ("same_work", {"needs": [OPEN], "others": [other(end=LONG)]}),
    ("same_work", {"needs": [OPEN], "others": [other(end=LONG, names_body=True)]}),
    ("same_work_other_bodies", {"needs": [OPEN], "others": [other(end=LONG, names_body=False)]}),
    ("work_ends_before_it", {"needs": [OPEN], "others": [other(end=date(2026, 12, 31))]}),
    ("work_begins_after_it", {"needs": [OPEN], "others": [other(start=date(2029, 1, 1), end=LONG)]}),
    ("work_of_other_types", {"needs": [OPEN], "others": [other(**TRAINING)]}),
    ("work_not_fully_known", {"needs": [OPEN], "others": [other(types=(), coarse_types=())]}),
    ("work_not_fully_known", {"needs": [OPEN], "others": [other(start=None, end=None)]}),
    ("same_work", {"needs": [OPEN], "others": [other(end=LONG), other(**TRAINING), other(types=(), coarse_types=())]}),
]


@pytest.mark.parametrize(("rule", "found"), TABLE)
def test_rule_holds(rule, found):
    assert suggested(**found).rule == rule


def test_every_rule_is_tried_and_every_verb_proposed():
    assert {rule for rule, _ in TABLE} == set(RULES)
    assert {suggested(**found).verb for _, found in TABLE} == {"fill", "join", "sequence", "reconsider"}


def test_every_rule_stands_on_its_page_in_order_with_its_verb():
    rows = [line.split("|") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]

    assert {row[1].strip().strip("`"): row[2].strip() for row in rows} == dict(RULES)


def test_a_suggestion_names_needs_others_and_the_day():
    before = other(end=date(2026, 12, 31))

    found = suggested(needs=[OPEN, makers.need(grade="not_updated")], others=[before, other(own=True)])

    assert (found.needs, found.others, found.day) == ((OPEN,), (before,), date(2026, 12, 31))


def test_unknown_types_exclude_nothing():
    silent = replace(PLAN, fine_types=())

    assert asks_for(makers.need(**TRAINING), silent)
    assert asks_for(makers.need(types=("other",), coarse_types=("other",)), PLAN)
    assert same_type(makers.activity(), silent) is None


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), "before"),
        (date(2026, 1, 1), date(2027, 1, 1), "together"),
        (date(2028, 12, 31), None, "together"),
        (date(2029, 1, 1), None, "after"),
        (None, None, "unknown"),
    ],
)
def test_time_beside_the_programme(start, end, found):
    assert when(makers.activity(start=start, end=end), PLAN) == found


def test_time_beside_a_programme_without_a_first_day_is_unknown():
    assert when(makers.activity(), replace(PLAN, start=None)) == "unknown"
