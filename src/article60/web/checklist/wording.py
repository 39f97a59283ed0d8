"""Words about answers and files that cannot be used, and those of the workbook itself, in the reader's language."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop

from article60 import workbooks
from article60.domain.checklist import LONGEST_TEXT, Checklist
from article60.domain.checklist_answer import NOT_LISTED, TOO_LONG
from article60.publication.checklist import reasons
from article60.publication.checklist.writing import Words
from article60.web.common import wording

NO_FILE, NOT_READ, OTHER_STATE, OTHER_VERSION, OTHER_CYCLE = (
    "no_file", "not_read", "other_state", "other_version", "other_cycle",
)  # fmt: skip
"""Why a file is not taken over, beside the reasons of its reader."""

_WHY: Mapping[str, str] = {
    NOT_LISTED: noop("Please choose one of the values offered."),
    TOO_LONG: noop("An answer has at most %(most)s characters. Please shorten it, or refer to a document."),
    reasons.FORMULA: noop("A formula stands in the cell. Please write its result as text."),
    reasons.ERROR: noop("The spreadsheet shows an error in the cell. Please write the answer as text."),
    reasons.NOT_TEXT: noop("A truth value stands in the cell. Please write the answer as text."),
    reasons.TWICE: noop("The row stands in the file twice with different answers. Please delete one of the two rows."),
    reasons.NO_HASH: noop(
        "The file does not say what stood in the cell before. Please write the answer into a fresh download."
    ),
}
_REFUSED: Mapping[str, str] = {
    NO_FILE: noop("Please choose the file that you have filled in."),
    NOT_READ: noop("The file needs more time or memory than is allowed. Please copy your answers into a fresh download."),
    OTHER_STATE: noop("This file is the checklist of another State. Nothing was taken over."),
    OTHER_VERSION: noop(
        "This file belongs to another version of the checklist. Please hand it in on the page of that version."
    ),
    OTHER_CYCLE: noop("This file belongs to the checklist of the other cycle. Please hand it in on the page of that cycle."),
    workbooks.EMPTY: noop("The file is empty."),
    workbooks.TOO_LARGE: noop(
        "The file is too large to be a checklist. Please remove pictures and sheets that you have added."
    ),
    workbooks.LOCKED: noop(
        "The file is protected by a password, or in the old format of Excel. Please save it as XLSX without a password."
    ),
    workbooks.NO_WORKBOOK: noop(
        "This is no workbook that can be read. Please open it in a spreadsheet program and save it as XLSX."
    ),
    workbooks.PACKED: noop("The file would unpack to more than is allowed. Please copy your answers into a fresh download."),
    reasons.NO_HIDDEN: noop(
        "This is no checklist from here, or its hidden sheet was removed. Please copy your answers into a fresh download."
    ),
    reasons.ANOTHER_FORM: noop(
        "This file was made by another release of this software. Please copy your answers into a fresh download."
    ),
    reasons.UNKNOWN_VERSION: noop(
        "This file names a version of the checklist that is not known here. Please copy your answers into a fresh download."
    ),
}
_LINES = (
    noop("Write only into the column “Answer”; the other cells are protected against slips."),
    noop("Where an answer is to be chosen, the cell offers a list."),
    noop(
        "The file works without a connection. Hand it in where you downloaded it: you see what it changes, cell by cell,"
        " before anything is written."
    ),
    noop("Where somebody has changed the same answer meanwhile, both are shown and you choose."),
    noop("Do not remove the hidden sheet and the hidden column: by them the file is known again."),
    noop("The questions are in the words of this project: they are not the text of the official checklist."),
)
_HEADS = (noop("Provision"), noop("Question"), noop("Answer"), noop("Known already from the register"))


def why_not_usable(why: str) -> str:
    """Why an answer cannot stand in its cell, and what to do."""
    return gettext(_WHY[why]) % {"most": wording.number(LONGEST_TEXT)}


def refused(why: str) -> str:
    """Why a file is not taken over, and what to do."""
    return gettext(_REFUSED[why])


def wrong(told: Mapping[str, str]) -> Mapping[str, str]:
    """A cell that cannot be used, as its reader told it: sheet, cell, what was found, and why with what to do."""
    return {**told, "said": why_not_usable(told["why"])}


def of_workbook(checklist: Checklist, state: str) -> Words:
    """What the workbook says beside its questions."""
    cycle = wording.cycle(checklist.cycle)
    chapters = wording.comma().join(wording.code("numbered_chapters", one) for one in checklist.chapters)
    return Words(
        title=f"{gettext('Self-assessment checklist')} – {cycle} – {chapters}",
        state=state,
        guide=gettext("How to fill it in"),
        lines=[gettext(line) for line in _LINES],
        heads=[gettext(head) for head in _HEADS],
        too_long=why_not_usable(TOO_LONG),
        not_listed=why_not_usable(NOT_LISTED),
    )
