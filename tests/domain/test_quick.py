"""What is quick to build is built as the standard library builds it."""

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from inspect import signature

import pytest

from article60.domain.quick import quick_to_build


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    name: str
    usd: str | None = None


@quick_to_build
@dataclass(frozen=True, slots=True, kw_only=True)
class Quick:
    name: str
    usd: str | None = field(default=None, metadata={"unit": "USD"})


def test_arguments_and_defaults_are_those_of_the_class() -> None:
    assert (Quick(name="a").name, Quick(name="a").usd, Quick(name="a", usd="1").usd) == ("a", None, "1")
    assert str(signature(Quick)) == str(signature(Plain))
    assert [field.metadata.get("unit") for field in fields(Quick)] == [None, "USD"]


@pytest.mark.parametrize("arguments", [{}, {"usd": "1"}, {"name": "a", "other": 1}])
def test_wrong_arguments_are_refused(arguments: dict[str, str]) -> None:
    with pytest.raises(TypeError):
        Quick(**arguments)


def test_two_built_alike_are_equal_and_stay_as_they_are() -> None:
    one = Quick(name="a", usd="1")

    assert one == replace(one) == pickle.loads(pickle.dumps(one)) == Quick(usd="1", name="a")
    assert len({one, Quick(name="a", usd="1")}) == 1
    with pytest.raises(FrozenInstanceError):
        one.name = "b"  # type: ignore[misc]


def test_class_that_needs_more_than_its_arguments_is_refused() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Listing:
        names: list[str] = field(default_factory=list)

    with pytest.raises(TypeError, match="Listing"):
        quick_to_build(Listing)
