"""Who sees what: one table of rules, from which both the query of a page and the policy of the database are made.

A record is its State's. Others see the versions that were released to them: to named organisations until a day, to all States
parties, to all vetted providers, to everyone, each from the day on which the waiting period is over. None of these implies
another. Whoever only runs the register sees no content.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from article60.web.accounts.actor import INTAKE, PUBLISHING, Actor
from article60.web.accounts.roles import Role

RECORDER = Role.SECRETARIAT_PUBLISHER
"""Who records a consent that a State has given in writing."""
STATE_ROLES = (Role.STATE_FOCAL_POINT, Role.STATE_EDITOR)


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason for which somebody sees a version or a decision: in words, as a query, and as a condition of the database."""

    name: str
    query: Callable[[Actor, date], Q | None]
    condition: str


def _own_state(actor: Actor, on: date) -> Q | None:
    for_the_state = actor.role in STATE_ROLES or actor.job == INTAKE
    return Q(state=actor.state) if for_the_state and actor.state else None


def _own_institution(actor: Actor, on: date) -> Q | None:
    if actor.role is not Role.STATE_INSTITUTION or actor.organisation is None:
        return None
    return Q(state=actor.state, institution=actor.organisation)


def _named(actor: Actor, on: date) -> Q | None:
    if actor.organisation is None or actor.role is Role.OPERATOR:
        return None
    return Q(releases__audience="organisations", releases__organisation=actor.organisation) & _running(on)


def _states_parties(actor: Actor, on: date) -> Q | None:
    return Q(releases__audience="states_parties") & _running(on) if actor.role in STATE_ROLES else None


def _providers(actor: Actor, on: date) -> Q | None:
    vetted = actor.role is Role.PROVIDER_OFFICER and actor.vetted
    return Q(releases__audience="providers") & _running(on) if vetted else None


def _everyone(actor: Actor, on: date) -> Q | None:
    return Q(releases__audience="public") & _running(on) if actor.role is not Role.OPERATOR and not actor.job else None


def _recorded(actor: Actor, on: date) -> Q | None:
    return Q(hash=actor.recording) if actor.role is RECORDER and actor.recording else None


def _running(on: date) -> Q:
    started = Q(releases__withdrawn_at=None, releases__since__lte=on)
    return started & (Q(releases__until=None) | Q(releases__until__gte=on))


_ROLE = "current_setting('article60.role', true)"
_ORGANISATION = "current_setting('article60.organisation', true)"
_STATE = "current_setting('article60.state', true)"
_VETTED = "current_setting('article60.vetted', true)"
_RECORDING = "current_setting('article60.recording', true)"
_IS_RECORDER = f"{_ROLE} = '{RECORDER}'"
_RUNS = "r.withdrawn_at IS NULL AND r.since <= CURRENT_DATE AND (r.until IS NULL OR r.until >= CURRENT_DATE)"
_HELD = ", ".join(f"'{role}'" for role in STATE_ROLES)
_OF_A_STATE = f"{_ROLE} IN ({_HELD})"
_CONTENT = f"{_ROLE} NOT IN ('{Role.OPERATOR}', '{INTAKE}')"
_OWN = f"{_ROLE} IN ({_HELD}, '{INTAKE}') AND {_STATE} <> '' AND {{table}}.state = {_STATE}"

_RELEASED = {
    "named": f"{_CONTENT} AND r.audience = 'organisations' AND r.organisation_id::text = {_ORGANISATION}",
    "states_parties": f"{_OF_A_STATE} AND r.audience = 'states_parties'",
    "providers": f"{_ROLE} = '{Role.PROVIDER_OFFICER}' AND {_VETTED} = 'yes' AND r.audience = 'providers'",
    "everyone": f"{_CONTENT} AND r.audience = 'public'",
}
"""For each reason that rests on a release of information, the condition on the row that tells of the release."""


def _released(name: str) -> str:
    running = f"r.version_id = {{table}}.id AND {_RUNS} AND {_RELEASED[name]}"
    return f"EXISTS (SELECT 1 FROM register_informationrelease r WHERE {running})"


