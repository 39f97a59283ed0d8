"""Reads a clearance sheet of a Release that its State has sent back, and holds each answer against the last run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as noop

from article60 import apart
from article60.domain.need import Need
from article60.domain.need_version import version_of
from article60.publication.reports.cleared import VERBS, Answered, current_id, values_of
from article60.web.accounts.actor import Actor
from article60.web.common.current import Release
from article60.web.common.rows import among, select
from article60.web.common.turns import turn
from article60.web.curation.actions import Answer, about, answers_hash, why_not_recorded
from article60.web.curation.last_run import evidence_of, target_of
from article60.web.jobs.models import Received

READER = "article60.publication.reports.returned"
EVERYONE = ["public"]
"""What is ticked on the first page of a sheet whose answers are for everyone, and nothing else."""
NO_SUCH_NEED = noop("The last Release does not know this need.")
OTHER_WORDS = noop("The last Release holds other words than the sheet asked about. Please ask the State again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a State answered about one need, as pages show it.

    `trouble` is why it is not clear, as a key of `cleared.TROUBLES`; `why_not` why it cannot be recorded, a message to be
    translated; `answer` what would be recorded, none where it cannot be; `recorded` whether it was, from this very file.
    """

    answered: Answered
    trouble: str
    need: Need | None = None
    answer: Answer | None = None
    why_not: str = ""
    recorded: bool = False

    @property
    def said(self) -> str:
        """The box that is ticked, where the answer is clear."""
        return "" if self.trouble else self.answered.ticked[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    """What a file says. `refused`: whether it is no sheet that can be read.

    `audiences`: for whom the answers are, as ticked. `altered`: words changed around the answers, now and before; none where
    they could not be compared. `of_another`: whether the sheet was made from another Release than the last.
    """

    refused: bool = False
    of_another: bool = False
    audiences: Sequence[str] = ()
    said: Sequence[Said] = ()
    unanswered: Sequence[str] = ()
    altered: Sequence[tuple[str, str]] | None = ()

    @property
    def open_to_all(self) -> bool:
        """Whether the State has said that everyone may see its answers: nothing else is recorded, and silence is no yes."""
        return list(self.audiences) == EVERYONE

    @property
    def states(self) -> Sequence[str]:
        """The State whose sheet it is: of what it answers about, those that the last run knows."""
        return sorted({one.need.state for one in self.said if one.need is not None})

    @property
    def ready(self) -> Sequence[Answer]:
        """What can be recorded now."""
        return [one.answer for one in self.said if one.answer is not None] if self.open_to_all else []

    @property
    def seen(self) -> str:
        """The hash of what can be recorded and of what stands beside it."""
        return answers_hash(self.ready)


def sheets_of(by: Actor) -> QuerySet[Received]:
    """The files that one's own body has handed in, the newest first."""
    return Received.objects.visible_to(by).filter(organisation=by.organisation).order_by("-received_at", "-pk")


def read(path: Path, ending: str, *, sheet: str, release: Release, by: Actor, at: datetime) -> CameBack:
    """What a file of an ending says, read in a limited process; `sheet` is the hash of its bytes. Raises NoTurn."""
    name = str(release.info["name"])
    try:
        said = _said(path.resolve(), ending, name, release.folder.resolve(), release.mark)
    except apart.NoAnswer:
        return CameBack(refused=True)
    if "refused" in said:
        return CameBack(refused=True)
    altered = said["altered"]
    return CameBack(
        of_another=said["name"] != name,
        audiences=said["audiences"],
        said=_held_against(release, said["answers"], sheet=sheet, by=by, at=at),
        unanswered=said["unanswered"],
        altered=None if altered is None else [(one["now"], one["before"]) for one in altered],
    )


@lru_cache(maxsize=16)
def _said(path: Path, ending: str, name: str, folder: Path, mark: str) -> Any:
    """What the limited process tells of a file: as neither its bytes nor a Release of one mark change, always the same."""
    with turn():
        return apart.ask(READER, {"path": str(path), "ending": ending, "releases": {name: str(folder)}})


def _held_against(
    release: Release, answers: Sequence[Mapping[str, Any]], *, sheet: str, by: Actor, at: datetime
) -> Sequence[Said]:
    older = {one.old_id: one.new_id for one in select(release.connection, "aliases")}
    names = {one["need_id"]: current_id(one["need_id"], older) for one in answers}
    needs = {one.need_id: one for one in among(release.connection, "needs", "need_id", names.values())}
    evidence = evidence_of(release, list(needs))
    found = []
    for one in answers:
        need = needs.get(names[one["need_id"]])
        answered = _answered(one)
        if one["trouble"] or need is None or version_of(need) != answered.version:
            why_not = "" if one["trouble"] else NO_SUCH_NEED if need is None else OTHER_WORDS
            found.append(Said(answered=answered, trouble=one["trouble"], need=need, why_not=why_not))
            continue
        target = target_of("need", need, evidence.get(need.need_id, []))
        made = about(target, by=by, at=at)
        answer = Answer(
            target=target,
            verb=VERBS[answered.ticked[0]],
            values=values_of(answered),
            reason=answered.comment,
            made=made,
        )
        recorded = any(row.sheet == sheet for row in made)
        why_not = "" if recorded else why_not_recorded(answer, by=by, at=at).why_not
        ready = None if recorded or why_not else answer
        found.append(Said(answered=answered, trouble="", need=need, answer=ready, why_not=why_not, recorded=recorded))
    return found


def _answered(one: Mapping[str, Any]) -> Answered:
    kept = ("need_id", "version", "words", "since", "comment")
    return Answered(**{name: one[name] for name in kept}, ticked=tuple(one["ticked"]))
