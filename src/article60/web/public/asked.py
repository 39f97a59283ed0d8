"""What a reader narrows figures to, read from an address, with the values that can be chosen and addresses without each."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop

from article60.codes.labels import codes
from article60.figures.narrowing import NAMES, Narrowing
from article60.text.normalise import fold
from article60.web.common import wording
from article60.web.common.current import Release
from article60.web.public.facets import Choice, Facet
from article60.web.public.not_understood import NotUnderstood

TITLES = {
    "state": noop("State"),
    "regional_group": noop("Regional group"),
    "cycle": noop("Review cycle"),
    "chapter": noop("Chapter"),
    "article": noop("Article"),
    "coarse_type": noop("Broad type of assistance"),
    "type": noop("Detailed type of assistance"),
    "year": noop("Year"),
}
"""What figures can be narrowed to, in the order of the form."""

_YEARS = ("needs_stated.year", "assistance_received.year", "activities_kept.year_running")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One filter of the form: its name in the address, its title, and its values with their words."""

    name: str
    title: str
    values: list[tuple[str, str]]
    chosen: str | None


def asked(release: Release, query: QueryDict, *, more: Collection[str] = ()) -> Narrowing:
    """The filters of an address; blank ones ask for nothing. `more` are parameters that the page knows beside them.

    Raises NotUnderstood for what is no filter or is given twice, and for a value that the Release does not have: a number
    that is not narrowed as the address says would be taken for one that is.
    """
    given = {name: str(query[name]) for name in NAMES if query.get(name)}
    strange = [name for name, some in query.lists() if name not in (*NAMES, *more) or len(some) > 1]
    if wrong := [*strange, *(name for name, value in given.items() if value not in _values(release, name))]:
        raise NotUnderstood(*dict.fromkeys(wrong))
    return Narrowing(**given)


def form(release: Release, to: Narrowing) -> list[Field]:
    """The filters with all values that can be chosen: in the order of their lists; States by their names."""
    chosen = dict(to.given)
    return [
        Field(name=name, title=gettext(title), values=_labelled(release, name), chosen=chosen.get(name))
        for name, title in TITLES.items()
    ]


def words(to: Narrowing) -> list[tuple[str, str]]:
    """Title and value of each filter, in words."""
    return [(gettext(TITLES[name]), label(name, value)) for name, value in to.given]


def label(name: str, value: str) -> str:
    """The words of one value of a filter."""
    if name == "state":
        return wording.state(value)
    if name == "article":
        return f"{value} – {wording.article_title(value)}"
    if name == "chapter":
        return f"{value} – {wording.code('chapters', value)}"
    lists = {"regional_group": "regional_groups", "coarse_type": "coarse_types", "type": "types"}
    return wording.code(lists[name], value) if name in lists else value


def removable(to: Narrowing, path: str) -> list[Facet]:
    """The filters that are chosen, each with the address that it leads to once it is removed."""
    return [
        Facet(
            title=gettext(TITLES[name]),
            choices=[
                Choice(words=label(name, value), count=0, address=address(path, replace(to, **{name: None})), chosen=True)
            ],
        )
        for name, value in to.given
    ]


def address(path: str, to: Narrowing, **more: str) -> str:
    """A path with filters, and whatever else it asks for."""
    query = urlencode([*to.given, *more.items()])
    return f"{path}?{query}" if query else path


def _labelled(release: Release, name: str) -> list[tuple[str, str]]:
    labelled = [(value, label(name, value)) for value in _values(release, name)]
    return sorted(labelled, key=lambda one: fold(one[1])) if name == "state" else labelled


def _values(release: Release, name: str) -> Mapping[str, None]:
    return release.kept(("values", name), lambda: dict.fromkeys(_all_values(release, name)))


def _all_values(release: Release, name: str) -> Iterator[str]:
    if name == "state":
        yield from (row[0] for row in release.connection.execute('SELECT "state" FROM "states"'))
    elif name == "article":
        reviewed = 'SELECT DISTINCT "article" FROM "provisions" WHERE "cycle" IS NOT NULL ORDER BY 1'
        yield from (str(row[0]) for row in release.connection.execute(reviewed))
    elif name in ("cycle", "chapter"):
        held = f'SELECT DISTINCT "{name}" FROM "coverage" ORDER BY 1'
        yield from (str(row[0]) for row in release.connection.execute(held))
    elif name == "year":
        parts = (part for figure in _YEARS for part, _ in release.figures[figure]["parts"])
        yield from sorted({part for part in parts if part.isdigit()})
    else:
        yield from codes({"regional_group": "regional_groups", "coarse_type": "coarse_types", "type": "types"}[name])
