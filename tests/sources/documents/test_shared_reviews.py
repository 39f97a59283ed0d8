"""The shared reviews, where they are at hand: every text of their keys stands whole in one passage, on its page."""

import json
import re
import unicodedata
from pathlib import Path

import pytest

from article60.sources.documents import read


def bare(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text)).rstrip(".;؛；。")


@pytest.mark.shared
def test_texts_of_the_keys_stand_whole_in_one_passage_on_their_page(shared: Path) -> None:
    wanted = found = placed = 0
    for key in sorted((shared / "reviews").glob("*/*.gold.json")):
        gold = json.loads(key.read_text(encoding="utf-8"))
        passages = read(key.parent / gold["document"]["file"]).passages
        for statement in gold["needs"] + gold["good_practices"]:
            wanted += 1
            holding = [p for p in passages if bare(statement["text"]) in bare(f"{p.label or ''}{p.text}")]
            found += bool(holding)
            placed += any(p.page == statement["page"] for p in holding)
    assert found >= 0.97 * wanted
    assert placed >= 0.97 * wanted
