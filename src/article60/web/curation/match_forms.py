"""What people fill in at the match desk and the overlap desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from article60.web.curation.overlapping import VERDICTS
from article60.web.curation.pairs import STANDINGS
from article60.web.register.forms import LONGEST_TEXT, Reasoned

_MISSING = _("Please fill this in.")
_NOT_LISTED = _("Please choose one of the values offered.")
_CHOICE = {"required": _NOT_LISTED, "invalid_choice": _NOT_LISTED}
_TEXT = {"required": _MISSING, "max_length": _("This is too long."), "null_characters_not_allowed": _NOT_LISTED}


class Judged(Reasoned):
    """What somebody decides about a pair, and why."""

    what = forms.ChoiceField(choices=[(one, one) for one in STANDINGS], error_messages=_CHOICE)


class Verdict(Reasoned):
    """What somebody says that an overlap is, and why."""

    what = forms.ChoiceField(choices=[(one, one) for one in VERDICTS], error_messages=_CHOICE)


class Said(forms.Form):
    """A comment."""

    text = forms.CharField(max_length=LONGEST_TEXT, error_messages=_TEXT)
