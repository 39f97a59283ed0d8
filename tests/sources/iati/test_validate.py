"""Checks of IATI files: readable, of a known version, against schema and rules; the schemas here are small inventions."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from article60.sources.documents_csv import UnusableInput
from article60.sources.iati.validate import Finding, validate

SCHEMA = """<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema"><xsd:element name="iati-activities"><xsd:complexType>
<xsd:sequence><xsd:element name="iati-activity" maxOccurs="unbounded"><xsd:complexType><xsd:sequence>
<xsd:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/></xsd:sequence><xsd:attribute name="hierarchy"
 type="xsd:int"/></xsd:complexType></xsd:element></xsd:sequence><xsd:attribute name="version"/></xsd:complexType>
</xsd:element></xsd:schema>"""


@pytest.fixture
def schemas(tmp_path: Path) -> Path:
    for version in ("1-01", "2-03"):
        folder = tmp_path / "schemas" / version
        folder.mkdir(parents=True)
        (folder / "iati-activities-schema.xsd").write_text(SCHEMA)
    return tmp_path / "schemas"


def written(folder: Path, inside: str, *, version: str | None = "2.03") -> Path:
    declared = "" if version is None else f' version="{version}"'
    path = folder / "demo.xml"
    path.write_text(f"<iati-activities{declared}>\n{inside}\n</iati-activities>", encoding="utf-8")
    return path


def ruled(schemas: Path, kind: str, case: dict[str, Any], *, context: str = "//iati-activity") -> None:
    ruleset = {context: {kind: {"cases": [case]}}}
    (schemas / "2-03" / "standard_ruleset.json").write_text(json.dumps(ruleset))


def test_a_file_without_faults_has_no_findings(tmp_path: Path, schemas: Path) -> None:
    assert validate(written(tmp_path, "<iati-activity/>"), schemas) == []


def test_faults_against_the_schema_are_named_with_their_line(tmp_path: Path, schemas: Path) -> None:
    found = validate(written(tmp_path, "<iati-activity/>\n<iati-activity hierarchy='top'/>"), schemas)

    assert [(f.line, f.severity, f.rule) for f in found] == [(3, "error", "schema")]
    assert "hierarchy" in found[0].message


ORDER = {"less": "a/@d", "more": "b/@d"}
NOT_AFTER_TODAY = {"less": "a/@d", "more": "NOW"}


@pytest.mark.parametrize(
    ("kind", "case", "kept", "broken"),
    [
        ("no_more_than_one", {"paths": ["a", "b"]}, "<a/>", "<a/><b/>"),
        ("atleast_one", {"paths": ["a", "b"]}, "<b/>", "<c/>"),
        (
            "date_order",
            {"less": "a/@d", "more": "b/@d"},
            "<a d='2020-01-01'/><b d='2020-01-01'/>",
            "<a d='2020-01-02'/><b d='2020-01-01'/>",
        ),
        (
            "date_order",
            {"less": "a/@d", "more": "b/@d"},
            "<a d='2020-01-02'/>",
            "<a d='2020-01-02'/><b d='2019-01-01T00:00:00Z'/>",
        ),
        ("date_order", {"less": "a/@d", "more": "NOW"}, "<a d='2020-06-01'/>", "<a d='2020-06-02'/>"),
        ("regex_matches", {"regex": "[^/]+", "paths": ["a", "b/@r"]}, "<a>x</a><b r=''/>", "<a>x</a><b r='x/y'/>"),
        ("startswith", {"start": "a/@r", "paths": ["b"]}, "<a r='XX'/><b>XX-1</b>", "<a r='XX'/><b>YY-1</b>"),
        ("sum", {"paths": ["a/@p", "b/@p"], "sum": 100}, "<a p='60.5'/><b p='39.5'/>", "<a p='60'/><b p='41'/>"),
        ("sum", {"paths": ["a/@p"], "sum": 100}, "<c/>", "<a p='200'/>"),
    ],
)
def test_rules_are_kept_or_broken(
    tmp_path: Path, schemas: Path, kind: str, case: dict[str, Any], kept: str, broken: str
) -> None:
    ruled(schemas, kind, case)

    inside = f"<iati-activity>{kept}</iati-activity>\n<iati-activity>{broken}</iati-activity>"
    found = validate(written(tmp_path, inside), schemas, on=date(2020, 6, 1))

    assert [(f.line, f.severity, f.rule) for f in found] == [(3, "warning", f"{kind} //iati-activity")]


def test_the_future_is_not_judged_without_a_day(tmp_path: Path, schemas: Path) -> None:
    ruled(schemas, "date_order", NOT_AFTER_TODAY)

    assert validate(written(tmp_path, "<iati-activity><a d='2999-01-01'/></iati-activity>"), schemas) == []


def test_an_unknown_kind_of_rule_is_loud(tmp_path: Path, schemas: Path) -> None:
    ruled(schemas, "invented", {"paths": ["a"]})

    with pytest.raises(UnusableInput, match="rule 'invented' under //iati-activity is not known"):
        validate(written(tmp_path, "<iati-activity/>"), schemas)


@pytest.mark.parametrize(
    ("version", "said"), [(None, "declares no version"), ("1.00", "declares version 1.00, which does not exist")]
)
def test_files_of_no_version_are_checked_against_the_first(
    tmp_path: Path, schemas: Path, version: str | None, said: str
) -> None:
    found = validate(written(tmp_path, "<iati-activity hierarchy='x'/>", version=version), schemas)

    assert [(f.severity, f.rule) for f in found] == [("warning", "version"), ("error", "schema")]
    assert found[0].message == f"{said}; checked against 1.01"


def test_a_version_without_schemas_is_not_passed(tmp_path: Path, schemas: Path) -> None:
    found = validate(written(tmp_path, "<iati-activity/>", version="9.9"), schemas)

    assert [(f.severity, f.rule) for f in found] == [("error", "version")]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("", "readable"),
        ("<iati-activities><a>", "readable"),
        ('<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><iati-activities>&e;</iati-activities>', "readable"),
        ("<html/>", "readable"),
        ("<feed/>", "root"),
    ],
)
def test_what_cannot_be_checked_is_one_finding(tmp_path: Path, schemas: Path, content: str, rule: str) -> None:
    path = tmp_path / "odd.xml"
    path.write_text(content)

    assert [(f.severity, f.rule) for f in validate(path, schemas)] == [("error", rule)]


def test_absent_schemas_are_named(tmp_path: Path, schemas: Path) -> None:
    path = written(tmp_path, "<iati-activity/>")
    (schemas / "2-03" / "iati-activities-schema.xsd").unlink()

    with pytest.raises(UnusableInput, match="--schemas"):
        validate(path, None)
    with pytest.raises(UnusableInput, match="cannot be read"):
        validate(path, schemas)


@pytest.mark.shared
def test_published_files_keep_their_faults(shared: Path) -> None:
    def faults(name: str) -> int:
        found = validate(shared / "iati" / "anticorruption" / name, shared / "iati" / "schemas")
        return sum(1 for finding in found if finding.rule == "schema")

    assert [faults(f"iati-{version}.xml") for version in ("1.01", "1.02", "1.04", "2.02", "2.03")] == [34, 0, 0, 18, 17]


@pytest.mark.shared
def test_every_published_ruleset_holds_known_rules_only(shared: Path, tmp_path: Path) -> None:
    for version in ("1.04", "1.05", "2.01", "2.02", "2.03"):
        path = written(tmp_path, "<iati-activity/>", version=version)

        assert all(isinstance(finding, Finding) for finding in validate(path, shared / "iati" / "schemas"))
