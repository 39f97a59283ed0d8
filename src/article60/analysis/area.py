"""The States of an area that is named by States, United Nations regional groups, M49 regions or named groups."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from article60.codes.areas import area_name
from article60.codes.reader import by_code
from article60.domain.answerable import Answerable
from article60.domain.planned_programme import PlannedProgramme
from article60.domain.review import GroupMembership
from article60.domain.state_party import StateParty


class UnknownArea(Answerable, ValueError):
    """A name is no State, regional group, M49 region or named group known here, or none of whose States is known."""


def states_in(
    area: Iterable[str], *, states: Mapping[str, StateParty], groups: Iterable[GroupMembership] = ()
) -> tuple[str, ...]:
    """Codes of the States of an area, each once, by code. Raises UnknownArea for a name that is known in no list."""
    memberships = list(groups)
    return tuple(sorted({state for name in area for state in _named(name, states, memberships)}))


def in_its_states(
    plan: PlannedProgramme, *, states: Mapping[str, StateParty], groups: Iterable[GroupMembership] = ()
) -> PlannedProgramme:
    """The plan in the States of its regions and groups too, as a Release knows them: after those that it names, by code.

    Raises UnknownArea for a region or group of which the Release names no State.
    """
    memberships = list(groups)
    members = {area: _members(area, states, memberships) for area in plan.areas}
    for area, found in members.items():
        if not found:
            listed = (
                "" if area in {*by_code("regional_groups"), *by_code("subregions")} else ", or load its members as groups.csv"
            )
            raise UnknownArea(
                f"states: the Release names no State of {area_name(area, 'en')!r}; name the States of the programme{listed}"
            )
    further = {state for found in members.values() for state in found or ()}.difference(plan.states)
    return replace(plan, states=(*plan.states, *sorted(further)))


def _named(name: str, states: Mapping[str, StateParty], groups: list[GroupMembership]) -> set[str]:
    members = _members(name, states, groups)
    if members is None:
        raise UnknownArea(
            f"area {name!r}: no State, regional group, M49 region or named group; write a two-letter code, "
            f"{', '.join(by_code('regional_groups'))}, three digits, or a name from groups.csv"
        )
    return members


def _members(name: str, states: Mapping[str, StateParty], groups: list[GroupMembership]) -> set[str] | None:
    """The States of one area; None where it is known in no list."""
    if name in states:
        return {name}
    if name in by_code("regional_groups"):
        return {code for code, state in states.items() if state.regional_group == name}
    if name in by_code("subregions"):
        return {code for code, state in states.items() if name in _regions_around(state)}
    return {one.state for one in groups if one.group == name} or None


def _regions_around(state: StateParty) -> set[str]:
    """M49 codes of the sub-region and of all regions around it."""
    around, code = set[str](), state.subregion or ""
    while code in by_code("subregions"):
        around.add(code)
        code = by_code("subregions")[code]["parent"]
    return around
