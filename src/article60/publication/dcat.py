"""Describes a Release for catalogues of open data: DCAT, version 3, as JSON-LD and as Turtle, from one set of statements."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from article60.byte_store import sha256_of
from article60.codes.languages import LANGUAGES
from article60.codes.reader import by_code
from article60.publication.release_info import INVENTED, RIGHTS, ReleaseInfo
from article60.publication.standard import HOME, SCHEMA

JSON_LD, TURTLE = "dcat.jsonld", "dcat.ttl"
PREFIXES: Mapping[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA = "https://www.iana.org/assignments/media-types/"
_AUTHORITY = "http://publications.europa.eu/resource/authority/"
_LANGUAGES = {"ar": "ARA", "en": "ENG", "es": "SPA", "fr": "FRA", "ru": "RUS", "zh": "ZHO"}
_TYPES = {
    "sqlite": "application/vnd.sqlite3",
    "json": "application/json",
    "xml": "application/xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_IATI = "http://iatistandard.org/203/"
_PACKAGE = "https://specs.frictionlessdata.io/tabular-data-package/"


@dataclass(frozen=True, slots=True)
class Iri:
    """A thing named by its address, which may be relative to the file."""

    address: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words in a language, or a value of a type of XML Schema, as `xsd:date`."""

    words: str
    language: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A thing with its types and what is said of it, in order; one without a name stands inside another."""

    types: tuple[str, ...]
    said: "Sequence[tuple[str, Iri | Text | Node]]"
    name: Iri | None = None


def write(folder: Path, *, info: ReleaseInfo) -> None:
    """Write both files over the files that stand in the folder."""
    for name, text in described(folder, info=info).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def described(folder: Path, *, info: ReleaseInfo) -> dict[str, str]:
    """Text of both files, by name."""
    nodes = list(statements(folder, info=info))
    return {JSON_LD: as_json_ld(nodes), TURTLE: as_turtle(nodes)}


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files("article60.publication").joinpath("catalogue_words.toml").read_text(encoding="utf-8"))


def statements(folder: Path, *, info: ReleaseInfo) -> Iterator[Node]:
    """Catalogue, dataset, service and distributions. Addresses are those of the site; without one, relative to the folder."""
    site = info.imprint.address
    dataset, service = Iri(_at(site, "release.json#dataset")), Iri(f"{site}/api/v1/")
    shared: list[tuple[str, Iri | Text | Node]] = [
        *(("dcterms:title", Text(_words()["title"][one], one)) for one in LANGUAGES),
        *(("dcterms:description", Text(_description(info, one), one)) for one in LANGUAGES),
        ("dcterms:publisher", _publisher(info)),
        ("dcterms:license", _licence(info)),
    ]
    yield Node(
        ("dcat:Catalog",),
        [*shared, ("dcat:dataset", dataset), *([("dcat:service", service)] if site else [])],
        Iri(_at(site, "release.json#catalog")),
    )
    given = [(name, title) for name, title in _words()["distributions"].items() if (folder / name).is_file()]
    yield Node(("dcat:Dataset",), [*shared, *_dataset(info), *(_distributed(name, site) for name, _ in given)], dataset)
    if site:
        yield Node(("dcat:DataService",), list(_service(info, dataset)), service)
    for name, title in given:
        yield Node(("dcat:Distribution",), list(_distribution(folder / name, title, info)), _distributed(name, site)[1])


def _dataset(info: ReleaseInfo) -> Iterator[tuple[str, Iri | Text]]:
    yield "dcterms:identifier", Text(info.name)
    yield "dcat:version", Text(info.name)
    yield "adms:versionNotes", Text(f"content hash {info.content_hash}")
    yield "dcterms:issued", Text(info.on.isoformat(), kind="xsd:date")
    yield "dcterms:accrualPeriodicity", Iri(f"{_AUTHORITY}frequency/IRREG")
    yield "dcterms:rights", Text(RIGHTS, "en")
    yield "dcat:theme", Iri(f"{_AUTHORITY}data-theme/JUST")
    yield "dcat:theme", Iri(f"{_AUTHORITY}data-theme/GOVE")
    for one in LANGUAGES:
        for word in _words()["keywords"][one]:
            yield "dcat:keyword", Text(word, one)
    for one in info.languages:
        if one in _LANGUAGES:
            yield "dcterms:language", Iri(f"{_AUTHORITY}language/{_LANGUAGES[one]}")
    if info.imprint.address:
        yield "dcat:landingPage", Iri(f"{info.imprint.address}/en/data")


def _service(info: ReleaseInfo, dataset: Iri) -> Iterator[tuple[str, Iri | Text]]:
    site = info.imprint.address
    yield "dcterms:title", Text("API of the register, version 1", "en")
    yield "dcat:endpointURL", Iri(f"{site}/api/v1/")
    yield "dcat:endpointDescription", Iri(f"{site}/api/v1/openapi.json")
    yield "dcat:servesDataset", dataset
    yield "dcterms:license", _licence(info)


def _distribution(path: Path, title: str, info: ReleaseInfo) -> Iterator[tuple[str, Iri | Text | Node]]:
    site = info.imprint.address
    yield "dcterms:title", Text(title, "en")
    yield "dcat:accessURL", Iri(_at(site, path.name))
    yield "dcat:downloadURL", Iri(_at(site, path.name))
    yield "dcat:mediaType", Iri(f"{_MEDIA}{_TYPES[path.suffix[1:]]}")
    yield "dcat:byteSize", Text(str(path.stat().st_size), kind="xsd:nonNegativeInteger")
    yield "dcterms:license", _licence(info)
    schema = f"{site}{HOME}/{SCHEMA}" if site else f"standard/{SCHEMA}"
    follows = {"needs.json": schema, "assistance.xml": _IATI, "datapackage.json": _PACKAGE}
    if path.name in follows:
        yield "dcterms:conformsTo", Iri(follows[path.name])
    yield (
        "spdx:checksum",
        Node(
            ("spdx:Checksum",),
            [
                ("spdx:algorithm", Iri(f"{PREFIXES['spdx']}checksumAlgorithm_sha256")),
                ("spdx:checksumValue", Text(sha256_of(path), kind="xsd:hexBinary")),
            ],
        ),
    )


def _description(info: ReleaseInfo, language: str) -> str:
    words: str = _words()["description"][language]
    return f"{words} {INVENTED}" if info.fictional and language == "en" else words


def _publisher(info: ReleaseInfo) -> Node:
    page = [("foaf:homepage", Iri(info.imprint.address))] if info.imprint.address else []
    return Node(("foaf:Agent",), [("foaf:name", Text(info.imprint.name)), *page])


def _licence(info: ReleaseInfo) -> Iri:
    return Iri(by_code("licences")[info.imprint.licence]["address"])


def _distributed(name: str, site: str) -> tuple[str, Iri]:
    return "dcat:distribution", Iri(f"{_at(site, name)}#distribution")


def _at(site: str, name: str) -> str:
    return f"{site}/release/{name}" if site else name


def as_json_ld(nodes: Sequence[Node]) -> str:
    """The statements as JSON-LD 1.1 in expanded values, with names shortened by the context."""
    made = {"@context": dict(PREFIXES), "@graph": [_object(node) for node in nodes]}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _object(value: Node | Iri | Text) -> dict[str, Any]:
    if isinstance(value, Iri):
        return {"@id": value.address}
    if isinstance(value, Text):
        more = {"@language": value.language} if value.language else {"@type": value.kind} if value.kind else {}
        return {"@value": value.words, **more}
    said: dict[str, Any] = {"@id": value.name.address} if value.name else {}
    said["@type"] = list(value.types)
    for predicate, one in value.said:
        said.setdefault(predicate, []).append(_object(one))
    return said


def as_turtle(nodes: Sequence[Node]) -> str:
    """The same statements as Turtle."""
    heads = [f"@prefix {prefix}: <{address}> ." for prefix, address in PREFIXES.items()]
    return "\n".join([*heads, "", *(f"{_term(node.name)} {_body(node)} .\n" for node in nodes if node.name)])


def _body(node: Node) -> str:
    return " ;\n  ".join([f"a {', '.join(node.types)}", *(f"{predicate} {_term(value)}" for predicate, value in node.said)])


def _term(value: Node | Iri | Text) -> str:
    if isinstance(value, Iri):
        return f"<{re.sub(_NO_IRI, lambda sign: f'%{ord(sign[0]):02X}', value.address)}>"
    if isinstance(value, Text):
        more = f"@{value.language}" if value.language else f"^^{value.kind}" if value.kind else ""
        return json.dumps(value.words, ensure_ascii=False) + more
    return f"[ {_body(value)} ]"


_NO_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
"""Signs that an address in Turtle cannot hold."""
