"""What users install is what is tested, package by package, in the same version."""

import re
from pathlib import Path

import pytest

LOCKS = Path(__file__).parents[2] / "requirements"
_PACKAGE = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)


def locked(name: str) -> set[tuple[str, str]]:
    return {(package, version) for package, version in _PACKAGE.findall((LOCKS / f"{name}.lock").read_text(encoding="utf-8"))}


@pytest.mark.parametrize("name", ["run", "workspace"])
def test_what_is_installed_to_run_is_tested_in_the_same_version(name: str) -> None:
    assert len(locked(name)) > 20
    assert sorted(locked(name) - locked("dev")) == []
