"""What people say of pairs and overlaps: comments of those concerned, and decisions of the secretariat."""

from collections.abc import Sequence
from functools import cache

from django.utils import timezone
from tests.workspace.leaks import releases
from tests.workspace.leaks.kept.curation import DESK
from tests.workspace.leaks.kept.register import WORD
from tests.workspace.leaks.people import OWN, People
from tests.workspace.leaks.releases import OTHER_PROVIDER, PROVIDER, STATE
from tests.workspace.leaks.worlds import World

from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.roles import Role
from article60.web.curation import actions, overlapping, pairs
from article60.web.curation.comments import comment
from article60.web.curation.last_run import last_run
from article60.web.curation.overlapping import Shared
from article60.web.curation.pairs import Pair
from article60.web.curation.target import seen


def common(people: People) -> None:
    """A provider has commented on a pair, and somebody has decided on another State's."""
    _commented(people, "named provider", OTHER_PROVIDER, "What another provider says")
    _decided_on_pair(people, _pair(people, releases.match_of("XB", PROVIDER)), "unsure", "Who knows")


def _pair(people: People, match_id: str) -> Pair:
    release = last_run()
    assert release is not None
    found = pairs.pair(release, match_id, by=people.actor("analyst"))
    assert found is not None
    return found


def _overlap(people: People, state: str = STATE) -> Shared:
    release = last_run()
    assert release is not None
    return overlapping.overlaps(release, by=people.actor("analyst"), at=timezone.now(), state=state)[0]


def _commented(people: People, name: str, organisation: str, text: str) -> None:
    found = _pair(people, releases.match_of(STATE, organisation))
    with acting(by := people.actor(name)):
        comment(found.target, text, by=by, at=timezone.now(), identifier=pairs.identifier_of(by))


def _decided_on_pair(people: People, found: Pair, verb: str, reason: str) -> None:
    with acting(by := people.actor("analyst")):
        at = timezone.now()
        shown = seen(found.target, actions.about(found.target, by=by, at=at))
        actions.decide(found.target, verb, by=by, seen=shown, at=at, values=found.values, reason=reason)


def _judged(people: People, verdict: str, reason: str) -> None:
    found = _overlap(people)
    with acting(by := people.actor("publisher")):
        at = timezone.now()
        shown = seen(found.target, actions.about(found.target, by=by, at=at))
        actions.decide(found.target, "verdict", by=by, seen=shown, at=at, values=found.values(verdict), reason=reason)


def of_the_state(people: People) -> None:
    """What the State says of a pair, and of an overlap."""
    _commented(people, "XA focal", PROVIDER, f"The {WORD} is another one")
    with acting(by := people.actor("XA editor")):
        comment(_overlap(people).target, f"Both of the {WORD}", by=by, at=timezone.now())


def of_the_state_otherwise(people: People) -> None:
    """Something else, twice."""
    for text in ("Quite another thing", "And one more"):
        _commented(people, "XA focal", PROVIDER, text)


def of_a_provider(people: People) -> None:
    """What a provider says of a pair with its activity."""
    _commented(people, "vetted provider", PROVIDER, f"Not of the {WORD}")


def of_a_provider_otherwise(people: People) -> None:
    """Something else."""
    _commented(people, "vetted provider", PROVIDER, "Quite another thing")


def decided(people: People) -> None:
    """The secretariat confirms a pair and says what an overlap is."""
    _decided_on_pair(people, _pair(people, releases.match_of(STATE, PROVIDER)), "confirm", f"The same {WORD}")
    _judged(people, "joint", f"One {WORD}")


def decided_otherwise(people: People) -> None:
    """Both the other way round."""
    _decided_on_pair(people, _pair(people, releases.match_of(STATE, PROVIDER)), "reject", "Another thing")
    _judged(people, "duplication", "Twice the same")


def _pairs() -> Sequence[dict[str, str]]:
    return [{"identifier": releases.match_of(STATE, PROVIDER)}, {"identifier": releases.match_of("XB", PROVIDER)}]


@cache
def _overlaps() -> Sequence[dict[str, str]]:
    """The first of the State, and one of another."""
    release = last_run()
    assert release is not None
    secretariat = Actor(role=Role.SECRETARIAT_ANALYST)
    found = overlapping.overlaps(release, by=secretariat, at=timezone.now())
    own, other = ([one for one in found if (one.state == STATE) is here] for here in (True, False))
    return [{"identifier": some[0].overlap.overlap_id} for some in (own, other)]


ADDRESSES = {
    "pairs:match": _pairs, "pairs:comment_on_match": _pairs, "pairs:overlap": _overlaps, "pairs:comment_on_overlap": _overlaps,
}  # fmt: skip
CONCERNED = frozenset({"vetted provider"})
WORLDS = (
    World(name="comment of a State", make=of_the_state, entitled=OWN | DESK, other=of_the_state_otherwise),
    World(name="comment of a provider", make=of_a_provider, entitled=CONCERNED | DESK, other=of_a_provider_otherwise),
    World(name="decision on pair and overlap", make=decided, entitled=OWN | DESK, other=decided_otherwise, exported=True),
)
