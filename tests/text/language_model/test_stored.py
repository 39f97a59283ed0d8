"""The model that ships is what `make language-model` makes."""

import numpy as np
import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from article60.text.language_model.making import made, made_from, told_apart
from article60.text.language_model.stored import LanguageModel, stored


@pytest.fixture(scope="module")
def anew() -> LanguageModel:
    return made()


def test_the_model_is_made_from_the_languages_and_the_package_that_are_there() -> None:
    assert stored().made_from == made_from(), "run `make language-model`"


@pytest.mark.parametrize("table", ["weights", "before"])
def test_weights_are_those_made_anew(table: str, anew: LanguageModel) -> None:
    assert np.array_equal(getattr(stored(), table), getattr(anew, table))


@pytest.mark.parametrize("table", ["base", "parent", "number"])
def test_sequences_are_those_made_anew(table: str, anew: LanguageModel) -> None:
    assert np.array_equal(getattr(stored().sequences, table), getattr(anew.sequences, table))


def test_every_weight_of_the_package_is_kept_for_the_languages_told_apart() -> None:
    package = LanguageIdentifier.from_model_file(MODEL_FILE)
    package.set_languages(told_apart())

    assert stored().languages == list(package.nb_classes)
    assert len(stored().weights) == len(package.nb_ptc) == len(np.unique(stored().sequences.number)) - 1
