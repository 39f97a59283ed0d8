"""Settling, with what belongs to an activity written as it is read."""

from dataclasses import replace

import pytest

from article60 import settling
from article60.domain.activity import ActivityAmount
from article60.identity.identifiers import current, current_organisation
from article60.identity.identify import Previous, identify
from article60.identity.readings import ROWS, Reading
from article60.settling import settle_aid
from article60.tables import folders
from article60.tables.canonical import in_turn
from article60.tables.declared import TABLES
from invented_readings import act, reading
from makers import decision

READ = sorted(
    [
        reading("XX-1", states=("XA", "XB"), sectors=("15113",)),
        replace(reading("XX-1", file="b.xml", file_sha256="b" * 64, sectors=("15130", "15113")), signals=()),
        reading("XX-2", title="Case register", sectors=("15113",)),
        reading("XX-3", title="Case register", other_identifiers=(("A2", "XX-2"),)),
        reading("GB-1-4", title="Old prefix", reporter="GB-1", sectors=("15130",)),
        reading("GB-GOV-1-4", title="Old prefix", reporter="GB-GOV-1"),
        reading("XX-5", title="Not about corruption, a person says"),
        reading("XX-6", title="Merged", title_too="Fusionn\u00e9"),
        reading("XX-7", title="Stands for it"),
    ],
    key=lambda one: one.activity.activity_id,
)
SAID = (
    decision(decision_id="D-1", about_kind="activity", about_id=act("XX-5"), verb="reject", values="{}"),
    decision(
        decision_id="D-2", about_kind="activity", about_id=act("XX-6"), verb="merge", values=f'{{"into": "{act("XX-7")}"}}'
    ),
)


def valued(one, number):
    amounts = tuple(
        ActivityAmount(
            activity_id=one.activity.activity_id, position=place, kind="budget", type=None, value="1", currency="USD",
            value_date=None, usd="1", rate="1", rate_year=None,
        )
        for place in range(number % 3)
    )  # fmt: skip
    return replace(one, record=replace(one.record, amounts=amounts))


@pytest.mark.parametrize("at_a_time", [1, 2, 500])
@pytest.mark.parametrize("readings", [[valued(one, number) for number, one in enumerate(READ)], []], ids=["some", "none"])
def test_rows_of_what_stands_are_those_that_were_read(readings, at_a_time, tmp_path, monkeypatch):
    folders.save(tmp_path / "read", {"readings": (Reading, readings)})
    monkeypatch.setattr(settling, "_AT_A_TIME", at_a_time)

    settle_aid(tmp_path / "settled", classified=tmp_path / "read", decisions=SAID, previous=Previous())

    whole = identify(documents=(), statements=(), readings=readings, decisions=SAID, previous=Previous())
    assert len(whole.aid.chosen) == (5 if readings else 0)
    for name, (noun, rows) in {**whole.aid.tables(), **{name: whole.tables()[name] for name in ROWS}}.items():
        assert folders.load(tmp_path / "settled", name, noun) == list(rows), name


@pytest.mark.parametrize("name", ["activity_recipients", "activity_amounts"])
def test_rows_stand_in_the_order_in_which_a_release_takes_them_some_at_a_time(name, tmp_path):
    folders.save(tmp_path / "read", {"readings": (Reading, [valued(one, number) for number, one in enumerate(READ)])})

    settle_aid(tmp_path / "settled", classified=tmp_path / "read", decisions=(), previous=Previous())

    rows = folders.load_frame(tmp_path / "settled", name, ROWS[name][0])
    assert len(rows) > 5
    assert not isinstance(in_turn(TABLES[name], rows), list)


def test_nothing_is_left_of_what_was_written_on_the_way(tmp_path):
    folders.save(tmp_path / "read", {"readings": (Reading, READ)})

    settle_aid(tmp_path / "settled", classified=tmp_path / "read", decisions=(), previous=Previous())

    assert [path.name for path in tmp_path.glob("settled/unsettled*")] == []
    assert {path.name for path in (tmp_path / "settled").iterdir() if path.is_dir()} == set(ROWS)


def test_once_aid_is_settled_nothing_is_remembered_of_its_identifiers(tmp_path):
    folders.save(tmp_path / "read", {"readings": (Reading, [reading("XM-1-1")])})

    settle_aid(tmp_path / "settled", classified=tmp_path / "read", decisions=(), previous=Previous())

    assert folders.values(tmp_path / "settled", "activities", "activity_id")
    assert [one.cache_info().currsize for one in (current, current_organisation)] == [0, 0]
