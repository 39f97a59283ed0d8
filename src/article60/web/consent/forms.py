"""What people fill in to consent to a release, and to record a consent that came in writing."""

import hashlib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from article60.web.accounts.actor import Actor
from article60.web.accounts.models import Organisation
from article60.web.accounts.roles import Kind
from article60.web.consent.actions import Noted
from article60.web.consent.opening import Published
from article60.web.consent.terms import Terms, UnusableTerms
from article60.web.register.forms import CHOICE, DAY, LONGEST_LINE, LONGEST_TEXT, MISSING, TEXT, Seen
from article60.web.register.models import AUDIENCES

NOTE, MISTAKE = "note", "mistake"
"""Why what was recorded ends."""
MOST_BYTES = 10 * 1024 * 1024
ENDINGS = ("pdf", "docx", "jpg", "jpeg", "png", "tif", "tiff")
_ATTACH = _("Please attach the note as PDF, DOCX, JPG, PNG or TIF, of at most 10 megabytes.")
_NO_HASH = _("This is no SHA-256: 64 characters, 0 to 9 and a to f.")
_EMPTY = _("Please attach the file, or give its SHA-256.")
_TERMS = _("An organization and a last day belong to named organizations, and only to these.")
_TOO_EARLY = _("The last day must come after the waiting period.")


class ToWhom(Seen):
    """An audience; for named organisations, which one, and until when."""

    audience = forms.ChoiceField(choices=[(one, one) for one in AUDIENCES], error_messages=CHOICE)
    organisation = forms.ChoiceField(required=False, error_messages=CHOICE)
    until = forms.DateField(required=False, input_formats=["%Y-%m-%d"], error_messages=DAY)
    instead_of = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", ""), *_organisations(by)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The terms."""
        given = self.cleaned_data
        if "organisation" in given and "until" in given and "audience" in given:
            chosen = Organisation.objects.filter(pk=given["organisation"]).first() if given["organisation"] else None
            try:
                given["terms"] = Terms(audience=given["audience"], organisation=chosen, until=given["until"])
            except UnusableTerms:
                self.add_error("audience", ValidationError(_TERMS))
        return given

    def comes_too_early(self) -> None:
        """That the last day lies within the waiting period."""
        self.add_error("until", ValidationError(_TOO_EARLY))


class Written(forms.Form):
    """A note of a State: its reference, its date, and the note itself."""

    reference = forms.CharField(max_length=min(200, LONGEST_LINE), error_messages=TEXT)
    dated = forms.DateField(input_formats=["%Y-%m-%d"], error_messages=DAY)
    note = forms.FileField(error_messages=dict.fromkeys(("required", "invalid", "missing", "empty"), _ATTACH))

    def clean_note(self) -> tuple[bytes, str] | None:
        """Its bytes, and the ending of its file's name."""
        file = self.cleaned_data["note"]
        if file is None:
            return None
        ending = Path(file.name).suffix.lower().removeprefix(".")
        if file.size > MOST_BYTES or ending not in ENDINGS:
            raise ValidationError(_ATTACH)
        return file.read(), ending

    @property
    def noted(self) -> Noted:
        """The note."""
        content, ending = self.cleaned_data["note"]
        return Noted(content=content, ending=ending, reference=self.cleaned_data["reference"], dated=self.cleaned_data["dated"])


class Ended(Written):
    """Why what was recorded ends: the State took it back by a note, or the record was not right."""

    because = forms.ChoiceField(choices=[(one, one) for one in (NOTE, MISTAKE)], error_messages=CHOICE)
    why = forms.CharField(required=False, max_length=LONGEST_TEXT, error_messages=TEXT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("reference", "dated", "note"):
            self.fields[name].required = self.data.get("because") == NOTE

    def clean(self) -> dict[str, Any]:
        """What was not right is said where that is the reason."""
        given = self.cleaned_data
        if given.get("because") == MISTAKE and not given.get("why"):
            self.add_error("why", ValidationError(MISSING))
        return given

    @property
    def said(self) -> dict[str, Any]:
        """A note, or what was not right."""
        return {"note": self.noted} if self.cleaned_data["because"] == NOTE else {"why": self.cleaned_data["why"]}


class Recorded(ToWhom, Written):
    """What a note says: which need, which version of it, to whom; and the note itself."""

    need_id = forms.RegexField(
        r"^[A-Z]{2}-[A-Z2-7]{8,16}$", max_length=20, error_messages=TEXT | {"invalid": _("This is no identifier of a need.")}
    )
    version_hash = forms.CharField(max_length=64, error_messages=TEXT)

    def names_nothing(self) -> None:
        """That there is no such version of such a need."""
        self.add_error(
            "version_hash",
            ValidationError(_("No need has this identifier and this version. Please compare both with the note.")),
        )


class Document(forms.Form):
    """A document that is public: its file, or the hash of it; who publishes it, where, and who saw it there when."""

    file = forms.FileField(required=False, error_messages=dict.fromkeys(("invalid", "missing", "empty"), _EMPTY))
    sha256 = forms.RegexField(r"^[0-9a-f]{64}$", required=False, error_messages={"invalid": _NO_HASH})
    title = forms.CharField(max_length=LONGEST_LINE, error_messages=TEXT)
    publisher = forms.CharField(max_length=LONGEST_LINE, error_messages=TEXT)
    public_address = forms.URLField(
        max_length=1000, assume_scheme="https", error_messages=TEXT | {"invalid": _("This is no address of a page or file.")}
    )
    read_on = forms.DateField(input_formats=["%Y-%m-%d"], error_messages=DAY)

    def clean(self) -> dict[str, Any]:
        """The hash: of the file where there is one. Nothing of the file is kept."""
        given = self.cleaned_data
        if given.get("file"):
            hashed = hashlib.sha256()
            for piece in given["file"].chunks():
                hashed.update(piece)
            given["sha256"] = hashed.hexdigest()
        elif not given.get("sha256") and "sha256" in given and "file" in given:
            self.add_error("file", ValidationError(_EMPTY))
        return given

    @property
    def said(self) -> Published:
        """What the State says."""
        return Published(**{field.name: self.cleaned_data[field.name] for field in fields(Published)})


def _organisations(by: Actor) -> Iterator[tuple[str, str]]:
    """Bodies to which something can be released by name: never institutions of another State, nor who only operates."""
    apart = Q(kind=Kind.OPERATOR) | (Q(kind=Kind.INSTITUTION) & ~Q(state=by.state))
    if by.state:
        apart |= Q(kind=Kind.STATE, state=by.state)
    for one in Organisation.objects.exclude(apart).order_by("name", "pk"):
        yield str(one.pk), one.name
