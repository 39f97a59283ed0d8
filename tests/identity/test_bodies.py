"""One spelling for each body of a State."""

import pytest

from article60.identity.bodies import one_spelling
from makers import need


def _spelt(*needs: tuple[str, str | None]) -> list[str | None]:
    made = [need(need_id=f"XA-{n}", state=state, beneficiary=body) for n, (state, body) in enumerate(needs)]
    return [one.beneficiary for one in one_spelling(made).values()]


def test_body_is_spelt_as_most_needs_of_its_state_spell_it() -> None:
    straight, curly = "Solicitor's Office", "Solicitor’s Office"

    assert _spelt(("XA", straight), ("XA", curly), ("XA", curly), ("XB", straight)) == [curly, curly, curly, straight]


def test_of_equal_spellings_the_first_is_kept() -> None:
    assert _spelt(("XA", "National Police"), ("XA", "National police")) == ["National Police"] * 2


@pytest.mark.parametrize("other", ["Office of the Solicitor", "Solicitor General", None])
def test_other_words_are_another_body(other: str | None) -> None:
    assert _spelt(("XA", "Solicitor’s Office"), ("XA", other)) == ["Solicitor’s Office", other]
