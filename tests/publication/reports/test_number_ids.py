import pytest

from article60.figures.narrowing import Narrowing
from article60.publication.reports.number_ids import NotANumberId, NumberId, read


@pytest.mark.parametrize(
    ("address", "text"),
    [
        (NumberId(figure="needs_stated"), "needs_stated"),
        (NumberId(figure="needs_stated.chapter", part="IV"), "needs_stated.chapter=IV"),
        (NumberId(figure="needs_stated.chapter", part="-", to=Narrowing(state="XA")), "needs_stated.chapter=-?state=XA"),
        (NumberId(figure="needs_stated", before=True), "needs_stated@previous"),
        (
            NumberId(figure="activities_kept.type", part="a=b?c", to=Narrowing(regional_group="asia & pacific")),
            "activities_kept.type=a%3Db%3Fc?regional_group=asia+%26+pacific",
        ),
    ],
)
def test_address_is_read_as_it_was_written(address, text):
    assert str(address) == text
    assert read(text) == address


@pytest.mark.parametrize("text", ["", "=IV", "needs_stated?planet=earth"])
def test_what_is_no_address_is_named(text):
    with pytest.raises(NotANumberId, match="no address"):
        read(text)
