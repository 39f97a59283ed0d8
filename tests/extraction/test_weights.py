from article60.extraction.weights import weights


def test_every_weight_has_its_reason_and_its_sentence() -> None:
    for signal in weights().signals.values():
        assert signal["why"]
        assert "{}" in signal["says"]


def test_relevance_grows_with_the_sum_of_weights() -> None:
    chosen = weights()

    assert 0 < chosen.relevance(0) < chosen.relevance(3) < chosen.relevance(6) < 1


def test_reason_shows_what_was_found() -> None:
    assert weights().reason("title", "Corruption").endswith("Corruption")
