"""JSON lines of needs and activities, as other commands print them, to pairs with their features as JSON lines."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from article60.codes.types import coarse_types
from article60.domain.activity import Activity, ActivityRecipient
from article60.domain.answerable import Answerable
from article60.domain.ids import lasting_id
from article60.domain.match import Match, MatchFeature
from article60.domain.need import Need
from article60.domain.need_suggestion import NeedSuggestion
from article60.domain.provision import article_of
from article60.domain.state_party import state_parties
from article60.matching import pairs
from article60.matching.features import Sides
from article60.matching.said import named_states, only_states
from article60.matching.sides import letters
from article60.matching.weights import read
from article60.text.language import detect

Line = Mapping[str, Any]


class UnusableLine(Answerable, ValueError):
    """A line lacks what a comparison needs."""


Suggest = Callable[[Iterable[Need]], Iterable[NeedSuggestion]]
"""What the words of needs that name no provision speak for."""


def match_lines(*, needs: Iterable[Line], activities: Iterable[Line], suggest: Suggest) -> Iterator[dict[str, Any]]:
    """Yield one line for each proposed pair: need, activity, score and features, by need, then by activity.

    Lines of another kind than `need` are passed over. Raises UnusableLine naming the line and the missing field.
    """
    given = _given(needs, activities, suggest)
    found = pairs.match(**given, decided={})
    needs_by_id = {need.need_id: need for need in given["needs"]}
    identifiers = {activity.activity_id: activity.iati_identifier for activity in given["activities"]}
    features: dict[str, list[MatchFeature]] = {}
    for feature in found.features:
        features.setdefault(feature.match_id, []).append(feature)
    for match in found.matches:
        yield _line(match, needs_by_id[match.need_id], identifiers[match.activity_id], features[match.match_id])


def compared_lines(*, needs: Iterable[Line], activities: Iterable[Line], suggest: Suggest) -> Iterator[Sides]:
    """Yield what is compared in each State, for measurements that look at pairs below the threshold too."""
    return pairs.compared(**_given(needs, activities, suggest), weights=read())


def _given(needs: Iterable[Line], activities: Iterable[Line], suggest: Suggest) -> dict[str, Any]:
    wanted = [_need(number, line) for number, line in enumerate(needs, start=1) if line.get("kind", "need") == "need"]
    given = [_activity(number, line) for number, line in enumerate(activities, start=1)]
    return {
        "needs": wanted,
        "activities": [activity for activity, _, _ in given],
        "recipients": [recipient for _, recipients, _ in given for recipient in recipients],
        "said": {activity.activity_id: said for activity, _, said in given},
        "suggestions": suggest(wanted),
    }


def _line(match: Match, need: Need, identifier: str, features: Iterable[MatchFeature]) -> dict[str, Any]:
    return {
        "need": {"id": need.need_id, "state": need.state, "text": need.text, "provisions": list(need.provisions)},
        "activity": {"id": match.activity_id, "iati_identifier": identifier},
        "score": match.score,
        "features": [
            {
                "feature": f.feature,
                "level": f.level,
                "score": f.score,
                "weight": f.weight,
                "reason": f.reason,
                "need_value": f.need_value,
                "activity_value": f.activity_value,
            }
            for f in features
        ],
    }


def _field(line: Line, name: str, what: str, number: int) -> Any:
    if line.get(name) is None:
        raise UnusableLine(
            f"{what} file, line {number}: no {name!r}; give lines as `article60 extract` and `activities` print them"
        )
    return line[name]


def _need(number: int, line: Line) -> Need:
    text = _field(line, "text", "needs", number)
    state = _field(line, "state", "needs", number)
    types = tuple(line.get("types") or ())
    provisions = tuple(line.get("provisions") or ())
    stated = line.get("stated_on") or line.get("date")
    return Need(
        need_id=line.get("id")
        or lasting_id(state, "need", line.get("symbol") or line.get("document") or "", text, str(number)),
        state=state,
        text=text,
        language=detect(text) or line.get("language"),
        provisions=provisions,
        articles=tuple(dict.fromkeys(article_of(p) for p in provisions)),
        chapter=line.get("chapter"),
        types=types,
        coarse_types=coarse_types(types),
        priority=line.get("priority"),
        beneficiary=line.get("beneficiary"),
        cycle=line.get("cycle"),
        document_id="",
        symbol=line.get("symbol"),
        page=line.get("page"),
        section=line.get("section"),
        stated_on=date.fromisoformat(stated) if stated else None,
        confirmed_on=None,
        confirmed_by_role=None,
        reading="read_by_machine",
        timing="current",
        grade="no_assistance_found",
        graded_on=None,
        superseded_by=None,
    )


def _activity(number: int, line: Line) -> tuple[Activity, list[ActivityRecipient], pairs.Said]:
    identifier = _field(line, "iati_identifier", "activities", number)
    activity_id = line.get("id") or lasting_id("ACT", identifier)
    strengths = {p["provision"]: float(p.get("score", 1.0)) for p in line.get("provisions") or ()}
    provisions = tuple(strengths)
    types = tuple(line.get("types") or ())
    title, description = _texts(line, "title"), _texts(line, "description")
    narratives = [*_narratives(line, "title"), *_narratives(line, "description"), ""]
    recipients = [
        _recipient(activity_id, position, found["code"]) for position, found in enumerate(line.get("recipients") or ())
    ]
    activity = Activity(
        activity_id=activity_id,
        iati_identifier=identifier,
        reporting_org=line.get("reporting_org"),
        reporting_org_name=None,
        secondary_reporter=bool(line.get("secondary_reporter")),
        iati_version=None,
        title=title,
        description=description,
        status=line.get("status"),
        start=_day(line.get("start")),
        end=_day(line.get("end")),
        last_updated=_day(line.get("last_updated")),
        hierarchy=line.get("hierarchy"),
        parents=tuple(line.get("parents") or ()),
        children=(),
        relevant=line.get("relevant", True),
        relevance=line.get("relevance", 1.0),
        provisions=provisions,
        articles=tuple(dict.fromkeys(article_of(p) for p in provisions)),
        types=types,
        coarse_types=coarse_types(types),
        budget_usd=None,
        commitment_usd=None,
        disbursement_usd=None,
        file=line.get("file") or "",
        file_sha256="",
        line=number,
        notes=(),
    )
    words = f"{title} {description}"
    return (
        activity,
        recipients,
        pairs.Said(
            strengths,
            words,
            detect(words),
            {} if only_states(recipients) else named_states(words),
            longest=max(letters(text, detect(text)) for text in narratives),
        ),
    )


def _texts(line: Line, field: str) -> str:
    return " ".join(_narratives(line, field))


def _narratives(line: Line, field: str) -> list[str]:
    said = line.get(field) or {}
    return [said] if isinstance(said, str) else list(said.values())


def _recipient(activity_id: str, position: int, code: str) -> ActivityRecipient:
    return ActivityRecipient(
        activity_id=activity_id,
        position=position,
        level="activity",
        kind="country",
        code=code,
        state=code if code in state_parties() else None,
        name=None,
        share_published=None,
        share_used=None,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
