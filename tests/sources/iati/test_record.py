"""What one activity says, in any version of the standard, odd as it may be."""

from datetime import date
from pathlib import Path

import pytest

from article60.domain.activity_record import ActivityRecord
from article60.domain.ids import lasting_id
from article60.sources.iati import read


@pytest.fixture
def record(tmp_path: Path) -> "Maker":
    return Maker(tmp_path)


class Maker:
    """Reads the record of one invented activity."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "demo.xml"

    def __call__(self, inside: str = "", *, attributes: str = "", root: str = 'version="2.03"') -> ActivityRecord:
        content = f"<iati-activities {root}><iati-activity {attributes}>{inside}</iati-activity></iati-activities>"
        self.path.write_text(content, encoding="utf-8")
        records = list(read(self.path, notes=[]))
        assert len(records) == 1
        return records[0]


OLD = """<reporting-org ref="XX-DEMO" type="10">Ministry of Cooperation</reporting-org>
<iati-identifier>XX-DEMO-1</iati-identifier>
<title xml:lang="EN">Courts without bribes</title><title xml:lang="fr">Tribunaux sans corruption</title>
<description type="1">Training of <br/>judges.</description>
<activity-status code="2">Implementation</activity-status>
<activity-date type="start-planned" iso-date="2012-01-01">1 January 2012</activity-date>
<activity-date type="start-actual">2012-02-01</activity-date>
<activity-date type="end-planned" iso-date="2014-12-31"/>
<participating-org role="Funding" ref="XX-DEMO">Ministry of Cooperation</participating-org>
<participating-org role="Implementing">Institute of Judges</participating-org>
<recipient-country code="XA" percentage="100">Ndara</recipient-country>
<sector vocabulary="DAC" code="15130">Legal and judicial development</sector>
<policy-marker vocabulary="DAC" code="2" significance="1"/>
<transaction><transaction-type code="D">Disbursement</transaction-type><transaction-date iso-date="2013-03-04"/>
<value currency="EUR">1000</value></transaction>
<related-activity type="1" ref="XX-DEMO-0"/>"""

NEW = """<iati-identifier>XX-DEMO-1</iati-identifier>
<reporting-org ref="XX-DEMO" type="10"><narrative>Ministry of Cooperation</narrative></reporting-org>
<title><narrative xml:lang="en">Courts without bribes</narrative>
<narrative xml:lang="fr">Tribunaux sans corruption</narrative></title>
<description type="1"><narrative>Training of judges.</narrative></description>
<participating-org role="1" ref="XX-DEMO"><narrative>Ministry of Cooperation</narrative></participating-org>
<participating-org role="4"><narrative>Institute of Judges</narrative></participating-org>
<activity-status code="2"/>
<activity-date type="1" iso-date="2012-01-01"/><activity-date type="2" iso-date="2012-02-01"/>
<activity-date type="3" iso-date="2014-12-31"/>
<recipient-country code="XA" percentage="100"><narrative>Ndara</narrative></recipient-country>
<sector vocabulary="1" code="15130"><narrative>Legal and judicial development</narrative></sector>
<policy-marker vocabulary="1" code="2" significance="1"/>
<transaction><transaction-type code="3"/><transaction-date iso-date="2013-03-04"/>
<value currency="EUR">1000</value></transaction>
<related-activity type="1" ref="XX-DEMO-0"/>"""


def test_old_and_new_versions_say_the_same(record: Maker) -> None:
    old, new = record(OLD, root='version="1.03"'), record(NEW)

    for name in ("activity_id", "reporting_org", "reporting_org_name", "status", "start", "end", "parents"):
        assert getattr(old, name) == getattr(new, name)
    for name in ("organisations", "recipients", "sectors", "amounts", "texts", "policy_markers"):
        assert getattr(old, name) == getattr(new, name)
    assert (old.iati_version, new.iati_version) == ("1.03", "2.03")
    assert (old.start, old.end) == (date(2012, 2, 1), date(2014, 12, 31))
    assert [o.role for o in old.organisations] == ["reporting", "funding", "implementing"]
    assert old.policy_markers == (("1", "2", "1"),)


def test_languages_declared_are_inherited_and_written_small(record: Maker) -> None:
    title = "<title><narrative>Judges</narrative><narrative xml:lang='FR'>Juges</narrative></title>"

    read_record = record(title, attributes='xml:lang="EN"')

    assert [(t.text, t.language_declared) for t in read_record.texts] == [("Judges", "en"), ("Juges", "fr")]


def test_language_is_detected_beside_the_one_declared(record: Maker) -> None:
    words = "Formation des magistrats et des enquêteurs aux techniques de recouvrement des avoirs volés à l'étranger"

    read_record = record(f"<description><narrative xml:lang='en'>{words}</narrative></description>")

    assert [(t.language_declared, t.language) for t in read_record.texts] == [("en", "fr")]
    assert "description declared as 'en' reads as 'fr'" in read_record.notes


def test_descriptions_keep_their_kind(record: Maker) -> None:
    read_record = record(
        "<title>T</title><description type='1'>A</description><description type='2'>B</description>"
        "<description type='Target Groups'>C</description><description type='4'>D</description>"
        "<transaction><description><narrative>E</narrative></description></transaction>"
        "<result><title><narrative>F</narrative></title><indicator><title><narrative>G</narrative></title></indicator></result>"
        "<document-link><title><narrative>H</narrative></title></document-link>"
    )

    assert [(t.position, t.field, t.text) for t in read_record.texts] == [
        (0, "title", "T"),
        (1, "description", "A"),
        (2, "objective", "B"),
        (3, "target_groups", "C"),
        (4, "description", "D"),
        (5, "transaction", "E"),
        (6, "result", "F"),
        (7, "result", "G"),
        (8, "document", "H"),
    ]


@pytest.mark.parametrize(
    ("written", "text", "remark"),
    [
        ("A &amp;amp; B", "A & B", "entities escaped twice"),
        ("A &amp;amp;amp;quot;B&amp;amp;amp;quot;", 'A "B"', "entities escaped twice"),
        (
            "&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;br/&gt;three &lt;b&gt;bold&lt;/b&gt;&lt;/p&gt;",
            "One\nTwo\nthree bold",
            "HTML in a text",
        ),
        ("Proc\u00c3\u00a9dure", "Proc\u00c3\u00a9dure", "letters garbled by a wrong encoding"),
        ("Direction g\ufffdn\ufffdrale", "Direction g\ufffdn\ufffdrale", "letters lost (U+FFFD)"),
        ("Formaci?n", "Formaci?n", None),
        ("É Formaci?n", "É Formaci?n", "perhaps ? in place of a letter"),
        ("if a &lt; b and c &gt; d", "if a < b and c > d", None),
        ("write to jo.doe@example.org", "write to [e-mail address removed]", None),
        ("  a \n b \t c ", "a b c", None),
        ("one\n  \ntwo", "one\ntwo", None),
    ],
)
def test_texts_are_resolved_and_damage_is_noted(record: Maker, written: str, text: str, remark: str | None) -> None:
    read_record = record(f"<title>{written}</title>")

    assert read_record.texts[0].text == text
    about_text = ("entities", "HTML", "letters", "perhaps", "control")
    assert [note for note in read_record.notes if note.startswith(about_text)] == ([remark] if remark else [])


def test_empty_and_absent_texts_are_noted(record: Maker) -> None:
    assert {"title is empty", "no description"} <= set(record("<title><narrative/></title>").notes)


def test_blanks_around_the_identifier_are_removed(record: Maker) -> None:
    read_record = record("<iati-identifier>\n XX-DEMO-1 </iati-identifier>")

    assert read_record.iati_identifier == "XX-DEMO-1"
    assert read_record.activity_id == lasting_id("ACT", "XX-DEMO-1")
    assert "blanks around the identifier" in read_record.notes


def test_without_identifier_the_id_comes_from_file_and_place(record: Maker) -> None:
    read_record = record("<iati-identifier> </iati-identifier>")

    assert read_record.iati_identifier == ""
    assert read_record.activity_id == lasting_id("ACT", read_record.file_sha256, "0")
    assert {row.activity_id for row in read_record.texts} <= {read_record.activity_id}


def recipients(of: ActivityRecord) -> list[tuple[str, str, str, str | None, str | None, str | None]]:
    return [(r.level, r.kind, r.code, r.state, r.share_published, r.share_used) for r in of.recipients]


@pytest.mark.parametrize(
    ("code", "kind", "state", "remark"),
    [
        ("XA", "country", "XA", None),
        ("xa", "country", "XA", "country code xa read as XA"),
        ("KEN", "country", "KE", "country code KEN read as KE"),
        ("516", "country", "NA", "country code 516 read as NA"),
        ("NA", "country", "NA", None),
        ("XK", "country", None, None),
        ("TW", "country", None, None),
        ("PR", "country", None, None),
        ("998", "region", None, "country code 998 is that of a region"),
        ("QQQ", "country", None, "country code QQQ is on no list"),
    ],
)
def test_only_states_get_a_state(record: Maker, code: str, kind: str, state: str | None, remark: str | None) -> None:
    read_record = record(f"<recipient-country code='{code}'/>")

    assert recipients(read_record) == [("activity", kind, code, state, None, "100")]
    assert [note for note in read_record.notes if "code" in note] == ([remark] if remark else [])


@pytest.mark.parametrize(
    ("shares", "used", "remark"),
    [
        ((None,), ["100"], None),
        (("100",), ["100"], None),
        (("60", "40"), ["60", "40"], None),
        (("33.3", "33.3", "33.3"), ["33.3", "33.3", "33.3"], None),
        (("60.0", "20"), ["60.0", "20"], "percentages make 80, not 100"),
        (("100", "100"), [None, None], "percentages make 200, not 100; not used"),
        (("0", "0"), [None, None], "percentages make 0, not 100; not used"),
        ((None, None), [None, None], "no percentages"),
        (("50", None), ["50", None], "percentages missing or unreadable for some"),
        (("half", "50"), [None, "50"], "percentages missing or unreadable for some"),
    ],
)
def test_shares_are_never_rescaled(
    record: Maker, shares: tuple[str | None, ...], used: list[str | None], remark: str | None
) -> None:
    named = zip(("country code='XA'", "country code='XB'", "region code='998'"), shares, strict=False)
    inside = "".join(f"<recipient-{one} {f'percentage={share!r}' if share else ''}/>" for one, share in named)

    read_record = record(inside)

    assert [r.share_published for r in read_record.recipients] == list(shares)
    assert [r.share_used for r in read_record.recipients] == used
    assert [note for note in read_record.notes if note.startswith("recipients")] == (
        [f"recipients: {remark}"] if remark else []
    )


def test_recipients_and_sectors_of_transactions_stand_once_without_shares(record: Maker) -> None:
    transaction = (
        "<transaction><recipient-country code='XB'/><sector code='15113'/><sector vocabulary='99' code='A'/></transaction>"
    )

    read_record = record(f"<recipient-country code='XA'/>{transaction}{transaction}")

    assert recipients(read_record) == [
        ("activity", "country", "XA", "XA", None, "100"),
        ("transaction", "country", "XB", "XB", None, None),
    ]
    assert [(s.level, s.vocabulary, s.code, s.share_used) for s in read_record.sectors] == [
        ("transaction", "1", "15113", None),
        ("transaction", "99", "A", None),
    ]


def test_sectors_of_each_vocabulary_make_a_whole(record: Maker) -> None:
    read_record = record(
        "<sector code='15113' percentage='60'/><sector vocabulary='DAC' code='15110' percentage='40'/>"
        "<sector vocabulary='RO' code='A'/><sector vocabulary='98'>Only words</sector><sector vocabulary='98' code='B'/>"
    )

    assert [(s.vocabulary, s.code, s.share_used) for s in read_record.sectors] == [
        ("1", "15113", "60"),
        ("1", "15110", "40"),
        ("99", "A", "100"),
        ("98", "", None),
        ("98", "B", None),
    ]
    assert "sector without a code: 'Only words'" in read_record.notes


def test_withdrawn_sectors_are_read_as_their_successors(record: Maker) -> None:
    read_record = record("<sector code='15120' percentage='50'/><sector code='99999' percentage='50'/>")

    assert [(s.code, s.code_used) for s in read_record.sectors] == [("15120", "15111"), ("99999", "99999")]
    assert "sector 15120 is withdrawn; read as 15111" in read_record.notes
    assert "sector 99999 is on no list of the DAC" in read_record.notes


@pytest.mark.parametrize(
    ("written", "value", "remark"),
    [
        ("1000.50", "1000.50", None),
        ("-3", "-3", None),
        ("46678,00", "46678.00", "amount not written as a plain number: '46678,00'"),
        ("1,234,567.50", "1234567.50", "amount not written as a plain number: '1,234,567.50'"),
        ("1.234.567,5", "1234567.5", "amount not written as a plain number: '1.234.567,5'"),
        ("3e-10", "0.0000000003", "amount not written as a plain number: '3e-10'"),
        ("12 000", "12000", "amount not written as a plain number: '12 000'"),
        ("1,234", "1,234", "amount cannot be read: '1,234'"),
        ("1e999999", "1e999999", "amount cannot be read: '1e999999'"),
        ("NaN", "NaN", "amount cannot be read: 'NaN'"),
        ("EUR 5", "EUR 5", "amount cannot be read: 'EUR 5'"),
        ("", "", "amount is empty"),
    ],
)
def test_amounts_are_read_exactly_or_left_as_printed(record: Maker, written: str, value: str, remark: str | None) -> None:
    read_record = record(f"<budget><value currency='usd' value-date='2020-01-01'>{written}</value></budget>")

    assert [(a.kind, a.value, a.currency) for a in read_record.amounts] == [("budget", value, "USD")]
    assert [note for note in read_record.notes if note.startswith("amount")] == ([remark] if remark else [])


def test_currency_and_date_come_from_the_nearest_place(record: Maker) -> None:
    inside = (
        "<budget type='2'><period-start iso-date='2020-01-01'/><value>1</value></budget>"
        "<planned-disbursement><period-start iso-date='2021-01-01'/><value currency='GBP'>2</value></planned-disbursement>"
        "<transaction><transaction-type code='C'/><transaction-date iso-date='2022-01-01'/>"
        "<value value-date='2022-02-02'>3</value></transaction><transaction/>"
    )

    read_record = record(inside, attributes='default-currency="EUR"')

    assert [(a.kind, a.type, a.value, a.currency, a.value_date) for a in read_record.amounts] == [
        ("budget", "2", "1", "EUR", date(2020, 1, 1)),
        ("planned_disbursement", None, "2", "GBP", date(2021, 1, 1)),
        ("transaction", "2", "3", "EUR", date(2022, 2, 2)),
    ]
    assert {"amount without value date (2 times)", "transaction without a value"} <= set(read_record.notes)
    assert "amount without a currency" in record("<budget><value>1</value></budget>").notes


@pytest.mark.parametrize(
    ("dates", "start", "end", "remark"),
    [
        ("<activity-date type='1' iso-date='2012-01-01T00:00:00Z'/>", date(2012, 1, 1), None, None),
        ("<activity-date type='start-actual'>31/12/2012</activity-date>", date(2012, 12, 31), None, None),
        ("<activity-date type='2'>03/04/2012</activity-date>", None, None, "start actual date cannot be read: '03/04/2012'"),
        ("<activity-date type='2' iso-date='2012-02-30'/>", None, None, "start actual date cannot be read: '2012-02-30'"),
        ("<activity-date type='2' iso-date=''/>", None, None, "start actual date is empty"),
        (
            "<activity-date type='4' iso-date='2199-01-01'/>",
            None,
            date(2199, 1, 1),
            "end actual date is implausible: 2199-01-01",
        ),
        (
            "<activity-date type='2' iso-date='2014-01-01'/><activity-date type='4' iso-date='2013-01-01'/>",
            date(2014, 1, 1),
            date(2013, 1, 1),
            "ends on 2013-01-01, before it starts on 2014-01-01",
        ),
    ],
)
def test_dates_are_read_or_noted(record: Maker, dates: str, start: date | None, end: date | None, remark: str | None) -> None:
    read_record = record(dates)

    assert (read_record.start, read_record.end) == (start, end)
    assert remark is None or remark in read_record.notes


def test_last_update_is_that_of_the_activity_else_of_the_file(record: Maker) -> None:
    root = 'generated-datetime="2020-01-02T03:04:05"'

    assert record(attributes='last-updated-datetime="2019-05-06T00:00:00"', root=root).last_updated == date(2019, 5, 6)
    assert record(root=root).last_updated == date(2020, 1, 2)
    assert record(attributes='generated-datetime="2018-01-01"', root=root).last_updated == date(2018, 1, 1)
    assert record().last_updated is None


def test_answers_of_portals_carry_version_and_day_on_the_activity(record: Maker) -> None:
    attributes = (
        'xmlns:p="http://example.org/portal" p:version="2.01" p:generated-datetime="2021-03-08T10:29:18" p:dataset="demo"'
    )

    read_record = record(attributes=attributes, root="")

    assert (read_record.iati_version, read_record.last_updated) == ("2.01", date(2021, 3, 8))


def test_family_hierarchy_tags_and_secondary_reporter(record: Maker) -> None:
    read_record = record(
        "<reporting-org ref='XX-DEMO' secondary-reporter='true'/><related-activity type='1' ref=' P '/>"
        "<related-activity type='2' ref='C1'/><related-activity type='2' ref='C2'/><related-activity type='3' ref='S'/>"
        "<tag vocabulary='2' code='16'/><tag vocabulary='3' code='16.5'/>",
        attributes='hierarchy="2"',
    )

    assert (read_record.parents, read_record.children) == (("P",), ("C1", "C2"))
    assert read_record.secondary_reporter
    assert read_record.hierarchy == 2
    assert read_record.tags == (("2", "16"), ("3", "16.5"))
    assert "hierarchy is no number: 'top'" in record(attributes='hierarchy="top"').notes


def test_unknown_roles_are_noted(record: Maker) -> None:
    read_record = record("<participating-org role='Sponsor'>A</participating-org><participating-org>B</participating-org>")

    assert [o.role for o in read_record.organisations] == ["implementing", "implementing"]
    assert {"organisation in the unknown role 'Sponsor'", "organisation without a role"} <= set(read_record.notes)


def test_people_never_leave_the_reader(record: Maker) -> None:
    read_record = record(
        "<!-- by Jo Doe --><contact-info><person-name>Jo Doe</person-name><email>jo@example.org</email></contact-info>"
        "<x:contact xmlns:x='http://example.org/x'>Jo Doe</x:contact>"
        "<title>Ask jo@example.org</title>"
        "<document-link url='mailto:jo@example.org'><title>Jo: jo@example.org</title></document-link>"
    )

    assert "Jo Doe" not in repr(read_record)
    assert "@example.org" not in repr(read_record)
    assert {text.text for text in read_record.texts} == {"Ask [e-mail address removed]", "Jo: [e-mail address removed]"}


def test_transaction_says_which_recipient_it_names_if_it_names_one(record: Maker) -> None:
    one = '<recipient-country code="XA"/>'
    two = f'{one}<recipient-region code="298"/>'
    value = '<value currency="USD" value-date="2020-01-01">1</value>'
    inside = "".join(f"<transaction>{value}{named}</transaction>" for named in (one, two, ""))

    assert [amount.recipient for amount in record(inside).amounts] == ["XA", None, None]
