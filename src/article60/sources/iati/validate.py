"""Checks an IATI file against the schema and the ruleset of the version that it declares."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from article60.sources.documents_csv import UnusableInput
from article60.sources.iati.finding import Finding
from article60.sources.iati.head import refuse_other_forms
from article60.sources.iati.refusal import Refused
from article60.sources.iati.rules import broken_rules
from article60.sources.iati.utf8 import pieces

__all__ = ["Finding", "validate"]

_SCHEMAS = {
    "iati-activities": "iati-activities-schema.xsd",
    "iati-activity": "iati-activities-schema.xsd",
    "iati-organisations": "iati-organisations-schema.xsd",
}
_RULESET = "standard_ruleset.json"
# Files that declare one of these, or none, follow the first published version.
_FIRST = {None, "1.0", "1.00"}
_FIRST_VERSION = "1.01"


def validate(path: Path, schemas: Path | None, *, on: date | None = None) -> list[Finding]:
    """What is wrong in the file, in the order of its lines; the whole file is held in memory.

    `schemas` is the folder of the standard's schemas, one folder for each version (`2-03/iati-activities-schema.xsd` and so
    on, with `standard_ruleset.json` from 1.04); `on` the day after which dates lie in the future, not checked without it.
    Raises UnusableInput where the schemas are missing or cannot be used.
    """
    if schemas is None or not schemas.is_dir():
        raise UnusableInput(
            "the schemas of IATI are needed to check an IATI file: name their folder with --schemas "
            "(in it 2-03/iati-activities-schema.xsd and so on, as published with the standard)"
        )
    try:
        tree = _tree(path)
    except Refused as refused:
        return [Finding(line=refused.line, severity="error", rule="readable", message=refused.message)]
    found = _findings(tree, schemas=schemas, on=on)
    return sorted(found, key=lambda finding: finding.line or 0)


def _tree(path: Path) -> etree._ElementTree:
    try:
        with path.open("rb") as file:
            refuse_other_forms(next(pieces(file), b""))
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        with path.open("rb") as file:
            return etree.parse(file, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(f"not well-formed: {error.msg}", line=error.lineno) from None


def _findings(tree: etree._ElementTree, *, schemas: Path, on: date | None) -> list[Finding]:
    root = tree.getroot()
    schema_name = _SCHEMAS.get(str(root.tag))
    if schema_name is None:
        message = f"the root is {root.tag}; an IATI file has iati-activities or iati-organisations"
        return [Finding(line=_line(root), severity="error", rule="root", message=message)]
    version, found = _version(root)
    folder = schemas / version.replace(".", "-")
    if not folder.is_dir():
        message = f"declares version {version}, for which there is no folder {folder.name} among the schemas; not checked"
        return [*found, Finding(line=_line(root), severity="error", rule="version", message=message)]
    found += _against_schema(tree, folder / schema_name)
    if (folder / _RULESET).is_file():
        found += broken_rules(tree, ruleset=folder / _RULESET, on=on)
    return found


def _line(element: etree._Element) -> int | None:
    line: Any = element.sourceline
    return None if line is None else int(line)


def _version(root: etree._Element) -> tuple[str, list[Finding]]:
    declared = root.get("version")
    if declared not in _FIRST:
        return str(declared).strip(), []
    message = f"declares version {declared}, which does not exist" if declared else "declares no version"
    message += f"; checked against {_FIRST_VERSION}"
    return _FIRST_VERSION, [Finding(line=_line(root), severity="warning", rule="version", message=message)]


def _against_schema(tree: etree._ElementTree, path: Path) -> list[Finding]:
    schema = _schema(path)
    if isinstance(schema, str):
        return [Finding(line=None, severity="error", rule="schema", message=f"not checked against {path.name}: {schema}")]
    schema.validate(tree)
    log: Any = schema.error_log
    return [Finding(line=error.line, severity="error", rule="schema", message=error.message) for error in log]


@lru_cache(maxsize=16)
def _schema(path: Path) -> etree.XMLSchema | str:
    """The schema, or why the parser cannot use it: that of organisations is ambiguous by the letter of XML Schema."""
    try:
        return etree.XMLSchema(etree.parse(path, etree.XMLParser(no_network=True)))
    except etree.XMLSchemaParseError as error:
        return str(error)
    except (etree.XMLSyntaxError, OSError) as error:
        raise UnusableInput(f"{path}: the schema cannot be read ({error}); take it as published with the standard") from None
