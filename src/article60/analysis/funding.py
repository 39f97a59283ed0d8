"""Money: which amounts of which activities enter totals, what each State and other recipient has of them, and what is left."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from article60.analysis.families import COUNTED, levels, links
from article60.domain.activity import Activity, ActivityAmount, ActivityMoney, ActivityRecipient
from article60.domain.usd import KINDS, add, text

UNKNOWN, SECONDARY = "value_unknown", "secondary_reporter"
STATE, OTHER, NOT_ATTRIBUTABLE = "state", "other_recipient", "not_attributable"

Share = tuple[str, ActivityRecipient | None, str | None]


def money(
    *, activities: Iterable[Activity], recipients: Iterable[ActivityRecipient], amounts: Iterable[ActivityAmount]
) -> Iterator[ActivityMoney]:
    """Yield for each kept activity and kind of amount that it carries what each recipient has, then what none can be given.

    The amounts of an activity's rows of one kind make its sum, exactly. An activity that carries no amount of a kind has no
    row of it; one whose sum is not known has rows without amounts, so that it can be counted.
    """
    kept = sorted((one for one in activities if one.relevant), key=lambda one: one.activity_id)
    carried = _carried(amounts)
    named: dict[str, list[ActivityRecipient]] = defaultdict(list)
    for recipient in sorted(recipients, key=lambda one: one.position):
        named[recipient.activity_id].append(recipient)
    counted = {kind: _in_totals(kept, kind, carried[kind]) for kind in KINDS}
    for one in kept:
        kinds = [kind for kind in KINDS if one.activity_id in carried[kind]]
        shares = [
            (kind, *share) for kind in kinds for share in _shares(getattr(one, f"{kind}_usd"), kind, named[one.activity_id])
        ]
        for position, (kind, given_to, to, usd) in enumerate(shares):
            yield ActivityMoney(
                activity_id=one.activity_id,
                position=position,
                kind=kind,
                in_totals=counted[kind][one.activity_id],
                given_to=given_to,
                recipient=None if to is None else to.position,
                state=None if to is None else to.state,
                usd=usd,
            )


def _carried(amounts: Iterable[ActivityAmount]) -> Mapping[str, set[str]]:
    """Activities that carry amounts of each kind."""
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for amount in amounts:
        if amount.counts_as is not None:
            found[amount.counts_as].add(amount.activity_id)
    return found


def _in_totals(activities: Sequence[Activity], kind: str, carried: set[str]) -> dict[str, str]:
    """Whether the amounts of each activity are counted, or why not."""
    secondary = {one.activity_id: SECONDARY for one in activities if one.secondary_reporter}
    own = [one for one in activities if one.activity_id not in secondary]
    sums: dict[str, Decimal | None] = {
        one.activity_id: None if usd is None else Decimal(usd)
        for one, usd in ((one, getattr(one, f"{kind}_usd")) for one in own if one.activity_id in carried)
    }
    found = levels(links(own), carried=sums)
    unknown = {one: UNKNOWN for one, why in found.items() if why == COUNTED and sums[one] is None}
    return found | unknown | secondary


def _shares(total: str | None, kind: str, recipients: Sequence[ActivityRecipient]) -> Iterator[Share]:
    """What each recipient has of a sum, then the rest, if any; nothing is known of a sum that is not known itself."""
    given = list[str]()
    for recipient in recipients:
        usd = None if total is None else getattr(recipient, f"{kind}_usd")
        if usd is None:
            yield NOT_ATTRIBUTABLE, recipient, None
        else:
            given.append(usd)
            yield OTHER if recipient.state is None else STATE, recipient, usd
    rest = None if total is None else add((total, add(given).copy_negate()))
    if rest or not recipients:
        yield NOT_ATTRIBUTABLE, None, None if rest is None else text(rest)
