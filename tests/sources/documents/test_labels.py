import pytest

from article60.sources.documents import labels


@pytest.mark.parametrize(
    ("printed", "label", "words"),
    [
        ("(a) Training of judges;", "(a)", "Training of judges;"),
        ("– Art. 16: legal advice", "–", "Art. 16: legal advice"),
        ("\uf0b7 Drafting", "•", "Drafting"),
        ("☒ Model law", "☑", "Model law"),
        ("☐ Model law", "☐", "Model law"),
        ("\uf0fe Model law", "☑", "Model law"),
        ("(ب) بناء القدرات", "(ب)", "بناء القدرات"),
        ("（一）提供法律咨询", "（一）", "提供法律咨询"),
        ("б) подготовка кадров", "б)", "подготовка кадров"),
        ("2.4. Needs", "2.4.", "Needs"),
        ("iv) formation", "iv)", "formation"),
    ],
)
def test_label_is_parted_from_words(printed: str, label: str, words: str) -> None:
    assert labels.split(printed) == (label, words)


@pytest.mark.parametrize("printed", ["Articles 16 and 18", "-based approach", "2013 was a year", "oral evidence", "I agree"])
def test_words_that_look_like_labels_are_left(printed: str) -> None:
    assert labels.split(printed)[0] is None


@pytest.mark.parametrize(
    ("before", "label", "closes"),
    [
        ("are protected (art.", "33)", True),
        ("（第", "33）", True),
        ("are protected (art. 33)", "b)", False),
        ("are protected (art.", "(b)", False),
        ("are protected (art.", "33.", False),
    ],
)
def test_closing_bracket_of_the_line_above_is_no_label(before: str, label: str, closes: bool) -> None:
    assert labels.closes(before, label) is closes


@pytest.mark.parametrize(
    ("printed", "number", "depth"),
    [
        ("2.4. Technical assistance needs", "2.4", 2),
        ("٢-٤- الاحتياجات", "2.4", 2),
        ("3-1 Observations", "3.1", 2),
        ("2. Chapter III", "2", 1),
        ("٣- الفصل الرابع", "3", 1),
        ("3.1.2 Detail", "3.1.2", 3),
        ("II. Executive summary", "II", 0),
        ("Executive summary", None, 0),
    ],
)
def test_heading_number_is_in_european_digits(printed: str, number: str | None, depth: int) -> None:
    assert labels.heading_number(printed)[::2] == (number, depth)
