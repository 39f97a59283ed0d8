"""An activity: one piece of assistance as a publisher reports it under IATI, and the rows that belong to it."""

from dataclasses import dataclass
from datetime import date

from article60.domain.fields import note
from article60.domain.quick import quick_to_build

CARRIES_OUT = frozenset(("accountable", "extending", "implementing"))
"""Roles of the organisations that carry an activity out; one that funds or reports it need not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One reported piece of assistance, as published, with what was decided about its relevance."""

    activity_id: str = note("Lasting identifier, `ACT-` and eight characters.")
    iati_identifier: str = note("Identifier as published, outer blanks removed.")
    reporting_org: str | None = note("Identifier of the reporting organisation as published.")
    reporting_org_name: str | None = note("Its name as published.")
    secondary_reporter: bool = note("Whether the reporter says that it reports the work of others.")
    iati_version: str | None = note("Version of the standard that the file declares.")
    title: str = note("Title in the first language published.")
    title_language: str | None = note(
        "Language of that title, ISO 639-1: as detected, else as its publisher declares it.", default=None
    )
    description: str = note("Description in the first language published.")
    status: str | None = note("IATI activity status code.")
    start: date | None = note("Actual start, else planned.")
    end: date | None = note("Actual end, else planned.")
    last_updated: date | None = note("Day on which the publisher last updated the record.")
    hierarchy: int | None = note("Level in the publisher's own hierarchy, 1 outermost.")
    parents: tuple[str, ...] = note("Identifiers of parent activities.")
    children: tuple[str, ...] = note("Identifiers of child activities.")
    relevant: bool = note("Whether it is kept as anti-corruption assistance.")
    relevance: float = note("Weight of the signals that speak for and against, from 0 to 1.")
    provisions: tuple[str, ...] = note("Provisions that it serves, best first; none that is only guessed.")
    articles: tuple[str, ...] = note("Articles of those provisions, best first.")
    types: tuple[str, ...] = note("Fine types of assistance.")
    coarse_types: tuple[str, ...] = note("Coarse types that the fine ones map to.")
    budget_usd: str | None = note("Sum of budgets, decimal text; empty where a rate or value is unknown.", unit="USD")
    commitment_usd: str | None = note("Sum of outgoing commitments, decimal text; empty where unknown.", unit="USD")
    disbursement_usd: str | None = note("Sum of disbursements and expenditure, decimal text; empty where unknown.", unit="USD")
    running: str = note("running, planned, ended, or not_confirmed (no update for 12 months) on the Release's day.", default="")
    years: tuple[str, ...] = note("Years in which it ran or is to run, as its dates tell; empty where they do not.", default=())
    file: str = note("Name of the file in which it was published.")
    file_sha256: str = note("Hash of that file's bytes.")
    line: int | None = note("Line of the file on which the record begins.")
    notes: tuple[str, ...] = note("What is wrong or doubtful in the record, in words.")


@quick_to_build
@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRecipient:
    """A recipient country, territory or region of an activity, as published."""

    activity_id: str = note("Activity.")
    position: int = note("Place among the recipients, from 0.")
    level: str = note("activity or transaction: where the publisher says it.")
    kind: str = note("country or region.")
    code: str = note("Code as published.")
    state: str | None = note("State party that the code names; empty for regions, territories and unknown codes.")
    name: str | None = note("Name as the publisher gives it.")
    share_published: str | None = note("Percentage as published, decimal text.", unit="per cent")
    share_used: str | None = note("Percentage used, decimal text; empty where it cannot be known.", unit="per cent")
    budget_usd: str | None = note(
        "What it has of the activity's budgets, decimal text; empty where none, or where share, value or rate is unknown.",
        unit="USD",
        default=None,
    )
    commitment_usd: str | None = note("What it has of the outgoing commitments, likewise.", unit="USD", default=None)
    disbursement_usd: str | None = note("What it has of disbursements and expenditure, likewise.", unit="USD", default=None)


