"""Makes a corpus of aid data of any size out of published files: the same activities in the same mix, told in other words.

`python -m tests.quality.bench.corpus --out FOLDER --mb 500` takes the files of `../shared/iati/real`; where these are absent,
those of the invented world. The same arguments on the same files give the same bytes.

A file of the corpus is a run of neighbouring activities of one published file, as long as chance has it: many small files, few
large ones. What repeats from one copy of an activity to the next is its markup, codes, short texts and shape. What does not, so
that nothing which remembers what it has seen profits from copies: identifiers (and those of its relatives, in the same way),
amounts, years, and texts of twenty letters and more: each sentence begins with two more words of the same file, and of all
longer words one in three is another. What a publisher said twice is said twice in the copy of that file too. Words that the
lexicons look for stay as and where they are and are never put anywhere else, so that a copy is as relevant as what it was made
of.
`SHARE` of the activities are relevant, as told by our own reading of the published files; where these hold more, or fewer, the
others are passed over as often as it takes.
"""

import argparse
import hashlib
import json
import math
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from article60.extraction import rulebook
from article60.extraction.activities import decide
from article60.extraction.sieve import sieve
from article60.sources.aid_file import AidFile
from article60.sources.iati.cutter import blocks
from article60.sources.iati.reader import begin
from article60.sources.iati.refusal import Refused
from article60.sources.iati.sift import sift
from article60.sources.iati.utf8 import pieces
from article60.sources.iati.window import Window
from article60.text.lexicon import spellings
from article60.text.normalise import fold

SHARE = 0.03
"""Of activities that are relevant: as in published data, of which three in a hundred are."""
MEDIAN_KB, SPREAD, LARGEST_MB = 150, 1.6, 24
"""Of the sizes of files: their logarithms are spread evenly around the median."""
SWAPPED = 3
"""Of so many words of a text about one is another."""
MANIFEST = "corpus.json"

_TEXT = re.compile(r">([^<>]{20,})<")
_WORD = re.compile(r"(?<![&#\w])[^\W\d_]{5,}(?![\w;])")
_SENTENCES = re.compile(r"((?<=[.;!?])\s+(?=\w))")
_IDENTIFIER = re.compile(r"(<iati-identifier(?:\s[^<>]*)?>\s*[^<>\s][^<>]*?)(\s*</iati-identifier)")
_RELATED = re.compile(r"""(<related-activity\b[^<>]*?\bref=(?:"[^"<>]+|'[^'<>]+))""")
_AMOUNT = re.compile(r"(<value\b[^<>]*>\s*-?)(\d{3,12})\b")
_YEAR = re.compile(r"""(\biso-date=["'])(20[01]\d)(?=-)""")


@dataclass(frozen=True, slots=True)
class Template:
    """One published activity, and whether it is relevant."""

    text: str
    relevant: bool


@dataclass(frozen=True)
class Source:
    """One published file: what stands before its first activity, its activities, and words to put in place of others."""

    opening: str
    templates: Sequence[Template]

    @cached_property
    def words(self) -> Sequence[str]:
        """The longer words of the file's texts as often as they stand there, but for those that the lexicons look for."""
        texts = (text for template in self.templates for text in _TEXT.findall(template.text))
        return [word for text in texts for word in _WORD.findall(text) if may_be_swapped(word)]


def sources(folder: Path) -> list[Source]:
    """What can be made of the files of a folder: those in UTF-8 whose activities can be told apart."""
    found = []
    for path in sorted(folder.glob("*.xml")):
        aid = AidFile.at(path)
        try:
            with aid.open() as stream:
                window = Window(pieces(stream))
                tag, head = begin(window)
                opening = window.data[: window.at].decode().partition("<iati-activities")
                if tag != b"iati-activity" or not opening[1]:
                    continue
                cut = [block for block in blocks(window, tag=tag, root=head.root.encode()) if block.broken is None]
        except (Refused, UnicodeDecodeError):
            continue
        kept = _relevant(aid)
        templates = [Template(block.data.decode(errors="replace"), place in kept) for place, block in enumerate(cut)]
        found.append(Source("".join(opening[1:]).strip(), templates))
    return [source for source in found if source.templates]


def _relevant(aid: AidFile) -> set[int]:
    records = sift(aid, sieve=sieve(), notes=[]).records
    related = {record.iati_identifier: record for record in records}
    found = zip(records, decide(records, related=related), strict=True)
    return {record.position for record, one in found if one.relevant}


def _stems() -> re.Pattern[str]:
    """With what a word begins for which a term of the lexicons may stand; where words take prefixes, what is in it."""
    rules = chain(rulebook.read("signal_words"), rulebook.read("provisions"))
    terms = {term for rule in rules for part in rule.parts for term in part}
    pieces_of = {piece for term in terms for written in spellings(fold(term)) for piece in re.split(r"[\W_]+", written)}
    return re.compile("|".join(sorted(map(re.escape, filter(lambda piece: len(piece) > 3, pieces_of)))))


