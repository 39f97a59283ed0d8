"""What people fill in about a need; everything that is wrong is said in the reader's language."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from article60.codes.labels import codes
from article60.codes.languages import LANGUAGES, own_name
from article60.domain import provision
from article60.web.common import wording
from article60.web.common.days import has_begun
from article60.web.register.content import SAID
from article60.web.register.models import TIMINGS

LONGEST_TEXT = 10_000
LONGEST_LINE = 500
_BETWEEN = re.compile(r"[;；,،、\s]+")
MISSING = _("Please fill this in.")
_TOO_LONG = _("This is too long.")
_NO_DAY = _("This is not a day. Please write it as 2026-11-24.")
NOT_LISTED = _("Please choose one of the values offered.")
TEXT = {"required": MISSING, "max_length": _TOO_LONG, "null_characters_not_allowed": NOT_LISTED}
CHOICE = {"required": MISSING, "invalid_choice": NOT_LISTED, "invalid_list": NOT_LISTED}
DAY = {"required": MISSING, "invalid": _NO_DAY}
"""What is said of fields that cannot be used, in the reader's language."""


class Seen(forms.Form):
    """What every change comes with: the hash of the version that was on the page."""

    seen = forms.CharField(max_length=64, required=False)


class Reasoned(Seen):
    """A change for which a reason may be given."""

    reason = forms.CharField(max_length=LONGEST_TEXT, required=False, error_messages=TEXT)


class Cited(forms.Form):
    """Words of the State with the provisions and types that they are about."""

    text = forms.CharField(max_length=LONGEST_TEXT, error_messages=TEXT)
    language = forms.ChoiceField(choices=[(code, own_name(code)) for code in LANGUAGES], error_messages=CHOICE)
    provisions = forms.CharField(max_length=LONGEST_LINE, required=False, error_messages=TEXT)
    types = forms.MultipleChoiceField(choices=[(code, code) for code in codes("types")], required=False, error_messages=CHOICE)

    def clean_provisions(self) -> tuple[str, ...]:
        """The provisions cited, each once, in the Convention's order."""
        return cited(self.cleaned_data["provisions"])


class Words(Cited, Reasoned):
    """What a need says."""

    beneficiary = forms.CharField(max_length=LONGEST_LINE, required=False, error_messages=TEXT)
    timing = forms.ChoiceField(choices=[(one, one) for one in TIMINGS], error_messages=CHOICE)

    @property
    def words(self) -> dict[str, Any]:
        """As fields of Content."""
        told = {name: self.cleaned_data[name] for name in ("text", "language", "provisions", "beneficiary", "timing")}
        return told | {"types": tuple(one for one in codes("types") if one in self.cleaned_data["types"])}


class Added(Words):
    """A need that the State adds, under an identifier that was given to the page: sent twice, it is one need."""

    need_id = forms.CharField(max_length=20)


class Met(Seen):
    """How far a need is met: by whom, and since when."""

    standing = forms.ChoiceField(choices=[(one, one) for one in SAID], error_messages=CHOICE)
    met_by = forms.CharField(max_length=LONGEST_LINE, required=False, error_messages=TEXT)
    since = forms.DateField(required=False, input_formats=["%Y-%m-%d"], error_messages=DAY, validators=[has_begun])


def cited(written: str) -> tuple[str, ...]:
    """The provisions that somebody has written, each once, in the Convention's order. Raises ValidationError."""
    named = {one for one in _BETWEEN.split(_without_blanks(written)) if one}
    unknown = sorted(one for one in named if not provision.exists(one))
    if unknown:
        raise ValidationError(
            _("The Convention has no such provision: %(unknown)s. Please write provisions as 16; 46(9)(b)."),
            params={"unknown": wording.isolate(", ".join(unknown))},
        )
    return tuple(sorted(named, key=provision.sort_key))


def _without_blanks(cited: str) -> str:
    """`46 (9) (b)` as `46(9)(b)`."""
    return re.sub(r"\s+\(", "(", cited)
