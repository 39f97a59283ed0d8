"""JSON lines of needs and activities, as other commands print them, to pairs with their features as JSON lines."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from article60.codes.labels import UnknownCode, codes
from article60.codes.types import coarse_types
from article60.domain.activity import Activity, ActivityRecipient
from article60.domain.ids import lasting_id
from article60.domain.match import Match, MatchFeature
from article60.domain.need import Need
from article60.domain.need_suggestion import NeedSuggestion
from article60.domain.provision import UnknownProvision, articles_of, chapter_of
from article60.domain.state_party import state_parties
from article60.matching import pairs
from article60.matching.features import Sides
from article60.matching.one_line import OneLine
from article60.matching.said import named_states, only_states
from article60.matching.sides import letters
from article60.matching.weights import read
from article60.text.language import detect

Line = tuple[int, Mapping[str, Any]]
"""The number of a line in its file, from 1, and the object that stands there."""

Suggest = Callable[[Iterable[Need]], Iterable[NeedSuggestion]]
"""What the words of needs that name no provision speak for."""


def match_lines(*, needs: Iterable[Line], activities: Iterable[Line], suggest: Suggest) -> Iterator[dict[str, Any]]:
    """Yield one line for each proposed pair: need, activity, score and features, by need, then by activity.

    Lines of another kind than `need` are passed over. Raises UnusableLine for a line that cannot be compared.
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
    asked = [OneLine("needs file", number, line) for number, line in needs]
    wanted = [_need(line) for line in asked if line.held.get("kind", "need") == "need"]
    given = [_activity(OneLine("activities file", number, line)) for number, line in activities]
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


def _need(line: OneLine) -> Need:
    text, state = line.needed("text"), line.needed("state")
    types, provisions = line.each("types"), line.each("provisions")
    return Need(
        need_id=line.words("id")
        or lasting_id(state, "need", line.words("symbol") or line.words("document") or "", text, str(line.number)),
        state=state,
        text=text,
        language=detect(text) or line.words("language"),
        provisions=provisions,
        articles=_articles(line, provisions),
        chapter=line.held.get("chapter"),
        types=types,
        coarse_types=_coarse_types(line, types),
        priority=line.held.get("priority"),
        beneficiary=line.words("beneficiary"),
        cycle=line.held.get("cycle"),
        document_id="",
        symbol=line.held.get("symbol"),
        page=line.held.get("page"),
        section=line.held.get("section"),
        stated_on=line.day("stated_on") or line.day("date"),
        confirmed_on=None,
        confirmed_by_role=None,
        reading="read_by_machine",
        timing="current",
        grade="no_assistance_found",
        graded_on=None,
        superseded_by=None,
    )


def _activity(line: OneLine) -> tuple[Activity, list[ActivityRecipient], pairs.Said]:
    identifier = line.needed("iati_identifier")
    activity_id = line.words("id") or lasting_id("ACT", identifier)
    strengths = {one.needed("provision"): one.share("score") for one in line.objects("provisions")}
    provisions = tuple(strengths)
    types = line.each("types")
    titles, descriptions = line.narratives("title"), line.narratives("description")
    title, description = " ".join(titles), " ".join(descriptions)
    recipients = [
        _recipient(activity_id, position, one.needed("code")) for position, one in enumerate(line.objects("recipients"))
    ]
    activity = Activity(
        activity_id=activity_id,
        iati_identifier=identifier,
        reporting_org=line.held.get("reporting_org"),
        reporting_org_name=None,
        secondary_reporter=bool(line.held.get("secondary_reporter")),
        iati_version=None,
        title=title,
        description=description,
        status=line.held.get("status"),
        start=line.day("start"),
        end=line.day("end"),
        last_updated=line.day("last_updated"),
        hierarchy=line.held.get("hierarchy"),
        parents=line.each("parents"),
        children=(),
        relevant=line.held.get("relevant", True),
        relevance=line.share("relevance"),
        provisions=provisions,
        articles=_articles(line, provisions),
        types=types,
        coarse_types=_coarse_types(line, types),
        budget_usd=None,
        commitment_usd=None,
        disbursement_usd=None,
        file=line.held.get("file") or "",
        file_sha256="",
        line=line.number,
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
            longest=max(letters(text, detect(text)) for text in (*titles, *descriptions, "")),
        ),
    )


def _articles(line: OneLine, provisions: tuple[str, ...]) -> tuple[str, ...]:
    try:
        for provision in provisions:
            chapter_of(provision)  # by which provisions of different articles are compared
        return articles_of(provisions)
    except UnknownProvision as error:
        raise line.unusable(f"'provisions' holds {error.args[0]}", "write them as 46, 46(9) or 46(9)(b)") from error


def _coarse_types(line: OneLine, types: tuple[str, ...]) -> tuple[str, ...]:
    try:
        return coarse_types(types)
    except UnknownCode as error:
        raise line.unusable(error.args[0], f"write one of {', '.join(codes('types'))}") from error


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
