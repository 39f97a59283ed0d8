"""What people fill in about a clearance sheet; everything that is wrong is said in the reader's language."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from article60.publication.reports.clearance_sheet import ANSWERS
from article60.publication.reports.cleared import Answered, trouble
from article60.publication.reports.register_sheet import ENDINGS
from article60.web.clearance.actions import Written
from article60.web.clearance.models import Answer, Item
from article60.web.common.days import has_begun
from article60.web.register.forms import LONGEST_LINE, LONGEST_TEXT

MOST_BYTES = 10 * 1024 * 1024
_MISSING = _("Please fill this in.")
_TOO_LONG = _("This is too long.")
_NO_DAY = _("This is not a day. Please write it as 2026-11-24.")
_NOT_LISTED = _("Please choose one of the values offered.")
_ATTACH = _("Please attach the sheet that came back, as DOCX or XLSX, of at most 10 megabytes.")
_TEXT = {"required": _MISSING, "max_length": _TOO_LONG, "null_characters_not_allowed": _NOT_LISTED}
_CHOICE = {"required": _MISSING, "invalid_choice": _NOT_LISTED, "invalid_list": _NOT_LISTED}
_DAY = {"required": _MISSING, "invalid": _NO_DAY}
TROUBLES = {
    "nothing_ticked": _("Please choose an answer, or leave everything empty here."),
    "no_words": _("Please write the right words."),
    "contradicts": _("These words belong to another answer. Please choose that answer, or take them out."),
}


class Needs(forms.Form):
    """Which needs are asked about. `after` is the number of the newest sheet when the page was made."""

    needs = forms.MultipleChoiceField(error_messages=_CHOICE | {"required": _("Please choose at least one need.")})
    after = forms.IntegerField(min_value=0, max_value=10**6)

    def __init__(self, *args: Any, offered: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = [(one, one) for one in offered]  # type: ignore[attr-defined]


class OneAnswer(forms.Form):
    """The answer to one question."""

    answer = forms.ChoiceField(choices=[(one, one) for one in ANSWERS], required=False, error_messages=_CHOICE)
    words = forms.CharField(max_length=LONGEST_TEXT, required=False, error_messages=_TEXT)
    since = forms.CharField(max_length=LONGEST_LINE, required=False, error_messages=_TEXT)
    comment = forms.CharField(max_length=LONGEST_TEXT, required=False, error_messages=_TEXT)

    def __init__(self, *args: Any, asked: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked

    def clean(self) -> dict[str, Any]:
        """An answer that is clear, or none."""
        given = self.cleaned_data
        if not self.errors and not self.answered.empty and (why := trouble(self.answered)):
            self.add_error("words" if why == "no_words" else "answer", ValidationError(TROUBLES[why]))
        return given

    @property
    def answered(self) -> Answered:
        """As a sheet that came back would say it."""
        given = self.cleaned_data
        said, words = given.get("answer"), given.get("words", "").replace("\r\n", "\n")
        return Answered(
            need_id="",
            version="",
            ticked=(said,) if said else (),
            words="" if words.split() == self.asked.split() else words,  # they stood there to be changed
            since=given.get("since", ""),
            comment=given.get("comment", "").replace("\r\n", "\n"),
        )


class Answers:
    """The questions of a part, each with its own form; filled with what was answered before."""

    def __init__(self, items: Sequence[Item], before: dict[int, Answer | None], sent: Any = None) -> None:
        self.forms = {
            item.pk: OneAnswer(
                sent, prefix=str(item.pk), asked=item.said["text"], initial=_as_before(item, before.get(item.pk))
            )
            for item in items
        }

    def is_valid(self) -> bool:
        """Whether every answer can be kept."""
        valid = [one.is_valid() for one in self.forms.values()]  # each, so that all that is wrong is said at once
        return all(valid)

    def written(self) -> Iterator[Written]:
        """What was answered."""
        for item, form in self.forms.items():
            yield Written(item=item, answered=form.answered)


def _as_before(item: Item, answer: Answer | None) -> dict[str, Any]:
    """What stands in the register and what was answered before, so that nothing is asked twice."""
    if answer is None:
        return {"words": item.said["text"]}
    said = answer.said or (answer.ticked[0] if len(answer.ticked) == 1 else "")
    words = answer.words or item.said["text"]
    return {"answer": said, "words": words, "since": answer.since, "comment": answer.comment}


class CameBack(forms.Form):
    """A sheet that came back as a file."""

    file = forms.FileField(error_messages=dict.fromkeys(("required", "invalid", "missing", "empty"), _ATTACH))

    def clean_file(self) -> Any:
        """One of the forms that can be read back."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES or self.ending_of(file.name) not in ENDINGS:
            raise ValidationError(_ATTACH)
        return file

    @staticmethod
    def ending_of(name: str) -> str:
        """The ending of a file's name."""
        return Path(name).suffix.lower().removeprefix(".")

    @property
    def ending(self) -> str:
        """What form the file has, by its name."""
        return self.ending_of(self.cleaned_data["file"].name)


class Signed(forms.Form):
    """A signature: the office, and of one on paper its day. `seen` is the hash of the answers that were on the page."""

    seen = forms.CharField(max_length=64)
    office = forms.CharField(max_length=min(300, LONGEST_LINE), error_messages=_TEXT)
    signed_on = forms.DateField(required=False, input_formats=["%Y-%m-%d"], error_messages=_DAY, validators=[has_begun])
