"""How often letters come, and in which language."""

from django import forms
from django.utils.translation import gettext_lazy as _

from article60.codes.languages import LANGUAGES, own_name
from article60.web.work.models import FREQUENCIES

_CHOICE = {"required": _("Please fill this in."), "invalid_choice": _("Please choose one of the values offered.")}


class Letters(forms.Form):
    """A person's choice."""

    frequency = forms.ChoiceField(choices=[(one, one) for one in FREQUENCIES], error_messages=_CHOICE)
    language = forms.ChoiceField(choices=[(code, own_name(code)) for code in LANGUAGES], error_messages=_CHOICE)
