"""The notes by which decisions go back to people."""

from article60.domain.decision import Decision
from article60.domain.run_note import RunNote


def lost(decision: Decision) -> RunNote:
    """The note by which a decision that finds no record goes back to people."""
    return RunNote(
        step="identify",
        severity="doubtful",
        subject=decision.decision_id,
        line=None,
        message=f"the decision to {decision.verb} a {decision.about_kind} finds no record: its document was not read or has "
        "changed; decide again on the present record",
    )


def contradiction(decision: Decision) -> RunNote:
    """The note by which a decision to merge goes back to people that another decision forbids."""
    return RunNote(
        step="identify",
        severity="doubtful",
        subject=decision.decision_id,
        line=None,
        message=f"the decision to merge a {decision.about_kind} would bring together two that another decision keeps apart; "
        "decide again on one of them",
    )
