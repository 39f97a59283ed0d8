"""A note of a run: what was refused, skipped or doubtful, so that nothing disappears in silence."""

from dataclasses import dataclass

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class RunNote:
    """Something that a person should know about the input of a run."""

    step: str = note("Step that made the note: collect, extract, identify, match, analyse or publish.")
    severity: str = note("refused (not read), doubtful (read, with doubt) or info.")
    subject: str = note("File, record or decision that it is about.")
    line: int | None = note("Line of the file, where known.")
    message: str = note("What is wrong and what to do.")
