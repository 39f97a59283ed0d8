"""Trends: assistance required and provided; needs current, anticipated and unmet; split and narrowed as a reader asks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_safe

from article60.charts.chart import HOLLOW, SOLID
from article60.domain.figure import Figure
from article60.figures.declarations import Declaration, declarations, range_declarations
from article60.figures.narrowing import Narrowing, NotNarrowed, TooFewStates
from article60.web.common import wording
from article60.web.common.current import Release, current
from article60.web.public import asked
from article60.web.public.drawings import Drawing, of_figure, of_range
from article60.web.public.figures import Shown, ShownRange, between, figure
from article60.web.public.pages import Page, render
from article60.web.public.plain import in_plain_words

BY = ("year", "cycle", "chapter", "cluster", "article", "coarse_type", "type", "regional_group")
"""Ways in which the page splits its figures; the first is the one it begins with."""

SERVED = {"chapter": "chapter_served", "cycle": "cycle_served", "year": "year_running"}
"""What a split is called where activities are split: by the provisions that they serve, and by the years in which they run."""

SECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "required",
        noop("Required: what States parties, and their reviews, said was needed"),
        ("states_with_needs", "needs_stated", "anticipated_needs"),
    ),
    (
        "standing",
        noop("Current needs: still unanswered, or being addressed"),
        ("range:current_needs", "range:needs_open", "range:needs_being_addressed"),
    ),
    (
        "provided",
        noop("Provided: what providers and reviews report"),
        ("states_with_activities", "range:activities_running", "assistance_received"),
    ),
)
"""Sections of the page, each with its figures and ranges."""

OVER_YEARS = {"range:activities_running": "activities_kept"}
"""What stands in the place of a figure about one day where figures are split by year."""

CLUSTER = noop("Cluster of articles")

TOO_FEW = noop(
    "These rows rest on fewer than five States of the group, or would show so few through a difference. No number is given."
)
NOT_TOLD = noop("This figure cannot be narrowed by the filters chosen. No number is given.")
NOT_SPLIT = noop(
    "This number is not known exactly, and is not split by regional group: groups merged at one end could show at the other."
)

NOT_SO_SPLIT = noop("This figure is not split in this way.")

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One figure or range of the page: its number, its chart, what else must be said, and where it is explained and listed.

    `shown` is empty where no number is given, and `why_not` then says why. `out_of_all` names filters that its denominator
    does not tell. `before` is the figure that holds what the number was in the Release before. `rows` are addresses of the
    rows behind it: the number's own, by part, and by part those of the lower end of a range.
    """

    name: str
    title: str
    shown: Shown | ShownRange | None
    plain: str
    before: Figure | None = None
    drawing: Drawing | None = None
    why_not: str | None = None
    out_of_all: str | None = None
    rows: str
    rows_of_parts: str | None = None
    rows_of_least: str | None = None

    @property
    def is_range(self) -> bool:
        """Whether the number lies between two."""
        return isinstance(self.shown, ShownRange)


def trends_page(release: Release, *, by: str, to: Narrowing) -> dict[str, Any]:
    """Everything that the page shows, split one way under some filters."""
    path = reverse("trends_by", args=[by])
    return {
        "by": by,
        "splits": [
            (one, gettext(asked.TITLES.get(one, CLUSTER)), asked.address(reverse("trends_by", args=[one]), to)) for one in BY
        ],
        "path": path,
        "fields": asked.form(release, to),
        "narrowed": asked.removable(to, path),
        "article": to.article,
        "sections": [
            (key, gettext(title), [_panel(release, name, by=by, to=to) for name in _names(names, by)])
            for key, title, names in SECTIONS
        ],
    }


def _names(names: tuple[str, ...], by: str) -> list[str]:
    return [OVER_YEARS.get(name, name) if by == "year" else name for name in names]


