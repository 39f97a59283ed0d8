"""Who is measured: our own jobs, the yardstick, and every peer that can be installed from the package index."""

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.quality.bench.measuring import Command

OURS, TEN, OBJECTS = "ours", "the ten fields", "parses only"
"""What is done: a job of ours; the same ten fields of every activity; objects of Python, of which nothing is taken."""
CONVERTS = "converts to a form of its own"
ALONE = "bytes alone: decides nothing"
"""Ten fields of whatever activity has a stem of corruption in its bytes: what the machine allows, not what is relevant."""
WHOLE, EIGHTH, LITTLE = "all", "eighth", "little"
"""Of which files: all of the corpus, an eighth of it for peers that read every activity, and a little for the slow."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A program: its key in the line of figures, its name for people, what it does and on which files."""

    key: str
    name: str
    does: str
    files: str

    @property
    def is_ours(self) -> bool:
        """Whether it is one of our own jobs."""
        return self.does == OURS

    def command(self, listed: Path, *, peers: Path) -> Command:
        """The program on the files of a list; `peers` is the Python of the peers' environment."""
        if self.is_ours:
            return Command((sys.executable, "-m", "tests.quality.bench.ours", self.key, str(listed)))
        python = sys.executable if self.does == ALONE else str(peers)
        return Command((python, str(Path(__file__).with_name("peers.py")), self.key, str(listed)))


FILTERED, RUN, FULL, RECORD = (
    Contender("filtered", "Article60, filtered", OURS, WHOLE),
    Contender("run", "Article60, filtered, all files", OURS, WHOLE),
    Contender("ten_fields", "Article60, ten fields", OURS, WHOLE),
    Contender("whole", "Article60, whole record", OURS, WHOLE),
)
CONTENDERS = (
    FILTERED,
    RUN,
    FULL,
    RECORD,
    Contender("bytes_alone", "stems, cut, lxml", ALONE, WHOLE),
    Contender("lxml_tree", "lxml, whole tree", TEN, WHOLE),
    Contender("lxml_iterparse", "lxml, one by one", TEN, WHOLE),
    Contender("elementtree", "ElementTree of Python", TEN, EIGHTH),
    Contender("iatikit", "iatikit", TEN, WHOLE),
    Contender("diterator", "diterator", TEN, LITTLE),
    Contender("iati2json", "iati2json", CONVERTS, EIGHTH),
    Contender("iatiflattener", "iatiflattener", CONVERTS, LITTLE),
    Contender("okfn_iati", "okfn-iati", CONVERTS, LITTLE),
    Contender("pugixml", "pugixml", OBJECTS, EIGHTH),
    Contender("xmltodict_rs", "xmltodict-rs", OBJECTS, EIGHTH),
    Contender("obj2xml", "obj2xml-rs", OBJECTS, EIGHTH),
    Contender("rxml", "rxml", OBJECTS, EIGHTH),
    Contender("quick_xmltodict", "quick-xmltodict", OBJECTS, EIGHTH),
    Contender("markupever", "markupever", OBJECTS, EIGHTH),
    Contender("xmltodict", "xmltodict", OBJECTS, LITTLE),
    Contender("bigxml", "bigxml", OBJECTS, LITTLE),
)
BY_TWO = Contender("run_by_two", "Article60, filtered, all files, by two processes", OURS, WHOLE)
"""Measured beside one process alone."""
PROMISED = {"iatikit": 8, "iati2json": 15, "diterator": 100}
"""How many times as fast as these peers the relevant activities are to come out."""


def yardstick(files: Sequence[str]) -> Command:
    """The program beside which all are measured: libxml2's reader of a stream, which prints nothing."""
    if shutil.which("xmllint") is None:
        raise FileNotFoundError("xmllint is not there: install libxml2-utils")
    return Command(("xmllint", "--stream", "--noout", *files))
