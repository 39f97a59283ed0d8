"""The States of an area that is named by States, United Nations regional groups, M49 regions or named groups."""

from collections.abc import Iterable, Mapping

from article60.codes.reader import by_code
from article60.domain.review import GroupMembership
from article60.domain.state_party import StateParty


class UnknownArea(ValueError):
    """A name is no State, regional group, M49 region or named group known here."""


def states_in(
    area: Iterable[str], *, states: Mapping[str, StateParty], groups: Iterable[GroupMembership] = ()
) -> tuple[str, ...]:
    """Codes of the States of an area, each once, by code. Raises UnknownArea for a name that is known in no list."""
    memberships = list(groups)
    return tuple(sorted({state for name in area for state in _named(name, states, memberships)}))


def _named(name: str, states: Mapping[str, StateParty], groups: list[GroupMembership]) -> set[str]:
    if name in states:
        return {name}
    if name in by_code("regional_groups"):
        return {code for code, state in states.items() if state.regional_group == name}
    if name in by_code("subregions"):
        return {code for code, state in states.items() if name in _regions_around(state)}
    members = {one.state for one in groups if one.group == name}
    if not members:
        raise UnknownArea(
            f"area {name!r}: no State, regional group, M49 region or named group; write a two-letter code, "
            f"{', '.join(by_code('regional_groups'))}, three digits, or a name from groups.csv"
        )
    return members


def _regions_around(state: StateParty) -> set[str]:
    """M49 codes of the sub-region and of all regions around it."""
    around, code = set[str](), state.subregion or ""
    while code in by_code("subregions"):
        around.add(code)
        code = by_code("subregions")[code]["parent"]
    return around
