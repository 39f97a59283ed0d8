"""What a State asks its institutions in clearance sheets, and what each of them answers: no institution sees another's part."""

from datetime import datetime
from functools import partial

from django.utils import timezone
from tests.workspace.leaks.handed_in import file
from tests.workspace.leaks.kept.register import WORD
from tests.workspace.leaks.people import OWN, People
from tests.workspace.leaks.worlds import World

from article60.publication.reports.cleared import Answered
from article60.publication.reports.register_sheet import sheet as as_file
from article60.web.accounts.actor import acting
from article60.web.clearance import actions, taking
from article60.web.clearance.actions import Written
from article60.web.clearance.asked import asked
from article60.web.clearance.models import Item, Part, Sheet
from article60.web.clearance.taking import Chosen
from workspace_people import need, newest

ONE, OTHER, OF_XB, MORE = "XA-BBBBBBBB", "XA-CCCCCCCC", "XB-BBBBBBBB", "XA-DDDDDDDD"
INSTITUTION, ANOTHER = "Institution of XA", "Other institution of XA"


def common(people: People) -> None:
    """A sheet that two institutions are to answer, each its own part; and one of another State, which was answered."""
    for need_id, body in ((ONE, INSTITUTION), (OTHER, ANOTHER), (OF_XB, "Institution of XB"), (MORE, "")):
        need(need_id, text=f"What {need_id} says", beneficiary=body)
    _asked(people, ONE, OTHER)
    _assigned(people, ONE, INSTITUTION)
    _assigned(people, OTHER, ANOTHER)
    _asked(people, OF_XB, by="XB focal")
    _assigned(people, OF_XB, "Institution of XB", by="XB focal")
    _answered(people, "XB institution", OF_XB, said("confirmed"))


def _asked(people: People, *need_ids: str, by: str = "XA focal", after: int = 0) -> int:
    with acting(who := people.actor(by)):
        return actions.make(need_ids, by=who, at=timezone.now(), after=after).number


def _part(need_id: str) -> Part:
    found: Part = Item.objects.get(need=need_id).part
    return found


def _assigned(people: People, need_id: str, body: str, by: str = "XA focal") -> None:
    with acting(who := people.actor(by)):
        actions.assign(_part(need_id).pk, people.bodies[body].pk, by=who, at=timezone.now())


def said(ticked: str, *, words: str = "", comment: str = "") -> Answered:
    """An answer."""
    return Answered(need_id="", version="", ticked=(ticked,), words=words, since="", comment=comment)


def _answered(people: People, name: str, need_id: str, given: Answered) -> None:
    """Answered and signed by an institution."""
    with acting(by := people.actor(name)):
        part, at = _part(need_id), timezone.now()
        written = [Written(item=one.pk, answered=given) for one in part.items.all()]
        actions.answer(part.pk, written, by=by, seen=_hash(part), at=at)
        actions.sign(part.pk, by=by, seen=_hash(part), at=at, office=f"Office of {name}")


def _hash(part: Part) -> str:
    return actions.answers_hash(part, actions.newest(part))


def _taken_over(people: People, need_id: str, at: datetime) -> None:
    with acting(by := people.actor("XA focal")):
        item = Item.objects.get(need=need_id)
        answer = item.answers.latest("number")
        chosen = {item.pk: Chosen(answer=answer.pk, seen=newest(need_id).hash)}
        taking.take(item.sheet.number, chosen, by=by, at=at)


def answered(people: People, *, name: str, need_id: str) -> None:
    """Answers of one institution."""
    _answered(people, name, need_id, said("corrected", words=f"The {WORD} of an office", comment=f"Because of the {WORD}"))


def taken(people: People, *, name: str, need_id: str) -> None:
    """Other answers, which were taken over into the register."""
    _answered(people, name, need_id, said("confirmed", comment="Nothing else"))
    _taken_over(people, need_id, timezone.now())


def another_sheet(people: People) -> None:
    """A sheet on which no institution was asked yet."""
    _asked(people, MORE, after=1)


def another_sheet_closed(people: People) -> None:
    """One on other needs, already closed."""
    number = _asked(people, ONE, MORE, after=1)
    with acting(by := people.actor("XA editor")):
        actions.close(number, by=by, at=timezone.now())


@file("sheet.xlsx")
def _sheet() -> bytes:
    """The common sheet as it comes back."""
    sheet = Sheet.objects.get(state="XA")
    return as_file(asked(sheet, list(sheet.items.all())), language="en", ending="xlsx")


ADDRESSES = {"clearance:file": [{"number": "1", "ending": "sheet.docx"}, {"number": "1", "ending": "sheet.xlsx"}]}
FORMS = {"clearance:hand_in": [{"file": "file:sheet.xlsx"}]}
_OF = {name: {"name": f"XA {who}", "need_id": need_id} for name, who, need_id in (
    ("one", "institution", ONE), ("other", "other institution", OTHER),
)}  # fmt: skip
WORLDS = (
    World(
        name="answers of an institution",
        make=partial(answered, **_OF["one"]),
        entitled=OWN | {"XA institution"},
        other=partial(taken, **_OF["one"]),
    ),
    World(
        name="answers of another institution",
        make=partial(taken, **_OF["other"]),
        entitled=OWN | {"XA other institution"},
        other=partial(answered, **_OF["other"]),
    ),
    World(name="sheet that nobody was sent", make=another_sheet, entitled=OWN, other=another_sheet_closed),
)
