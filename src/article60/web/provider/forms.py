"""What a provider fills in: about an activity or a planned programme, a spreadsheet, to whom something is published."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from article60.codes.areas import AREAS
from article60.codes.labels import codes
from article60.codes.languages import LANGUAGES, own_name
from article60.domain.reported_activity import PLANNED, ReportedActivity
from article60.domain.state_party import state_parties
from article60.web.provider.models import PROGRAMME
from article60.web.provider.visibility import AUDIENCES
from article60.web.register.forms import LONGEST_LINE, LONGEST_TEXT, Reasoned, cited

STATUSES = "iati/ActivityStatus"
MOST_BYTES = 5 * 1024 * 1024
LONGEST_REFERENCE = 60
_MISSING = _("Please fill this in.")
_TOO_LONG = _("This is too long.")
_NO_DAY = _("This is not a day. Please write it as 2026-11-24.")
_NOT_LISTED = _("Please choose one of the values offered.")
_NO_AMOUNT = _("This is not an amount. Please write digits only, as 250000 or 250000.50.")
_NO_CURRENCY = _("Please write the currency in its three letters, as EUR.")
_TEXT = {"required": _MISSING, "max_length": _TOO_LONG, "null_characters_not_allowed": _NOT_LISTED}
_CHOICE = {"required": _MISSING, "invalid_choice": _NOT_LISTED, "invalid_list": _NOT_LISTED}
_DAY = {"required": _MISSING, "invalid": _NO_DAY}
_AMOUNT = dict.fromkeys(
    ("invalid", "max_digits", "max_decimal_places", "max_whole_digits", "min_value", "max_value"), _NO_AMOUNT
)
_ISO = ["%Y-%m-%d"]


def _day(*, required: bool = False) -> Any:
    return forms.DateField(required=required, input_formats=_ISO, error_messages=_DAY)


def _amount() -> Any:
    return forms.DecimalField(required=False, min_value=0, max_digits=18, decimal_places=2, error_messages=_AMOUNT)


class Report(Reasoned):
    """An activity that is reported; of a planned programme the regions too, and its status is that it is planned."""

    title = forms.CharField(max_length=LONGEST_LINE, error_messages=_TEXT)
    language = forms.ChoiceField(choices=[(code, own_name(code)) for code in LANGUAGES], error_messages=_CHOICE)
    description = forms.CharField(max_length=LONGEST_TEXT, required=False, error_messages=_TEXT)
    states = forms.MultipleChoiceField(required=False, error_messages=_CHOICE)
    areas = forms.MultipleChoiceField(required=False, error_messages=_CHOICE)
    provisions = forms.CharField(max_length=LONGEST_LINE, required=False, error_messages=_TEXT)
    types = forms.MultipleChoiceField(choices=[(code, code) for code in codes("types")], required=False, error_messages=_CHOICE)
    bodies = forms.CharField(max_length=LONGEST_TEXT, required=False, error_messages=_TEXT)
    status = forms.ChoiceField(choices=[(code, code) for code in codes(STATUSES)], error_messages=_CHOICE)
    start = _day(required=True)
    end = _day()
    budget = _amount()
    disbursed = _amount()
    currency = forms.RegexField(r"^[A-Za-z]{3}$", required=False, error_messages={"invalid": _NO_CURRENCY})
    value_on = _day()

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["states"].choices = [(code, code) for code in state_parties()]  # type: ignore[attr-defined]
        self.fields["areas"].choices = list(_areas())  # type: ignore[attr-defined]
        if kind == PROGRAMME:
            self.fields["status"].required = False
            self.fields["provisions"].required = True
            self.fields["provisions"].error_messages["required"] = str(_MISSING)

    def clean_provisions(self) -> tuple[str, ...]:
        """The provisions cited, each once, in the Convention's order."""
        return cited(self.cleaned_data["provisions"])

    def clean_bodies(self) -> tuple[str, ...]:
        """Bodies, one in each line; semicolons part them too, as in the spreadsheet."""
        return tuple(dict.fromkeys(one.strip() for one in re.split(r"[;；؛\n]", self.cleaned_data["bodies"]) if one.strip()))

    def clean(self) -> dict[str, Any]:
        """What asks for another value, or contradicts one."""
        given = super().clean() or self.cleaned_data
        if not given.get("states") and not given.get("areas") and not {"states", "areas"} & self.errors.keys():
            self.add_error("states", ValidationError(_MISSING))
        start, end = given.get("start"), given.get("end")
        if start is not None and end is not None and end < start:
            self.add_error("end", ValidationError(_("The last day lies before the first one.")))
        amounts = [name for name in ("budget", "disbursed") if given.get(name) is not None]
        if amounts and not given.get("currency") and "currency" not in self.errors:
            self.add_error("currency", ValidationError(_NO_CURRENCY))
        if given.get("budget") is not None and end is None and "end" not in self.errors:
            self.add_error("end", ValidationError(_("A budget needs the last day of its period.")))
        return given

    @property
    def activity(self) -> ReportedActivity:
        """What was written."""
        given = self.cleaned_data
        amounts = given["budget"] is not None or given["disbursed"] is not None
        return ReportedActivity(
            title=given["title"],
            language=given["language"],
            description=given["description"],
            states=tuple(one for one in state_parties() if one in given["states"]),
            areas=tuple(given["areas"]) if self.kind == PROGRAMME else (),
            provisions=given["provisions"],
            types=tuple(one for one in codes("types") if one in given["types"]),
            bodies=given["bodies"],
            status=PLANNED if self.kind == PROGRAMME else given["status"],
            start=given["start"],
            end=given["end"],
            budget=_text(given["budget"]),
            disbursed=_text(given["disbursed"]) if self.kind != PROGRAMME else None,
            currency=given["currency"].upper() if amounts else None,
            value_on=(given["value_on"] or given["start"]) if amounts else None,
        )


class Added(Report):
    """A new one, under an identifier that was given to the page: sent twice, it is one."""

    reported_id = forms.CharField(max_length=20)
    reference = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9._-]*$",
        max_length=LONGEST_REFERENCE,
        required=False,
        error_messages=_TEXT | {"invalid": _("Please write letters, digits, dots, hyphens and underscores only.")},
    )

    def is_taken(self) -> None:
        """That something else is reported under the reference."""
        self.add_error("reference", ValidationError(_("You report something else under this reference already.")))


class ToPublish(forms.Form):
    """An audience; which versions, stands beside it as identifiers with the hashes that were on the page."""

    audience = forms.ChoiceField(choices=[(one, one) for one in AUDIENCES], error_messages=_CHOICE)


class HandedIn(forms.Form):
    """A spreadsheet, and the language in which its titles are written."""

    language = forms.ChoiceField(choices=[(code, own_name(code)) for code in LANGUAGES], error_messages=_CHOICE)
    file = forms.FileField(
        error_messages=dict.fromkeys(
            ("required", "invalid", "missing", "empty"), _("Please attach the spreadsheet as .xlsx, of at most 5 megabytes.")
        )
    )

    def clean_file(self) -> Any:
        """One that is not too large to be looked at."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(self.fields["file"].error_messages["required"])
        return file


def _areas() -> Iterator[tuple[str, str]]:
    for name in AREAS:
        yield from ((code, code) for code in codes(name))


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"
