"""A report as one page of HTML that stands alone; PDF is laid out from the same page."""

from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from article60.charts.chart import Chart
from article60.charts.look import of_the_site
from article60.charts.picture import picture
from article60.charts.spec import spec
from article60.charts.tiles import Tiles, drawn
from article60.codes.languages import direction
from article60.publication.reports.model import Report, Words
from article60.publication.reports.overlaid import overlaid
from article60.publication.reports.wording import ISOLATED, RUNS_BY_ITSELF, Wording, direction_of, words_of


def render(report: Report, *, paged: bool = False) -> str:
    """The page; it names no address and loads nothing. `paged`: for paper, with notes at the foot of their pages."""
    environment = Environment(
        loader=PackageLoader("article60.publication", "reports"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    page = environment.get_template("report.html.jinja").render(
        report=report,
        paged=paged,
        direction=direction(report.language),
        words=Wording(report.language, "report"),
        quoted=_quoted,
        told_apart=_told_apart,
        apart=_apart,
        drawn=_overlaid if paged else _drawn,
        css=Markup("".join(_file(name) for name in (("report.css", "paged.css") if paged else ("report.css",)))),
    )
    return page.strip() + "\n"


def _quoted(text: str, tongue: str | None) -> Markup:
    """`lang` and `dir` of words of a source, as attributes; paper finds no direction by itself, so it is always told."""
    told = words_of(tongue or None)
    side = direction_of(text) if told["dir"] == "auto" else told["dir"]
    return Markup(' lang="{}" dir="{}"').format(told["lang"], side) if told["lang"] else Markup(' dir="{}"').format(side)


def _told_apart(one: Words) -> bool:
    """Whether words are an element of their own: not a symbol of no language, of which annexes hold thousands."""
    return one.language is not None and (one.language != "" or RUNS_BY_ITSELF.fullmatch(one.text) is None)


def _apart(text: str) -> Markup:
    """Words with what is isolated in them as elements of their own; names in Latin letters stay on one line."""
    written, at = Markup(""), 0
    for found in ISOLATED.finditer(text):
        named = found[1] == "\N{LEFT-TO-RIGHT ISOLATE}"
        side = "ltr" if named else direction_of(found[2])
        element = Markup('<span{} dir="{}">{}</span>').format(Markup(' class="name"' if named else ""), side, found[2])
        written, at = written + text[at : found.start()] + element, found.end()
    return written + text[at:]


def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _overlaid(chart: Chart | Tiles) -> Markup:
    return overlaid(_svg(chart), told=chart.told)


def _drawn(chart: Chart | Tiles) -> Markup:
    return Markup(_svg(chart))


def _svg(chart: Chart | Tiles) -> str:
    look = of_the_site()
    return drawn(chart, look) if isinstance(chart, Tiles) else picture(spec(chart, look))
