"""Figures that nobody declared, sampled with fixed seeds: some table, measure, filters and split."""

import random
from dataclasses import replace

from article60.figures.declarations import Declaration, Filter, declarations
from article60.tables.declared import TABLES
from plain_figures import Plain, Row, table

SEEDS = range(20)
FIGURES_A_SEED, LISTS_A_SEED, BOTH_A_SEED = 15, 15, 5
"""Sampled combinations for each seed: of the evaluator, of the API, and of both beside each other."""

FILTERED = {
    "needs": ("state", "chapter", "cycle", "timing", "grade", "reading", "language"),
    "good_practices": ("state", "chapter", "cycle", "reading", "language"),
    "assistance_received": ("state", "chapter", "cycle", "reading", "language"),
    "activities": ("running", "status", "reporting_org", "file"),
    "gaps": ("state", "grade"),
    "coverage": ("state", "cycle", "chapter", "cell", "rests_on"),
    "review_coverage": ("state", "cycle", "stage"),
    "documents": ("language", "cycle", "document_kind", "series"),
    "matches": ("state", "standing"),
    "activity_money": ("kind", "in_totals", "given_to", "state"),
    "funding": ("state", "organisation_id", "kind", "answers"),
}
FILLED = {"needs": "chapter", "activities": "end", "coverage": "rests_on", "review_coverage": "summary", "documents": "symbol"}
NUMBERS = ("cycle",)


def measures(name: str) -> list[str]:
    """Measures that can be taken of a table."""
    found = ["rows"] + [f"distinct:{column}" for column in FILTERED[name]]
    if name == "activities":
        found += ["distinct:state of recipients", "distinct:each of articles"]
    if name == "activity_money":
        found += ["sum:usd"]
    if name == "funding":
        found += ["sum:usd", "distinct:each of activities", "distinct:each of not_known"]
    return found + (["distinct:each of types"] if "types" in TABLES[name].columns else [])


def dimensions(name: str, measure: str) -> list:
    """Dimensions by which some published figure of the table is split, and none."""
    found = {one.dimension.name: one.dimension for one in declarations().values() if one.table == name and one.dimension}
    money = [one for one in found.values() if one.column in ("given_to", "answers")]
    return [None, *(money if measure.startswith("sum:") else found.values())]


def sampled_filter(chance: random.Random, rows: tuple[Row, ...], column: str) -> Filter:
    """Some values of a column, or all but some; sometimes one that no row has."""
    values = sorted({row[column] for row in rows} - {""}) or ["nothing"]
    chosen = [*chance.sample(values, chance.randint(1, min(3, len(values)))), *(["nothing"] if chance.random() < 0.1 else [])]
    typed = tuple(int(one) if column in NUMBERS and one.isdigit() else one for one in chosen)
    return Filter(column=column, one_of=typed) if chance.random() < 0.6 else Filter(column=column, none_of=typed)


def sampled_alternative(chance: random.Random, rows: tuple[Row, ...], columns: list[str]) -> Filter:
    """A condition of one column or else another of another."""
    first, second = (sampled_filter(chance, rows, column) for column in columns)
    return replace(first, alternative=second)


def sampled_figure(chance: random.Random, plain: Plain) -> Declaration:
    """A figure that nobody declared: some table, measure, filters and split."""
    name = chance.choice(sorted(FILTERED))
    rows = table(plain.folder, name)
    columns = chance.sample(FILTERED[name], min(len(FILTERED[name]), chance.randint(0, 3)))
    filters = [sampled_filter(chance, rows, column) for column in columns]
    if len(columns) > 1 and chance.random() < 0.2:
        filters = [sampled_alternative(chance, rows, columns[:2])]
    if name in FILLED and chance.random() < 0.2:
        filters.append(Filter(column=FILLED[name], filled=chance.random() < 0.7))
    measure = chance.choice(measures(name))
    dimension = chance.choice(dimensions(name, measure))
    return Declaration(
        figure="sampled", table=name, measure=measure, titles={"en": "Sampled"}, filters=tuple(filters), dimension=dimension
    )


def one_value_only(declared: Declaration) -> bool:
    """Whether each row stands in one part alone, so that rows must add up."""
    dimension = declared.dimension
    single = dimension is not None and not dimension.listed and dimension.through != "provisions"
    return single and not (dimension.through == "states" and declared.table == "activities")
