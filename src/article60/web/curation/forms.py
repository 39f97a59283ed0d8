"""What people fill in to decide on a statement; everything that is wrong is said in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from article60.codes.labels import codes
from article60.domain.correction import CORRECTED
from article60.web.register.forms import LONGEST_LINE, LONGEST_TEXT, Reasoned, cited

MOST_PARTS = 6
MOST_PAGES = 99_999
_MISSING = _("Please fill this in.")
_TOO_LONG = _("This is too long.")
_NOT_LISTED = _("Please choose one of the values offered.")
_TEXT = {"required": _MISSING, "max_length": _TOO_LONG, "null_characters_not_allowed": _NOT_LISTED}
_CHOICE = {"required": _MISSING, "invalid_choice": _NOT_LISTED, "invalid_list": _NOT_LISTED}
_NUMBER = {
    "invalid": _("This is not a page. Please write its number as 12."),
    "min_value": _NOT_LISTED,
    "max_value": _NOT_LISTED,
}
_TYPES = [(code, code) for code in codes("types")]


def provisions_of(written: str) -> list[str]:
    """The provisions cited, each once, in the Convention's order. Raises ValidationError."""
    return list(cited(written))


class Stated(Reasoned):
    """What a good practice should say, and every other statement, too."""

    kind = "good_practice"
    text = forms.CharField(max_length=LONGEST_TEXT, error_messages=_TEXT)
    provisions = forms.CharField(max_length=LONGEST_LINE, required=False, error_messages=_TEXT)

    def clean_provisions(self) -> list[str]:
        """The provisions cited."""
        return provisions_of(self.cleaned_data["provisions"])

    def clean_types(self) -> list[str]:
        """The types chosen, in the order of their list."""
        return [one for one in codes("types") if one in self.cleaned_data["types"]]

    @property
    def values(self) -> dict[str, Any]:
        """As a decision sets them; what is empty is taken out."""
        said = [name for name in CORRECTED[self.kind] if name in self.fields]
        return {name: None if self.cleaned_data[name] == "" else self.cleaned_data[name] for name in said}


class Received(Stated):
    """What assistance that a State has had should say."""

    kind = "assistance_received"
    types = forms.MultipleChoiceField(choices=_TYPES, required=False, error_messages=_CHOICE)
    provider = forms.CharField(max_length=LONGEST_LINE, required=False, error_messages=_TEXT)


class Corrected(Stated):
    """What a need should say."""

    kind = "need"
    types = forms.MultipleChoiceField(choices=_TYPES, required=False, error_messages=_CHOICE)
    beneficiary = forms.CharField(max_length=LONGEST_LINE, required=False, error_messages=_TEXT)
    priority = forms.CharField(max_length=LONGEST_LINE, required=False, error_messages=_TEXT)


CORRECTIONS: Mapping[str, type[Stated]] = {one.kind: one for one in (Corrected, Stated, Received)}
"""By the kind of a statement, what is filled in to correct one; a statement that nothing is needed has nothing to correct."""


class Parts(Reasoned):
    """The needs into which one is split: two or more, each with its words, provisions and types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(MOST_PARTS):
            self.fields[f"text_{number}"] = forms.CharField(max_length=LONGEST_TEXT, required=number < 2, error_messages=_TEXT)
            self.fields[f"provisions_{number}"] = forms.CharField(max_length=LONGEST_LINE, required=False, error_messages=_TEXT)
            self.fields[f"types_{number}"] = forms.MultipleChoiceField(choices=_TYPES, required=False, error_messages=_CHOICE)

    def clean(self) -> dict[str, Any]:
        """The provisions of each part."""
        for number in range(MOST_PARTS):
            name = f"provisions_{number}"
            try:
                self.cleaned_data[name] = provisions_of(self.cleaned_data.get(name) or "")
            except ValidationError as error:
                self.add_error(name, error)
        return self.cleaned_data

    @property
    def values(self) -> dict[str, Any]:
        """The parts that have words, in their order."""
        given = self.cleaned_data
        return {
            "parts": [
                {
                    "text": given[f"text_{number}"],
                    "provisions": given[f"provisions_{number}"],
                    "types": [one for one in codes("types") if one in given[f"types_{number}"]],
                }
                for number in range(MOST_PARTS)
                if given.get(f"text_{number}")
            ]
        }


class Merged(Reasoned):
    """With which need one is the same."""

    into = forms.CharField(max_length=40, error_messages=_TEXT)

    @property
    def values(self) -> dict[str, Any]:
        """As a decision sets them."""
        return {"into": self.cleaned_data["into"]}


class Added(Corrected):
    """A need that was missed: the page and the words as printed, and what it should say."""

    page = forms.IntegerField(min_value=1, max_value=MOST_PAGES, required=False, error_messages=_NUMBER)
    quote = forms.CharField(max_length=LONGEST_TEXT, error_messages=_TEXT)
    text = forms.CharField(max_length=LONGEST_TEXT, required=False, error_messages=_TEXT)

    def clean(self) -> dict[str, Any]:
        """It says what is printed, where nothing else is written."""
        given = self.cleaned_data
        given["text"] = given.get("text") or given.get("quote", "")
        return given


class Plain(Reasoned):
    """A decision that sets nothing."""

    @property
    def values(self) -> dict[str, Any]:
        """Nothing."""
        return {}
