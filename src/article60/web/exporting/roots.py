"""What of a copy stands outside its languages: the choice of one, lasting addresses, old identifiers, robots and sitemap."""

import re
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path

from article60.codes.languages import LANGUAGES, direction, own_name
from article60.web.exporting.linking import Held
from article60.web.exporting.places import Address, between, target

ROBOTS, SITEMAP = "/robots.txt", "/sitemap.xml"
ALWAYS = (ROBOTS,)
ASSETS = ("static/choose.js", "static/tokens.css", "static/site.css", "static/choose.css", "static/mark.svg")

_CHOICE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Article60</title>
<meta name="robots" content="noindex">
{head}
</head>
<body>
<main class="choose">
<h1>Article<b>60</b></h1>
<ul>
{links}
</ul>
</main>
</body>
</html>
"""
_ON = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url={to}">
<meta name="robots" content="noindex">
<title>{name}</title>
</head>
<body><p><a href="{to}">{name}</a></p></body>
</html>
"""
_ENTRY = re.compile(r"<(url|sitemap)><loc>([^<]*)</loc>.*?</\1>\n?")


def choice(folder: Path, file: str, below: str, held: Held) -> None:
    """Write a page that offers six languages of one page of the site; with a script it takes the reader's own."""
    links = [(code, held.link(Address(f"{code}/{below}"), "", here=file)) for code in LANGUAGES]
    if any(to is None for _, to in links):
        return
    items = (
        f'<li><a href="{escape(to or "")}" hreflang="{code}" lang="{code}" dir="{direction(code)}">{own_name(code)}</a></li>'
        for code, to in links
    )
    sheets = (f'<link rel="stylesheet" href="{between(file, name)}">' for name in ASSETS if name.endswith(".css"))
    script = f'<script src="{between(file, ASSETS[0])}" defer></script>'
    icon = f'<link rel="icon" href="{between(file, ASSETS[-1])}" type="image/svg+xml">'
    _write(folder / file, _CHOICE.format(head="\n".join((*sheets, icon, script)), links="\n".join(items)))


def lead_on(folder: Path, file: str, newer: str, held: Held) -> None:
    """Write a page at an old identifier that leads to the one in which it lives on."""
    at = Address(newer)
    to = held.link(at, "", here=file)
    if to is not None:
        language = at.language or "en"
        name = escape(newer.rpartition("/")[2])
        _write(folder / file, _ON.format(language=language, direction=direction(language), to=escape(to), name=name))


def sitemaps(folder: Path, site: str) -> Iterator[str]:
    """Yield the files that the sitemap names, as addresses."""
    for _, text in _ENTRY.findall((folder / SITEMAP[1:]).read_text(encoding="utf-8")):
        yield unescape(text).removeprefix(site)


def trim_sitemaps(folder: Path, held: Held) -> None:
    """Leave in the sitemap what the copy holds, each page at the address under which a static host has it."""
    if not held.site:
        (folder / ROBOTS[1:]).write_text(_without_sitemap(folder / ROBOTS[1:]), encoding="utf-8")
        return
    for path in sorted((folder / "sitemaps").glob("*.xml")):
        text = _ENTRY.sub(lambda entry: _entry(entry, held), path.read_text(encoding="utf-8"))
        _write(path, text) if "<loc>" in text else path.unlink()
    index = folder / SITEMAP[1:]
    kept = {path.name for path in (folder / "sitemaps").glob("*.xml")}
    text = index.read_text(encoding="utf-8")
    _write(index, _ENTRY.sub(lambda entry: entry[0] if entry[2].rpartition("/")[2] in kept else "", text))


def _entry(entry: re.Match[str], held: Held) -> str:
    found = target(unescape(entry[2]), here=Address(""), site=held.site)
    file = held.files.get(str(found[0])) if found is not None else None
    return "" if file is None else entry[0].replace(entry[2], escape(f"{held.site}/{file.removesuffix('index.html')}"))


def _without_sitemap(robots: Path) -> str:
    lines = robots.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("Sitemap:"))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
