"""The ten fields of an activity are those of its whole record."""

from pathlib import Path

import pytest

from article60.domain.activity_record import ActivityRecord
from article60.domain.run_note import RunNote
from article60.sources.iati import read, ten_fields
from article60.sources.iati.ten_fields import TenFields

AWKWARD = """<?xml version="1.0" encoding="ISO-8859-1"?>
<iati-activities version="2.03" xml:lang="fr" xmlns="https://data.example/iati"><!-- <iati-activity/> -->
<iati-activity default-currency="eur"><iati-identifier> XM-1 </iati-identifier>
<reporting-org/>
<title><narrative>Appui</narrative><narrative>Appui </narrative><narrative xml:lang="EN">Support</narrative></title>
<description type="2"><narrative>Objectif</narrative></description><description>Ecrire \u00e0 a.b@c.example</description>
<participating-org role="Funding"><narrative>Minist\u00e8re<email>x@y.example</email></narrative></participating-org>
<recipient-region code="298" percentage="40,5"/><recipient-country/><recipient-country code="XA"/>
<sector code="15113"/><sector vocabulary="DAC"/><activity-status code="Implementation"/>
<activity-date type="start-planned" iso-date="2020-01-02Z"/>
<budget/><budget><value currency="xaf">1.000,50</value></budget><budget><value/></budget>
<transaction><recipient-country code="XB"/><sector code="15130"/><value>5</value></transaction></iati-activity>
<iati-activity><title>broken</iati-activity>
<iati-activity/>
</iati-activities>""".encode("latin-1")


def both(path: Path) -> tuple[list[TenFields], list[ActivityRecord]]:
    said_of_fields: list[RunNote] = []
    said_of_records: list[RunNote] = []
    fields = list(ten_fields.read(path, notes=said_of_fields))
    records = list(read(path, notes=said_of_records, detects_language=False))
    assert said_of_fields == said_of_records
    return fields, records


def derived(record: ActivityRecord) -> TenFields:
    def texts(field: str) -> ten_fields.Texts:
        return [(one.language_declared, one.text) for one in record.texts if one.field == field]

    return TenFields(
        identifier=record.iati_identifier,
        reporting_org=(record.reporting_org, record.reporting_org_name),
        title=texts("title"),
        description=texts("description"),
        recipients=[(one.code, one.share_published) for one in record.recipients if one.level == "activity"],
        sectors=[(one.vocabulary, one.code, one.share_published) for one in record.sectors if one.level == "activity"],
        dates=(record.start, record.end),
        status=record.status,
        budgets=[(one.value, one.currency) for one in record.amounts if one.kind == "budget"],
        organisations=[(one.ref, one.role, one.name) for one in record.organisations],
    )


def test_of_an_awkward_file_the_fields_are_those_of_the_records(tmp_path: Path) -> None:
    path = tmp_path / "awkward.xml"
    path.write_bytes(AWKWARD)

    fields, records = both(path)

    assert fields == [derived(record) for record in records]
    assert [field["identifier"] for field in fields] == ["XM-1", ""]
    assert fields[0]["budgets"] == [("1000.50", "XAF"), ("", "EUR")]


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["edge", "real"])
def test_of_published_files_the_fields_are_those_of_the_records(shared: Path, folder: str) -> None:
    for path in sorted((shared / "iati" / folder).rglob("*.xml")):
        fields, records = both(path)
        assert fields == [derived(record) for record in records], path.name


def test_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    notes: list[RunNote] = []

    assert list(ten_fields.read(tmp_path / "none.xml", notes=notes)) == []
    assert [note.subject for note in notes] == ["none.xml"]
