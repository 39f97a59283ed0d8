"""The notes by which decisions go back to people."""

from collections.abc import Sequence

from article60.domain import authority
from article60.domain.decision import Decision
from article60.domain.run_note import RunNote


def lost(decision: Decision) -> RunNote:
    """The note by which a decision that finds no record goes back to people."""
    return _note(decision, "finds no record: its document was not read or has changed; decide again on the present record")


def no_activity(decision: Decision, activity_id: str) -> RunNote:
    """The note by which a decision about a pair goes back to people whose activity was not read, or is not kept."""
    return _note(
        decision,
        f"finds no activity {activity_id}: it was not read, or is not kept as anti-corruption assistance; check how it is "
        "named, or read the aid data in which it stands",
    )


def in_another_state(decision: Decision, activity_id: str, state: str) -> RunNote:
    """The note by which a decision about a pair goes back to people whose activity is not in the State of the need."""
    return _note(
        decision,
        f"is not shown: by what its publisher says the activity {activity_id} is not in {state}; check the pair, or tell the "
        "publisher",
    )


def no_document(decision: Decision) -> RunNote:
    """The note by which a consent goes back to people whose document is not among those that are read."""
    return _note(decision, "opens nothing: no file that is read has the hash it names; give the file, or consent to another")


def contradiction(decision: Decision) -> RunNote:
    """The note by which a decision to merge goes back to people that another decision forbids."""
    return _note(decision, "would bring together two that another decision keeps apart; decide again on one of them")


def not_entitled(decision: Decision) -> RunNote:
    """The note by which a decision goes back to people that its role may take about other records, but not about this one."""
    who = authority.who(decision.about_kind, decision.verb)
    return _note(
        decision,
        f"changes nothing: a {decision.actor_role} may not decide so about a record that is not of the State or organisation "
        f"acted for; let those whose it is decide, or another who may: {who}",
    )


def not_for_all(decision: Decision, *, others: Sequence[str]) -> RunNote:
    """The note by which a consent to a document about several States goes back to people, who have not all spoken."""
    return _note(
        decision,
        f"does not open the document yet, which is about {', '.join(others)} too: let those who have not consented do so, or "
        f"another who may: {authority.who(decision.about_kind, decision.verb)}",
    )


def of_another_state(decision: Decision) -> RunNote:
    """The note by which a decision goes back to people that names records of two States."""
    return _note(decision, "names records of two States, which are never one; decide again on two of one State")


def taken(decision: Decision) -> RunNote:
    """The note by which a need goes back to people that was added under the identifier of another one."""
    return _note(decision, "gives it the identifier of another record; add it again under a new one")


def _note(decision: Decision, what: str) -> RunNote:
    message = f"the decision {decision.verb!r} about {authority.NOUNS[decision.about_kind]} {what}"
    return RunNote(step="identify", severity="doubtful", subject=decision.decision_id, line=None, message=message)
