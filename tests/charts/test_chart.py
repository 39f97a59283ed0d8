from article60.charts.chart import HOLLOW, Bar, in_a_row


def bar(label):
    return label, Bar(label=label, value=3, text="3", fill=HOLLOW)


def test_years_between_two_have_a_place_without_a_number():
    found = in_a_row([bar("2024"), bar("2026")])
    assert [(one.label, one.text) for one in found] == [("2024", "3"), ("2025", ""), ("2026", "3")]
    assert {one.fill for one in found} == {HOLLOW}


def test_what_has_no_number_has_no_place_in_the_row():
    assert in_a_row([bar("-")]) == []
    assert [one.label for one in in_a_row([bar("-"), bar("5")])] == ["5"]
