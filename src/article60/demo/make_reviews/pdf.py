"""A review document as PDF: the same bytes from the same source, template and fonts."""

import re
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from weasyprint import HTML

from article60.demo.make_reviews.source import NOTE, Source, head_words

_TEMPLATES = Path(__file__).parent


def make(source: Source) -> bytes:
    """The PDF of a source; page 1 is the cover, the following pages carry the symbol and their printed number."""
    html = (
        _environment()
        .get_template("review.html")
        .render(source=source, words=head_words(source.language), letters=head_words(source.language)["letters"].split())
    )
    identifier = sha256(html.encode()).digest()[:16]
    return bytes(HTML(string=html).write_pdf(pdf_identifier=identifier) or b"")


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["inline"] = _inline
    return environment


def _inline(text: str) -> Markup:
    """The text with its notes as page notes."""
    return Markup(re.sub(NOTE, r'<span class="note">\1</span>', str(escape(text))))
