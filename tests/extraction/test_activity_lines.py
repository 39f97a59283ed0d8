from datetime import date

from aid_records import record, sector, text
from article60.extraction.activities import classify
from article60.extraction.activity_lines import activity_line


def test_line_says_what_was_published_and_what_was_decided() -> None:
    made = record(
        texts=(text("Anti-corruption", field="title"), text("Contre la corruption", field="title", language="fr")),
        sectors=(sector("15113", share="100"),),
        start=date(2020, 1, 2),
    )
    (found,) = classify([made], related={})

    line = activity_line(found.activity, found.signals, found.provisions, made)

    assert line["title"] == {"en": "Anti-corruption", "fr": "Contre la corruption"}
    assert line["start"] == "2020-01-02"
    assert line["end"] is None
    assert line["relevant"] is True
    assert line["sectors"] == [{"vocabulary": "1", "code": "15113", "share_published": "100", "share_used": "100"}]
    assert {"signal", "reason", "weight"} == set(line["signals"][0])


def test_narratives_of_one_language_stand_below_one_another() -> None:
    made = record(texts=(text("One"), text("Two")))
    (found,) = classify([made], related={})

    assert activity_line(found.activity, found.signals, found.provisions, made)["description"] == {"en": "One\nTwo"}
