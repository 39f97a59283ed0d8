"""What an administrator fills in about a person; everything that is wrong is said in the reader's language."""

from collections.abc import Mapping
from typing import Any

from allauth.account.forms import SetPasswordForm
from django import forms
from django.utils.translation import gettext_lazy as _

from article60.codes.languages import LANGUAGES, own_name
from article60.web.accounts.actor import Actor
from article60.web.accounts.letting_in import HELD, administered
from article60.web.accounts.models import Membership, Organisation
from article60.web.accounts.roles import Role
from article60.web.people.actions import Person, Right
from article60.web.people.policies import NOT_HELD_THERE, may_choose_language, roles_in

_MISSING = _("Please fill this in.")
_NOT_LISTED = _("Please choose one of the values offered.")
_NO_ADDRESS = _("This is not an e-mail address.")
_TEXT = {"required": _MISSING, "max_length": _("This is too long."), "null_characters_not_allowed": _NOT_LISTED}
_ADDRESS = _TEXT | {"invalid": _NO_ADDRESS}
_CHOICE = {"required": _MISSING, "invalid_choice": _NOT_LISTED}


class Address(forms.Form):
    """The address of an account."""

    email = forms.EmailField(max_length=254, error_messages=_ADDRESS)


class Successor(Address):
    """Who is to take over."""

    name = forms.CharField(max_length=200, error_messages=_TEXT)
    language = forms.ChoiceField(choices=[(code, own_name(code)) for code in LANGUAGES], error_messages=_CHOICE)

    @property
    def person(self) -> Person:
        """As actions take it."""
        return Person(**{name: self.cleaned_data[name] for name in ("email", "name", "language")})


class Invitation(Successor):
    """Who is to work in which role for which of the organisations of which somebody lets people in."""

    organisation = forms.ModelChoiceField(queryset=Organisation.objects.none(), error_messages=_CHOICE)
    role = forms.ChoiceField(error_messages=_CHOICE)
    administers = forms.BooleanField(required=False)

    def __init__(self, *given: Any, by: Actor, **more: Any) -> None:
        """For an administrator: the organisations, and the roles that any of them may hold."""
        super().__init__(*given, **more)
        bodies = Organisation.objects.filter(administered(by)).order_by("pk")
        self.bodies = sorted(bodies, key=lambda one: one.pk != by.organisation)
        kinds = {one.kind for one in self.bodies}
        self.fields["organisation"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["role"].choices = [(role, role) for role in HELD if role.of in kinds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The role can be held there."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        where, role = said.get("organisation"), said.get("role")
        if where is not None and role and role not in roles_in(where.kind):
            self.add_error("role", _(NOT_HELD_THERE.why_not))
        return said

    @property
    def right(self) -> Right:
        """As actions take it."""
        return Right(role=Role(self.cleaned_data["role"]), administers=self.cleaned_data["administers"])


class Changed(forms.Form):
    """Another role, language or right of somebody who is there already."""

    language = Successor.base_fields["language"]
    role = forms.ChoiceField(error_messages=_CHOICE)
    administers = forms.BooleanField(required=False)

    def __init__(self, sent: Mapping[str, Any] | None, *, held: Membership, by: Actor) -> None:
        """For a membership: the roles that can be held there, and whether the language can be chosen."""
        now = {"language": held.user.language, "role": held.role, "administers": held.administers}
        super().__init__(sent, initial=now)
        roles = roles_in(held.organisation.kind)
        self.fields["role"].choices = [(role, role) for role in roles]  # type: ignore[attr-defined]
        self.language_chosen = may_choose_language(by, held.user)
        self.fields["language"].disabled = not self.language_chosen

    @property
    def right(self) -> Right:
        """As actions take it."""
        return Right(role=Role(self.cleaned_data["role"]), administers=self.cleaned_data["administers"])


class FirstPassword(SetPasswordForm):
    """A password, twice."""
