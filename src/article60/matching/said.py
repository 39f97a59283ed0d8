"""What activities say, gathered from their tables: provisions with strengths, words with their language, States named."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from article60.domain.activity import Activity, ActivityOrganisation, ActivityProvision, ActivityRecipient, ActivityText
from article60.matching.sides import Said
from article60.text import states

_CARRIES_OUT = frozenset(("accountable", "extending", "implementing"))


def said(
    activities: Iterable[Activity],
    *,
    recipients: Iterable[ActivityRecipient],
    texts: Iterable[ActivityText],
    organisations: Iterable[ActivityOrganisation],
    served: Iterable[ActivityProvision],
) -> dict[str, Said]:
    """What each activity says, by its identifier.

    The words are those of all its narratives and the names of the organisations that carry it out; the language is that of its
    first narrative whose language is known. States are looked for in the words where a recipient is no State, or none is named.
    """
    words: dict[str, list[str]] = defaultdict(list)
    languages: dict[str, str] = {}
    for narrative in texts:
        words[narrative.activity_id].append(narrative.text)
        if narrative.language is not None:
            languages.setdefault(narrative.activity_id, narrative.language)
    hosts: dict[str, list[str]] = defaultdict(list)
    for part in organisations:
        if part.role in _CARRIES_OUT and part.name:
            hosts[part.activity_id].append(part.name)
    strengths: dict[str, dict[str, float]] = defaultdict(dict)
    for one in served:
        strengths[one.activity_id][one.provision] = one.score
    narrow = only_states(recipients)
    return {
        known: Said(
            strengths[known],
            joined := "\n".join((*words[known], *hosts[known])),
            languages.get(known),
            {} if known in narrow else named_states(joined),
            "\n".join(hosts[known]),
        )
        for known in (activity.activity_id for activity in activities)
    }


def only_states(recipients: Iterable[ActivityRecipient]) -> set[str]:
    """The activities all of whose recipients are States: no other State is helped, whatever names their words hold."""
    states_named, others = set[str](), set[str]()
    for recipient in recipients:
        (others if recipient.state is None else states_named).add(recipient.activity_id)
    return states_named - others


def named_states(words: str) -> Mapping[str, str]:
    """States that words name, by code, each with the words first printed."""
    found: dict[str, str] = {}
    for one in states.find(words):
        found.setdefault(one.state, one.words)
    return found
