"""Speed of single steps, each measured by itself in a process of its own: `python -m tests.quality.bench.sections NAME LIST`.

Prints one line of JSON: figures by their key. LIST names files of aid data, one a line.
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import process_time

TEXTS = 5_000


def tagging(files: Sequence[Path]) -> dict[str, float]:
    """Texts, title and description of an activity together, that the rules of the lexicons tag in a second of the processor."""
    from article60.extraction.printed import Printed
    from article60.extraction.provisions import spoken_for
    from article60.extraction.types import named
    from article60.sources import iati

    texts = []
    for file in files:
        for record in iati.read(file, notes=[], detects_language=False):
            said = [one for one in record.texts if one.field in ("title", "description")]
            language = next((one.language_declared for one in said if one.language_declared), None) or "en"
            texts.append((" ".join(one.text for one in said), (language,)))
    texts = texts[:TEXTS]

    def tag_all(some: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        for text, languages in some:
            printed = Printed(text)
            spoken_for(printed, languages=languages)
            named(printed.folded, languages=languages)

    tag_all(texts[:50])
    began = process_time()
    tag_all(texts)
    return {
        "tagged_texts_s": round(len(texts) / (process_time() - began)),
        "tagged_characters": round(sum(len(text) for text, _ in texts) / len(texts)),
    }


SECTIONS: Mapping[str, Callable[[Sequence[Path]], dict[str, float]]] = {"tagging": tagging}


def main() -> None:
    """Measure one step."""
    name, listed = sys.argv[1:]
    sys.stdout.write(json.dumps(SECTIONS[name]([Path(file) for file in Path(listed).read_text().splitlines()])) + "\n")


if __name__ == "__main__":
    main()
