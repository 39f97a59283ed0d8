"""What activities say, gathered from their tables: provisions with strengths, words with their language, States named."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from article60.domain.activity import Activity, ActivityOrganisation, ActivityProvision, ActivityRecipient, ActivityText
from article60.matching.sides import Said, letters
from article60.text import states

_CARRIES_OUT = frozenset(("accountable", "extending", "implementing"))


Named = Mapping[str, Mapping[str, str]]
"""For each activity whose words name States: these, by code, with the words first printed."""


def said(
    activities: Iterable[Activity],
    *,
    recipients: Iterable[ActivityRecipient],
    texts: Iterable[ActivityText],
    organisations: Iterable[ActivityOrganisation],
    served: Iterable[ActivityProvision],
    named: Named | None = None,
) -> dict[str, Said]:
    """What each activity says, by its identifier.

    The words are those of all its narratives and the names of the organisations that carry it out; the language is that of its
    first narrative whose language is known. States are looked for in the words where a recipient is no State, or none is named;
    where this was done before, `named` tells what was found.
    """
    languages: dict[str, str] = {}
    texts, longest = list(texts), dict[str, int]()
    for narrative in texts:
        if narrative.language is not None:
            languages.setdefault(narrative.activity_id, narrative.language)
        length = letters(narrative.text, narrative.language)
        longest[narrative.activity_id] = max(length, longest.get(narrative.activity_id, 0))
    strengths: dict[str, dict[str, float]] = defaultdict(dict)
    for one in served:
        strengths[one.activity_id][one.provision] = one.score
    hosts = _hosts(organisations)
    words = _words(texts, hosts)
    known = [activity.activity_id for activity in activities]
    found = states_named(set(known) - only_states(recipients), words) if named is None else named
    return {
        one: Said(
            strengths[one],
            words.get(one, ""),
            languages.get(one),
            found.get(one, {}),
            "\n".join(hosts.get(one, ())),
            longest=longest.get(one, 0),
        )
        for one in known
    }


def _hosts(organisations: Iterable[ActivityOrganisation]) -> dict[str, list[str]]:
    """Names of the organisations that carry out each activity."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for part in organisations:
        if part.role in _CARRIES_OUT and part.name:
            hosts[part.activity_id].append(part.name)
    return hosts


def _words(texts: Iterable[ActivityText], hosts: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """All words of each activity: its narratives, then who carries it out."""
    words: dict[str, list[str]] = defaultdict(list)
    for narrative in texts:
        words[narrative.activity_id].append(narrative.text)
    for one, names in hosts.items():
        words[one].extend(names)
    return {one: "\n".join(some) for one, some in words.items()}


def states_named(wide: Iterable[str], words: Mapping[str, str]) -> Named:
    """The States that the words of these activities name; activities that name none are left out."""
    found = ((one, named_states(words.get(one, ""))) for one in sorted(wide))
    return {one: some for one, some in found if some}


@dataclass(frozen=True, slots=True)
class Place:
    """A State in which an activity is compared with needs: because it is a recipient, else because words name it."""

    activity_id: str
    state: str
    recipient: bool
    words: str | None


def places(
    activities: Iterable[Activity],
    *,
    recipients: Sequence[ActivityRecipient],
    texts: Iterable[ActivityText],
    organisations: Iterable[ActivityOrganisation],
) -> Iterator[Place]:
    """Yield every State in which each kept activity is compared, by State and activity."""
    kept = {one.activity_id for one in activities if one.relevant}
    helped = {(r.state, r.activity_id) for r in recipients if r.state is not None and r.activity_id in kept}
    named = states_named(kept - only_states(recipients), _words(texts, _hosts(organisations)))
    printed = {(state, one): words for one, some in named.items() for state, words in some.items()}
    for state, activity_id in sorted(helped | printed.keys()):
        yield Place(activity_id, state, (state, activity_id) in helped, printed.get((state, activity_id)))


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
