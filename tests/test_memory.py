"""A process that reads aid data stays small, and gives back what it needed for a moment."""

import os
import sys

import pytest
from tests.quality.bench.measuring import Command

from article60.text import needles

MODELS = """
from article60.extraction.head.scoring import head
from article60.extraction.sieve import sieve
from article60.text.language import load_models
from article60.text.together import Strung, Together
import numpy as np
texts = Strung.of([b"corruption"])
none = np.zeros(1, dtype=np.int64)
sieve().may_matter(Together(texts, none, none == 1, [b"roads"], [5], lambda n: ("roads", ""), lambda n: (["roads"], []),
    dict.fromkeys(sieve().codes, none[:0])))
head(), load_models()
print(1)
"""
GIVEN_BACK = """
from article60.memory import give_back
def held(): return int(open("/proc/self/statm").read().split()[1]) * 4096
many = [bytes(1000) for _ in range(100_000)]
last = bytes(1000)
most = held()
del many
give_back()
assert held() < most - 90_000_000, (held(), most)
"""


@pytest.mark.skipif(needles.hyperscan is None, reason="what is measured is what Hyperscan needs")
def test_what_a_process_needs_to_sift_fits_into_95_megabytes_with_what_building_it_takes(monkeypatch):
    # What counts the lines that a process runs needs memory, too.
    for name in [name for name in os.environ if name.startswith("COVERAGE_")]:
        monkeypatch.delenv(name)

    assert Command((sys.executable, "-c", MODELS)).run().peak_mb < 95


@pytest.mark.skipif(sys.platform != "linux", reason="only the C library of GNU can be asked")
def test_what_was_let_go_is_given_back():
    Command((sys.executable, "-c", GIVEN_BACK)).run()
