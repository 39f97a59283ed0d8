"""The needs that were found as files to take home: the whole list in its order, names beside codes, and links back."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_safe

from article60.domain.need import Need
from article60.domain.provision import provisions
from article60.web.common import wording
from article60.web.common.address import site_address
from article60.web.common.current import current
from article60.web.public.find import address, asked_for, needs_at, title_of
from article60.web.public.held import marked, unchanged
from article60.web.public.lists.cells import cell
from article60.web.public.lists.found import Found
from article60.web.public.lists.sheets import CSV, MOST_ROWS, XLSX, as_csv, as_workbook
from article60.web.public.pages import Page

PART = 500
COLUMNS: Sequence[tuple[str, int, Callable[[Need], Any]]] = (
    (noop("Identifier"), 14, lambda need: need.need_id),
    (noop("State"), 22, lambda need: wording.state(need.state)),
    (noop("Code of the State"), 8, lambda need: need.state),
    (noop("Words of the document"), 70, lambda need: need.text),
    (noop("Language of the words"), 10, lambda need: need.language),
    (noop("Provisions"), 18, lambda need: list(need.provisions)),
    (noop("Titles of the articles"), 34, lambda need: _titles(need)),
    (noop("Chapter of the Convention"), 16, lambda need: wording.code("numbered_chapters", need.chapter) or None),
    (noop("Type"), 34, lambda need: wording.codes("types", need.types)),
    (noop("Codes of the types"), 22, lambda need: list(need.types)),
    (noop("Priority, as printed"), 18, lambda need: need.priority),
    (noop("For"), 24, lambda need: need.beneficiary),
    (noop("Where it stands"), 28, lambda need: wording.code("need_grades", need.grade)),
    (noop("Code of where it stands"), 22, lambda need: need.grade),
    (noop("Stated"), 12, lambda need: need.stated_on),
    (noop("Last confirmed"), 12, lambda need: need.confirmed_on),
    (noop("Role of who confirmed it"), 22, lambda need: need.confirmed_by_role and wording.role(need.confirmed_by_role)),
    (noop("Reading"), 18, lambda need: wording.code("readings", need.reading)),
    (noop("Document"), 24, lambda need: need.symbol or need.document_id or None),
    (noop("Page"), 6, lambda need: need.page),
    (noop("Section"), 14, lambda need: need.section),
    (noop("Release"), 22, lambda need: None),
    (noop("Address"), 40, lambda need: None),
)
"""Heads of the columns, their widths in characters, and what stands in them; the last two are the same for every need."""


def _titles(need: Need) -> list[str]:
    return [wording.article_title(one) for one in dict.fromkeys(need.articles) if one in provisions()]


def header() -> list[str]:
    """Heads of the columns in the reader's language."""
    return [gettext(name) for name, _, _ in COLUMNS]


def rows(found: Found, places: Sequence[int], *, base: str) -> Iterator[list[Any]]:
    """Yield a row of cells for each need."""
    made = [make for _, _, make in COLUMNS[:-2]]
    for need in _needs(found, places):
        told = [cell(make(need)) for make in made]
        yield [*told, found.release.info["name"], f"{base}/{wording.language()}/needs/{need.need_id}"]


def _needs(found: Found, places: Sequence[int]) -> Iterable[Need]:
    for start in range(0, len(places), PART):
        yield from needs_at(found.release, list(places[start : start + PART]))


@require_safe
def show_csv(request: HttpRequest) -> HttpResponseBase:
    """The list as CSV, with a mark by which spreadsheets know that it is UTF-8."""
    found, _ = asked_for(request, current())
    if (known := unchanged(request, found.release)) is not None:
        return known
    lines = _within(wording.language(), lambda: rows(found, found.places(), base=site_address(request)))
    return _named(request, StreamingHttpResponse(as_csv(header(), lines, mark=True), content_type=CSV), found, "csv")


@require_safe
def show_xlsx(request: HttpRequest) -> HttpResponseBase:
    """The list as a workbook; its first line says what was chosen, of which Release, and where it can be seen."""
    found, _ = asked_for(request, current())
    if (known := unchanged(request, found.release)) is not None:
        return known
    base = site_address(request)
    cut = gettext("The first %(count)s needs; the CSV file holds all.") % {"count": wording.number(MOST_ROWS)}
    note = [
        f"{title_of(found)}.",
        gettext("Release %(name)s, as on %(day)s.")
        % {"name": found.release.info["name"], "day": wording.day(found.release.info["on"])},
        gettext("Not a site of the United Nations, and not endorsed by it."),
        *([cut] if found.total > MOST_ROWS else []),
        base + address(found),
    ]
    made = as_workbook(
        header(),
        rows(found, found.places(end=MOST_ROWS), base=base),
        note=" ".join(note),
        title=gettext("Open needs"),
        widths={gettext(name): width for name, width, _ in COLUMNS},
        right_to_left=wording.is_right_to_left(),
    )
    return _named(request, HttpResponse(made, content_type=XLSX), found, "xlsx")


def _within(language: str, make: Callable[[], Iterator[list[Any]]]) -> Iterator[list[Any]]:
    """Rows in a language, also where they are written after the request has been answered."""
    lines = make()
    while True:
        with override(language):
            row = next(lines, None)
        if row is None:
            return
        yield row


def _named(request: HttpRequest, made: HttpResponseBase, found: Found, ending: str) -> HttpResponseBase:
    name = f"article60-needs-{found.release.info['name']}.{ending}"
    made.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return marked(request, found.release, made)


PAGES = [
    Page(name="find_csv", route="find.csv", view=show_csv, media="text/csv"),
    Page(name="find_xlsx", route="find.xlsx", view=show_xlsx, media=XLSX),
]
