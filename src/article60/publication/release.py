"""Writes a Release: from the tables of a run to one immutable folder, whole or not at all."""

import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from article60.domain.figure import Figure, Range
from article60.figures.declarations import declarations, range_declarations
from article60.figures.evaluate import all_figures, all_ranges, figures_of_states
from article60.figures.known import Known
from article60.publication import checksums, database, method_page, signature
from article60.publication.folder import replacing
from article60.publication.full_text import Words
from article60.publication.prepared import (
    NOTHING,
    UNTOLD,
    WITH_CONFIRMATION,
    Prepared,
    Told,
    column,
    states_named,
    together,
    told_of,
)
from article60.publication.reading import DATABASE, open_release
from article60.publication.release_info import NOBODY, Imprint, Input, ReleaseInfo, Share, facts, imprint_of
from article60.tables.canonical import Rows, content_hash, in_order
from article60.tables.declared import TABLES
from article60.tables.plain import to_json

ENDINGS = {"application/pdf": "pdf", "text/html": "html", "text/plain": "txt"}
_COUNTED = ("documents", "needs", "good_practices", "assistance_received", "activities", "matches", "gaps", "overlaps")


class UnknownTable(ValueError):
    """A table was given that no Release has."""


class NotInRelease(ValueError):
    """A document's bytes were given though the Release has no such document."""


def write(
    tables: Mapping[str, Iterable[Any]],
    *,
    out: Path,
    on: date,
    audience: str,
    inputs: Sequence[Input],
    versions: Mapping[str, str],
    documents: Mapping[str, Path],
    fictional: bool,
    before: Prepared = NOTHING,
    known: Known | None = None,
    words: Words | None = None,
    previous: Path | None = None,
    imprint: Imprint = NOBODY,
    signing_key: Path | None = None,
    written: Callable[[Path], None] = lambda folder: None,
    standing: Callable[[Path], None] = lambda folder: None,
    shown: Callable[[], Mapping[str, Path]] = dict,
) -> ReleaseInfo:
    """Write the Release and put it in the place of an older one.

    `tables` holds records by table name, in any order, or a frame; `documents` the public bytes, by SHA-256, whose terms allow
    showing them; `before` are tables that were written before, `known` counts that were made over the same rows before and
    `words` those of names, to which those made now are added. `previous` is the folder of the Release before, with which
    records are compared; `imprint` says who publishes and under which terms; SHA256SUMS is signed where a key is named. A
    Release with a fictional State in it is fictional whatever is said. `written` is called with the unfinished folder as soon
    as release.json and the database stand in it, to which nothing is written any more; `standing` as soon as all core files do:
    these, figures.json, method.html and documents; `shown` then gives, by hash, the folders in which `in_place` keeps what
    documents show of evidence. Raises UnknownTable, RowTwice, NotInRelease, CannotSign or WouldOverwrite, and then leaves `out`
    as it was.
    """
    unknown = sorted(set(tables) - set(TABLES))
    if unknown:
        raise UnknownTable(f"no such table in a Release: {', '.join(unknown)}")
    ordered = {name: in_order(table, tables.get(name, ())) for name, table in TABLES.items()}
    info = describe(
        ordered,
        on=on,
        audience=audience,
        inputs=inputs,
        versions=versions,
        fictional=fictional,
        before=before.told,
        imprint=imprint,
    )
    with replacing(out) as folder:
        _write_core(
            folder, info, ordered=ordered, documents=documents, before=before, known=known, words=words, written=written
        )
        standing(folder)
        from article60.publication import derived  # here, so that the core files do not wait until all this is loaded

        derived.write(folder, info, previous=previous, shown=shown())
        checksums.write(folder)
        if signing_key is not None:
            signature.sign(folder, key=signing_key)
    return info


def describe(
    ordered: Mapping[str, Rows],
    *,
    on: date,
    audience: str,
    inputs: Sequence[Input],
    versions: Mapping[str, str],
    fictional: bool,
    before: Told = UNTOLD,
    imprint: Imprint = NOBODY,
) -> ReleaseInfo:
    """What release.json must say of rows in canonical order; `before` is what is known of rows that are not among these."""
    given = tuple(sorted(inputs, key=lambda one: (one.kind, one.file, one.sha256)))
    invented = fictional or names_fictional_state(ordered, before)
    told = told_of({name: some for name, some in ordered.items() if name not in before.digests})
    whole = together([told, before])
    digest = content_hash(
        whole.digests,
        facts=facts(on=on, audience=audience, versions=versions, inputs=given, fictional=invented),
    )
    return ReleaseInfo(
        name=f"{on.isoformat()}-{digest[:8]}",
        on=on,
        content_hash=digest,
        audience=audience,
        fictional=invented,
        counts={name: whole.counts[name] for name in _COUNTED},
        confirmed={name: Share(confirmed=whole.confirmed[name], of=whole.counts[name]) for name in WITH_CONFIRMATION},
        languages=tuple(sorted(whole.languages)),
        versions=dict(sorted(versions.items())),
        inputs=given,
        previous=_previous(ordered["previous_figures"]),
        imprint=imprint,
    )