@quick_to_build
@dataclass(frozen=True, slots=True, kw_only=True)
class ActivitySector:
    """A sector of an activity, as published."""

    activity_id: str = note("Activity.")
    position: int = note("Place among the sectors, from 0.")
    level: str = note("activity or transaction: where the publisher says it.")
    vocabulary: str = note("Vocabulary code as published; `1` (DAC) where none is given.")
    code: str = note("Code as published.")
    code_used: str = note("Code used: a withdrawn DAC code is replaced by its successor.")
    name: str | None = note("Name as the publisher gives it.")
    share_published: str | None = note("Percentage as published, decimal text.", unit="per cent")
    share_used: str | None = note("Percentage used, decimal text; empty where it cannot be known.", unit="per cent")


@quick_to_build
@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityText:
    """One narrative of an activity in one language."""

    activity_id: str = note("Activity.")
    position: int = note("Place among the narratives, from 0.")
    field: str = note("title, description, objective, target_groups, transaction, result or document.")
    text: str = note("Words as published, entities and markup resolved.")
    language_declared: str | None = note("Language that the publisher declares, lower-case.")
    language: str | None = note("Language detected; empty where too short to tell.")


@quick_to_build
@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityOrganisation:
    """An organisation that takes part in an activity, in one role."""

    activity_id: str = note("Activity.")
    position: int = note("Place among the participating organisations, from 0.")
    organisation_id: str = note("Lasting identifier, `ORG-` and eight characters.", default="")
    ref: str | None = note("Identifier as published.")
    name: str | None = note("Name as published.")
    role: str = note("reporting, funding, accountable, extending or implementing.")
    kind: str | None = note("IATI organisation type code.")


@quick_to_build
@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityAmount:
    """A budget or transaction of an activity, as published, with its value in United States dollars."""

    activity_id: str = note("Activity.")
    position: int = note("Place among the amounts, from 0.")
    kind: str = note("budget, planned_disbursement or transaction.")
    type: str | None = note("IATI budget or transaction type code.")
    value: str = note("Value as published, decimal text where it can be read, else as printed.")
    currency: str | None = note("Currency code, the activity's default where none is given.")
    value_date: date | None = note("Value date; else the date of the transaction or the start of the period.")
    usd: str | None = note("Value in US dollars, decimal text; empty where value or rate is unknown.", unit="USD")
    rate: str | None = note("Units of the currency for one US dollar, decimal text.")
    rate_year: int | None = note("Year of the rate.")
    recipient: str | None = note(
        "Code of the recipient that the transaction names, as published; empty where it names none or several.", default=None
    )
    counts_as: str | None = note(
        "Sum that it enters: budget, commitment or disbursement; empty for any other transaction, a planned disbursement, or "
        "a budget that a revised one replaces.",
        default=None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityMoney:
    """What one recipient has of an activity's budgets, commitments or disbursements, and whether totals count it."""

    activity_id: str = note("Activity.")
    position: int = note("Place among the rows of the activity, from 0.")
    kind: str = note("budget, commitment or disbursement (with expenditure).")
    in_totals: str = note("counted, or why not: value_unknown, secondary_reporter, parent_counted or children_counted.")
    given_to: str = note("state, other_recipient, or not_attributable where the recipient's share cannot be known.")
    recipient: int | None = note("Place among the recipients; empty for what no recipient can be given.")
    state: str | None = note("State party that the recipient is; empty for any other.")
    usd: str | None = note("Amount in US dollars, exact decimal text; empty where it cannot be known.", unit="USD")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivitySignal:
    """One thing that speaks for or against an activity being anti-corruption assistance."""

    activity_id: str = note("Activity.")
    position: int = note("Place among the signals, strongest first, from 0.")
    signal: str = note("Name of the signal.")
    reason: str = note("The signal in words that a reader understands, with the value found.")
    weight: float = note("How much it speaks for (positive) or against (negative) relevance.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityProvision:
    """A provision that an activity serves, with the words that say so."""

    activity_id: str = note("Activity.")
    position: int = note("Place among the provisions, best first, from 0.")
    provision: str = note("Provision, as `9` or `46(9)`.")
    score: float = note("How strongly the words speak for it, from 0 to 1; 1 only where the article is cited.")
    words: tuple[str, ...] = note("Words of the activity that speak for it.")
    field: str = note("Where the words stand: title, description, sector, parent.")
    guessed: bool = note(
        "Whether only a sector code, or corruption in the title without a word more, speaks for it, and faintly: a guess, "
        "which is not among the provisions that the activity is said to serve."
    )
