import pytest

from article60.text.questions import LONGEST, ask


def ways(text):
    return [term.ways for term in ask(text).terms]


@pytest.mark.parametrize(
    ("text", "provisions"),
    [
        ("art. 16", (("16",),)),
        ("статья 16", (("16",),)),
        ("第十六条", (("16",),)),
        ("المادة 16", (("16",),)),
        ("المادة ١٦", (("16",),)),
        ("art. 46 (9)", (("46(9)",),)),
        ("46(9)(b)", (("46(9)(b)",),)),
        ("arts. 54 and 55", (("54", "55"),)),
    ],
)
def test_citation_asks_for_provisions_and_for_no_word(text, provisions):
    asked = ask(text)
    assert (asked.provisions, asked.terms) == (provisions, ())


def test_words_beside_a_citation_are_asked_for():
    asked = ask("art. 16 bribery")
    assert asked.provisions == (("16",),)
    assert [term.printed for term in asked.terms] == ["bribery"]


@pytest.mark.parametrize("text", ["2013", "46 cases", "46(99)", "art. 99"])
def test_number_that_cites_nothing_is_a_word(text):
    assert ask(text).provisions == ()
    assert ask(text).terms


def test_words_that_tell_nothing_are_left_out_beside_others():
    assert [term.printed for term in ask("the protection of witnesses").terms] == ["protection", "witnesses"]
    assert [term.printed for term in ask("l’entraide").terms] == ["entraide"]
    assert [term.printed for term in ask("the").terms] == ["the"]


def test_chinese_run_may_be_cut_and_put_in_another_order():
    assert ways("证人保护") == [((("证人", "人保", "保护"),), (("证人",), ("保护",)))]
    assert ways("证人") == [((("证人",),),)]


def test_compound_is_asked_for_as_one_word_or_in_parts():
    (compound,) = ways("anti-corruption")
    assert (("anticorrupt",),) in compound
    assert (("anti",), ("corrupt",)) in compound


def test_symbol_is_asked_for_as_a_whole():
    assert ways("DEMO/IRG/I/2/1/Add.3") == [((("demo", "irg", "i", "2", "1", "add", "3"),),)]


@pytest.mark.parametrize("text", ["a-b-c-d " * 100, "一" * 1000, "word " * 1000, "art. 1 to 71 " * 50])
def test_long_question_asks_for_little(text):
    asked = ask(text)
    assert len(asked.terms) <= 12
    assert sum(len(term.ways) for term in asked.terms) <= LONGEST


@pytest.mark.parametrize("text", ["", " ", "()", "«»", "\u200f", "\x00"])
def test_nothing_asks_for_nothing(text):
    assert ask(text).terms == ask(text).provisions == ()