def describe_again(ordered: Mapping[str, Rows], *, said: Mapping[str, Any], before: Told = UNTOLD) -> ReleaseInfo:
    """What release.json must say of all rows, by what it says itself of day, audience, inputs, versions and imprint.

    `before` is what is known of rows besides. Raises KeyError, TypeError or ValueError where it does not say it.
    """
    return describe(
        ordered,
        on=date.fromisoformat(said["on"]),
        audience=said["audience"],
        inputs=[Input(**one) for one in said["inputs"]],
        versions=said["versions"],
        fictional=said["fictional"],
        before=before,
        imprint=imprint_of(said),
    )


def names_fictional_state(ordered: Mapping[str, Rows], before: Told = UNTOLD) -> bool:
    """Whether anything in the tables, but the list of States itself, is about a fictional State."""
    listed, flagged = column("states", ordered, "state"), column("states", ordered, "fictional")
    fictional = {state for state, flag in zip(listed, flagged, strict=True) if flag}
    if not fictional.isdisjoint(states_named(ordered) | before.states):
        return True
    return any(not fictional.isdisjoint(json.loads(str(some))) for some in column("documents", ordered, "states"))


def _previous(rows: Rows) -> dict[str, str] | None:
    """Name and content hash of the Release before, which each of its figures names."""
    if not rows:
        return None
    first = dict(zip(TABLES["previous_figures"].columns, rows[0], strict=True))
    return {"name": str(first["release"]), "content_hash": str(first["content_hash"])}


def _meta(info: ReleaseInfo) -> dict[str, str]:
    return {
        "name": info.name,
        "on": info.on.isoformat(),
        "content_hash": info.content_hash,
        "audience": info.audience,
        "fictional": "1" if info.fictional else "0",
    }


def _copy(documents: Mapping[str, Path], folder: Path, *, ordered: Rows) -> None:
    endings = dict(zip(column("documents", {"documents": ordered}, "sha256"), _endings(ordered), strict=True))
    folder.mkdir()
    for sha256, path in sorted(documents.items()):
        if sha256 not in endings:
            raise NotInRelease(f"{sha256}: bytes were given, but the Release has no document with this hash")
        shutil.copyfile(path, folder / f"{sha256}.{endings[sha256]}")


def _endings(ordered: Rows) -> list[str]:
    return [ENDINGS.get(media, "docx") for media in column("documents", {"documents": ordered}, "media_type")]


def _write_core(
    folder: Path,
    info: ReleaseInfo,
    *,
    ordered: Mapping[str, Rows],
    documents: Mapping[str, Path],
    before: Prepared,
    known: Known | None,
    words: Words | None,
    written: Callable[[Path], None],
) -> None:
    """Write what every page and every figure needs; figures are read back from the database."""
    _write_json(folder / "release.json", info.as_json())
    database.write(
        folder / DATABASE,
        ordered,
        meta=_meta(info),
        aid=before.aid,
        parts=before.parts,
        begun=None if before.begun is None else before.begun(),
        words=words,
    )
    written(folder)
    _copy(documents, folder / "documents", ordered=ordered["documents"])
    with closing(open_release(folder)) as connection:
        figures, alone = all_figures(connection, known=known), list(figures_of_states(connection, known=known))
    between = all_ranges(figures)
    write_figures(folder / "figures.json", figures, ranges=between, of_states=alone, info=info)
    method_page.write(folder / "method.html", figures, ranges=between, info=info)


def write_figures(
    path: Path, figures: Sequence[Figure], *, ranges: Sequence[Range], of_states: Sequence[Figure], info: ReleaseInfo
) -> None:
    """Write every figure and range with its titles in six languages, then the figures of each State by itself, by its code."""
    written = {
        "figures": [{**asdict(one), "titles": dict(declarations()[one.figure].titles)} for one in figures],
        "ranges": [{**asdict(one), "titles": dict(range_declarations()[one.range].titles)} for one in ranges],
        "of_states": [asdict(one) for one in of_states],
    }
    _write_json(path, {"release": info.name, "fictional": info.fictional, **json.loads(to_json(written))})


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=False) + "\n", encoding="utf-8", newline="\n")
