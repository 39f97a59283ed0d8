import pytest

from article60.text.normalise import fold
from article60.text.stems import stems


def meet(one, other):
    return not set(stems(fold(one))).isdisjoint(stems(fold(other)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("witness", "witnesses"),
        ("criminalisation", "criminalizing"),
        ("capacités", "capacite"),
        ("saisie", "saisis"),
        ("capacitación", "capacitado"),
        ("decomisos", "decomiso"),
        ("обучение", "обучений"),
        ("судебный", "судебного"),
        ("счётной", "счетная"),
        ("تدريب", "التدريب"),
        ("تدريبات", "والتدريب"),
        ("مكافحة", "لمكافحة"),
        ("مصادرة", "ومصادرتها"),
        ("الأمانة", "امانه"),
        ("إنشاء", "انشا"),
        ("محققين", "المحقق"),
        ("شهود", "الشاهد"),
        ("التزام", "الالتزام"),
        ("وثائق", "الوثيقة"),
    ],
)
def test_forms_of_one_word_meet(one, other):
    assert meet(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("witness", "evidence"), ("formation", "forêt"), ("закон", "заказ"), ("شهود", "شهر"), ("بناء", "نائب"), ("2013", "2014")],
)
def test_different_words_stay_apart(one, other):
    assert not meet(one, other)


def test_a_word_of_a_known_language_has_the_stem_of_that_language_alone():
    assert stems("bodies", ("en",)) == ("bodi",)
    assert set(stems("bodies", ("en",))) < set(stems("bodies"))
