"""The same organisation under several identifiers and names: what is certain or decided is one, everything else stays apart."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from article60.domain.activity import ActivityOrganisation
from article60.domain.alias import Alias
from article60.domain.decision import PublicDecision
from article60.domain.ids import lasting_id
from article60.domain.organisation import Organisation
from article60.domain.run_note import RunNote
from article60.identity.identifiers import current_organisation, plain
from article60.identity.joining import Joining
from article60.identity.lost import contradiction, lost
from article60.identity.verdicts import Saying, in_public, kept_apart, last_verdicts, merge_all
from article60.text.normalise import fold, words_in_order

GIVING_ROLES = frozenset(("reporting", "funding", "accountable", "extending"))

_Part = tuple[str | None, str | None, str | None, str]
"""Identifier, name, kind and role, as published: few ways of writing stand for very many parts."""

_BRACKETS = re.compile(r"\s*[(\[（]([^()\[\]（）\s]{2,15})[)\]）]\s*$")


def organisation_id(part: ActivityOrganisation) -> str | None:
    """Identifier of the organisation as this part alone tells it; None where it has neither identifier nor name."""
    if part.ref:
        return _of_ref(part.ref)
    return _of_name(part.name) if part.name else None


def organisation_named(value: str | Mapping[str, Any]) -> str | None:
    """The organisation that a value names: by our identifier, or by an identifier or a name as published."""
    if isinstance(value, str):
        return value or None
    ref, name = value.get("ref"), value.get("name")
    return _of_ref(ref) if ref else _of_name(name) if name else None


@cache
def _of_ref(ref: str) -> str:
    return lasting_id("ORG", "ref", plain(ref))


@cache
def _of_name(name: str) -> str:
    return lasting_id("ORG", "name", name_key(name))


def forget() -> None:
    """Let go of the names and identifiers that are remembered."""
    _of_ref.cache_clear()
    _of_name.cache_clear()


def name_key(name: str) -> str:
    """The folded words of a name, without an acronym in brackets at its end that the name itself explains."""
    found = _BRACKETS.search(name)
    if found and _abbreviates(found[1], name[: found.start()]):
        name = name[: found.start()]
    return " ".join(words_in_order(name)) or fold(name)


def _abbreviates(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym stand in this order in a name of several words, the first one beginning a word."""
    words = words_in_order(name)
    if acronym != acronym.upper() or len(words) < 2:
        return False
    letters = "".join(words_in_order(acronym))
    starts = [number for number, word in enumerate(words) if letters and word[0] == letters[0]]
    return any(_in_order(letters, "".join(words[start:])) for start in starts)


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


@dataclass(slots=True)
class _Seen:
    """Under what an organisation was seen, and how often."""

    names: Counter[str] = field(default_factory=Counter)
    refs: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    gives: bool = False

    def add(self, part: _Part, times: int) -> None:
        """Take in that it was written in one way so many times."""
        ref, name, kind, role = part
        for counter, value in ((self.names, name), (self.refs, ref), (self.kinds, kind)):
            if value:
                counter[value] += times
        self.gives |= role in GIVING_ROLES


@dataclass(slots=True)
class Organisations:
    """The parts with identifiers filled in, the organisations behind them, and the identifiers that live on in others."""

    parts: list[ActivityOrganisation]
    organisations: list[Organisation]
    aliases: list[Alias] = field(default_factory=list)
    notes: list[RunNote] = field(default_factory=list)
    decided: list[PublicDecision] = field(default_factory=list)


