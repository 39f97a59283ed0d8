"""Cases for what each recipient has of an activity's amounts: shares, transactions, currencies, periods.

Written from the standard's text on recipients, sectors, budgets and transactions; the files are inventions. The page on IATI
arithmetic has a row for each case, and says where we part from tools that rescale, and why.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from standard_cases import AGREES, ALONE, DIFFERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """An activity, what each recipient must have of its disbursements (or another sum), and what nobody can be given."""

    name: str
    inside: str
    has: Mapping[str, str | None]
    rest: str | None = None
    kind: str = "disbursement"
    attributes: str = ""
    verdict: str = AGREES


def paid(value: str, inside: str = "", *, type: str = "3", currency: str = "USD", dated: str = "2024-03-01") -> str:
    """A transaction, by default a disbursement in dollars; without a currency where that is empty."""
    named = f" currency='{currency}'" if currency else ""
    return (
        f"<transaction><transaction-type code='{type}'/><transaction-date iso-date='{dated}'/>"
        f"<value{named} value-date='{dated}'>{value}</value>{inside}</transaction>"
    )


def budget(value: str, *, type: str = "1", status: str = "2", start: str = "2024-01-01", end: str = "2024-12-31") -> str:
    return (
        f"<budget type='{type}' status='{status}'><period-start iso-date='{start}'/><period-end iso-date='{end}'/>"
        f"<value currency='USD' value-date='{start}'>{value}</value></budget>"
    )


def to(code: str, share: str | None = None) -> str:
    """A recipient: a country by two letters, a region by a number; with a percentage where one is given."""
    name = "region" if code.isdigit() else "country"
    part = "" if share is None else f" percentage='{share}'"
    return f"<recipient-{name} code='{code}'{part}/>"


def sector(code: str, share: str) -> str:
    return f"<sector code='{code}' percentage='{share}'/>"


SPLITS = [
    Split(
        name="amount times share", inside=to("XA", "60") + to("XB", "40") + paid("1000"), has={"XA": "600.00", "XB": "400.00"}
    ),
    Split(
        name="shares with decimals, to the last digit",
        inside=to("XA", "33.33") + to("XB", "66.67") + paid("0.10"),
        has={"XA": "0.03333", "XB": "0.06667"},
    ),
    Split(
        name="countries and regions together are the whole",
        inside=to("XA", "50") + to("298", "50") + paid("10"),
        has={"XA": "5.00", "298": "5.00"},
    ),
    Split(name="a sole recipient without a share has all", inside=to("XA") + paid("10"), has={"XA": "10.00"}),
    Split(
        name="a share of nothing is nothing",
        inside=to("XA", "100") + to("XB", "0") + paid("10"),
        has={"XA": "10.00", "XB": "0.00"},
    ),
    Split(
        name="refunds are shared too",
        inside=to("XA", "60") + to("XB", "40") + paid("100") + paid("-150"),
        has={"XA": "-30.00", "XB": "-20.00"},
    ),
    Split(
        name="shares that fall short of 100",
        inside=to("XA", "60") + to("XB", "30") + paid("90"),
        has={"XA": None, "XB": None},
        rest="90.00",
        verdict=DIFFERS,
    ),
    Split(
        name="shares that exceed 100",
        inside=to("XA", "100") + to("XB", "100") + paid("90"),
        has={"XA": None, "XB": None},
        rest="90.00",
        verdict=DIFFERS,
    ),
    Split(
        name="several recipients without shares",
        inside=to("XA") + to("XB") + paid("90"),
        has={"XA": None, "XB": None},
        rest="90.00",
        verdict=DIFFERS,
    ),
    Split(
        name="one share missing among several",
        inside=to("XA", "60") + to("XB") + paid("90"),
        has={"XA": None, "XB": None},
        rest="90.00",
        verdict=DIFFERS,
    ),
    Split(
        name="a country with all and a region beside it",
        inside=to("XA", "100") + to("298") + paid("90"),
        has={"XA": None, "298": None},
        rest="90.00",
        verdict=DIFFERS,
    ),
    Split(
        name="shares that miss 100 by rounding",
        inside=to("XA", "33.3") + to("XB", "33.3") + to("XC", "33.3") + paid("100"),
        has={"XA": "33.30", "XB": "33.30", "XC": "33.30"},
        rest="0.10",
        verdict=DIFFERS,
    ),
    Split(
        name="regions of a vocabulary of the publisher's own",
        inside=to("XA", "50") + to("298", "25") + "<recipient-region vocabulary='99' code='A1' percentage='25'/>" + paid("100"),
        has={"XA": "50.00", "298": "25.00", "A1": "25.00"},
        verdict=DIFFERS,
    ),
    Split(
        name="recipients on transactions, none on the activity",
        inside=paid("70", to("XA")) + paid("20", to("XB")) + paid("10", to("XA")),
        has={"XA": "80.00", "XB": "20.00"},
    ),
    Split(
        name="a region on a transaction stays a region",
        inside=paid("70", to("XA")) + paid("30", to("298")),
        has={"XA": "70.00", "298": "30.00"},
    ),
    Split(
        name="a transaction that names nobody among others that do",
        inside=paid("70", to("XA")) + paid("20", to("XB")) + paid("10"),
        has={"XA": "70.00", "XB": "20.00"},
        rest="10.00",
    ),
    Split(
        name="recipients on the activity and on transactions",
        inside=to("XA", "60") + to("XB", "40") + paid("100", to("XC")),
        has={"XA": "60.00", "XB": "40.00", "XC": None},
        verdict=DIFFERS,
    ),
    Split(
        name="a transaction that names a country and a region",
        inside=paid("70", to("XA") + to("298")) + paid("30", to("XB")),
        has={"XA": None, "298": None, "XB": "30.00"},
        rest="70.00",
        verdict=DIFFERS,
    ),
    Split(
        name="the only recipient that transactions name",
        inside=paid("70", to("XA")) + paid("30"),
        has={"XA": "100.00"},
        verdict=DIFFERS,
    ),
    Split(
        name="sectors divide nothing",
        inside=to("XA", "100") + sector("15113", "70") + sector("15130", "30") + paid("100"),
        has={"XA": "100.00"},
        verdict=DIFFERS,
    ),
    Split(
        name="a sector on a transaction leaves its amount whole",
        inside=to("XA") + paid("100", "<sector code='15113'/>"),
        has={"XA": "100.00"},
    ),
    Split(
        name="the currency of the activity where an amount has none",
        inside=to("XA") + paid("80", currency=""),
        attributes="default-currency='EUR'",
        has={"XA": "100.00"},
    ),
    Split(
        name="an amount's own currency before the activity's",
        inside=to("XA") + paid("80", currency="USD"),
        attributes="default-currency='EUR'",
        has={"XA": "80.00"},
    ),
    Split(name="dollars need no rate", inside=to("XA") + paid("80", dated="1990-01-01"), has={"XA": "80.00"}),
    Split(
        name="the rate of the value date",
        inside=to("XA") + paid("80", currency="EUR", dated="2024-12-31") + paid("80", currency="EUR", dated="2025-01-01"),
        has={"XA": "260.00"},
        verdict=DIFFERS,
    ),
    Split(
        name="the date of the transaction where a value has none",
        inside=to("XA") + paid("80", currency="EUR", dated="2025-02-01").replace(" value-date='2025-02-01'", ""),
        has={"XA": "160.00"},
        verdict=DIFFERS,
    ),
    Split(name="no rate, no value", inside=to("XA") + paid("80", currency="QQQ"), has={"XA": None}, rest=None),
    Split(
        name="one amount without a value leaves the sum unknown",
        inside=to("XA") + paid("80") + paid("80", currency="QQQ"),
        has={"XA": None},
        verdict=DIFFERS,
    ),
    Split(
        name="disbursements and expenditure are spent", inside=to("XA") + paid("3") + paid("4", type="4"), has={"XA": "7.00"}
    ),
    Split(
        name="only outgoing commitments are committed",
        inside=to("XA") + paid("5", type="2") + paid("9", type="11"),
        kind="commitment",
        has={"XA": "5.00"},
        verdict=ALONE,
    ),
    Split(
        name="incoming funds are not spent",
        inside=to("XA") + paid("3") + paid("50", type="1"),
        has={"XA": "3.00"},
        verdict=ALONE,
    ),
    Split(
        name="budgets are shared like transactions",
        kind="budget",
        inside=to("XA", "25") + to("XB", "75") + budget("8"),
        has={"XA": "2.00", "XB": "6.00"},
        verdict=ALONE,
    ),
    Split(
        name="budgets of an activity of which only transactions name recipients",
        kind="budget",
        inside=budget("8") + paid("1", to("XA")) + paid("1", to("XB")),
        has={"XA": None, "XB": None},
        rest="8.00",
        verdict=ALONE,
    ),
    Split(
        name="budgets of several periods add up",
        kind="budget",
        inside=to("XA") + budget("8") + budget("4", start="2025-01-01", end="2025-12-31"),
        has={"XA": "12.00"},
        verdict=ALONE,
    ),
    Split(
        name="a budget is not cut at the end of a year",
        kind="budget",
        inside=to("XA") + budget("8", start="2024-07-01", end="2025-06-30"),
        has={"XA": "8.00"},
        verdict=ALONE,
    ),
    Split(
        name="a revised budget replaces the original of its period",
        kind="budget",
        inside=to("XA") + budget("8") + budget("5", type="2") + budget("4", start="2025-01-01", end="2025-12-31"),
        has={"XA": "9.00"},
        verdict=ALONE,
    ),
    Split(
        name="an indicative budget counts like a committed one",
        kind="budget",
        inside=to("XA") + budget("8", status="1") + budget("4", status="2", start="2025-01-01", end="2025-12-31"),
        has={"XA": "12.00"},
        verdict=ALONE,
    ),
    Split(
        name="planned disbursements enter no sum",
        inside=to("XA")
        + paid("3")
        + "<planned-disbursement><period-start iso-date='2024-01-01'/><value currency='USD' value-date='2024-01-01'>99</value>"
        "</planned-disbursement>",
        has={"XA": "3.00"},
        verdict=ALONE,
    ),
]
