"""Budgets, planned disbursements and transactions of an activity, as published."""

from collections.abc import Iterable
from datetime import date

from lxml import etree

from article60.domain.activity import ActivityAmount
from article60.sources.iati.dates import day
from article60.sources.iati.decimals import decimal_text
from article60.sources.iati.elements import Children, attribute, children_by_name, own_text
from article60.sources.iati.recipients import COUNTRY, REGION
from article60.sources.iati.remarks import Remarks
from article60.sources.iati.wording import code_of

_KINDS = (
    ("budget", "budget", "period-start"),
    ("planned-disbursement", "planned_disbursement", "period-start"),
    ("transaction", "transaction", "transaction-date"),
)


def amounts(
    children: Children, *, activity_id: str, default_currency: str | None, remarks: Remarks
) -> tuple[ActivityAmount, ...]:
    """One row for each amount in document order of its kind; values in US dollars are not yet filled."""
    rows: list[ActivityAmount] = []
    for tag, kind, dated in _KINDS:
        for element, inner in _parts(children, tag):
            value = inner.first("value")
            if value is None:
                remarks.add(f"{kind.replace('_', ' ')} without a value")
                continue
            currency = currency_of(value, default_currency)
            rows.append(
                ActivityAmount(
                    activity_id=activity_id,
                    position=len(rows),
                    kind=kind,
                    type=_type(element, inner, kind),
                    value=amount(value, remarks),
                    currency=currency,
                    value_date=_value_date(value, inner.first(dated), remarks),
                    usd=None,
                    rate=None,
                    rate_year=None,
                    recipient=_recipient(inner),
                )
            )
            if currency is None:
                remarks.add("amount without a currency")
    return tuple(rows)


def _parts(children: Children, tag: str) -> Iterable[tuple[etree._Element, Children]]:
    """Each child of the activity of one name, with its own children."""
    inner = children.transactions if tag == "transaction" else map(children_by_name, children[tag])
    return zip(children[tag], inner, strict=True)


def _type(element: etree._Element, inner: Children, kind: str) -> str | None:
    if kind != "transaction":
        return code_of("budget_type", element.get("type"))
    stated = inner.first("transaction-type")
    return None if stated is None else code_of("transaction_type", stated.get("code") or own_text(stated))


def _recipient(inner: Children) -> str | None:
    named = inner[COUNTRY] + inner[REGION]
    return attribute(named[0], "code") if len(named) == 1 else None


def currency_of(value: etree._Element, default: str | None) -> str | None:
    """The code of the currency of a value in capitals, that of the activity where it names none."""
    currency = attribute(value, "currency") or default
    return None if currency is None else currency.upper()


def amount(value: etree._Element, remarks: Remarks) -> str:
    """An amount as plain decimal text, or as written where it cannot be read."""
    written = own_text(value).strip()
    if not written:
        remarks.add("amount is empty")
        return ""
    read = decimal_text(written)
    if read is None:
        remarks.add(f"amount cannot be read: {written[:40]!r}")
        return written
    if read != written.lstrip("+"):
        remarks.add(f"amount not written as a plain number: {written[:40]!r}")
    return read


def _value_date(value: etree._Element, dated: etree._Element | None, remarks: Remarks) -> date | None:
    written = attribute(value, "value-date")
    found = day(written)
    if found is not None:
        return found
    remarks.add("value date cannot be read" if written else "amount without value date")
    if dated is None:
        return None
    return day(attribute(dated, "iso-date")) or day(own_text(dated))
