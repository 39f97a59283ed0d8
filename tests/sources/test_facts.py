"""Facts that an operator supplies."""

from datetime import date
from pathlib import Path

import pytest

from article60.domain.rate import Rate
from article60.sources.facts import Facts, UnusableFacts, read

REQUEST = "request,state,title,cost_least,cost_most,on,source\n"
KNOWLEDGE = "title,kind,publisher,provisions,language,on,address\n"
PLEDGE = "pledge,request,provider,status,usd,on,source\n"


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_absent_files_are_unknown_facts(tmp_path: Path) -> None:
    assert read(tmp_path) == Facts()


def test_all_files_are_read(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        parties="state,since,source\nXA,2006-04-01,Invented depositary\nXB,,Invented depositary\n",
        reviews="state,cycle,stage,on,source\nXA,1,summary_issued,2014-05-01,Invented page\n",
        rates="currency,on,per_usd,source\nXQA,2020-06-30,12.50,Invented bank\n",
        groups='group,kind,state,source\n"Islands, small",other,XB,Invented page\n',
        requests=f"{REQUEST}R1,XA,Courses,100,150.5,2026-01-31,Invented page\nR2,XB,Advice,,,,Invented page\n",
        pledges=f"{PLEDGE}P1,R1,Invented fund,announced,,2026-02-28,Invented page\n",
        errata="release,record,wrong,right,on\n2026-03-31-aaaaaaaa,XA-AAAAAAAA,Page 3.,Page 4.,2026-04-14\n",
        knowledge=f"{KNOWLEDGE}Owners,guide,Invented fund,52(1) 12 12,en,,https://fund.example/owners\n",
    )

    facts = read(folder)

    assert [(p.state, p.since) for p in facts.parties] == [("XA", date(2006, 4, 1)), ("XB", None)]
    assert facts.reviews[0].stage == "summary_issued"
    assert facts.rates == (Rate(currency="XQA", on=date(2020, 6, 30), per_usd="12.50", source="Invented bank"),)
    assert facts.groups[0].group == "Islands, small"
    assert [(r.request_id, r.cost_least, r.cost_most) for r in facts.requests] == [
        ("R1", "100.00", "150.50"),
        ("R2", None, None),
    ]
    assert [(p.pledge_id, p.request_id, p.status, p.usd) for p in facts.pledges] == [("P1", "R1", "announced", None)]
    assert [(one.record, one.right, one.on) for one in facts.errata] == [("XA-AAAAAAAA", "Page 4.", date(2026, 4, 14))]
    assert [(one.title, one.provisions, one.on) for one in facts.knowledge] == [("Owners", ("12", "52(1)"), None)]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("parties", "state,source\nXA,x\n", "line 1: the columns must be state,since,source"),
        ("parties", "state,since,source\nQQ,,x\n", "line 2: state 'QQ' is no State known here"),
        ("parties", "state,since,source\nXA,2006-04-31,x\n", "line 2: date '2006-04-31'"),
        ("parties", "state,since,source\nXA,2006-04-01,\n", "line 2: source is empty"),
        ("parties", "state,since,source\nXA,,x\nXA,,y\n", "line 3: says the same thing"),
        ("parties", "state,since,source\nXA,,x,y\n", "line 2: more or fewer cells"),
        ("parties", "state,since,source\nXA,x\n", "line 2: more or fewer cells"),
        ("reviews", "state,cycle,stage,on,source\nXA,3,agreed,,x\n", "line 2: cycle '3'"),
        ("reviews", "state,cycle,stage,on,source\nXA,1,finished,,x\n", "line 2: stage 'finished'"),
        ("rates", "currency,on,per_usd,source\nxqa,2020-01-01,1,x\n", "line 2: currency 'xqa'"),
        ("rates", "currency,on,per_usd,source\nXQA,2020-01-01,0,x\n", "line 2: per_usd '0'"),
        ("rates", "currency,on,per_usd,source\nXQA,2020-01-01,NaN,x\n", "line 2: per_usd 'NaN'"),
        ("rates", "currency,on,per_usd,source\nXQA,,1,x\n", "line 2: date ''"),
        ("groups", "group,kind,state,source\n,other,XA,x\n", "line 2: group is empty"),
        ("requests", f"{REQUEST}R1,XA,Courses,12 k,,,x\n", "line 2: cost_least '12 k'"),
        ("requests", f"{REQUEST}R1,XA,Courses,-1,,,x\n", "line 2: cost_least '-1'"),
        ("requests", f"{REQUEST}R1,XA,Courses,200,100,,x\n", "line 2: cost_least 200.00 is more than cost_most 100.00"),
        ("requests", f"{REQUEST}R1,XA,,,,,x\n", "line 2: title is empty"),
        ("pledges", f"{PLEDGE}P1,R9,Fund,announced,,,x\n", "line 2: request 'R9' does not stand in requests.csv"),
        ("errata", "release,record,wrong,right\na,b,c,d\n", "line 1: the columns must be release,record,wrong,right,on"),
        ("errata", "release,record,wrong,right,on\nr,,w,,2026-01-01\n", "line 2: right is empty"),
        ("errata", "release,record,wrong,right,on\nr,,w,x,\n", "line 2: date ''"),
        (
            "knowledge",
            f"{KNOWLEDGE}Owners,book,Fund,12,en,,https://a.example\n",
            "line 2: kind 'book': write one of lesson, guide",
        ),
        ("knowledge", f"{KNOWLEDGE}Owners,guide,Fund,12 72,en,,https://a.example\n", "line 2: provision '72'"),
        ("knowledge", f"{KNOWLEDGE}Owners,guide,Fund,,en,,https://a.example\n", "line 2: provisions is empty"),
        ("knowledge", f"{KNOWLEDGE}Owners,guide,Fund,12,English,,https://a.example\n", "line 2: language 'English'"),
        ("knowledge", f"{KNOWLEDGE}Owners,guide,Fund,12,en,,a.example\n", "line 2: address 'a.example'"),
    ],
)
def test_wrong_facts_are_named_with_file_and_line(tmp_path: Path, name: str, text: str, said: str) -> None:
    written(tmp_path, **{name: text})

    with pytest.raises(UnusableFacts) as refused:
        read(tmp_path)

    assert f"{name}.csv, {said}" in str(refused.value)


def test_facts_in_another_encoding_are_named(tmp_path: Path) -> None:
    (tmp_path / "groups.csv").write_bytes("group,kind,state,source\nÎles,other,XA,x\n".encode("latin-1"))

    with pytest.raises(UnusableFacts, match=r"groups\.csv, line 2: not UTF-8"):
        read(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnusableFacts, match="no such folder"):
        read(tmp_path / "absent")


def test_pledge_stands_where_the_list_says(tmp_path: Path) -> None:
    folder = written(tmp_path, requests=f"{REQUEST}R1,XA,Courses,,,,x\n", pledges=f"{PLEDGE}P1,R1,Fund,promised,5,,x\n")
    with pytest.raises(UnusableFacts, match=r"pledges\.csv, line 2: status 'promised': write one of announced, committed"):
        read(folder)
