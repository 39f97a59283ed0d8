"""Matching by columns, with pairs left out early, finds what the plain way finds, to the last digit and in the same order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from article60.codes.types import coarse_types
from article60.domain.decision import Decision
from article60.domain.match import Match, MatchFeature
from article60.domain.need_suggestion import NeedSuggestion
from article60.domain.provision import article_of
from article60.matching.pairs import match
from article60.matching.sides import Said
from makers import activity, decision, need, recipient
from matching import plain

STATES = ("XA", "XB")
PROVISIONS = ("9", "9(2)", "12", "16", "16(1)", "46(9)", "46(18)", "53", "54")
TYPES = (
    "legal_advice",
    "legislative_drafting",
    "model_legislation",
    "capacity_building",
    "technological",
    "policymaking",
    "other",
)
DAYS = (None, date(2019, 1, 1), date(2024, 6, 30), date(2025, 3, 1), date(2027, 1, 1))
BODIES = (
    None,
    "Office of the Prosecutor General",
    "Court of Audit",
    "Central Bank",
    "the town",
    "国家审计署",
    "Courses on public law",
)
WORDS: dict[str | None, tuple[str, ...]] = {
    "en": (
        "Training of judges and the Office of the Prosecutor General", "public procurement", "Courses on witness protection,",
        "a law against foreign bribery", "with the Court of Audit", "Strategies", "of the year",
    ),
    "fr": ("Formation des juges", "sur les marchés publics", "Protection des témoins", "le parquet général", "de l'année"),
    "ar": ("تدريب القضاة", "المشتريات العامة", "حماية الشهود", "ديوان المحاسبة", "الْفَسَاد"),
    "zh": ("法官培训", "政府采购", "国家审计署", "保护证人", "反腐败战略"),
    None: ("public procurement", "politique", "стратегия"),
}  # fmt: skip

days, strengths, numbers = st.sampled_from(DAYS), st.sampled_from((0.55, 0.6, 0.7, 0.8, 0.93, 1.0)), st.integers(0, 4)


def some_of(values: Sequence[Any], most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=most).map(tuple)


@dataclass(frozen=True)
class Subject:
    """What a small world is about, so that its needs and activities often meet, and often nearly."""

    provisions: tuple[str, ...]
    types: tuple[str, ...]
    languages: tuple[str | None, ...]


subjects = st.builds(
    Subject,
    provisions=st.lists(st.sampled_from(PROVISIONS), unique=True, min_size=1, max_size=3),
    types=st.lists(st.sampled_from(TYPES), unique=True, min_size=1, max_size=2),
    languages=st.lists(st.sampled_from(list(WORDS)), unique=True, min_size=1, max_size=2),
)


@st.composite
def texts(draw: Any, subject: Subject, most: int) -> tuple[str, str | None]:
    language = draw(st.sampled_from(subject.languages))
    words = draw(st.lists(st.sampled_from(WORDS[language]), min_size=1, max_size=6))
    return " ".join(words * draw(st.integers(1, most))), language


@st.composite
def needs(draw: Any, subject: Subject) -> Any:
    (text, language), state = draw(texts(subject, 1)), draw(st.sampled_from(STATES))
    types = draw(some_of(subject.types, 2))
    return need(
        need_id=f"{state}-{draw(numbers)}", state=state, text=text, language=language, types=types,
        provisions=draw(some_of(subject.provisions, 3)), coarse_types=coarse_types(types), stated_on=draw(days),
        beneficiary=draw(st.sampled_from(BODIES)), grade=draw(st.sampled_from(("", "", "", "withdrawn"))),
    )  # fmt: skip


@st.composite
def activities(draw: Any, subject: Subject) -> Any:
    provisions, types = draw(some_of(subject.provisions, 3)), draw(some_of(subject.types, 2))
    return activity(
        activity_id=f"ACT-{draw(numbers)}", provisions=provisions, articles=tuple(map(article_of, provisions)), types=types,
        coarse_types=coarse_types(types), start=draw(days), end=draw(days), relevant=draw(st.booleans()),
        relevance=draw(st.sampled_from((0.05, 0.3, 0.6))), running=draw(st.sampled_from(("running", "ended"))),
    )  # fmt: skip


@st.composite
def worlds(draw: Any) -> dict[str, Any]:
    subject = draw(subjects)
    asked = draw(st.lists(needs(subject), min_size=1, max_size=5, unique_by=lambda one: one.need_id))
    offered = draw(st.lists(activities(subject), min_size=1, max_size=5, unique_by=lambda one: one.activity_id))
    said, suggestions, recipients = {}, [], []
    for one in offered:
        words, language = draw(texts(subject, 12))
        said[one.activity_id] = Said(
            {p: draw(strengths) for p in one.provisions if draw(st.booleans())}, words, language,
            draw(st.sampled_from(({}, {"XA": "Ndara"}))), draw(st.sampled_from(("", "Court of Audit", "A fund\nCentral Bank"))),
            types_stated=draw(st.booleans()), longest=draw(st.sampled_from((None, 100, 450))),
        )  # fmt: skip
        places = draw(some_of(STATES, 2))
        recipients += [recipient(activity_id=one.activity_id, code=state, state=state) for state in places]
    for one in asked:
        heard = draw(some_of(subject.provisions, 2))
        suggestions += [
            NeedSuggestion(need_id=one.need_id, position=place, provision=provision, score=draw(strengths), words=())
            for place, provision in enumerate(heard)
        ]
    decided: dict[tuple[str, str], Decision] = {
        (one.need_id, other.activity_id): decision(verb=draw(st.sampled_from(("confirm", "reject", "unsure"))))
        for one in asked
        for other in offered
        if draw(st.integers(0, 9)) == 0
    }
    return {
        "needs": asked, "activities": offered, "recipients": recipients, "said": said, "suggestions": suggestions,
        "decided": decided,
    }  # fmt: skip


def plainly(world: dict[str, Any]) -> tuple[list[Match], list[MatchFeature]]:
    decided = world["decided"]
    compared = plain.pairs(**{name: some for name, some in world.items() if name != "decided"})
    found = [plain.match(one, decided.get((one.need.need_id, one.activity.activity_id))) for one in compared]
    kept = [one for one in found if one is not None]
    return [one for one, _ in kept], [feature for _, features in kept for feature in features]


@settings(max_examples=400, deadline=None)
@given(worlds())
def test_pairs_scores_reasons_and_order_are_those_of_the_plain_way(world: dict[str, Any]) -> None:
    found = match(**world)
    assert (found.matches, found.features) == plainly(world)
