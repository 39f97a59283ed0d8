"""Classifies aid data portion by portion, each with what counts for it of the others, and puts together what is kept."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from article60 import steps
from article60.domain.activity_name import ActivityKin, ActivityName
from article60.domain.activity_record import ActivityRecord
from article60.domain.rate import Rate
from article60.domain.sifted_part import CorruptionSentence, ReadingPlace
from article60.engines import Task
from article60.identity.readings import Reading
from article60.kept_by import code_version
from article60.sifted import Kept, joined
from article60.sources.aid_file import AidFile
from article60.tables import folders, in_order
from article60.tables.columns import frame
from article60.tables.runs import Workplace, key_of

CODE = (
    "codes",
    "domain",
    "text",
    "extraction",
    "identity/readings.py",
    "classifying.py",
    "memory.py",
    "sifted.py",
    "sources/aid_file.py",
    "sources/aid_notes.py",
    "sources/portions.py",
    "steps.py",
)
_NAME, _PLACE, _SAID = "iati_identifier", ["portion", "part", "position"], ["reporting_org", "sentence"]
_ORDER = ("its identifier", "its file", "its place")
_AT_A_TIME = 64
"""Portions of which names and kin are held at a time: of all of a corpus they would fill a small machine."""

Place = tuple[str, int, int]
"""An identifier, and the part and position at which the record with it stands in a portion."""


@dataclass(frozen=True, slots=True)
class ToClassify:
    """A portion, what counts of others for its records, and the key under which what is found is kept.

    `kin` holds portions with records that are named as parents or children, and where these stand; `repeated` the sentences of
    reporters that describe none of their activities; `rates` is a folder.
    """

    kept: Kept
    kin: tuple[tuple[Kept, tuple[Place, ...]], ...]
    repeated: Mapping[str, tuple[str, ...]]
    rates: Path
    key: str

    @classmethod
    def of(
        cls,
        kept: Kept,
        kin: tuple[tuple[Kept, tuple[Place, ...]], ...],
        repeated: Mapping[str, tuple[str, ...]],
        *,
        rates: Path,
    ) -> "ToClassify":
        """The same with the key: a hash over all that counts."""
        read = [
            ([folder.name for folder in one.folders], [[f.name for f in before] for before in one.before])
            for one in (kept, *(other for other, _ in kin))
        ]
        key = key_of(read, [places for _, places in kin], repeated, rates.name, code_version(CODE))
        return cls(kept, kin, repeated, rates, key)


def classify(
    folder: Path,
    *,
    kept: Sequence[Kept],
    files: Sequence[AidFile],
    rates: Sequence[Rate],
    workplace: Workplace,
    work: Callable[[Sequence[Task], str], None],
) -> None:
    """Records of all aid data files in, those kept as anti-corruption assistance out, with their reasons.

    They stand in the order of their identifiers, those with one identifier in that of the files.
    """
    with_rates, _ = workplace.make("rates", key_of(rates), lambda to: folders.save(to, {"rates": (Rate, rates)}))
    wanted = list(_to_classify(kept, files, with_rates))
    found = {one.key: workplace.kept("classified", one.key) for one in wanted}
    missing = {one.key: one for one in wanted if not found[one.key].is_dir()}
    work([(classify_portion, (workplace, one)) for one in missing.values()], "classifying activities")
    in_order.save(folder, "readings", _placed(wanted, found, files), by=_ORDER)


def _placed(wanted: Iterable[ToClassify], found: Mapping[str, Path], files: Sequence[AidFile]) -> Iterator[pl.DataFrame]:
    """What is found in each portion, with identifiers and the places of file and record; first a frame without rows."""
    order = {file: number for number, file in enumerate(files)}
    none = pl.DataFrame(schema=dict(zip(_ORDER, (pl.String, pl.Int64, pl.Int64), strict=True)))
    yield frame(Reading, []).hstack(none)
    for one in wanted:
        readings = folders.load_frame(found[one.key], "readings", Reading)
        places = folders.load_frame(found[one.key], "places", ReadingPlace)
        file = [order[one.kept.portion.parts[part].file] for part in places["part"].to_list()]
        by = (
            readings["activity"].str.json_path_match("$.activity_id"),
            pl.Series(file, dtype=pl.Int64),
            places["position"].cast(pl.Int64),
        )
        yield readings.with_columns(one.alias(name) for name, one in zip(_ORDER, by, strict=True))


def classify_portion(workplace: Workplace, wanted: ToClassify) -> Path:
    """Folder with the records of a portion that are kept, with their reasons, and where in it they stand."""
    return workplace.make("classified", wanted.key, lambda folder: _classified(folder, wanted))[0]


def _classified(folder: Path, wanted: ToClassify) -> None:
    whose = [(number, record) for number, rows in enumerate(joined(wanted.kept)) for record in rows]
    among = steps.Surroundings(
        related={name: record for other, places in wanted.kin for name, record in _named(other, places)},
        boilerplate={reporter: frozenset(sentences) for reporter, sentences in wanted.repeated.items()},
    )
    found = steps.kept([record for _, record in whose], rates=_rates(wanted.rates), among=among)
    relevant = [(whose[place][0], one) for place, one in found]
    folders.save(
        folder,
        {
            "readings": (Reading, [one for _, one in relevant]),
            "places": (ReadingPlace, [ReadingPlace(part=part, position=one.record.position) for part, one in relevant]),
        },
    )


def _named(kept: Kept, places: Iterable[Place]) -> Iterator[tuple[str, ActivityRecord]]:
    """The records that stand at these places in a portion, by their identifiers."""
    wanted = {(kept.portion.parts[part].file.sha256, position): name for name, part, position in places}
    for folder in kept.folders:
        for record in folders.load_some(folder, "records", ActivityRecord, among={_NAME: wanted.values()}):
            if (record.file_sha256, record.position) in wanted:
                yield record.iati_identifier, record


@cache
def _rates(folder: Path) -> tuple[Rate, ...]:
    return tuple(folders.load(folder, "rates", Rate))


def _to_classify(kept: Sequence[Kept], files: Sequence[AidFile], rates: Path) -> Iterator[ToClassify]:
    """Each portion with what counts for it of all.

    Where several records have the identifier that is named, the last one in the order of the files is meant.
    """
    read = _read(kept)
    kin = _kin(kept, read=read, meant=_last(read, kept, files))
    repeated = _repeated(kept)
    for number, one in enumerate(kept):
        named = tuple((kept[other], tuple(places)) for other, places in kin[number].items())
        yield ToClassify.of(one, named, repeated[number], rates=rates)


def _read(kept: Sequence[Kept]) -> pl.DataFrame:
    """Place and identifier of every record."""
    every = _frames(kept, "names", ActivityName)
    several = [folders.by_itself(names.filter(pl.col("read")).select(*_PLACE, _NAME)) for names in every]
    return pl.concat([pl.DataFrame(schema=dict.fromkeys(_PLACE, pl.Int64) | {_NAME: pl.String}), *several])


def _last(read: pl.DataFrame, kept: Sequence[Kept], files: Sequence[AidFile]) -> pl.DataFrame:
    """Of records that have an identifier in common the last one in the order of the files."""
    order = {file: number for number, file in enumerate(files)}
    ranks = pl.DataFrame(
        [
            (number, place, order[part.file], part.begin)
            for number, one in enumerate(kept)
            for place, part in enumerate(one.portion.parts)
        ],
        schema=dict.fromkeys(("portion", "part", "file", "begin"), pl.Int64),
        orient="row",
    )
    named = read.filter(pl.col(_NAME) != "").join(ranks, on=["portion", "part"])
    return named.sort("file", "begin", "position").unique(subset=_NAME, keep="last").select(*_PLACE, _NAME)


def _kin(kept: Sequence[Kept], *, read: pl.DataFrame, meant: pl.DataFrame) -> dict[int, dict[int, list[Place]]]:
    """By portion, the records that its records name as parents or children, by the portion in which they stand."""
    there = meant.rename({"portion": "other", "part": "other_part", "position": "other_position"})
    found: dict[int, dict[int, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for kin in _frames(kept, "kin", ActivityKin, sifted_alone=True):
        named = kin.join(read.select(_PLACE), on=_PLACE, how="semi").select("portion", _NAME).unique()
        for portion, name, other, part, position in named.join(there, on=_NAME).sort("portion", "other", _NAME).iter_rows():
            found[portion][other].append((name, part, position))
    return found


def _repeated(kept: Sequence[Kept]) -> dict[int, dict[str, tuple[str, ...]]]:
    """By portion and reporter, the sentences on corruption in it that stand under many identifiers of all portions."""
    from article60.extraction.weights import weights  # here, as it is only needed where something is classified anew

    several = list(_frames(kept, "sentences", CorruptionSentence))
    found: dict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    if several:
        said = pl.concat(several)
        under = said.group_by(_SAID).agg(pl.col(_NAME).n_unique().alias("many"))
        many = under.filter(pl.col("many") >= weights().boilerplate_records)
        for portion, reporter, sentence in (
            said.join(many, on=_SAID).select("portion", *_SAID).unique().sort("portion", *_SAID).iter_rows()
        ):
            found[portion][reporter] = (*found[portion].get(reporter, ()), sentence)
    return found


def _frames(kept: Sequence[Kept], name: str, noun: type, *, sifted_alone: bool = False) -> Iterator[pl.DataFrame]:
    """A table of all folders, of some at a time, with the number of the portion."""
    every = [(number, folder) for number, one in enumerate(kept) for folder in one.folders[: 1 if sifted_alone else None]]
    for first in range(0, len(every), _AT_A_TIME):
        some = every[first : first + _AT_A_TIME]
        table = folders.load_numbered([folder for _, folder in some], name, noun, column="portion")
        numbers = pl.Series("portion", [number for number, _ in some], dtype=pl.Int64)
        yield table.with_columns(numbers.gather(table["portion"]))
