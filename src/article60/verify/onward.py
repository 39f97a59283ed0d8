"""Verifies core files after a change: what was proven of the very bytes and rows that stand there holds, all else is checked.

It says that a Release holds, or that it cannot tell, and then everything is verified as if nothing had been proven.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from article60.analysis import families, pledged
from article60.figures.known import Known, tables_of
from article60.publication import full_text
from article60.publication.database import GROUPS, OF_AID, Parts
from article60.publication.prepared import together, told_by
from article60.publication.reading import DATABASE, cells, open_release, release_json
from article60.tables.canonical import Digests, digests, in_order, sort
from article60.tables.declared import LINKS, TABLES, Link
from article60.tables.plain import records
from article60.tables.runs import key_of
from article60.verify import again, documents, index, pages, parts, rows, texts
from article60.verify.held import Held
from article60.verify.proven import Proven

_AID = sorted(OF_AID | {link.name for link in LINKS if link.table in OF_AID} | {"activity_states", "article_reporters"})
"""Tables about aid, and those by which their rows are found."""

_BESIDE = ("states", "provisions")
"""Tables to which those about aid refer."""

_OF_STATE = (
    "needs", "no_needs", "good_practices", "reviews", "gaps", "coverage", "review_coverage", "provision_coverage", "funding",
)  # fmt: skip
"""Tables whose rows are each of one State, and which the analysis reads or gives."""


class _Doubt(Exception):
    """It cannot be told that the Release holds."""


_CANNOT_TELL = (
    _Doubt, pages.NotTold, parts.NotTheRows, sqlite3.Error, OSError, ArithmeticError, LookupError, TypeError, ValueError,
)  # fmt: skip


class Ahead:
    """What is found out about core files in threads beside all else, from when the database stands; most of it by SQLite."""

    def __init__(self, *, proven: Proven, kept: Parts) -> None:
        """`kept` are the files from which the rows of each State were taken, whose bytes are hashed at once."""
        self.proven = proven
        self._beside, self._checking = ThreadPoolExecutor(_THREADS), ThreadPoolExecutor(1)
        self._laid = self._beside.submit(parts.laid, kept, proven=proven)

    def begin(self, folder: Path) -> None:
        """The database stands: find out what lies where in it, whether its index leads, and whether its rows are those kept."""
        self._compared = [self._beside.submit(self._compare, folder, share) for share in range(_SHARES)]
        self._lies = self._beside.submit(_lies, folder)
        self._leads = self._beside.submit(index.leads, folder / DATABASE)
        self._refer = self._beside.submit(_refer, folder)
        self._words = self._beside.submit(_words_of_aid, folder)

    def check(self, folder: Path) -> None:
        """Check all that rows and release.json tell, and count the figures that these rows give."""
        self._counted = self._checking.submit(_rows_hold, folder, ahead=self)

    def counted(self) -> again.Counted:
        """The figures counted, where all that was checked holds. Raises what says that this cannot be told."""
        return self._counted.result()

    def _compare(self, folder: Path, share: int) -> None:
        parts.compare(folder / DATABASE, self._laid.result()[share::_SHARES])

    def facts(self, folder: Path, *, sure: Digests | None = None) -> Mapping[str, Sequence[parts.Fact]]:
        """What is known of the rows of each State, where all of them are those kept. Raises parts.NotTheRows."""
        found = parts.facts(folder / DATABASE, self._laid.result(), proven=self.proven, sure=sure)
        for one in self._compared:
            one.result()
        return found

    def lies(self) -> str:
        """Hash over the pages on which everything about aid lies. Raises pages.NotTold."""
        return self._lies.result()

    def words(self) -> str:
        """Hash over what the full text holds of aid."""
        return self._words.result()

    def leads(self) -> bool:
        """Whether the index of the full text leads to its words."""
        return self._leads.result()

    def refer(self) -> bool:
        """Whether references, links and evidence lead to rows, but for those within aid or within pairs."""
        return self._refer.result()

    def close(self) -> None:
        """Wait for what has been begun."""
        self._checking.shutdown()
        self._beside.shutdown()


_THREADS, _SHARES = 2, 2


def holds(connection: sqlite3.Connection, *, folder: Path, ahead: Ahead) -> bool:
    """Whether all checks of the core files, which all stand now, are sure to find nothing.

    What they find to hold is added to what is proven. False tells nothing.
    """
    try:
        _sure(not any(again.figures_file(ahead.counted(), folder=folder)))
        _sure(not any(documents.named_by_hash(connection, folder=folder)))
    except _CANNOT_TELL:
        return False
    return True


def remember(held: Held, *, said: Mapping[str, Any], folder: Path, ahead: Ahead, known: Known) -> None:
    """Add to what is proven what a Release holds in which all checks have found nothing; `known` is what they counted."""
    proven = ahead.proven
    proven.sure = True
    try:
        aid = _remember_aid(held, said=said, ahead=ahead)
        facts = ahead.facts(folder, sure=held.most.digests)
        _keep(known, held, proven)
        _words(held, proven, facts)
        _states(held, said=said, proven=proven, aid=aid)
    except _CANNOT_TELL:
        proven.forget()  # all is verified next time again


def _rows_hold(folder: Path, *, ahead: Ahead) -> again.Counted:
    """The figures that the rows give, where these and release.json are sure to hold. Raises one of _CANNOT_TELL else."""
    with closing(open_release(folder)) as connection:
        return _hold(Held(connection), said=release_json(folder), folder=folder, proven=ahead.proven, ahead=ahead)


def _hold(held: Held, *, said: Mapping[str, Any], folder: Path, proven: Proven, ahead: Ahead) -> again.Counted:
    _sure(bool(proven.known))
    _sure(not any(rows.columns(held.connection)))
    _sure(all(sort(TABLES[name], some) == some for name, some in held.fresh.items()))
    facts = ahead.facts(folder)
    aid = proven.get("aid", ahead.lies(), *_aid_beside(held, said))
    _sure(aid is not None)
    held.most = together([told_by(aid["told"]), *(fact.told for some in facts.values() for fact in some)])
    _sure(not any(again.description(held, said=dict(said))))
    known = _known(held, proven)
    counted = again.counted(held.connection, known=known)
    _keep(known, held, proven)
    _states(held, said=said, proven=proven, aid=aid)
    _words(held, proven, facts)
    _agree(held, said=said)
    _sure(ahead.words() == aid["words"] and ahead.leads() and ahead.refer())
    return counted


def _sure(found: bool) -> None:
    if not found:
        raise _Doubt


def _agree(held: Held, *, said: Mapping[str, Any]) -> None:
    """The checks of tables of which few rows are read, quick enough to be made each time."""
    _sure(not any(rows.audience(held.connection, said=dict(said))))
    again_funded = pledged.funded(requests=held.records("assistance_requests"), pledges=held.records("pledges"))
    _sure(in_order(TABLES["request_funding"], again_funded) == held.cells("request_funding"))


def _refer(folder: Path) -> bool:
    """Whether references, links and evidence lead to rows: asked of all rows each time, but within aid and within pairs."""
    with closing(open_release(folder)) as connection:
        tables = [table for name, table in TABLES.items() if name not in OF_AID and name != "match_features"]
        return (
            not any(any(rows.references(connection, table)) for table in tables)
            and not any(rows.evidence(connection))
            and all(_lead(connection, link) for link in LINKS if link.table not in OF_AID)
        )


def _lies(folder: Path) -> str:
    """Hash over the pages on which everything about aid lies."""
    with closing(open_release(folder)) as connection:
        return pages.hash_of(folder / DATABASE, connection, _AID)


def _words_of_aid(folder: Path) -> str:
    with closing(open_release(folder)) as connection:
        return texts.hash_of_aid(connection)


def _aid_beside(held: Held, said: Mapping[str, Any]) -> tuple[object, ...]:
    """What the checks of aid rest on besides the rows about it: the day, and the tables to which these refer."""
    own = digests({name: held.cells(name) for name in _BESIDE})
    return said["on"], *(own[name] for name in _BESIDE)


def _remember_aid(held: Held, *, said: Mapping[str, Any], ahead: Ahead) -> Mapping[str, Any]:
    children = families.links(held.records_as(again.Aid, "activities"), same=held.records("same_activities"))
    fact = {
        "told": replace(
            held.most,
            digests={name: held.most.digests[name] for name in OF_AID},
            counts={name: held.most.counts[name] for name in OF_AID},
            confirmed={},
            languages=frozenset(),
            states=frozenset[str]().union(*(held.told(name).states for name in OF_AID)),
        ).as_json(),
        "children": {one: some for one, some in children.items() if some},
        "words": ahead.words(),
    }
    ahead.proven.add("aid", ahead.lies(), *_aid_beside(held, said), fact=fact)
    return fact


_FOLLOWS = {"activity_states": "activity_recipients"}
"""Tables that figures read, and the declared ones from which they follow."""


def _rests_on(tables: Iterable[str], held: Held) -> list[object]:
    """The hashes of some tables."""
    return [[name, held.digests[_FOLLOWS.get(name, name)]] for name in sorted(tables)]


def _known(held: Held, proven: Proven) -> Known:
    """What was counted before over tables that hold the same rows."""
    found: Known = {}
    for tables in proven.get("counted") or ():
        for query, values, some in proven.get("counts", *_rests_on(tables, held)) or ():
            found[(query, tuple(values))] = [tuple(row) for row in some]
    return found


def _keep(known: Known, held: Held, proven: Proven) -> None:
    """Keep counts by the hashes of the tables that they were made over."""
    groups: dict[tuple[str, ...], list[Any]] = defaultdict(list)
    for (query, values), found in known.items():
        groups[tuple(sorted(tables_of(query)))].append([query, values, found])
    for tables, some in groups.items():
        proven.add("counts", *_rests_on(tables, held), fact=some)
    proven.add("counted", fact=sorted(groups))


def _words(held: Held, proven: Proven, facts: Mapping[str, Sequence[parts.Fact]]) -> None:
    """The full text of every kind that is not about aid."""
    _sure(texts.nothing_beside(held.connection))
    for kind in full_text.KINDS:
        if kind in full_text.STATEMENTS:
            _words_by_state(held, kind, proven, facts)
        elif kind not in full_text.OF_AID:
            _sure(texts.leads(held.connection, kind, digests=held.digests, proven=proven))


def _words_by_state(held: Held, kind: str, proven: Proven, facts: Mapping[str, Sequence[parts.Fact]]) -> None:
    """The full text of one kind of statements, State by State: as many words as rows, and those that the rows give."""
    named, of = parts.words_of(kind), dict(held.digests[kind])
    group = next(group for group in GROUPS if kind in GROUPS[group].tables)
    rows = {fact.state: _places(fact, kind) for fact in facts[group] if fact.part.counts[kind]}
    words = {fact.state: (fact, _places(fact, named)) for fact in facts["stated"] if fact.part.counts[named]}
    _sure(rows.keys() == words.keys())
    for state, (fact, stand) in words.items():
        check = partial(texts.of_state, held.connection, kind, rows=rows[state], words=stand)
        _sure(proven.holds("words", kind, state, of[state], fact.part.sha256, check=check))


def _places(fact: parts.Fact, name: str) -> tuple[int, int]:
    """Numbers of the first and the last row of a kept file in the database."""
    first = fact.part.after[name]
    return first + 1, first + fact.part.counts[name]


def _lead(connection: sqlite3.Connection, link: Link) -> bool:
    """Whether a table of pairs leads to exactly the values of its lists."""
    key = TABLES[link.table].key[0]
    wanted = f'SELECT t."{key}", v.key, v.value FROM "{link.table}" t, json_each(t."{link.column}") v'
    query = (
        f'SELECT (SELECT count(*) FROM "{link.name}" NOT INDEXED) = (SELECT count(*) FROM ({wanted})) '
        f'AND NOT EXISTS ({wanted} EXCEPT SELECT * FROM "{link.name}")'
    )
    return bool(connection.execute(query).fetchone()[0])


def _states(held: Held, *, said: Mapping[str, Any], proven: Proven, aid: Mapping[str, Any]) -> None:
    """What the analysis gives, State by State, where anything that it follows from or gives has changed."""
    of_need = dict(held.connection.execute("SELECT need_id, state FROM needs NOT INDEXED").fetchall())
    pairs_of = held.connection.execute("SELECT DISTINCT need_id, state FROM matches NOT INDEXED")
    _sure(all(of_need.get(row[0]) == row[1] for row in pairs_of))
    by_table = {name: dict(held.digests[name]) for name in (*_OF_STATE, "matches")}
    listed = {one.state for one in held.records("states")}
    sources_read = [one["file"] for one in said["inputs"] if one["kind"] == "aid"]
    of_aid = told_by(aid["told"])
    common = [said["on"], sources_read, [of_aid.digests[name] for name in sorted(OF_AID)], held.digests["documents"]]
    for state in sorted(listed.union(of_aid.states, *by_table.values())):
        own = [state, state in listed, *(some.get(state) for some in by_table.values())]
        again_given = partial(_given, held, state, listed=state in listed, said=said, children=aid["children"])
        _sure(proven.holds("state", key_of(common), own, check=again_given))


def _given(held: Held, state: str, *, listed: bool, said: Mapping[str, Any], children: families.Links) -> bool:
    """Whether the rows of one State are what the analysis gives for it."""
    read = partial(cells, held.connection, values=(state,))
    # Every row is read, as nothing proves that an index leads to it.
    own = {name: read(name, where="+state = ?") for name in (*_OF_STATE, "matches")}
    own |= {name: read(name, where="state = ?") for name in ("activity_recipients", "activity_money")}
    within = "activity_id IN (SELECT activity_id FROM {} WHERE state = ?)"
    own["activities"] = read("activities", where=within.format("activity_states"))
    own["activity_organisations"] = read("activity_organisations", where=within.format("activity_money"))
    known: dict[str, list[Any]] = {name: list(records(TABLES[name].noun, some)) for name, some in own.items()}
    known["documents"] = held.records("documents")
    found = again.by_state(known, states=[state] if listed else [], children=children, said=said)
    return all(in_order(TABLES[name], some) == own[name] for name, some in found.items())
