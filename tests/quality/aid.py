"""How well anti-corruption assistance is told from other aid, and its provisions are named."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.quality.figures import f1

from article60.domain.provision import article_of

FIRST_FEW, COUNTED = 3, 5


def labels(path: Path) -> list[dict[str, str]]:
    """The rows of a label file: iati_identifier, relevant (yes, no), uncac_articles (main one first, joined by commas)."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def figures(keys: Sequence[Mapping[str, str]], lines: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """The figures of what `article60 activities` printed beside the labels, rounded to three places."""
    found = {line["iati_identifier"].strip(): line for line in lines}
    kept = {name for name, line in found.items() if line["relevant"]}
    wanted = {key["iati_identifier"].strip(): _articles(key) for key in keys if key["relevant"] == "yes"}
    others = {key["iati_identifier"].strip() for key in keys} - wanted.keys()
    right = len(kept & wanted.keys())
    told = {name: _told(found.get(name, {})) for name in wanted}
    common = sum(len(set(told[name][:COUNTED]) & set(articles)) for name, articles in wanted.items())
    made = {
        "precision": right / (right + len(kept & others)) if kept & (wanted.keys() | others) else 0.0,
        "recall": right / len(wanted) if wanted else 1.0,
        "main_in_top3": sum(articles[0] in told[name][:FIRST_FEW] for name, articles in wanted.items()) / max(len(wanted), 1),
        "articles_f1": f1(
            right=common, found=sum(len(tags[:COUNTED]) for tags in told.values()), wanted=sum(map(len, wanted.values()))
        ),
    }
    return {name: round(value, 3) for name, value in made.items()}


def _articles(key: Mapping[str, str]) -> list[str]:
    return [article.strip() for article in key["uncac_articles"].split(",") if article.strip()]


def _told(line: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys(article_of(one["provision"]) for one in line.get("provisions", ())))
