"""The answer about a planned programme on paper and on a terminal, in six languages, from the invented world."""

import re
from dataclasses import replace
from datetime import date

import pytest
from lxml import html

import makers
from article60.check_design.compared import as_need
from article60.codes.areas import area_name
from article60.codes.languages import LANGUAGES
from article60.domain.design_check import (
    RULES,
    AnswerInState,
    DesignCheck,
    DesignSuggestion,
    NamedInstitution,
    NeedOnPath,
    NotKnown,
    OtherAtWork,
    SettledOverlap,
    SolvedElsewhere,
    Source,
)
from article60.domain.good_practice import GoodPractice
from article60.domain.match import MatchFeature
from article60.domain.overlap import Overlap
from article60.domain.planned_programme import PlannedProgramme
from article60.matching.features import FEATURES
from article60.matching.pairs import Said, compare
from article60.publication.reports import design_page, design_text
from article60.publication.reports.design_view import UNKNOWN_CELLS, View
from article60.publication.reports.wording import Wording, words
from article60.text.normalise import fold
from blank_records import make

SCRIPTS = {"ar": ("\u0600", "\u06ff"), "ru": ("\u0400", "\u04ff"), "zh": ("\u4e00", "\u9fff")}
WHEN = date(2027, 3, 1)
KINDS = (*sorted(UNKNOWN_CELLS), "need_not_updated", "activity_not_confirmed", "amount_unknown")
PLAN = PlannedProgramme(
    title="Advice <b>&amp;</b> training", provider="Ardenian Cooperation Agency", states=("XA",), provisions=("16", "46(9)"),
    fine_types=("legal_advice",), broad_types=("research",), start=date(2027, 1, 1), end=date(2028, 12, 31), budget="1200000",
    currency="EUR", bodies=("Ministry of Justice",),
)  # fmt: skip


def features(need, activity):
    _, found = compare(need, activity, Said({"16": 0.9}, "Ministry of Justice advice", "en"))
    return tuple(found)


def answer(**changes):
    need = makers.need(
        text="Conseil sur l’infraction <i>",
        language="fr",
        priority="priorité",
        beneficiary="Ministère",
        confirmed_on=date(2026, 2, 1),
        confirmed_by_role="state_focal_point",
    )
    activity = makers.activity(title="مشورة قانونية")
    other = OtherAtWork(
        activity=activity, source=Source(name="XX-DEMO-1", file="a.xml", line=2), articles=("16",), same_type=True,
        when="together", names_body=True, only_proposed=("16",), own=False, amount_usd="5000.40", amount_kind="budget",
        reasons=features(as_need(PLAN, state="XA", body="Ministry of Justice"), activity),
    )  # fmt: skip
    source = Source(name="DEMO/1", page=4)
    overlap = make(Overlap, article="16", type="legislative", verdict="joint", decided_on=date(2026, 1, 1))
    practice = make(GoodPractice, state="XB", text="Un registre", language="fr", provisions=("16",), articles=("16",))
    there = AnswerInState(
        state="XA",
        suggestions=tuple(
            DesignSuggestion(state="XA", article="16", rule=rule, needs=(need,), others=(other,), cell="not_held", day=WHEN)
            for rule in RULES
        ),
        needs=(NeedOnPath(need=need, source=source, served=True, last_said=date(2026, 2, 1), reasons=features(need, activity)),
               NeedOnPath(need=makers.need(grade="met"), source=source, served=False, last_said=None, reasons=())),
        others=(other, replace(other, own=True, amount_usd=None, when="unknown")),
        settled=(SettledOverlap(overlap=overlap, activities=(activity,)),),
        solved=(SolvedElsewhere(practice=practice, source=source, in_common=("same_regional_group",)),),
        institutions=(NamedInstitution(name="Ministère", language="fr", roles=("beneficiary", "funding"), sources=(source,)),),
        not_known=tuple(NotKnown(kind=kind, about="III", on=date(2026, 1, 1), source=source) for kind in KINDS),
    )  # fmt: skip
    whole = DesignCheck(
        plan=PLAN, release="2026-06-30-abcd", on=date(2026, 6, 30), fictional=True, sources_read=("a.xml",), states=(there,),
        left_out=("types", "start", "end", "bodies"),
    )  # fmt: skip
    return replace(whole, **changes)


