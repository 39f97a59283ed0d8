"""Who sees what a provider writes: its own organisation, and others what it has published to them."""

from django.db.models import Q

from article60.web.accounts.actor import INTAKE, PUBLISHING, Actor
from article60.web.accounts.roles import Role
from article60.web.accounts.visibility import STATE_ROLES

AUDIENCES = ("states_parties", "providers", "public")
"""To whom a provider can publish; none implies another."""
ALERTING = "alerting"
"""The job that holds saved searches against a new Release."""

_ROLE = "current_setting('article60.role', true)"
_ORGANISATION = "current_setting('article60.organisation', true)"
_VETTED = "current_setting('article60.vetted', true)"
_OWN = f"{_ROLE} = '{Role.PROVIDER_OFFICER}' AND {_ORGANISATION} <> '' AND {{table}}.organisation_id::text = {_ORGANISATION}"
_OF_A_STATE = ", ".join(f"'{role}'" for role in STATE_ROLES)
_TO = " OR ".join(
    (
        f"(p.audience = 'states_parties' AND {_ROLE} IN ({_OF_A_STATE}))",
        f"(p.audience = 'providers' AND {_ROLE} = '{Role.PROVIDER_OFFICER}' AND {_VETTED} = 'yes')",
        f"(p.audience = 'public' AND {_ROLE} NOT IN ('{Role.OPERATOR}', '{INTAKE}', '{PUBLISHING}', '{ALERTING}'))",
    )
)
_PUBLISHED = f"p.withdrawn_at IS NULL AND ({_TO})"


def is_own(actor: Actor) -> Q:
    """Rows of the organisation for which a provider's officer acts."""
    for_a_provider = actor.role is Role.PROVIDER_OFFICER and actor.organisation is not None
    return Q(organisation=actor.organisation) if for_a_provider else Q(pk__in=[])


def audiences_of(actor: Actor) -> tuple[str, ...]:
    """The audiences to which somebody belongs."""
    belongs = {
        "states_parties": actor.role in STATE_ROLES,
        "providers": actor.role is Role.PROVIDER_OFFICER and actor.vetted,
        "public": actor.role is not Role.OPERATOR and not actor.job,
    }
    return tuple(audience for audience in AUDIENCES if belongs[audience])


def visible(actor: Actor) -> Q:
    """Versions that somebody may see: own ones, and those published to an audience to which the person belongs."""
    published = Q(publications__withdrawn_at=None, publications__audience__in=audiences_of(actor))
    return is_own(actor) | published


def condition_on_own(table: str) -> str:
    """As a condition of the database: what the provider's officers alone see and write."""
    return _OWN.replace("{table}", table)


def condition_on_publications(table: str) -> str:
    """To whom something is published is seen by its provider, and by those to whom it is."""
    return f"({condition_on_own(table)}) OR ({_PUBLISHED.replace('p.', f'{table}.')})"


def condition_on_published(table: str, *, by: str) -> str:
    """What was published is seen with its publication, which names the row in the column `by`."""
    told = f"EXISTS (SELECT 1 FROM provider_publication p WHERE p.{by} = {table}.id AND {_PUBLISHED})"
    return f"({condition_on_own(table)}) OR {told}"


CONDITION_OF_ALERTING = f"{_ROLE} = '{ALERTING}'"
"""Whether the job acts that holds searches against a Release."""