RULES: Sequence[Rule] = (
    Rule("own_state", _own_state, _OWN),
    Rule(
        "own_institution",
        _own_institution,
        f"{_ROLE} = '{Role.STATE_INSTITUTION}' AND {{table}}.state = {_STATE}"
        f" AND {{table}}.institution_id::text = {_ORGANISATION}",
    ),
    Rule("named", _named, _released("named")),
    Rule("states_parties", _states_parties, _released("states_parties")),
    Rule("providers", _providers, _released("providers")),
    Rule("everyone", _everyone, _released("everyone")),
    Rule("recorded", _recorded, f"{_IS_RECORDER} AND {_RECORDING} <> '' AND {{table}}.hash = {_RECORDING}"),
)
"""In this order on the page that explains who sees what."""


def visible(actor: Actor, on: date) -> Q:
    """The versions that somebody may see on a day, as a query over versions."""
    return _any(RULES, actor, on)


def _any(rules: Sequence[Rule], actor: Actor, on: date) -> Q:
    found = Q(pk__in=[])
    for rule in rules:
        query = rule.query(actor, on)
        if query is not None:
            found |= query
    return found


def condition_on_versions(table: str = "register_needversion") -> str:
    """The same as a condition of the database on the rows of versions, for who acts in this transaction, today."""
    return " OR ".join(f"({rule.condition})" for rule in RULES).replace("{table}", table)


def condition_on_releases(table: str = "register_informationrelease") -> str:
    """Rows that tell of a release are seen by the State whose need it is, by those to whom it is released, and by recorders."""
    recorded = f"{_IS_RECORDER} AND {table}.consented_in_role = '{RECORDER}'"
    released = (f"{_RUNS} AND {one}".replace("r.", f"{table}.") for one in _RELEASED.values())
    return " OR ".join(f"({one})" for one in (_OWN, *released, recorded)).replace("{table}", table)


def condition_of_consent(table: str = "register_informationrelease") -> str:
    """Who may add a row that tells of a release: the focal point, or who records a consent, and then to the version named."""
    recorded = f"{_IS_RECORDER} AND {table}.consented_in_role = '{RECORDER}' AND {table}.version_hash = {_RECORDING}"
    return f"({condition_of_the_focal_point(table)} AND {table}.consented_in_role = '{Role.STATE_FOCAL_POINT}') OR ({recorded})"


def condition_of_ending(table: str = "register_informationrelease") -> str:
    """Who may end a release: the focal point, and of what recorders have recorded, they - each in the own name."""
    own = f"{condition_of_the_focal_point(table)} AND {table}.withdrawn_in_role IN ('', '{Role.STATE_FOCAL_POINT}')"
    recorded = f"{table}.consented_in_role = '{RECORDER}' AND {table}.withdrawn_in_role IN ('', '{RECORDER}')"
    return f"({own}) OR ({_IS_RECORDER} AND {recorded})"


def condition_of_the_focal_point(table: str) -> str:
    """What only the focal point of the State does, such as taking a consent back."""
    return f"{_ROLE} = '{Role.STATE_FOCAL_POINT}' AND {_STATE} <> '' AND {table}.state = {_STATE}"


def condition_on_recorded(table: str) -> str:
    """What is seen by the State, and by the recorders where one of them has made it, as a column `made_in_role` tells."""
    return f"({_OWN}) OR ({_IS_RECORDER} AND {{table}}.made_in_role = '{RECORDER}')".replace("{table}", table)


def condition_of_making(table: str) -> str:
    """Who may add what a consent comes with: the focal point for the own State, and recorders, each in the own name."""
    own = f"{condition_of_the_focal_point(table)} AND {table}.made_in_role = '{Role.STATE_FOCAL_POINT}'"
    return f"({own}) OR ({_IS_RECORDER} AND {table}.made_in_role = '{RECORDER}')"


def condition_on_opened(table: str) -> str:
    """What a State opens to the public is seen by it, and once it is open by everyone who sees content."""
    opened = f"{_CONTENT} AND {table}.withdrawn_at IS NULL AND {table}.since <= CURRENT_DATE"
    return f"({_OWN}) OR ({opened})".replace("{table}", table)


def condition_on_needs(table: str = "register_need") -> str:
    """A need is seen by its State, and by those who see any version of it."""
    seen = f"EXISTS (SELECT 1 FROM register_needversion v WHERE v.need_id = {table}.need_id)"
    return f"({_OWN}) OR {seen}".replace("{table}", table)


def condition_on_sources(table: str = "register_source") -> str:
    """Where a need was read is seen with the need."""
    return condition_on_needs(table)


