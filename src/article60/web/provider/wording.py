"""What is wrong with a cell of a spreadsheet, and what to do about it, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop

from article60.web.common import wording

PROBLEMS: Mapping[str, str] = {
    "not_a_workbook": noop(
        "This file cannot be read as a spreadsheet. Save it as .xlsx, without a password, and send it again."
    ),
    "too_large": noop("The file is larger than 5 megabytes. Leave out pictures and other sheets, or divide it."),
    "took_too_long": noop("Reading this file took too long. Divide it, or copy its rows into an empty spreadsheet from here."),
    "no_rows": noop("No activity stands in the sheet that is read. Write each into one row below the headings."),
    "too_many_rows": noop("There are more than 2,000 rows. Divide the file."),
    "no_such_column": noop("No column has this heading. Take the headings of the empty spreadsheet, or remove the column."),
    "column_twice": noop("Two columns have this heading. Remove one of them."),
    "column_missing": noop("This column is missing. Add it, with its heading in the first row."),
    "missing": noop("This must be filled in."),
    "formula": noop("Formulas are not read. Write the value itself."),
    "error_value": noop("The spreadsheet shows an error here. Write the value itself."),
    "too_long": noop("This is too long. Shorten it."),
    "twice": noop("Another row has this reference. Give each activity one of its own."),
    "turned_into_day": noop("The spreadsheet has made a day of this. Format the cell as text and write the provision again."),
    "unknown_state": noop(
        "No State is known by this name. Write its name or its two-letter code; separate several by semicolons."
    ),
    "unknown_provision": noop(
        "The Convention has no such provision. Write it as 9 or 46(9)(b); separate several by semicolons."
    ),
    "unknown_type": noop("This is no type of assistance of the list. Choose from the list; separate several by semicolons."),
    "unknown_status": noop("This is no status of the list. Choose from the list."),
    "no_day": noop("This is not a day. Write it as 2026-11-24."),
    "no_amount": noop("This is not an amount. Write digits only, as 250000 or 250000.50."),
    "no_currency": noop("This is not a currency. Write its three letters, as EUR."),
    "amount_without_currency": noop("An amount needs its currency. Write its three letters, as EUR, under “Currency”."),
    "ends_before_start": noop("The last day lies before the first one. Change one of them."),
    "budget_without_end": noop("A budget needs the last day of its period. Write it under “Last day”."),
    "bad_reference": noop("Write the reference with at most 60 letters A to Z, digits, dots, hyphens and underscores."),
}
"""By the kind of problem that the reader of spreadsheets tells."""


def problem(told: Mapping[str, str]) -> str:
    """A problem as a sentence that says what to do."""
    sentence = PROBLEMS[told["kind"]]
    return gettext(sentence)


def told(value: Any, name: str) -> str:
    """A value of an activity as it is shown beside another one: codes in words, days as days, nothing as a dash."""
    if value in (None, "", [], ()):
        return "–"
    if name in ("start", "end", "value_on"):
        return wording.day(value)
    if name == "status":
        return wording.code("iati/ActivityStatus", value)
    if name == "types":
        return wording.named_codes("types", value)
    if name == "states":
        return wording.between().join(wording.state(one) for one in value)
    if name == "provisions":
        return wording.citation(value)
    return "; ".join(value) if isinstance(value, list | tuple) else str(value)
