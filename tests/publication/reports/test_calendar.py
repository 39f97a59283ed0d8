"""The calendar of a launch pack: valid by RFC 5545, of the day that was given, and never of an event that nobody set."""

import json
import re
from datetime import date

import pytest

from article60.codes.languages import LANGUAGES
from article60.publication.reports import writing
from article60.publication.reports.calendar import Entry, calendar, folded
from article60.publication.reports.launch_pack import STEPS
from article60.publication.reports.making import About, NoSuchReport

DAY = date(2027, 3, 15)


def entry(**given):
    return Entry(**{"key": "invite", "day": DAY, "summary": "Invite", "description": "Proposed"} | given)


def made(*entries, language="en", stamped=date(2026, 6, 30)):
    return calendar(entries, name="Launch", of="launch-pack:XA", language=language, stamped=stamped)


def unfolded(data):
    return data.decode().replace("\r\n ", "").split("\r\n")


def values(data, name):
    """Values of a property, by its name before parameters."""
    return [line.partition(":")[2] for line in unfolded(data) if re.match(rf"{name}[;:]", line)]


@pytest.fixture
def pack(folder, tmp_path):
    """Writes a launch pack; the files that were written."""

    def written(language="en", day=DAY, state="XA", ending="docx"):
        out = tmp_path / f"{state}-{language}-{day}.{ending}"
        return writing.write("launch-pack", folder, out, about=About(state=state, day=day), language=language)

    return written


@pytest.mark.parametrize("language", LANGUAGES)
def test_file_keeps_to_the_form_of_the_standard(pack, language):
    """RFC 5545: lines end in CRLF, none is longer than 75 octets, and what a calendar and an event must hold is there."""
    data = pack(language)[1].read_bytes()
    assert data.endswith(b"END:VCALENDAR\r\n") and b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert values(data, "VERSION") == ["2.0"] and len(values(data, "PRODID")) == 1
    assert values(data, "BEGIN") == ["VCALENDAR", *["VEVENT"] * len(STEPS)]
    for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"):
        assert len(values(data, name)) == len(STEPS), name
    assert all(re.match(r"[A-Z-]+(;[A-Z]+=[^:]+)?:", line) for line in unfolded(data)[:-1])


@pytest.mark.parametrize("line", ["a" * 75, "a" * 76, "é" * 60, "ا" * 90, "技" * 70, "a" + "🙂" * 40, ""])
def test_folding_cuts_no_letter_and_loses_none(line):
    pieces = folded(line).encode().split(b"\r\n")
    assert all(len(piece) <= 75 for piece in pieces)
    assert [piece.decode()[:1] for piece in pieces[1:]] == [" "] * (len(pieces) - 1)
    assert folded(line).replace("\r\n ", "") == line


def test_signs_of_the_form_are_escaped_and_those_it_forbids_left_out():
    (summary,) = values(made(entry(summary="a,b;c\\d\ne\x07\rf")), "SUMMARY")
    assert summary == "a\\,b\\;c\\\\d\\nef"


def test_every_entry_is_tentative_blocks_nobody_and_takes_one_whole_day(pack):
    data = pack()[1].read_bytes()
    assert set(values(data, "STATUS")) == {"TENTATIVE"} and set(values(data, "TRANSP")) == {"TRANSPARENT"}
    launch = [place for place, one in enumerate(values(data, "DTSTART")) if one == "20270315"]
    assert [values(data, "DTEND")[place] for place in launch] == ["20270316"]
    assert values(data, "DTSTART") == sorted(values(data, "DTSTART"))


def test_stamp_is_the_day_of_the_release_and_the_same_release_gives_the_same_bytes(pack, folder):
    first = pack()[1].read_bytes()
    on = json.loads((folder / "release.json").read_text())["on"]
    assert set(values(first, "DTSTAMP")) == {f"{on.replace('-', '')}T000000Z"}
    assert pack()[1].read_bytes() == first


def test_identifiers_stay_when_the_day_moves_and_differ_between_steps_and_states(pack):
    first, later, other = (pack(**given)[1].read_bytes() for given in ({}, {"day": date(2027, 4, 12)}, {"state": "XB"}))
    assert values(first, "UID") == values(later, "UID") and values(first, "DTSTART") != values(later, "DTSTART")
    assert len(set(values(first, "UID"))) == len(STEPS)
    assert not set(values(first, "UID")) & set(values(other, "UID"))


def test_steps_of_the_pack_and_of_the_calendar_have_the_same_words_and_days(pack):
    page, ics = pack(ending="html")
    text = page.read_text(encoding="utf-8")
    for summary in values(ics.read_bytes(), "SUMMARY"):
        assert summary.partition(" – ")[2].replace("\\,", ",").replace("\\;", ";") in text
    assert "18 January 2027" in text and "14 June 2027" in text
    assert "= " not in re.sub(r"<[^>]*>", "", text.partition("<main>")[2])


def test_without_a_day_no_calendar_is_made_and_the_pack_says_how(pack):
    (page,) = pack(day=None, ending="html")
    text = page.read_text(encoding="utf-8")
    assert "no calendar file was made" in text and "--on-day" in text
    assert not page.with_suffix(".ics").exists()


def test_agenda_stands_with_the_launch_and_its_times_are_to_be_set(pack):
    data = pack()[1].read_bytes()
    (launch,) = [one for one in values(data, "DESCRIPTION") if "Opening" in one]
    assert "Times: to be set." in launch and not re.search(r"\d\d[:.]\d\d", launch)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_day_that_leaves_no_room_for_the_steps_is_refused(pack, day):
    with pytest.raises(NoSuchReport, match="have no dates"):
        pack(day=day)


def test_report_that_plans_nothing_takes_no_day(folder, tmp_path):
    with pytest.raises(NoSuchReport, match="leave --on-day out"):
        writing.write("state-brief", folder, tmp_path / "a.html", about=About(state="XA", day=DAY), language="en")


@pytest.mark.parametrize(("kind", "about", "told"), [
    ("trend-note", About(state="XA"), "leave --state out"),
    ("state-brief", About(state="XA", region="african", donor="ORG-AAAAAAAA"), "leave --region --donor out"),
])  # fmt: skip
def test_report_is_told_of_nothing_that_it_is_not_about(folder, tmp_path, kind, about, told):
    with pytest.raises(NoSuchReport, match=told):
        writing.write(kind, folder, tmp_path / "a.html", about=about, language="en")
