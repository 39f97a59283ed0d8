"""How fast the site and its API answer, beside Datasette serving the same file; prints a table and one line of JSON.

`python -m tests.quality.bench_web --out FOLDER` makes the world of 193 States, 20,000 needs and 100,000 aid records there, or
takes the one that stands there; `--release RELEASE` measures on that Release. What is measured, and how it is to be read,
stands in docs/explanation/speed.md.
"""

import argparse
import json
import os
import re
import sqlite3
import statistics
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from tests.quality import decide_speed, searching
from tests.quality.served import Answer, Server, datasette, ours

from article60 import pipeline
from article60.codes.languages import LANGUAGES
from article60.publication.reading import NotARelease, open_release, open_to_show
from article60.simulation.simulate import MARK, simulate
from article60.web.public.lists.asked import cursor
from article60.web.public.lists.declared import LISTINGS

SIZE = {"states": 193, "needs": 20_000, "activities": 100_000}
"""The size at which the goals are stated."""
ROWS_JSON, ROWS_HTML, ROWS_FIND = 100, 100, 25
"""Rows on a page of a list, theirs and ours."""
NO_MORE = {"_nocount": "1", "_nofacet": "1"}
"""Datasette is asked for the rows alone."""
COUNTED = [("_facet", name) for name in ("state", "chapter", "grade", "priority", "beneficiary")] + [
    ("_facet_array", name) for name in ("types", "coarse_types", "articles", "provisions")
]
"""Columns over which Datasette counts what Find counts."""
GOALS = {"list_ms": 50, "state_ms": 50, "search_ms": 100, "first_page_kb": 100, "json_x_datasette": 3, "html_x_datasette": 3}
PLAIN = ("--setting", "suggest_facets", "off")
"""Datasette as fast as its settings make it: it offers no facets, and is asked for none and for no count."""
TRIES = 3
TURN = 20
"""Lists that one server is asked for before it is the other's turn."""
_NEED, _THEIR_NEED = re.compile(r'href="/en/needs/([^"#?]+)"'), re.compile(r'href="/article60/needs/([^"#?]+)"')
_LINKED = re.compile(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"|<script src="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Pair:
    """One list: our address, and those at which Datasette gives the same rows."""

    ours: str
    theirs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The addresses that are asked for, by what they show, and lists that both serve, by what is compared."""

    by_kind: dict[str, list[str]]
    pairs: dict[str, list[Pair]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Milliseconds over the addresses of one kind: 95 of 100 are answered within `ms` by the clock and `cpu_ms` of the
    processor; half of them within `half_ms`.

    Of each address the best of some tries counts, as other work on the machine can only add to it; `worst` is the slowest.
    """

    ms: float
    cpu_ms: float
    half_ms: float
    worst: str
    worst_ms: float


def world(out: Path, size: dict[str, int]) -> Path:
    """The folder of a Release on an invented world, made if it does not stand there in a form that can be shown."""
    release, made = out / "release", out / "world"
    if not (made / MARK).is_file():
        simulate(made, seed=1, **size)
    try:
        open_to_show(release)[1].close()
    except NotARelease:
        (out / "decisions").mkdir(exist_ok=True)
        conductor = pipeline.Conductor(decide_speed.job(release), decide_speed.given(made, out / "decisions"))
        conductor.from_read([made / "read" / "documents"], [], made / "read" / "classified")
    return release


def asked(connection: sqlite3.Connection, *, some: int) -> Asked:
    """About so many addresses of each kind, spread evenly over what the Release holds, in all languages in turn."""
    states = [row[0] for row in connection.execute("SELECT state FROM needs GROUP BY state ORDER BY count(*) DESC, state")]
    chosen = _spread(states[1:], some - 1) if some < len(states) else states[1:]
    questions = _spread(searching.questions(), some)
    reviewed = connection.execute("SELECT DISTINCT chapter FROM provisions WHERE cycle IS NOT NULL ORDER BY 1")
    chapters = [row[0] for row in reviewed]
    return Asked(
        by_kind={
            "list": _in_turn(_finds(chosen, chapters), some),
            "state": _in_turn((f"states/{state}" for state in [states[0], *chosen]), some),
            "search": [f"/{one.language}/search?q={quote(one.question)}" for one in questions],
            "need": _in_turn((f"needs/{need}" for need in _keys(connection, "needs", some)), some),
            "document": _in_turn((f"documents/{one}" for one in _documents(connection)), some),
            "trends": _in_turn((f"trends/{by}?chapter={one}" for by in ("year", "type", "article") for one in chapters), some),
            "home": _in_turn([""] * len(LANGUAGES), some),
            "method": _in_turn(["method"] * len(LANGUAGES), some),
        },
        pairs={
            "json": _spread(list(_plain_lists(connection)), some),
            "json_full": _spread(list(_full_lists(connection)), some),
            "html": _spread(list(_html_lists(connection)), some),
            "find": _spread(list(_find_lists(connection, counted=False)), some),
            "find_counted": _spread(list(_find_lists(connection, counted=True)), min(some, 10)),
        },
    )  # fmt: skip


def _in_turn(pages: Iterable[str], some: int) -> list[str]:
    """The first of these pages, each in another language than the one before."""
    return [f"/{LANGUAGES[number % len(LANGUAGES)]}/{page}" for number, page in enumerate(islice(pages, some))]


def _finds(states: Sequence[str], chapters: Sequence[str]) -> Iterator[str]:
    """Lists of open needs: all, by State, by chapter and kind of State, by date, some pages on."""
    for number, state in enumerate(states):
        yield f"find?page={number + 1}"
        yield f"find?state={state}"
        yield f"find?chapter={chapters[number % len(chapters)]}&sids=true&page={number // 4 + 1}"
        yield f"find?order=date&coarse_type=legislative&page={number + 1}"


def _plain_lists(connection: sqlite3.Connection) -> Iterator[Pair]:
    """Pages of lists beside whose rows nothing stands, in the order of their identifiers: the same columns, the same rows."""
    for table, key in (("gaps", "need_id"), ("documents", "document_id")):
        keys = [row[0] for row in connection.execute(f"SELECT {key} FROM {table} ORDER BY {key}")]
        rows = _rows(keys)
        for after in _spread(keys[: -2 * rows], 200):
            yield Pair(_our_page(table, after, rows), (_their_page(table, after, rows),))


def _full_lists(connection: sqlite3.Connection) -> Iterator[Pair]:
    """Pages of activities and needs with the rows of other tables that stand beside: Datasette is asked for each table."""
    for table, key, only in (("activities", "activity_id", {"relevant": "1"}), ("needs", "need_id", {})):
        condition = " AND ".join([f"{name} = {value}" for name, value in only.items()] or ["1"])
        keys = [row[0] for row in connection.execute(f"SELECT {key} FROM {table} WHERE {condition} ORDER BY {key}")]
        rows = _rows(keys)
        for after in _spread(keys[: -2 * rows], 200):
            place = keys.index(after) + 1
            some = ",".join(keys[place : place + rows])
            beside = LISTINGS[table].beside.values()
            yield Pair(
                _our_page(table, after, rows),
                (_their_page(table, after, rows, **only), *(_their_rows(name, column, some) for name, column in beside)),
            )


def _rows(keys: Sequence[str]) -> int:
    """Rows on a page; fewer where a list is short, so that pages lead on."""
    return min(ROWS_JSON, max(1, len(keys) // 3))


def _our_page(path: str, after: str, rows: int) -> str:
    return f"/api/v1/{path}?{urlencode({'cursor': cursor(after), 'limit': rows})}"


def _their_page(table: str, after: str, rows: int, **only: str) -> str:
    asked_for = {**only, "_next": after, "_size": rows, "_shape": "objects", **NO_MORE}
    return f"/article60/{table}.json?{urlencode(asked_for)}"


def _their_rows(table: str, column: str, some: str) -> str:
    return f"/article60/{table}.json?{urlencode({f'{column}__in': some, '_size': 1000, '_shape': 'objects', **NO_MORE})}"


def _html_lists(connection: sqlite3.Connection) -> Iterator[Pair]:
    """Pages of the rows that the figure `needs_stated` counts: a plain list on both sides, the same rows."""
    of_figure = "grade NOT IN ('withdrawn', 'superseded')"
    keys = [row[0] for row in connection.execute(f"SELECT need_id FROM needs WHERE {of_figure} ORDER BY need_id")]
    theirs = {"grade__notin": "withdrawn,superseded", "_size": ROWS_HTML, **NO_MORE}
    for page in _spread(range(2, len(keys) // ROWS_HTML), 200):
        after = keys[(page - 1) * ROWS_HTML - 1]
        yield Pair(f"/en/figures/needs_stated/rows?page={page}", (f"/article60/needs?{urlencode({**theirs, '_next': after})}",))


def _find_lists(connection: sqlite3.Connection, *, counted: bool) -> Iterator[Pair]:
    """Pages of Find, and as many needs at Datasette: plain, or with choices counted over the columns that Find counts."""
    keys = [row[0] for row in connection.execute("SELECT need_id FROM needs ORDER BY need_id")]
    is_open = LISTINGS["needs"].filters["open"]
    counted_open = connection.execute(f"SELECT count(*) FROM needs t WHERE {is_open.keeps}", (is_open.kind.cell("true"),))
    pages = counted_open.fetchone()[0] // ROWS_FIND
    for number, after in enumerate(_spread(keys[:-ROWS_FIND], pages)):
        theirs = [("_next", after), ("_size", ROWS_FIND), *(COUNTED if counted else NO_MORE.items())]
        yield Pair(f"/en/find?page={number + 1}", (f"/article60/needs?{urlencode(theirs)}",))


def _keys(connection: sqlite3.Connection, table: str, some: int) -> list[str]:
    return _spread([row[0] for row in connection.execute(f"SELECT {table[:-1]}_id FROM {table} ORDER BY 1")], some)


def _documents(connection: sqlite3.Connection) -> list[str]:
    """Those in which most was read come first."""
    query = "SELECT document_id FROM evidence GROUP BY document_id ORDER BY count(*) DESC, document_id"
    return [row[0] for row in connection.execute(query)]


def _spread(all_of_them: Sequence[Any], some: int) -> list[Any]:
    """So many of them, at even distances, the first among them."""
    step = max(1.0, len(all_of_them) / max(some, 1))
    return [all_of_them[int(number * step)] for number in range(min(some, len(all_of_them)))]


def timed(answers: dict[str, list[Answer]]) -> Timed:
    """The figures of one kind, from the answers to each address."""
    best = {address: min(some, key=lambda one: one.ms) for address, some in answers.items()}
    least = {address: min(one.cpu_ms for one in some) for address, some in answers.items()}
    worst = max(best, key=lambda address: best[address].ms)
    return Timed(
        ms=round(_within([one.ms for one in best.values()], 0.95), 1),
        cpu_ms=round(_within(list(least.values()), 0.95), 1),
        half_ms=round(statistics.median(one.ms for one in best.values()), 1),
        worst=worst,
        worst_ms=round(best[worst].ms, 1),
    )


def _within(values: Sequence[float], share: float) -> float:
    """The value within which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def every(server: Server, addresses: Sequence[str], *, tries: int, packed: bool = True) -> dict[str, list[Answer]]:
    """The answers to each address, all of them asked once before one is asked again."""
    found: dict[str, list[Answer]] = {address: [] for address in addresses}
    for _ in range(tries):
        for address in addresses:
            found[address].append(server.get(address, packed=packed))
    return found


def not_modified(server: Server, addresses: Sequence[str]) -> dict[str, list[Answer]]:
    """The answers to whoever holds each of them already. Raises AssertionError for one that is sent again."""
    found = {}
    for address in addresses:
        mark = server.get(address, packed=True).headers["etag"]
        found[address] = [server.get(address, packed=True, mark=mark) for _ in range(TRIES)]
        assert all(one.status == 304 and not one.body for one in found[address]), address
    return found


def ratio(us: Server, them: Server, pairs: Sequence[Pair], *, packed: bool = False) -> tuple[float, float, float]:
    """Lists per second of the processor, ours and theirs, and the median of the ratios of turns."""
    spent = []
    for start in range(0, len(pairs), TURN):
        turn = pairs[start : start + TURN]
        mine = us.spent_on([pair.ours for pair in turn], packed=packed)
        spent.append((mine, them.spent_on([address for pair in turn for address in pair.theirs], packed=packed)))
    ours_all, theirs_all = (sum(one[side] for one in spent) for side in (0, 1))
    return (
        round(1000 * len(pairs) / ours_all),
        round(1000 * len(pairs) / theirs_all, 1),
        round(statistics.median(other / mine for mine, other in spent), 2),
    )


def check_same(us: Server, them: Server, pairs: dict[str, list[Pair]]) -> None:
    """Raise AssertionError where a pair of lists does not hold the same rows; of Find, not as many."""
    for kind, some in pairs.items():
        for pair in _spread(some, 6):
            mine, theirs = us.get(pair.ours).text, [them.get(address).text for address in pair.theirs]
            if kind.startswith("json"):
                rows = json.loads(theirs[0])["rows"]
                key = next(iter(rows[0]))
                assert [item["id"] for item in json.loads(mine)["items"]] == [row[key] for row in rows], pair
                assert sum(len(json.loads(one)["rows"]) for one in theirs[1:]) == _beside(json.loads(mine)["items"]), pair
            elif kind == "html":
                found = dict.fromkeys(_NEED.findall(mine))
                assert len(found) == ROWS_HTML and found.keys() == dict.fromkeys(_THEIR_NEED.findall(theirs[0])).keys(), pair
            else:
                assert mine.count('<article class="record need"') == theirs[0].count("<tr>") - 1 == ROWS_FIND, pair


def _beside(items: list[dict[str, Any]]) -> int:
    """How many rows of other tables stand beside items."""
    names = {name for listing in LISTINGS.values() for name in listing.beside}
    return sum(len(item[name]) for item in items for name in names if name in item)


def first_page_kb(server: Server) -> dict[str, float]:
    """Kilobytes that a first reader fetches for the home page in each language, with all that it links, packed."""
    found = {}
    for language in LANGUAGES:
        page = server.get(f"/{language}/", packed=True)
        linked = {one or other for one, other in _LINKED.findall(page.text)}
        found[language] = round((len(page.body) + sum(len(server.get(one, packed=True).body) for one in linked)) / 1000, 1)
    return found


def measured(release: Path, *, some: int, tell: Callable[[str], None]) -> dict[str, Any]:
    """All figures of one Release."""
    with open_release(release) as connection:
        addresses = asked(connection, some=some)
        size = {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("states", "needs", "activities")
        }
    connection.close()
    figures: dict[str, Any] = {}
    with ours(release, keep_megabytes=0) as us, datasette(release / "article60.sqlite", *PLAIN) as them:
        check_same(us, them, addresses.pairs)
        tell("\nanswers made anew, milliseconds: of the processor, 95 of 100; by the clock, 95 of 100, half, the slowest")
        for kind, some_of_them in addresses.by_kind.items():
            cold = every(us, some_of_them, tries=1)
            _tell_row(tell, f"{kind}, first asked", timed(cold))
            found = timed(every(us, some_of_them, tries=TRIES))
            _tell_row(tell, f"{kind}, made anew", found)
            figures |= {f"{kind}_ms": found.cpu_ms, f"{kind}_cold_ms": timed(cold).cpu_ms, f"{kind}_clock_ms": found.ms}
        tell("\nlists per second of the processor: ours, Datasette, ratio (median of turns)")
        for form, pairs in addresses.pairs.items():
            ratio(us, them, pairs[:5])
            mine, theirs, times = ratio(us, them, pairs)
            tell(f"  {form:28} {mine:8} {theirs:8} {times:8.2f} x")
            figures |= {f"{form}_x_datasette": times, f"{form}_per_cpu_s": mine, f"{form}_per_cpu_s_datasette": theirs}
        packed = ratio(us, them, addresses.pairs["html"], packed=True)
        tell(f"  {'html, ours packed':28} {packed[0]:8} {packed[1]:8} {packed[2]:8.2f} x")
        figures |= {"html_packed_x_datasette": packed[2], "peak_mb": round(us.peak_mb)}
    with ours(release, keep_megabytes=64) as us:
        tell("\nanswers that are kept, and 304 to whoever holds them, milliseconds as above")
        for kind in ("list", "state", "search"):
            every(us, addresses.by_kind[kind], tries=1)
            kept = timed(every(us, addresses.by_kind[kind], tries=TRIES))
            held = timed(not_modified(us, addresses.by_kind[kind]))
            _tell_row(tell, f"{kind}, kept", kept)
            _tell_row(tell, f"{kind}, 304", held)
            figures |= {f"{kind}_kept_ms": kept.cpu_ms, f"{kind}_304_ms": held.cpu_ms}
        weights = first_page_kb(us)
        tell(f"\nfirst page with all that it needs, kilobytes: {weights}")
        figures |= {"first_page_kb": max(weights.values()), "peak_kept_mb": round(us.peak_mb)}
    return figures | size


def _tell_row(tell: Callable[[str], None], name: str, found: Timed) -> None:
    tell(f"  {name:28} {found.cpu_ms:8.1f} {found.ms:8.1f} {found.half_ms:8.1f} {found.worst_ms:8.1f}  {found.worst}")


def main() -> None:
    """Measure, print a table and one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--release", type=Path, help="the Release to measure on; else one of an invented world is made")
    parser.add_argument("--out", type=Path, default=Path("out/bench-web"), help="folder for the invented world")
    parser.add_argument("--some", type=int, default=120, help="addresses of each kind (default 120)")
    for name, number in SIZE.items():
        parser.add_argument(f"--{name}", type=int, default=number, help=f"{name} of the invented world (default {number})")
    given = parser.parse_args()
    if given.release is None:
        given.out.mkdir(parents=True, exist_ok=True)
    release = given.release or world(given.out, {name: getattr(given, name) for name in SIZE})
    load = [round(one, 1) for one in os.getloadavg()]
    say(f"{release}, one process, {os.cpu_count()} processors, load of the machine {load}")
    figures = measured(release, some=given.some, tell=say)
    for name, goal in GOALS.items():
        least = name.endswith("datasette")
        reached = figures[name] >= goal if least else figures[name] < goal
        say(f"{'reached' if reached else 'MISSED '}  {name} {figures[name]} (goal: {'at least' if least else 'below'} {goal})")
    sys.stdout.write(json.dumps({**{name: figures[name] for name in GOALS}, **figures}) + "\n")


def say(line: str) -> None:
    """Tell people, beside the line of figures."""
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    main()
