"""What activities say, gathered from their tables: provisions with strengths, words with their language, States named."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from article60.domain.activity import (
    CARRIES_OUT,
    Activity,
    ActivityOrganisation,
    ActivityProvision,
    ActivityRecipient,
    ActivityText,
)
from article60.matching.sides import Said, letters
from article60.text import states

Named = Mapping[str, Mapping[str, str]]
"""For each activity whose words name States: these, by code, with the words first printed."""

Words = tuple[str, str, str | None]
"""A narrative: activity, text, language; columns of `ActivityText`."""

Part = tuple[str, str, str | None]
"""Who takes part: activity, role, name; columns of `ActivityOrganisation`."""

Hosts = Mapping[str, Sequence[str]]
"""Names of the organisations that carry out each activity."""

Served = tuple[str, str, float]
"""A provision for which words speak: activity, provision, strength; columns of `ActivityProvision`."""


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
    known, narratives, hosts = [one.activity_id for one in activities], _narratives(texts), hosts_of(_parts(organisations))
    return said_of(
        known,
        texts=narratives,
        hosts=hosts,
        served=((one.activity_id, one.provision, one.score) for one in served),
        named=states_named(set(known) - only_states(recipients), _words(narratives, hosts)),
    )


def said_of(
    known: Iterable[str], *, texts: Iterable[Words], hosts: Hosts, served: Iterable[Served], named: Named
) -> dict[str, Said]:
    """The same of rows, where the States named in words are known."""
    languages: dict[str, str] = {}
    longest, words = dict[str, int](), defaultdict[str, list[str]](list)
    for activity_id, text, language in texts:
        words[activity_id].append(text)
        if language is not None:
            languages.setdefault(activity_id, language)
        length = letters(text, language)
        if length > longest.get(activity_id, 0):
            longest[activity_id] = length
    strengths: dict[str, dict[str, float]] = defaultdict(dict)
    for activity_id, provision, strength in served:
        strengths[activity_id][provision] = strength
    return {
        one: Said(
            strengths.get(one, {}),
            "\n".join((*words.get(one, ()), *hosts.get(one, ()))),
            languages.get(one),
            named.get(one, {}),
            "\n".join(hosts.get(one, ())),
            longest=longest.get(one, 0),
        )
        for one in known
    }


def _narratives(texts: Iterable[ActivityText]) -> list[Words]:
    return [(one.activity_id, one.text, one.language) for one in texts]


def _parts(organisations: Iterable[ActivityOrganisation]) -> Iterator[Part]:
    return ((one.activity_id, one.role, one.name) for one in organisations)


def hosts_of(parts: Iterable[Part]) -> Hosts:
    """Names of the organisations that carry out each activity."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for activity_id, role, name in parts:
        if role in CARRIES_OUT and name:
            hosts[activity_id].append(name)
    return hosts


def _words(texts: Iterable[Words], hosts: Hosts) -> dict[str, str]:
    """All words of each activity: its narratives, then who carries it out."""
    words: dict[str, list[str]] = defaultdict(list)
    for activity_id, text, _ in texts:
        words[activity_id].append(text)
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
    wide = kept - only_states(recipients)
    narratives = _narratives(one for one in texts if one.activity_id in wide)
    named = states_named(wide, _words(narratives, hosts_of(_parts(one for one in organisations if one.activity_id in wide))))
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
