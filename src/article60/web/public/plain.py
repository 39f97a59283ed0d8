"""Says in the reader's language, without the names of tables and columns, how a declared figure is counted."""

from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop

from article60.codes.labels import codes
from article60.figures.declarations import Declaration, Dimension
from article60.web.common.wording import language

ROWS = {
    "documents": noop("Each document read counts once."),
    "needs": noop("Each need counts once, in however many documents and languages it stands."),
    "gaps": noop(
        "Each current need counts once for which no assistance was found, or of which the State says that it is unmet."
    ),
    "good_practices": noop("Each success or good practice that reviews record counts once."),
    "assistance_received": noop("Each assistance that reviews mention as received counts once."),
    "activities": noop("Each aid activity counts once, in however many files it stands."),
    "matches": noop("Each pair of a need and an activity counts once."),
    "overlaps": noop("Each case counts once, however many providers it concerns."),
    "review_coverage": noop("Each review counts once: of one State party in one cycle."),
    "coverage": noop("Each State party has one cell for each chapter that a review cycle covers."),
}
"""What counts once, by table."""

DISTINCT = {
    "state": noop("Each State party counts once, however often it appears."),
    "states": noop("Each State party about which a document was read counts once."),
    "activity_id": noop("Each activity counts once, however many recipients it has."),
    "activities": noop("Each activity counts once, however many recipients it has."),
}
"""What counts once where the different values of a column are counted, by that column."""

SUM = noop("The amounts are added up exactly, in US dollars.")

_OPEN = "grade is partly_met or unmet or reported_addressed or related_assistance_found or no_assistance_found"

CONDITIONS = {
    "grade is not withdrawn or superseded": noop("Withdrawn and superseded needs are left out."),
    "timing is current": noop("Only needs that are current count, not those that are anticipated."),
    "timing is anticipated": noop("Only needs that are anticipated and not yet current count."),
    _OPEN: noop("Needs that are met, withdrawn or superseded, or that nobody has confirmed for 36 months, are left out."),
    "grade is related_assistance_found": noop("Only needs for which a machine found possibly related assistance count."),
    f"{_OPEN} or not_updated": noop(
        "Needs that are met, withdrawn or superseded are left out; those that nobody has confirmed for 36 months are included."
    ),
    "grade is unmet": noop("Only needs count of which the State says that they are unmet."),
    "grade is unmet or no_assistance_found": noop(
        "Only needs count of which the State says that they are unmet, or for which no assistance was found."
    ),
    "grade is unmet or no_assistance_found or related_assistance_found": noop(
        "Only needs count of which the State says that they are unmet, or for which no assistance, or only what a machine "
        "holds for possibly related, was found."
    ),
    "grade is reported_addressed": noop("Only needs count that the State or a provider confirmed as being addressed."),
    "grade is reported_addressed or related_assistance_found": noop(
        "Only needs count that the State or a provider confirmed as being addressed, or for which a machine found possibly "
        "related assistance."
    ),
    "summary is filled": noop("Only reviews count of which an executive summary was read here."),
    "need_stated is 1": noop("Of these, only those count for which a need was stated that is not withdrawn or superseded."),
    "reading is confirmed": noop("Only what a person has confirmed counts."),
    "relevant is 1": noop("Only activities kept as anti-corruption assistance count."),
    "running is running": noop("Of these, only those that run on the day of the Release and were updated within 12 months."),
    "running is running or not_confirmed": noop(
        "Of these, only those that run on the day of the Release, or of which that is not confirmed for want of an update."
    ),
    "standing is not rejected": noop("Pairs that a person has rejected are left out."),
    "standing is confirmed or covers is 1": noop(
        "Only pairs count that a person has confirmed, and proposed ones of which the activity runs or is planned on the day "
        "of the Release; one of which a person was unsure does not count."
    ),
    "verdict is filled": noop("Only cases on which a person has decided count."),
    "in_totals is counted": noop("What would count twice, or has no known value in US dollars, is left out."),
    "given_to is not_attributable": noop(
        "Only activities count of whose amounts at least a part can be given to no recipient, as its share is not known."
    ),
    **{f"kind is {kind}": None for kind in ("budget", "commitment", "disbursement")},
    **{f"cell is {cell}": None for cell in codes("coverage_cells")},
}
"""What each condition of a figure leaves out, by the condition's words; None where the figure's name says it already."""

ADD_UP = noop("The parts add up to the total.")
OVERLAP = noop("The parts do not add up to the total: what belongs to several parts counts in each of them.")


def in_plain_words(declared: Declaration) -> str:
    """What a total counts once and leaves out; of a total that is split, how its parts stand to it.

    Raises KeyError for what has no words yet.
    """
    sentences = _of_total(declared) if declared.dimension is None else _of_parts(declared, declared.dimension)
    return ("" if language() == "zh" else " ").join(sentences)


def _of_total(declared: Declaration) -> Iterator[str]:
    if declared.summed is not None:
        yield gettext(SUM)
    else:
        yield gettext(ROWS[declared.table] if declared.counted is None else DISTINCT[declared.counted])
    for condition in declared.filters:
        words = CONDITIONS[condition.words]
        if words is not None:
            yield gettext(words)


def _of_parts(declared: Declaration, dimension: Dimension) -> Iterator[str]:
    yield gettext(ADD_UP if declared.parts_add_up else OVERLAP)
    if dimension.merge_below:
        yield gettext("Groups that rest on fewer than %(count)s States are shown together.") % {"count": dimension.merge_below}
