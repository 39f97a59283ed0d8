"""The Release at which the desks look: that of the invented world, and records in it that concern the people of the matrix."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from article60.web.common.rows import among, one, select
from article60.web.curation.last_run import last_run, statement, target_of
from article60.web.curation.target import Target

STATE, PROVIDER, OTHER_PROVIDER = "XA", "ORG-E24BBMZG", "ORG-2PAYEB5B"
"""A State, and providers by their identifiers in the Release."""


def rows(table: str, condition: str, *values: str) -> Sequence[Any]:
    """Rows of the Release, in its order."""
    release = last_run()
    assert release is not None
    return select(release.connection, table, condition, values, order="t.rowid")


@cache
def statement_of(state: str) -> tuple[str, str]:
    """A need of a State and the document in which it was read, by their identifiers; nobody has settled it in the Release."""
    read = (
        "t.state = ? AND t.grade NOT IN ('met', 'partly_met', 'unmet', 'withdrawn', 'superseded') AND t.reading <> 'confirmed'"
    )
    need = rows("needs", read, state)[0]
    return need.need_id, need.document_id


def target(state: str) -> Target:
    """The same need, as what a decision is about."""
    release, need_id = last_run(), statement_of(state)[0]
    assert release is not None
    found = statement(release, "need", need_id)
    assert found is not None
    return target_of("need", *found)


@cache
def activity_of(organisation: str) -> str:
    """An activity that names an organisation by its identifier in aid data."""
    parts = rows("activity_organisations", "t.organisation_id = ? AND t.ref IS NOT NULL AND t.ref <> ''", organisation)
    return str(next(part.activity_id for part in parts if one(last_run().connection, "activities", part.activity_id)))  # type: ignore[union-attr]


@cache
def match_of(state: str, organisation: str) -> str:
    """A pair in a State with an activity in which an organisation takes part."""
    release = last_run()
    assert release is not None
    own = {part.activity_id for part in among(release.connection, "activity_organisations", "organisation_id", [organisation])}
    return str(next(match.match_id for match in rows("matches", "t.state = ?", state) if match.activity_id in own))


def files(*folders: str) -> Sequence[str]:
    """Of each folder the first file, by the name under which the Release has it."""
    release = last_run()
    assert release is not None
    return [
        min(str(path.relative_to(release.folder)) for path in (release.folder / folder).rglob("*") if path.is_file())
        for folder in folders
    ]
