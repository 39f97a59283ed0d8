"""What an officer says of an activity of the own organisation in aid data."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from article60.codes.labels import codes
from article60.web.provider.forms import STATUSES
from article60.web.register.forms import LONGEST_LINE, Reasoned, cited

_NO_DAY = _("This is not a day. Please write it as 2026-11-24.")
_NOT_LISTED = _("Please choose one of the values offered.")
_CHOICE = {"invalid_choice": _NOT_LISTED, "invalid_list": _NOT_LISTED}
_DAY = {"invalid": _NO_DAY}
_TEXT = {"max_length": _("This is too long."), "null_characters_not_allowed": _NOT_LISTED}


class Classified(Reasoned):
    """Provisions, types, period and status; what is left as it stood is not said anew."""

    provisions = forms.CharField(max_length=LONGEST_LINE, required=False, error_messages=_TEXT)
    types = forms.MultipleChoiceField(choices=[(one, one) for one in codes("types")], required=False, error_messages=_CHOICE)
    start = forms.DateField(required=False, input_formats=["%Y-%m-%d"], error_messages=_DAY)
    end = forms.DateField(required=False, input_formats=["%Y-%m-%d"], error_messages=_DAY)
    status = forms.ChoiceField(
        choices=[("", ""), *((one, one) for one in codes(STATUSES))], required=False, error_messages=_CHOICE
    )

    def clean_provisions(self) -> tuple[str, ...]:
        """The provisions cited, each once, in the Convention's order."""
        return cited(self.cleaned_data["provisions"])

    def clean(self) -> dict[str, Any]:
        """The last day does not lie before the first one."""
        given = super().clean() or self.cleaned_data
        if given.get("start") and given.get("end") and given["end"] < given["start"]:
            self.add_error("end", ValidationError(_("The last day lies before the first one.")))
        return given

    def values(self, activity: Any) -> dict[str, Any]:
        """What differs from how the activity stands, as a decision sets it; a day or status cannot be taken out."""
        given = self.cleaned_data
        types = tuple(one for one in codes("types") if one in given["types"])
        said: dict[str, Any] = {}
        if set(given["provisions"]) != set(activity.provisions):
            said["provisions"] = list(given["provisions"])
        if set(types) != set(activity.types):
            said["types"] = list(types)
        for name in ("start", "end"):
            if given[name] is not None and given[name] != getattr(activity, name):
                said[name] = given[name].isoformat()
        if given["status"] and given["status"] != activity.status:
            said["status"] = given["status"]
        return said
