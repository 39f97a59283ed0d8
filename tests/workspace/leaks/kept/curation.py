"""Decisions on proposals: what an editor prepares is seen by the own State alone, what a desk decides is handed on."""

from tests.workspace.leaks.kept.register import WORD
from tests.workspace.leaks.people import OWN, People
from tests.workspace.leaks.worlds import World

from curated import about, decided


def common(people: People) -> None:
    """A decision about a record of another State."""
    decided(people.users["analyst"], "confirm", about("XB-RRRRRRRR"))


def prepared(people: People) -> None:
    """What an editor has prepared."""
    decided(people.users["XA editor"], "correct", about("XA-RRRRRRRR"), values={"text": f"The {WORD}"}, reason="misread")


def prepared_otherwise(people: People) -> None:
    """The same record, another word."""
    decided(people.users["XA editor"], "reject", about("XA-RRRRRRRR"), reason=f"No {WORD}")


def at_the_desk(people: People) -> None:
    """What the secretariat has decided; the public run hears of it."""
    decided(people.users["analyst"], "correct", about("XA-RRRRRRRR"), values={"text": f"The {WORD}"}, reason="misread")


DESK = frozenset({"analyst", "publisher"})
WORLDS = (
    World(name="decision of an editor", make=prepared, entitled=OWN, without_a_page=OWN, other=prepared_otherwise),
    World(name="decision of a desk", make=at_the_desk, entitled=OWN | DESK, without_a_page=OWN | DESK, exported=True),
)
