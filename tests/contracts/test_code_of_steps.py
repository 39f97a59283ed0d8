"""What a step imports is part of the code by which its results are kept, so that changed code never meets older results."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from article60 import classifying, kept_by, pipeline, publishing

STEPS = {
    "documents": (
        kept_by.DOCUMENT_CODE,
        ["sources.documents", "sources.documents.child", "sources.documents.pdf.scans", "extraction.documents"],
    ),
    "aid": (kept_by.AID_CODE, ["sources.iati"]),
    "sifted": (kept_by.SIFT_CODE, ["sources.iati.sift", "extraction.sieve", "extraction.boilerplate"]),
    "classify": (
        classifying.CODE,
        ["extraction.activities", "extraction.attribution", "extraction.money", "identity.readings"],
    ),
    "passed_over": (kept_by.RELATIVES_CODE, ["relatives"]),
    "settle": (pipeline.SETTLE_CODE, ["settling"]),
    "identify": (pipeline.IDENTIFY_CODE, ["identity.identify"]),
    "suggest": (pipeline.SUGGEST_CODE, ["extraction.suggestions"]),
    "place": (
        pipeline.PLACE_CODE,
        ["matching.said", *(f"analysis.{name}" for name in ("families", "funding", "needed", "overlaps", "running"))],
    ),
    "match": (pipeline.MATCH_CODE, ["matching.pairs", "matching.said"]),
    "analyse": (
        pipeline.ANALYSE_CODE,
        ["identity.lost", *(f"analysis.{name}" for name in ("coverage", "families", "gaps", "needed", "overlaps", "standing"))],
    ),
    "names": (publishing.NAMES_CODE, ["publication.full_text"]),
    "verify": (publishing.VERIFY_CODE, ["verify", "verify.files"]),
}
"""For each step the code by which it is kept, and the modules that do it."""

PRINT = """
import sys, {modules}
print(*(m.__file__ for name, m in sys.modules.items() if name.startswith("article60.")), sep="\\n")
"""


def imported(modules: Sequence[str]) -> list[Path]:
    """The files of ours that these modules bring along, but for what only names a package, and for the keeping of tables."""
    code = PRINT.format(modules=", ".join(f"article60.{module}" for module in modules))
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    found = [Path(line).relative_to(kept_by.PACKAGE) for line in printed.splitlines()]
    return [path for path in found if len(path.parts) > 2 or path.name != "__init__.py" if path.parts[0] != "tables"]


@pytest.mark.parametrize("step", STEPS)
def test_step_is_kept_by_all_the_code_that_it_imports(step: str) -> None:
    parts, modules = STEPS[step]
    found = imported(modules)
    assert found
    assert [str(path) for path in found if not any(path.is_relative_to(part) for part in parts)] == []


@pytest.mark.parametrize("code", [part for code, _ in STEPS.values() for part in code])
def test_code_by_which_a_step_is_kept_is_there(code: str) -> None:
    assert (kept_by.PACKAGE / code).exists()
