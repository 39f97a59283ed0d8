"""Facts that only an operator can supply, read from CSV files: parties, reviews, rates, groups, requests, knowledge and so on.

All of them are public: each names where it was published.
"""

import csv
import io
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path
from typing import TypeVar

from article60.codes.reader import by_code
from article60.domain.answerable import Answerable
from article60.domain.assistance_request import PLEDGE_STATUSES, AssistanceRequest, Pledge
from article60.domain.erratum import Erratum
from article60.domain.knowledge import KnowledgeProduct
from article60.domain.provision import exists, sort_key
from article60.domain.rate import Rate
from article60.domain.review import CountryReview, GroupMembership, Party
from article60.domain.run_note import RunNote
from article60.domain.state_party import state_parties
from article60.domain.usd import text
from article60.sources.passed_by import passed_by

__all__ = ["Facts", "Rate", "UnusableFacts", "not_read", "read"]

Fact = TypeVar("Fact")

FILES = ("parties.csv", "reviews.csv", "rates.csv", "groups.csv", "requests.csv", "pledges.csv", "errata.csv", "knowledge.csv")


class UnusableFacts(Answerable, ValueError):
    """A file of facts that cannot be used; the message names file, line and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What an operator supplies; absent facts are unknown, never guessed."""

    parties: tuple[Party, ...] = ()
    reviews: tuple[CountryReview, ...] = ()
    rates: tuple[Rate, ...] = ()
    groups: tuple[GroupMembership, ...] = ()
    requests: tuple[AssistanceRequest, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    errata: tuple[Erratum, ...] = ()
    knowledge: tuple[KnowledgeProduct, ...] = ()


def read(folder: Path) -> Facts:
    """The facts of a folder; a file that is not there holds none.

    Raises UnusableFacts for a folder that does not exist, for another header than the declared one and for a value that
    cannot be used.
    """
    if not folder.is_dir():
        raise UnusableFacts(f"{folder}: no such folder; name the folder that holds {', '.join(FILES)}")
    requests = _file(
        folder / "requests.csv",
        ("request", "state", "title", "cost_least", "cost_most", "on", "source"),
        _request,
        key=lambda r: r.request_id,
    )
    return Facts(
        parties=_file(folder / "parties.csv", ("state", "since", "source"), _party, key=lambda p: p.state),
        reviews=_file(
            folder / "reviews.csv", ("state", "cycle", "stage", "on", "source"), _review, key=lambda r: (r.state, r.cycle, r.on)
        ),
        rates=_file(folder / "rates.csv", ("currency", "on", "per_usd", "source"), _rate, key=lambda r: (r.currency, r.on)),
        groups=_file(folder / "groups.csv", ("group", "kind", "state", "source"), _group, key=lambda g: (g.group, g.state)),
        requests=requests,
        pledges=_file(
            folder / "pledges.csv",
            ("pledge", "request", "provider", "status", "usd", "on", "source"),
            partial(_pledge, requests={one.request_id for one in requests}),
            key=lambda p: p.pledge_id,
        ),
        errata=_file(
            folder / "errata.csv",
            ("release", "record", "wrong", "right", "on"),
            _erratum,
            key=lambda e: (e.release, e.record, e.wrong),
        ),
        knowledge=_file(
            folder / "knowledge.csv",
            ("title", "kind", "publisher", "provisions", "language", "on", "address"),
            _knowledge,
            key=lambda k: (k.title, k.publisher),
        ),
    )


def not_read(folder: Path) -> list[RunNote]:
    """A note on what of the folder holds no facts by its name, for who holds it."""
    return passed_by(folder, is_other=lambda path: not (path.is_file() and path.name in FILES), names=", ".join(FILES))


def _file(
    path: Path, columns: tuple[str, ...], made: Callable[[Mapping[str, str]], Fact], *, key: Callable[[Fact], object]
) -> tuple[Fact, ...]:
    if not path.is_file():
        return ()
    rows = csv.DictReader(io.StringIO(_text(path), newline=""), strict=True)
    if tuple(rows.fieldnames or ()) != columns:
        raise UnusableFacts(f"{path}, line 1: the columns must be {','.join(columns)}")
    found: dict[object, Fact] = {}
    try:
        for row in rows:
            fact = made(_cells(row))
            if key(fact) in found:
                raise ValueError("says the same thing as an earlier line; keep one of them")
            found[key(fact)] = fact
    except (ValueError, csv.Error) as error:
        raise UnusableFacts(f"{path}, line {rows.line_num}: {error}") from None
    return tuple(found.values())


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        raise UnusableFacts(f"{path}, line {line}: not UTF-8; save the file as CSV in UTF-8") from None


def _cells(row: Mapping[str, str | None]) -> Mapping[str, str]:
    if None in row or None in row.values():
        raise ValueError("more or fewer cells than columns; put cells that hold a comma between quotation marks")
    return {name: (cell or "").strip() for name, cell in row.items()}


def _party(row: Mapping[str, str]) -> Party:
    return Party(state=_state(row["state"]), since=_day_or_none(row["since"]), source=_given(row, "source"))


def _review(row: Mapping[str, str]) -> CountryReview:
    if row["cycle"] not in ("1", "2"):
        raise ValueError(f"cycle {row['cycle']!r}: write 1 or 2")
    if row["stage"] not in by_code("review_stages"):
        raise ValueError(f"stage {row['stage']!r}: write one of {', '.join(by_code('review_stages'))}")
    return CountryReview(
        state=_state(row["state"]),
        cycle=int(row["cycle"]),
        stage=row["stage"],
        on=_day_or_none(row["on"]),
        source=_given(row, "source"),
    )


def _rate(row: Mapping[str, str]) -> Rate:
    currency = row["currency"]
    if not (len(currency) == 3 and currency.isascii() and currency.isalpha() and currency.isupper()):
        raise ValueError(f"currency {currency!r}: write its three-letter code in capitals")
    return Rate(currency=currency, on=_day(row["on"]), per_usd=_positive(row["per_usd"]), source=_given(row, "source"))


def _group(row: Mapping[str, str]) -> GroupMembership:
    return GroupMembership(
        group=_given(row, "group"), kind=_given(row, "kind"), state=_state(row["state"]), source=_given(row, "source")
    )


def _request(row: Mapping[str, str]) -> AssistanceRequest:
    least, most = _usd(row, "cost_least"), _usd(row, "cost_most")
    if least is not None and most is not None and Decimal(least) > Decimal(most):
        raise ValueError(f"cost_least {least} is more than cost_most {most}")
    return AssistanceRequest(
        request_id=_given(row, "request"),
        state=_state(row["state"]),
        title=_given(row, "title"),
        cost_least=least,
        cost_most=most,
        on=_day_or_none(row["on"]),
        source=_given(row, "source"),
    )


def _pledge(row: Mapping[str, str], *, requests: Collection[str]) -> Pledge:
    if row["request"] not in requests:
        raise ValueError(f"request {row['request']!r} does not stand in requests.csv")
    if row["status"] not in PLEDGE_STATUSES:
        raise ValueError(f"status {row['status']!r}: write one of {', '.join(PLEDGE_STATUSES)}")
    return Pledge(
        pledge_id=_given(row, "pledge"),
        request_id=row["request"],
        provider=_given(row, "provider"),
        status=row["status"],
        usd=_usd(row, "usd"),
        on=_day_or_none(row["on"]),
        source=_given(row, "source"),
    )


def _usd(row: Mapping[str, str], name: str) -> str | None:
    """Amount in US dollars as exact decimal text; None where the cell is empty."""
    if not row[name]:
        return None
    try:
        number = Decimal(row[name])
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0 or abs(number.adjusted()) > 20:
        raise ValueError(f"{name} {row[name]!r}: write US dollars, as 250000 or 250000.50, or leave it empty")
    return text(number)


def _erratum(row: Mapping[str, str]) -> Erratum:
    on = _day(row["on"])
    return Erratum(
        release=_given(row, "release"), record=row["record"], wrong=_given(row, "wrong"), right=_given(row, "right"), on=on
    )


def _knowledge(row: Mapping[str, str]) -> KnowledgeProduct:
    if row["kind"] not in by_code("knowledge_kinds"):
        raise ValueError(f"kind {row['kind']!r}: write one of {', '.join(by_code('knowledge_kinds'))}")
    if not (
        len(row["language"]) == 2 and row["language"].isascii() and row["language"].isalpha() and row["language"].islower()
    ):
        raise ValueError(f"language {row['language']!r}: write its two-letter code (ISO 639-1) in small letters")
    if not row["address"].startswith(("https://", "http://")):
        raise ValueError(f"address {row['address']!r}: write the public address, beginning with https://")
    return KnowledgeProduct(
        title=_given(row, "title"),
        kind=row["kind"],
        publisher=_given(row, "publisher"),
        provisions=_provisions(_given(row, "provisions")),
        language=row["language"],
        on=_day_or_none(row["on"]),
        address=row["address"],
    )


def _provisions(written: str) -> tuple[str, ...]:
    """The provisions of a cell, between blanks, each once and in the order of the Convention."""
    for one in written.split():
        if not exists(one):
            raise ValueError(f"provision {one!r}: the Convention has no such clause; write 46 or 46(9)(b), with blanks between")
    return tuple(sorted(set(written.split()), key=sort_key))


def _state(written: str) -> str:
    if written not in state_parties():
        raise ValueError(f"state {written!r} is no State known here; write its two-letter code (ISO 3166-1) in capitals")
    return written


def _given(row: Mapping[str, str], name: str) -> str:
    if not row[name]:
        raise ValueError(f"{name} is empty; every fact needs one")
    return row[name]


def _day_or_none(written: str) -> date | None:
    return _day(written) if written else None


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ValueError(f"date {written!r}: write it as 2026-01-31") from None


def _positive(written: str) -> str:
    try:
        number = Decimal(written)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number <= 0 or abs(number.adjusted()) > 20:
        raise ValueError(f"per_usd {written!r}: write units of the currency for one US dollar, as 0.92")
    return f"{number:f}"
