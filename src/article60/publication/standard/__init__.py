"""The needs standard: its name and version, and the JSON Schema that says what a file of needs holds."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

VERSION = "0.1"
STANDARD = f"article60-needs {VERSION}"
HOME = f"/standard/needs/{VERSION}"
"""Where a site serves schema and examples of this version."""
CODELISTS = "/standard/codelists"
"""Where a site serves the codelists: no version in the address, since codes are only ever added."""
SCHEMA = "needs.schema.json"


def schema_text() -> str:
    """The JSON Schema as its file stands; its `$id` is relative, so that it names the address at which each site serves it."""
    return files("article60.publication.standard").joinpath(SCHEMA).read_text(encoding="utf-8")


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of the standard."""
    read: dict[str, Any] = json.loads(schema_text())
    return read
