"""Compiles the catalogues of the six languages before the package is built: they are made from their parts, never kept."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = str(Path(__file__).parent / "src")


class Words(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own settings are not typed
    """Runs before a wheel, or an installation that can be edited, is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile all catalogues."""
        sys.path.insert(0, SOURCES)
        from article60.web.words import compile_all  # the package that is being built, not one that is installed

        compile_all()
        sys.path.remove(SOURCES)
