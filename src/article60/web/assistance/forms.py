"""What people fill in about assistance that their State receives."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from article60.codes.labels import codes
from article60.web.assistance.content import PROGRESS
from article60.web.register.forms import CHOICE, DAY, LONGEST_LINE, TEXT, Cited, Seen


class Said(Cited, Seen):
    """What a piece of assistance is, by whom it is provided, and which needs it answers."""

    provider = forms.CharField(max_length=LONGEST_LINE, required=False, error_messages=TEXT)
    progress = forms.ChoiceField(choices=[(one, one) for one in PROGRESS], error_messages=CHOICE)
    since = forms.DateField(required=False, input_formats=["%Y-%m-%d"], error_messages=DAY)
    until = forms.DateField(required=False, input_formats=["%Y-%m-%d"], error_messages=DAY)
    needs = forms.MultipleChoiceField(required=False, error_messages=CHOICE)

    def __init__(self, *args: Any, own_needs: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = [(one, one) for one in own_needs]  # type: ignore[attr-defined]

    def clean_until(self) -> date | None:
        """Not before it began."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data["until"]
        if since is not None and until is not None and until < since:
            raise ValidationError(_("It cannot end before it begins."))
        return until  # type: ignore[no-any-return]

    @property
    def words(self) -> dict[str, Any]:
        """As fields of Content."""
        told = {
            name: self.cleaned_data[name]
            for name in ("text", "language", "provisions", "provider", "progress", "since", "until")
        }
        types = tuple(one for one in codes("types") if one in self.cleaned_data["types"])
        return told | {"types": types, "need_ids": tuple(sorted(self.cleaned_data["needs"]))}
