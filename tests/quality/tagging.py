"""How well single statements are told the provisions that they concern, cited or not, and the types of assistance."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.quality.figures import f1

from article60.domain.provision import article_of
from article60.extraction.tagging import Tags, listen, tag

FIRST_FEW = 3


@dataclass(slots=True)
class Tagged:
    """Counts over the statements tagged so far."""

    cited: int = 0
    cited_exact: int = 0
    first: int = 0
    among_first: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    types_right: int = 0
    types_found: int = 0
    types_wanted: int = 0

    def add(self, key: dict[str, Any], tags: Tags) -> None:
        """Take in one statement with its key and what it was tagged with."""
        wanted = {article_of(provision) for provision in key["provisions"]}
        ranked = list(dict.fromkeys(article_of(one.provision) for one in tags.provisions))
        if key["explicit"]:
            certain = {article_of(one.provision) for one in tags.provisions if one.score >= 1}
            self.cited += 1
            self.cited_exact += certain == wanted
        else:
            self.first += bool(wanted & set(ranked[:1]))
            self.among_first[key["lang"]].append(bool(wanted & set(ranked[:FIRST_FEW])))
        self.types_right += len(set(tags.types) & set(key["types"]))
        self.types_found += len(set(tags.types))
        self.types_wanted += len(set(key["types"]))

    def figures(self) -> dict[str, float]:
        """All figures by name, rounded to three places; shares of nothing are 1."""
        hits = [hit for found in self.among_first.values() for hit in found]
        made = {
            "explicit_exact": _share(self.cited_exact, self.cited),
            "top1": _share(self.first, len(hits)),
            "top3": _share(sum(hits), len(hits)),
            "worst_language_top3": min((_share(sum(found), len(found)) for found in self.among_first.values()), default=1.0),
            "types_f1": f1(right=self.types_right, found=self.types_found, wanted=self.types_wanted),
        }
        return {name: round(value, 3) for name, value in made.items()}


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def statements(path: Path) -> list[dict[str, Any]]:
    """The keyed statements of a file of JSON lines: lang, text, provisions, types, explicit."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def measured(keys: Iterable[dict[str, Any]]) -> dict[str, float]:
    """The figures of tagging on keyed statements, each in the language that its key names."""
    tagged = Tagged()
    for key in keys:
        tagged.add(key, tag(key["text"], language=key["lang"]))
    return tagged.figures()


def layers(keys: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Share of the statements that cite nothing with a right article among the first few, by the layers that were asked."""
    found: dict[str, list[bool]] = defaultdict(list)
    for key in (one for one in keys if not one["explicit"]):
        wanted = {article_of(provision) for provision in key["provisions"]}
        said = listen(key["text"], language=key["lang"])
        for name, tags in {"lexicon": said.by_lexicon, "lexicon_and_head": said.together}.items():
            ranked = list(dict.fromkeys(article_of(one.provision) for one in tags))
            found[name].append(bool(wanted & set(ranked[:FIRST_FEW])))
    return {name: round(_share(sum(hits), len(hits)), 3) for name, hits in found.items()}