def condition_of_the_state(table: str) -> str:
    """What only the State itself sees, such as its order of priority; and what it alone may add to."""
    return _OWN.replace("{table}", table)


DESK_ROLES = (Role.SECRETARIAT_ANALYST, Role.SECRETARIAT_PUBLISHER)
"""Who decides on public proposals about every State."""
_AT_A_DESK = ", ".join(f"'{role}'" for role in DESK_ROLES)

DECISIONS: Sequence[Rule] = (
    Rule(
        "desk",
        lambda actor, on: ~Q(made_in_role=Role.STATE_EDITOR) if actor.role in DESK_ROLES else None,
        f"{_ROLE} IN ({_AT_A_DESK}) AND {{table}}.made_in_role <> '{Role.STATE_EDITOR}'",
    ),
    Rule(
        "decided_of_own_state",
        lambda actor, on: Q(state=actor.state) if actor.role in STATE_ROLES and actor.state else None,
        f"{_OF_A_STATE} AND {_STATE} <> '' AND {{table}}.state = {_STATE}",
    ),
    Rule(
        "decided_by_own_body",
        lambda actor, on: Q(organisation=actor.organisation) if actor.role is Role.PROVIDER_OFFICER else None,
        f"{_ROLE} = '{Role.PROVIDER_OFFICER}' AND {{table}}.organisation_id::text = {_ORGANISATION}",
    ),
    Rule(
        "handed_on",
        lambda actor, on: Q(audience="public") & ~Q(made_in_role=Role.STATE_EDITOR) if actor.job == PUBLISHING else None,
        f"{_ROLE} = '{PUBLISHING}' AND {{table}}.audience = 'public' AND {{table}}.made_in_role <> '{Role.STATE_EDITOR}'",
    ),
)
"""Who sees which decisions on proposals: what an editor prepares is seen by the own State alone."""


def visible_decisions(actor: Actor, on: date) -> Q:
    """The decisions that somebody may see, as a query over decisions."""
    return _any(DECISIONS, actor, on)


def condition_on_decisions(table: str) -> str:
    """The same as a condition of the database on their rows."""
    return " OR ".join(f"({rule.condition})" for rule in DECISIONS).replace("{table}", table)


def condition_of_deciding(table: str) -> str:
    """Who may add a decision: in the own role and for the own body; a State about its own records, recorders what it wrote."""
    own = f"{table}.made_in_role = {_ROLE} AND {table}.organisation_id::text = {_ORGANISATION}"
    of_own_state = f"{_OF_A_STATE} AND {_STATE} <> '' AND {table}.state = {_STATE}"
    of_a_sheet = f"{table}.sheet = '' OR {_IS_RECORDER}"
    return f"{own} AND ({of_a_sheet}) AND ({_ROLE} IN ({_AT_A_DESK}, '{Role.PROVIDER_OFFICER}') OR ({of_own_state}))"


COMMENTS: Sequence[Rule] = (
    Rule(
        "comments_read",
        lambda actor, on: Q(pk__isnull=False) if actor.role in DESK_ROLES else None,
        f"{_ROLE} IN ({_AT_A_DESK})",
    ),
    Rule(
        "own_comments",
        lambda actor, on: Q(organisation=actor.organisation) if actor.role in (*STATE_ROLES, Role.PROVIDER_OFFICER) else None,
        f"{_ROLE} IN ({_HELD}, '{Role.PROVIDER_OFFICER}') AND {{table}}.organisation_id::text = {_ORGANISATION}",
    ),
)
"""Who sees which comments on pairs and overlaps: who made them, and the secretariat."""


def visible_comments(actor: Actor, on: date) -> Q:
    """The comments that somebody may see, as a query over comments."""
    return _any(COMMENTS, actor, on)


def condition_on_comments(table: str) -> str:
    """The same as a condition of the database on their rows."""
    return " OR ".join(f"({rule.condition})" for rule in COMMENTS).replace("{table}", table)


def condition_of_commenting(table: str) -> str:
    """Who may add a comment: a State about what is in it, and a provider, each in the own role and for the own body."""
    own = f"{table}.made_in_role = {_ROLE} AND {table}.organisation_id::text = {_ORGANISATION}"
    of_own_state = f"{_OF_A_STATE} AND {_STATE} <> '' AND {table}.state = {_STATE}"
    return f"{own} AND ({_ROLE} = '{Role.PROVIDER_OFFICER}' OR ({of_own_state}))"
