"""Funding: what providers have committed to and spent on a State, and on what of it that the State needs."""

from dataclasses import dataclass

from article60.domain.fields import note

CONFIRMED, POSSIBLE, NONE_FOUND = ANSWERS = ("confirmed", "possible", "none_found")
"""Whether money goes to an open need; labelled in codes/funding_answers.csv."""
COMMITTED, SPENT = FUNDING_KINDS = ("commitment", "disbursement")
"""The sums of an activity that are funding: what a provider has promised to pay and what it has paid; never added up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """What one provider has committed to, or spent on, one State, apart by whether it answers an open need of that State.

    Each activity stands in one of the three parts of a State, provider and kind, and so is counted once.
    """

    funding_id: str = note("Lasting identifier: the State's code and eight characters.")
    state: str = note("State party, two-letter code.")
    organisation_id: str | None = note("Provider: the organisation that reports the activities; empty where none is named.")
    kind: str = note("commitment, or disbursement (with expenditure).")
    answers: str = note(
        "confirmed (people have matched the activity with an open need), possible (found by machine, or only a record on "
        "another level of its family is matched) or none_found."
    )
    usd: str | None = note(
        "What the State has of the activities' sums, exact decimal text; empty where none is known.", unit="USD"
    )
    activities: tuple[str, ...] = note("Activities that the amount is made of.")
    not_known: tuple[str, ...] = note("Activities of which the State's amount, or a part of it, is not known.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionFunding:
    """An activity that serves an article, with its whole amounts: they are not divisible among the provisions it serves."""

    article: str = note("Article that the activity serves.")
    activity_id: str = note("Activity.")
    commitment_usd: str | None = note(
        "All its outgoing commitments, whatever else they serve; empty where unknown.", unit="USD"
    )
    disbursement_usd: str | None = note("All its disbursements and expenditure, likewise.", unit="USD")
    divisible: bool = note(
        "Always no: an amount is the whole activity's, never divided among provisions and never added up over them."
    )
