"""Every command is tried on the invented world, so that a machine without the shared test material tests them all."""

import re
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS.parent / "docs"))

import reference_pages  # noqa: E402 - stands in docs/


@pytest.mark.parametrize("name", reference_pages.subcommands())
def test_every_command_has_a_test_that_needs_no_shared_material(name):
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(TESTS.glob("test_commands*.py")))
    heads = re.findall(rf"^def (test_{name.replace('-', '_')}_\w+)\(([^)]*)\)", text, re.MULTILINE)
    assert [head for head, fixtures in heads if "shared" not in fixtures]
