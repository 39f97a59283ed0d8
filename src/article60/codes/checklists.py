"""The versions of the self-assessment checklist that stand in this package: a folder of codelists for each."""

from functools import cache
from importlib.resources import files


@cache
def versions() -> tuple[str, ...]:
    """Codes of all versions, in alphabetical order; `checklists/<code>/questions` and its companions are their codelists."""
    folder = files("article60.codes") / "checklists"
    return tuple(sorted(one.name for one in folder.iterdir() if (one / "version.csv").is_file()))
