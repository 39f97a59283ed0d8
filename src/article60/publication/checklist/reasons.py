"""Why a workbook that came back, or a cell of it, cannot be used: codes, each with its words where people are told."""

from article60.domain.checklist_answer import NOT_LISTED, TOO_LONG
from article60.workbooks import EMPTY, LOCKED, NO_WORKBOOK, PACKED, TOO_LARGE

NO_HIDDEN, ANOTHER_FORM, UNKNOWN_VERSION = "no_hidden", "another_form", "unknown_version"
OF_FILES = (EMPTY, TOO_LARGE, LOCKED, NO_WORKBOOK, PACKED, NO_HIDDEN, ANOTHER_FORM, UNKNOWN_VERSION)

FORMULA, ERROR, NOT_TEXT, TWICE, NO_HASH = "formula", "error", "not_text", "twice", "no_hash"
OF_CELLS = (NOT_LISTED, TOO_LONG, FORMULA, ERROR, NOT_TEXT, TWICE, NO_HASH)


class Unusable(ValueError):
    """A file is no checklist that can be read, or a cell of it holds what cannot be used; `why` is one of these codes."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
