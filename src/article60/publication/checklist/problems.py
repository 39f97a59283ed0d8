"""Why a workbook, or a cell of it, cannot be used, in plain English for the command line: what, and what to do."""

from collections.abc import Mapping

from article60 import workbooks
from article60.domain.checklist import LONGEST_TEXT
from article60.domain.checklist_answer import NOT_LISTED, TOO_LONG
from article60.publication.checklist import reasons

_FRESH = "copy the answers into a fresh download"
_AS_TEXT = "write the answer as text"

OF_CELLS: Mapping[str, tuple[str, str]] = {
    NOT_LISTED: ("none of the answers to choose from", "choose one from the cell's list"),
    TOO_LONG: (f"more than {LONGEST_TEXT} characters", "shorten it, or refer to a document"),
    reasons.FORMULA: ("a formula", "write its result as text"),
    reasons.ERROR: ("an error of the spreadsheet", _AS_TEXT),
    reasons.NOT_TEXT: ("a truth value", _AS_TEXT),
    reasons.TWICE: ("the row stands twice with different answers", "delete one of the two rows"),
    reasons.NO_HASH: ("the file does not say what stood here before", "write the answer into a fresh download"),
}
OF_FILES: Mapping[str, tuple[str, str]] = {
    workbooks.EMPTY: ("the file is empty", "give the workbook that was filled in"),
    workbooks.TOO_LARGE: ("too large to be a checklist", "remove pictures and sheets that were added"),
    workbooks.LOCKED: ("protected by a password, or in the old format of Excel", "save it as .xlsx without a password"),
    workbooks.NO_WORKBOOK: ("no workbook that can be read", "open it in a spreadsheet program and save it as .xlsx"),
    workbooks.PACKED: ("would unpack to more than is allowed", _FRESH),
    reasons.NO_HIDDEN: ("no checklist of this software, or its hidden sheet was removed", _FRESH),
    reasons.ANOTHER_FORM: ("made by another release of this software", _FRESH),
    reasons.UNKNOWN_VERSION: ("names a version of the checklist that is not known here", _FRESH),
}
