"""How sure a statement is follows from what was counted."""

from article60.extraction.documents.confidence import UNSEEN, confidence
from article60.extraction.documents.phrases import rows

_ITEM = "list item under the needs heading"


def test_a_type_that_is_named_makes_surer() -> None:
    named, untold = (confidence("need", _ITEM, typed=typed, cited=True, scan=False) for typed in (True, False))
    assert named > 0.9 > untold


def test_a_scan_makes_less_sure() -> None:
    printed, scanned = (confidence("need", _ITEM, typed=True, cited=True, scan=scan) for scan in (False, True))
    assert printed > scanned


def test_what_was_never_counted_is_as_sure_as_the_least_sure_of_its_kind() -> None:
    least = min(float(row["confidence"]) for row in rows("confidence") if row["kind"] == "need")
    assert confidence("need", "a rule of tomorrow", typed=True, cited=True, scan=False) == least


def test_an_unknown_kind_is_as_likely_wrong_as_right() -> None:
    assert confidence("remark", "any", typed=False, cited=False, scan=False) == UNSEEN


def test_every_row_is_within_what_it_counted() -> None:
    for row in rows("confidence"):
        right, seen, sure = int(row["right"]), int(row["seen"]), float(row["confidence"])
        assert 0 <= sure <= right / seen <= 1
