"""Titles and descriptions are told by their bytes as a parser tells them."""

import random

import pytest

from article60.sources.iati.chunks import DESCRIPTION, TITLE
from article60.sources.iati.spoken import told_by_bytes, told_by_parser

PIECES = [
    *("a", "é", " ", "\r\n", "\r", "\n\n", "@example.org", "&", "<b>", "</b>", "<narrative>", "</narrative>", "<narrative/>"),
    *("&amp;", "&lt;b&gt;", "&quot;", "&nbsp;", "&amp;#111;", "&amp;eacute;", "<!-- said -->", "<![CDATA[said]]>"),
    *("&#65;", "&#xE9;", "&#13;", "&#8;", "&#x110000;", "&#55296;", "&#0065;", "&#X41;"),
]


@pytest.mark.parametrize("seed", range(3))
def test_bytes_tell_what_the_parser_tells(seed):
    chance = random.Random(seed)
    for _ in range(2_000):
        kind, tag = chance.choice([(TITLE, "title"), (DESCRIPTION, "description")])
        opening = chance.choice([f"<{tag}>", f'<{tag} xml:lang="en">', f"<{tag}/>"])
        written = (opening + "".join(chance.choices(PIECES, k=chance.randint(0, 7)))).encode()

        by_bytes, by_parser = told_by_bytes(written, kind), told_by_parser(written, kind)

        assert (by_bytes and list(by_bytes)) == (by_parser and list(by_parser)), written


def test_references_are_resolved_without_the_parser():
    assert told_by_bytes(b"<title>&#163;5 &amp; more &lt;p&gt;&amp;eacute;</title>"[:-8], TITLE) == ["£5 & more\né"]