def read(page):
    return html.fromstring(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_stands_in_every_language_with_the_same_values(language):
    low, high = SCRIPTS.get(language, ("A", "\u024f"))

    for key, row in words("design").items():
        assert set(row) == set(LANGUAGES), key
        assert any(low <= letter <= high for letter in row[language]), key
        assert set(re.findall(r"%\((\w+)\)s", row[language])) == set(re.findall(r"%\((\w+)\)s", row["en"])), key


def test_rules_verbs_features_and_kinds_have_words():
    known = words("design")

    assert [rule for rule in RULES if f"rule_{rule}" not in known] == []
    assert [verb for verb in RULES.values() if f"verb_{verb}" not in known] == []
    assert [kind for kind in KINDS if f"gap_{kind}" not in known] == []
    assert [name for name in FEATURES if name != "place" and f"need_{name}" not in known] == []
    beside = {"place", "suggested_provision", "time"}
    assert [name for name in FEATURES if name not in beside and f"other_{name}" not in known] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_its_language_and_direction(language):
    page = read(design_page.render(answer(), language=language))

    assert (page.get("lang"), page.get("dir")) == (language, "rtl" if language == "ar" else "ltr")
    assert page.xpath("string(//p[@class='verb'])") == Wording(language, "design").say("verb_reconsider")
    assert len(page.xpath("//article[contains(@class, 'advice')]")) == len(RULES)


def test_the_arabic_page_quotes_each_language_in_its_direction():
    page = read(design_page.render(answer(), language="ar"))

    assert page.xpath("//blockquote[@lang='fr']/@dir") == ["ltr", "ltr"]
    assert "كانون الثاني/يناير 2027" in page.text_content()
    assert not re.search("padding-(left|right)|margin-(left|right)|text-align: *(left|right)", page.xpath("string(//style)"))


def test_the_page_stands_alone():
    page = design_page.render(answer(), language="en")

    assert "http" not in page
    assert read(page).xpath("//script | //link | //img | //iframe | //@src | //@href") == []
    assert "@page { size: A4" in page


def test_words_of_others_are_shown_as_words():
    page = design_page.render(answer(), language="en")

    assert "Advice &lt;b&gt;&amp;amp;&lt;/b&gt; training" in page
    assert "l’infraction &lt;i&gt;" in page


def test_each_thing_shows_its_source():
    text = read(design_page.render(answer(), language="en")).text_content().replace("\u2068", "").replace("\u2069", "")

    assert "DEMO/1, page 4" in text
    assert "XX-DEMO-1, a.xml, line 2" in text


def test_an_amount_is_whole_and_never_split():
    text = read(design_page.render(answer(), language="en")).text_content()

    assert text.count("Budget for this State: 5,000 US dollars") == 1
    assert text.count("Amount for this State: not known") == 1
    assert "never divided among provisions" in text


def test_a_feature_without_words_is_shown_in_the_registers_own():
    new = MatchFeature(
        match_id="",
        position=9,
        feature="level",
        level="same",
        score=1.0,
        weight=0.1,
        reason="The same level of government.",
        need_value="a",
        activity_value="b",
    )
    whole = answer()
    there = whole.states[0]
    needs = (replace(there.needs[0], reasons=(new,)),)

    page = design_page.render(replace(whole, states=(replace(there, needs=needs),)), language="fr")

    assert "The same level of government." in page


def test_a_feature_that_speaks_for_nothing_is_no_reason():
    view = View(answer(), "en")
    one = answer().states[0].others[0]
    silent = replace(one, reasons=tuple(replace(f, weight=0.0) for f in one.reasons))

    assert [reason.sentence for reason in view.why_other(silent)] == ["It runs at the same time."]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terminal_says_what_the_page_says(language):
    w = Wording(language, "design")
    flat = lambda text: re.sub(r"[\s*\u2068\u2069-]+", "", text)  # noqa: E731

    text = flat(design_text.render(answer(), language=language))
    page = flat(read(design_page.render(answer(), language=language)).text_content())

    for rule in RULES:
        said = flat(View(answer(), language).sentence(next(s for s in answer().states[0].suggestions if s.rule == rule)))
        assert said in text
        assert said in page
    for key in ("draft", "invented_more", "unknown", "needs_beside", "settled", "solved_note", "left_bodies", "money_note"):
        assert flat(w.say(key)) in text
        assert flat(w.say(key)) in page


def test_lines_on_the_terminal_are_short():
    assert max(map(len, design_text.render(answer(), language="en").splitlines())) <= 96


def test_an_answer_with_nothing_in_it_says_so():
    empty = AnswerInState(state="XA", suggestions=(), needs=(), others=(), settled=(), solved=(), institutions=(), not_known=())

    text = read(design_page.render(answer(states=(empty,), left_out=()), language="en")).text_content()

    for said in (
        "it is not a zero",
        "No activity running or planned",
        "record no good practice",
        "name none",
        "Nothing beyond",
    ):
        assert said in text


def test_the_name_of_the_state_is_no_reason():
    view = View(answer(), "en")
    one = answer().states[0].others[0]
    only_name = MatchFeature(
        match_id="",
        position=4,
        feature="words",
        level="some",
        score=0.5,
        weight=0.1,
        reason="",
        need_value="x",
        activity_value="ndara",
    )

    assert [r.sentence for r in view.why_other(replace(one, reasons=(only_name,)))] == ["It runs at the same time."]
    both = replace(only_name, activity_value="ndara, tender")
    assert [r.other for r in view.why_other(replace(one, reasons=(both,)))] == ["tender", ""]


@pytest.mark.parametrize("language", LANGUAGES)
def test_states_of_a_region_are_listed_and_answered_by_their_names(language):
    (there,) = answer().states
    states = tuple(replace(there, state=code) for code in ("XA", "XB", "XC"))
    of_region = answer(plan=replace(PLAN, states=("XA", "XB", "XC"), areas=("african",)), states=states)
    w = Wording(language, "design")
    names = [w.state(one) for one in ("XA", "XB", "XC")]

    view, text = View(of_region, language), design_text.render(of_region, language=language)
    page = html.document_fromstring(design_page.render(of_region, language=language))

    facts = dict(view.plan_facts())
    assert facts[w.say("areas")] == area_name("african", language)
    assert facts[w.code("plan_keys", "states")] == w.between.join(sorted(names, key=fold))
    listed = [one.text for one in page.xpath("//main/section[1]/ul/li/strong")]
    headings = [one.text.strip() for one in page.xpath("//main/section/h2")]
    assert headings == [w.say("glance"), *listed] and listed == sorted(names, key=fold)
    assert w.say("glance") in text and view.glance(there) in page.xpath("string(//main/section[1]/ul/li[1])")


def test_one_state_needs_no_glance():
    assert Wording("en", "design").say("glance") not in design_page.render(answer(), language="en")


def test_budget_is_shown_as_the_plan_gives_it_and_french_days_as_the_french_write_them():
    of_plan = answer(plan=replace(PLAN, budget="1500000.5"))

    assert "1,500,000.50 EUR" in design_text.render(of_plan, language="en")
    assert "du 1er janvier 2027" in design_page.render(of_plan, language="fr")


def test_of_very_many_files_of_aid_data_the_page_and_the_lines_tell_how_many_were_read():
    many = answer(sources_read=tuple(f"{number}.xml" for number in range(14_000)))

    page = read(design_page.render(many, language="fr")).text_content()
    lines = " ".join(design_text.render(many, language="fr").split())

    said = "14\N{NARROW NO-BREAK SPACE}000 fichiers, tous nommés dans release.json"
    assert said in page
    assert "14 000 fichiers, tous nommés" in lines
    assert "7.xml" not in page + lines
