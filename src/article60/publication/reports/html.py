"""A report as one page of HTML that stands alone; PDF is laid out from the same page."""

from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from article60.charts.chart import Chart
from article60.charts.picture import picture
from article60.charts.spec import spec
from article60.codes.languages import direction
from article60.publication.reports import drawing
from article60.publication.reports.model import Report
from article60.publication.reports.overlaid import overlaid
from article60.publication.reports.wording import Wording, words_of


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
        words_of=words_of,
        drawn=_overlaid if paged else _drawn,
        css=Markup("".join(_file(name) for name in (("report.css", "paged.css") if paged else ("report.css",)))),
    )
    return page.strip() + "\n"


def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _overlaid(chart: Chart) -> Markup:
    return overlaid(picture(spec(chart, drawing.colours())), told=chart.told)


def _drawn(chart: Chart) -> Markup:
    return Markup(picture(spec(chart, drawing.colours())))
