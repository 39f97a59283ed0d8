"""Who acts: what pages, jobs and the database are told of a person for one transaction."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import connection, transaction

from article60.web.accounts.roles import Role
from article60.web.accounts.row_security import in_role
from article60.web.common.allowed import NotAllowed

WEB = "article60_web"
"""The role of the database in which pages and jobs act; it owns nothing and is bound by every policy."""
READER = "article60_reader"
"""The role in which jobs read as pages do, by the same policies, and write nothing."""
INTAKE = "intake"
"""The job that fills a State's register from a Release."""
PUBLISHING = "publishing"
"""The job that hands decisions on proposals to the next run for the public."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person in one role for one organisation, or a job for one State; nobody at all where there is neither."""

    account: UUID | None = None
    role: Role | None = None
    organisation: int | None = None
    state: str = ""
    vetted: bool = False
    administers: bool = False
    """Whether the person lets others into the organisation."""
    job: str = ""
    recording: str = ""
    """Of who records a consent that came in writing: the hash of the version that the note names."""

    @property
    def person(self) -> UUID:
        """The account: what a State or an organisation says, a person says. Raises NotAllowed for a job and for nobody."""
        if self.account is None:
            raise NotAllowed("no person acts")
        return self.account

    @property
    def body(self) -> int:
        """The organisation for which somebody acts. Raises NotAllowed where it is none."""
        if self.organisation is None:
            raise NotAllowed("nobody acts for an organisation")
        return self.organisation

    @property
    def told(self) -> Mapping[str, str]:
        """The settings by which the database knows who acts."""
        return {
            "article60.role": self.role or self.job,
            "article60.organisation": "" if self.organisation is None else str(self.organisation),
            "article60.state": self.state,
            "article60.vetted": "yes" if self.vetted else "",
            "article60.administers": "yes" if self.administers else "",
            "article60.recording": self.recording,
        }


NOBODY = Actor()
"""Who has not signed in."""


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Within, in one transaction, the database shows and takes what the actor may see and do - whoever has connected to it.

    What is told holds for the transaction alone: told for longer, it would hold for whoever comes next.
    """
    with acting_as(actor, WEB):
        yield


@contextmanager
def reading(actor: Actor) -> Iterator[None]:
    """Within, in one transaction, the database shows what the actor may see, and takes nothing."""
    with acting_as(actor, READER):
        yield


@contextmanager
def acting_as(actor: Actor, role: str) -> Iterator[None]:
    """The same in another role of the database, such as a worker's: what that role may do, the actor may."""
    with transaction.atomic():
        _tell(actor)
        with in_role(role):
            yield
        _tell(NOBODY)


@contextmanager
def recording(by: Actor, version_hash: str) -> Iterator[Actor]:
    """Within, inside a transaction of `by`, the version of this hash is shown also to who records a consent to it."""
    actor = replace(by, recording=version_hash)
    _tell(actor)
    yield actor
    _tell(by)


def _tell(actor: Actor) -> None:
    told = [part for setting in actor.told.items() for part in setting]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(['set_config(%s, %s, true)'] * len(actor.told))}", told)
