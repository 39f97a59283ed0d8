"""Recipients that are no State of the Release, and named groups of States, are named in the reader's language."""

import pytest
from django.utils import translation

from article60.codes.languages import LANGUAGES
from article60.codes.reader import by_code, rows
from article60.demo import world
from article60.web.common import wording


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_the_lists_of_aid_data_has_a_name(language: str) -> None:
    with translation.override(language):
        assert [code for code in by_code("iati/Country") if not wording.recipient("country", code)] == []
        assert [code for code in by_code("iati/Region") if not wording.recipient("region", code)] == []


@pytest.mark.parametrize(
    ("language", "kind", "code", "expected"),
    [
        ("fr", "country", "GL", "Groenland"),
        ("es", "country", "ZR", "República Democrática del Congo"),
        ("ar", "region", "298", "أفريقيا، على الصعيد الإقليمي"),
        ("ru", "region", "014", "Восточная Африка"),
        ("zh", "country", "UK", "大不列颠及北爱尔兰联合王国"),
    ],
)
def test_recipient_is_named_as_the_reader_names_it(language: str, kind: str, code: str, expected: str) -> None:
    with translation.override(language):
        assert wording.recipient(kind, code) == expected


def test_code_that_no_list_names_has_no_name() -> None:
    assert wording.recipient("country", "A0") is None and wording.recipient("region", "X1") is None


def test_group_is_named_in_the_readers_language_and_one_that_no_list_has_is_said_to_be_as_loaded() -> None:
    with translation.override("fr"):
        assert wording.group("Forum of Reef States") == "Forum des États des récifs"
        assert (
            wording.group("A corridor")
            == "\N{FIRST STRONG ISOLATE}A corridor\N{POP DIRECTIONAL ISOLATE} (nom tel qu’il a été chargé)"
        )
    with translation.override("en"):
        assert wording.group("A corridor") == "A corridor"


def test_every_group_of_the_demonstration_is_named() -> None:
    text = (world.WORLD / "facts" / "groups.csv").read_text(encoding="utf-8")
    proper = {line.split(",")[0] for line in text.splitlines()[1:] if "regional" in line.split(",")[1]}

    assert proper and proper <= {row["code"] for row in rows("named_groups")}
