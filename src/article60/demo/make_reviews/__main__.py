"""Makes the review documents of the demonstration world: `python -m article60.demo.make_reviews [NAME...]`."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tqdm import tqdm

from article60.demo.make_reviews import docx, pdf
from article60.demo.make_reviews.source import Source, read

REVIEWS = Path(__file__).parents[1] / "reviews"
SOURCES = REVIEWS / "sources"
MAKERS = {"pdf": pdf.make, "docx": docx.make}


def sources() -> Iterator[tuple[Path, Source]]:
    """Each source with the path, below the reviews' folder, of the file that is made from it."""
    for path in sorted(SOURCES.rglob("*.yml")):
        source = read(path)
        yield path.relative_to(SOURCES).with_suffix(f".{source.form}"), source


def made(source: Source) -> bytes:
    """The bytes of the document, cut short for the one that is to be unreadable."""
    return MAKERS[source.form](source)[: source.keep_bytes]


def main(names: Sequence[str]) -> None:
    """Make the documents named, or all."""
    chosen = [(path, source) for path, source in sources() if not names or source.name in names]
    for path, source in tqdm(chosen, unit=" documents", disable=None):
        target = REVIEWS / path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(made(source))


if __name__ == "__main__":
    main(sys.argv[1:])