def settle(
    records: Iterable[Collection[ActivityOrganisation]],
    *,
    decisions: Sequence[Saying] = (),
    aliases: Mapping[str, str] | None = None,
    once: frozenset[str] = frozenset(),
) -> Organisations:
    """The organisations of these records, each given by the parts that take part in one activity.

    One published identifier is one organisation, also in the form that it had before it was changed. A name without an
    identifier is the organisation to which the same publisher gives one under this name, if it is only one; else it is an
    organisation by itself. `aliases` are those of an earlier Release, `once` the identifiers that it used.
    """
    held = [(own, list(parts)) for parts in records if (own := _reporter(parts)) or parts]
    known = {found: part for _, parts in held for part in parts for found in _ids(part)}

    def resolve(name: str) -> str | None:
        return _resolved(name, known, aliases or {})

    verdicts = last_verdicts(decisions, resolve)
    apart = list(kept_apart(verdicts))
    joining = Joining(apart)
    _join_changed(known, joining)
    contradicted = [contradiction(verdict.decision) for verdict in merge_all(joining, verdicts)]
    by_publisher = _named_once(held)
    settled: list[ActivityOrganisation] = []
    written: Counter[tuple[str, _Part]] = Counter()
    for own, parts in held:
        for part in parts:
            alone = organisation_id(part)
            if alone is None:
                continue
            better = alone if part.ref else by_publisher.get((own, alone), alone)
            final = joining.head(alone if frozenset((alone, better)) in apart else better)
            settled.append(replace(part, organisation_id=final))
            written[final, (part.ref, part.name, part.kind, part.role)] += 1
    seen: dict[str, _Seen] = defaultdict(_Seen)
    for (final, way), times in written.items():
        seen[final].add(way, times)
    found = Organisations(settled, [_organisation(one, under) for one, under in sorted(seen.items())])
    found.aliases = list(_aliases(found.organisations, known, joining, once))
    live = {one.organisation_id for one in found.organisations}
    found.decided = list(in_public(decisions, verdicts, resolve=resolve, joining=joining, live=live))
    found.notes = contradicted + [lost(one.decision) for one in decisions if not _is_known(one, known, aliases or {})]
    return found


def _ids(part: ActivityOrganisation) -> Iterator[str]:
    """The part's own identifier, and the one in the form now in use."""
    alone = organisation_id(part)
    if alone is not None:
        yield alone
    if part.ref:
        yield _of_ref(current_organisation(part.ref))


def _reporter(parts: Iterable[ActivityOrganisation]) -> str | None:
    return next((organisation_id(part) for part in parts if part.role == "reporting"), None)


def _resolved(name: str, known: Mapping[str, ActivityOrganisation], aliases: Mapping[str, str]) -> str | None:
    seen = set[str]()
    while name not in known and name in aliases and name not in seen:
        seen.add(name)
        name = aliases[name]
    return name if name in known else None


def _is_known(saying: Saying, known: Mapping[str, ActivityOrganisation], aliases: Mapping[str, str]) -> bool:
    """Whether anything that the decision names is read now: a pair of which one is absent holds when it is read again."""
    return any(_resolved(one, known, aliases) for one in (saying.about, saying.other) if one is not None)


def _join_changed(known: Mapping[str, ActivityOrganisation], joining: Joining) -> None:
    """An identifier in an earlier form is that of the organisation in the form in use, whether or not that one is read too."""
    for one, part in sorted(known.items()):
        if part.ref and current_organisation(part.ref) != plain(part.ref):
            joining.join(one, _of_ref(current_organisation(part.ref)))


def _named_once(held: Iterable[tuple[str | None, Iterable[ActivityOrganisation]]]) -> dict[tuple[str | None, str], str]:
    """For each publisher and name, as the name's own identifier, the one organisation to which it gives that name."""
    found: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for own, parts in held:
        for part in parts:
            if part.ref and part.name:
                found[own, _of_name(part.name)].add(_of_ref(current_organisation(part.ref)))
    return {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1}


def _organisation(one: str, under: _Seen) -> Organisation:
    return Organisation(
        organisation_id=one,
        name=_most(under.names) or _most(under.refs) or one,
        names=tuple(sorted(under.names)),
        refs=tuple(sorted(under.refs)),
        kind=_most(under.kinds),
        provider=under.gives,
    )


def _aliases(
    organisations: Sequence[Organisation], known: Mapping[str, ActivityOrganisation], joining: Joining, once: frozenset[str]
) -> Iterator[Alias]:
    """Identifiers that were used once, or that people have merged, and what stands for them now."""
    live = {one.organisation_id for one in organisations}
    for old, new in joining.joined().items():
        if old in once or old in known:
            yield Alias(old_id=old, new_id=new, why="merged")
    for one in organisations:
        before = {lasting_id("ORG", "name", fold(name)) for name in one.names} | {_of_name(name) for name in one.names}
        for old in sorted((before & once) - live):
            yield Alias(old_id=old, new_id=one.organisation_id, why="renamed")


def _most(counter: Counter[str]) -> str | None:
    return min(counter, key=lambda value: (-counter[value], value), default=None)