class _Swapping:
    """Remembers of each word whether another may take its place."""

    def __init__(self) -> None:
        self._known: dict[str, bool] = {}

    @cached_property
    def _looked_for(self) -> re.Pattern[str]:
        return _stems()

    def __call__(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            folded = fold(word)
            find = self._looked_for.match if folded.isascii() else self._looked_for.search
            known = self._known[word] = word.islower() and find(folded) is None
        return known


may_be_swapped = _Swapping()


class Generation:
    """Activities of one source told in other words: what is said twice in the source is said twice here too."""

    def __init__(self, source: Source, chance: random.Random, *, number: int) -> None:
        self._source, self._chance, self._number = source, chance, number
        self._told: dict[str, str] = {}

    def copy(self, template: Template) -> str:
        """Another activity of the same kind; those of one generation name one another as their templates do."""
        chance, mark = self._chance, f"-r{self._number}"
        factor, years = chance.randrange(70, 140), 4 * chance.randrange(-1, 2)
        text = _IDENTIFIER.sub(rf"\g<1>{mark}\2", template.text)
        text = _RELATED.sub(rf"\g<1>{mark}", text)
        text = _AMOUNT.sub(lambda found: f"{found[1]}{int(found[2]) * factor // 100}", text)
        text = _YEAR.sub(lambda found: f"{found[1]}{int(found[2]) + years}", text)
        return _TEXT.sub(self._other_words, text) if self._source.words else text

    def _other_words(self, found: re.Match[str]) -> str:
        return f">{''.join(map(self._other_sentence, _SENTENCES.split(found[1])))}<"

    def _other_sentence(self, sentence: str) -> str:
        told = self._told.get(sentence)
        if told is None:
            told = f"{self._word()} {self._word()} {_WORD.sub(self._other_word, sentence)}" if sentence.strip() else sentence
            self._told[sentence] = told
        return told

    def _word(self) -> str:
        return self._source.words[int(self._chance.random() * len(self._source.words))]

    def _other_word(self, found: re.Match[str]) -> str:
        if self._chance.random() * SWAPPED > 1 or not may_be_swapped(found[0]):
            return found[0]
        return self._word()


def _taken(every: Sequence[Template], share: float) -> tuple[float, float]:
    """How often relevant activities, and others, are to be taken so that the share is kept."""
    relevant = sum(one.relevant for one in every) / len(every)
    if not 0 < relevant < 1:
        return 1.0, 1.0
    odds = share / (1 - share) * (1 - relevant) / relevant
    return min(1.0, odds), min(1.0, 1 / odds)


def files(given: Sequence[Source], *, megabytes: float, seed: int, share: float) -> Iterator[tuple[str, int, int]]:
    """The text of each file, how many activities are in it and how many of them are copies of relevant ones."""
    chance, left, generation = random.Random(seed), megabytes * 1e6, 0
    relevant, others = _taken([one for source in given for one in source.templates], share)
    taken = {True: relevant, False: others}
    weights = [sum(taken[one.relevant] * len(one.text) for one in source.templates) for source in given]
    largest = min(LARGEST_MB, megabytes / 20) * 1e6
    while left > 2000:
        source = chance.choices(given, weights)[0]
        size = min(MEDIAN_KB * 1000 * math.exp(chance.gauss(0, SPREAD)), largest, left)
        place, generation = chance.randrange(len(source.templates)), generation + 1
        told = Generation(source, chance, number=generation)
        made, length, kept = [], 0, 0
        while length < size:
            template = source.templates[place]
            if chance.random() < taken[template.relevant]:
                made.append(told.copy(template))
                length, kept = length + len(made[-1].encode()), kept + template.relevant
            place += 1
            if place == len(source.templates):
                place, generation = 0, generation + 1
                told = Generation(source, chance, number=generation)
        yield (
            f'<?xml version="1.0" encoding="UTF-8"?>\n{source.opening}\n' + "\n".join(made) + "\n</iati-activities>\n",
            len(made),
            kept,
        )
        left -= length


def make(
    folder: Path, *, out: Path, megabytes: float, seed: int = 1, share: float = SHARE, tell: Callable[[str], None]
) -> None:
    """Make the corpus in `out`, unless it stands there."""
    asked = {"mb": megabytes, "seed": seed, "share": share, "made_by": _key(folder)}
    manifest = out / MANIFEST
    if manifest.is_file() and json.loads(manifest.read_text())["asked"] == asked:
        return
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("*.xml"):
        old.unlink()
    given, sums, texts = sources(folder), {"files": 0, "bytes": 0, "activities": 0, "relevant": 0, "texts": 0}, set[int]()
    for number, (text, activities, relevant) in enumerate(files(given, megabytes=megabytes, seed=seed, share=share)):
        written = text.encode()
        (out / f"{number:05d}.xml").write_bytes(written)
        spoken = _TEXT.findall(text)
        texts.update(map(hash, spoken))
        for name, more in zip(sums, (1, len(written), activities, relevant, len(spoken)), strict=True):
            sums[name] += more
        if number % 50 == 49:
            tell(f"corpus: {sums['bytes'] / 1e6:.0f} of {megabytes:.0f} MB")
    every = [one for source in given for one in source.templates]
    found = {"templates": len(every), "relevant_templates": sum(one.relevant for one in every)}
    manifest.write_text(json.dumps({"asked": asked, **sums, "different_texts": len(texts), **found}))


def _key(folder: Path) -> str:
    """By what the corpus is made: this file, and the names and sizes of the published ones."""
    listed = [(path.name, path.stat().st_size) for path in sorted(folder.glob("*.xml"))]
    return hashlib.sha256(Path(__file__).read_bytes() + repr(listed).encode()).hexdigest()[:16]


def published(shared: Path) -> Path:
    """The folder of published files, or that of the invented world."""
    from article60.demo import world

    real = shared / "iati" / "real"
    return real if real.is_dir() else world.WORLD / "aid"


def main() -> None:
    """Make a corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of shared material")
    parser.add_argument("--out", type=Path, required=True, help="folder for the corpus")
    parser.add_argument("--mb", type=float, default=500, help="megabytes (default 500)")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    make(
        published(given.shared),
        out=given.out,
        megabytes=given.mb,
        seed=given.seed,
        tell=lambda line: sys.stderr.write(line + "\n") and None,
    )


if __name__ == "__main__":
    main()
