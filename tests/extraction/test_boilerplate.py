from aid_records import record
from article60.extraction.activity_texts import words_of
from article60.extraction.boilerplate import repeated_sentences


def test_sentence_under_many_identifiers_is_boilerplate() -> None:
    texts = [("R", str(n), words_of(record("Forests", "Against corrupt felling."))) for n in range(3)]

    assert repeated_sentences(texts, at_least=3) == {"R": frozenset({"against corrupt felling."})}
    assert repeated_sentences(texts, at_least=4) == {}
