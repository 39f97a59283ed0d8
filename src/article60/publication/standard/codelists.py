"""The codelists of the needs standard, published: every code with its labels in six languages and what else its list says."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from article60.codes.labels import UnknownCode
from article60.codes.languages import LANGUAGES
from article60.codes.reader import by_code, header
from article60.domain.provision import parent, provisions
from article60.domain.state_party import state_parties
from article60.publication.standard import CODELISTS, VERSION
from article60.text import citations

_MORE: Mapping[str, tuple[str, ...]] = {
    "chapters": ("cycle",),
    "types": ("coarse",),
    "languages": ("direction",),
    "provisions": ("parent", "chapter", "cycle"),
}
"""Columns of a list that are published beside the labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code of a list: its labels by language, and what else the list says of it."""

    code: str
    labels: Mapping[str, str]
    more: Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codelist:
    """A list of codes; a closed one is complete, to an open one a publisher may add codes of its own."""

    name: str
    titles: Mapping[str, str]
    closed: bool
    fields: tuple[str, ...]
    source: str
    date: str
    codes: tuple[Code, ...]

    def as_json(self) -> dict[str, Any]:
        """The list as published."""
        return {
            "codelist": self.name,
            "standard": f"article60-needs {VERSION}",
            "titles": dict(self.titles),
            "closed": self.closed,
            "fields": list(self.fields),
            "source": self.source,
            "date": self.date,
            "codes": [{"code": one.code, **one.more, "labels": dict(one.labels)} for one in self.codes],
        }


def names() -> tuple[str, ...]:
    """Names of all codelists of the standard."""
    return tuple(by_code("standard_codelists"))


@cache
def codelist(name: str) -> Codelist:
    """One codelist. Raises UnknownCode where the standard has none of that name."""
    row = by_code("standard_codelists").get(name)
    if row is None:
        raise UnknownCode(f"the needs standard has no codelist {name!r}")
    makers = {"provisions": _provisions, "states": _states}
    said = header(row["list"])
    return Codelist(
        name=name,
        titles={language: row[language] for language in LANGUAGES},
        closed=row["closed"] == "yes",
        fields=tuple(row["fields"].split("; ")),
        source=said["source"],
        date=said["date"],
        codes=tuple(makers.get(name, lambda: _listed(name, row["list"]))()),
    )


@cache
def known_codes(name: str) -> frozenset[str]:
    """The codes of a list."""
    return frozenset(one.code for one in codelist(name).codes)


@cache
def as_json(name: str) -> str:
    """One codelist as a JSON file, a line for each code."""
    made = codelist(name).as_json()
    codes = ",\n".join(f"  {json.dumps(one, ensure_ascii=False)}" for one in made.pop("codes"))
    head = json.dumps(made, ensure_ascii=False, indent=1).removesuffix("\n}")
    return f'{head},\n "codes": [\n{codes}\n ]\n}}\n'


@cache
def as_csv(name: str) -> str:
    """One codelist as CSV: code, what else the list says, a label in each language. No label begins like a formula."""
    made, text = codelist(name), io.StringIO()
    more = _MORE.get(name, ())
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["code", *more, *LANGUAGES])
    writer.writerows([one.code, *(one.more[key] for key in more), *one.labels.values()] for one in made.codes)
    return text.getvalue()


def address(name: str, *, site: str | None) -> str:
    """Address of a codelist on the site, or, where no site is named, of its file beside the others of a Release."""
    return f"{site}{CODELISTS}/{name}" if site else f"standard/codelists/{name}.json"


def _listed(name: str, list_name: str) -> Iterator[Code]:
    for code, row in by_code(list_name).items():
        labels = {language: row[language] for language in LANGUAGES}
        yield Code(code=code, labels=labels, more={key: row[key] or None for key in _MORE.get(name, ())})


def _provisions() -> Iterator[Code]:
    """Every clause with its citation as United Nations documents print it and, for an article, its title."""
    for code, one in provisions().items():
        cited = {language: citations.write([code], language=language) for language in LANGUAGES}
        labels = {language: f"{cited[language]} – {getattr(one, f'title_{language}')}" for language in LANGUAGES}
        yield Code(code=code, labels=labels, more={"parent": parent(code), "chapter": one.chapter, "cycle": one.cycle})


def _states() -> Iterator[Code]:
    """States and organisations that are or may become parties; whether and since when they are is a fact of the depositary."""
    for code, one in state_parties().items():
        if not one.fictional:
            yield Code(code=code, labels={language: getattr(one, f"name_{language}") for language in LANGUAGES}, more={})