def _panel(release: Release, name: str, *, by: str, to: Narrowing) -> Panel:
    if name.startswith("range:"):
        return _range_panel(release, name.removeprefix("range:"), by=by, to=to)
    total = declarations()[name]
    split = declarations().get(f"{name}.{SERVED.get(by, by) if total.table == 'activities' else by}", total)
    shown, why_not = _told(lambda: figure(release, split.figure, to=to))
    more = {"by": split.dimension.name} if split.dimension is not None else {}
    path = reverse("figure_rows", args=[name])
    fill = HOLLOW if total.table in ("activities", "assistance_received") else SOLID
    return Panel(
        name=name,
        title=total.titles[wording.language()],
        shown=shown,
        plain=_plain(total, split),
        before=figure(release, name).figure if not to.given else None,
        drawing=of_figure(shown, fill=fill, planned_after=_year(release) if shown.figure.dimension == "year_running" else None)
        if shown is not None
        else None,
        why_not=why_not or (gettext(NOT_SO_SPLIT) if split is total else None),
        out_of_all=_out_of_all(total, to),
        rows=asked.address(path, to),
        rows_of_parts=asked.address(path, to, **more) if more else None,
    )


def _range_panel(release: Release, name: str, *, by: str, to: Narrowing) -> Panel:
    declared = range_declarations()[name]
    of_aid = declarations()[declared.high].table == "activities"
    dimension = SERVED.get(by, by) if of_aid else by
    split = f"{name}.{dimension}" if f"{name}.{dimension}" in range_declarations() else name
    shown, why_not = _told(lambda: between(release, split, to=to))
    merged = gettext(NOT_SPLIT) if by == "regional_group" and why_not is None else None
    return Panel(
        name=f"range:{name}",
        title=declared.titles[wording.language()],
        shown=shown,
        plain=in_plain_words(declarations()[declared.high]),
        drawing=of_range(shown, fill=HOLLOW if of_aid else SOLID) if shown is not None else None,
        why_not=why_not or merged,
        rows=asked.address(reverse("figure_rows", args=[declared.high]), to),
        rows_of_parts=asked.address(reverse("figure_rows", args=[declared.high]), to, by=dimension) if split != name else None,
        rows_of_least=asked.address(reverse("figure_rows", args=[declared.low]), to, by=dimension) if split != name else None,
    )


def _told(answer: Callable[[], Answer]) -> tuple[Answer | None, str | None]:
    """What is asked for, or why no number is given."""
    try:
        return answer(), None
    except TooFewStates:
        return None, gettext(TOO_FEW)
    except NotNarrowed:
        return None, gettext(NOT_TOLD)


def _plain(total: Declaration, split: Declaration) -> str:
    parts = (total, split) if split is not total else (total,)
    return ("" if wording.language() == "zh" else " ").join(in_plain_words(one) for one in parts)


def _out_of_all(total: Declaration, to: Narrowing) -> str | None:
    """The filters by which what a figure is out of is not narrowed."""
    if total.denominator is None:
        return None
    told = dict(to.of(declarations()[total.denominator].table).given)
    missing = [title for (name, _), (title, _) in zip(to.given, asked.words(to), strict=True) if name not in told]
    return wording.between().join(missing) or None


def _year(release: Release) -> int:
    return int(release.info["on"][:4])


def _clean(request: HttpRequest, to: Narrowing) -> Iterator[str]:
    """The address without blank filters, where it holds any: what a form without scripts sends."""
    if any(not value for value in request.GET.values()):
        yield asked.address(request.path, to)


@require_safe
def show_trends(request: HttpRequest, by: str = BY[0]) -> HttpResponse:
    """All figures of the page, split one way, under the filters of the address."""
    if by not in BY:
        raise Http404(by)
    release = current()
    to = asked.asked(release, request.GET)
    for address in _clean(request, to):
        return HttpResponseRedirect(address)
    return render(request, release, "trends.html", trends_page(release, by=by, to=to))


PAGES = [
    Page(name="trends", route="trends", view=show_trends),
    Page(name="trends_by", route="trends/<slug:by>", view=show_trends, every=lambda release: BY),
]
