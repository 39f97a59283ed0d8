import pytest

from article60.text.searching import name_words, plain_tokens, provision_token, tokens, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Witnesses, experts", ["wit", "expert"]),
        ("保护证人", ["保护", "护证", "证人", "人"]),
        ("第46条", ["第", "46", "条"]),
        ("", []),
        ("— ، 。", []),
    ],
)
def test_text_is_found_by_its_words_and_pairs_of_characters(text, found):
    assert tokens(text, language="en") == found


def test_compound_is_found_in_parts_and_as_one_word():
    assert tokens("anti-corruption", language="en") == ["anti", "corrupt", "anticorrupt"]


def test_symbol_is_kept_as_it_is():
    assert plain_tokens("DEMO/IRG/I/2/1/Add.3") == ["demo", "irg", "i", "2", "1", "add", "3"]


@pytest.mark.parametrize("text", ["L’entraide judiciaire", "ﬁnal 反腐败 حماية الشُّهود", "anti-corruption", "Счётная палата"])
def test_marks_stand_on_the_words_that_the_index_holds(text):
    found = list(words(text))
    assert sorted(token for word in found for token in word.tokens) == sorted(tokens(text))
    assert all(text[word.start : word.end].strip() == text[word.start : word.end] != "" for word in found)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Ндара", ["ндар"]),
        ("San Telmo", ["san", "telm"]),
        ("卡西拉", ["卡西", "西拉"]),
        ("Iran (Islamic Republic of)", ["iran"]),
        ("Côte d’Ivoire", ["cot", "ivoir"]),
    ],
)
def test_name_is_told_by_each_of_its_words(name, asked):
    found = name_words(name)
    assert len(found) == len(asked)
    assert all(token in word for token, word in zip(asked, found, strict=True))


def test_provision_has_a_token_of_letters_and_digits():
    assert provision_token("46(9)(b)") == "a46x9xb"
