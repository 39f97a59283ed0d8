"""The chain holds as it was made, and every tampering is located."""

import random
from dataclasses import replace

import pytest

from article60.web.audit.chain import BEGINNING, Break, Kept, Link, Payload, breaks

LENGTH = 40


def chain(length: int = LENGTH) -> list[Kept]:
    made: list[Kept] = []
    for number in range(1, length + 1):
        payload = Payload(bytes([number] * 32), {"text": f"need {number}", "types": ["legal_advice"]})
        link = Link(
            number=number,
            at=f"2026-11-26T10:00:{number:02}+00:00",
            actor="7a0e",
            role="state_focal_point",
            organisation="XA",
            action="register.confirm",
            outcome="done",
            about_kind="need",
            about_id=f"XA-{number:08}",
            payload_hash=payload.hash,
            previous=made[-1].hash if made else BEGINNING,
        )
        made.append(Kept(link, link.hash, payload))
    return made


def test_chain_as_it_was_made_holds() -> None:
    assert list(breaks(chain())) == []
    assert list(breaks([])) == []


def test_payload_that_was_erased_breaks_nothing() -> None:
    made = chain()
    made[7] = replace(made[7], payload=None)
    assert list(breaks(made)) == []


def test_end_that_was_cut_off_is_found_by_what_was_told_outside() -> None:
    made = chain()
    assert list(breaks(made[:-3])) == []
    assert list(breaks(made[:-3], heads={LENGTH: made[-1].hash})) == [Break(LENGTH, "was told outside and is missing")]


def tampered(made: list[Kept], chance: random.Random) -> int:
    """Tamper with a chain in one of the ways that somebody with all rights has; the number of the first event concerned."""
    place = chance.randrange(len(made))
    one = made[place]
    match chance.randrange(7):
        case 0:
            field = chance.choice(["at", "actor", "role", "organisation", "action", "outcome", "about_kind", "about_id"])
            made[place] = replace(one, link=replace(one.link, **{field: "another"}))
        case 1:
            made[place] = replace(one, payload=Payload(b"\0" * 32, {"text": "another"}))
        case 2:
            made[place] = replace(one, payload=Payload(one.payload.salt, {**one.payload.body, "text": "another"}))
        case 3:
            link = replace(one.link, about_id="XA-OTHER")
            made[place] = replace(one, link=link, hash=link.hash)
        case 4:
            del made[place]
        case 5:
            made.insert(place, one)
            return place + 2
        case 6:
            other = (place + 1 + chance.randrange(len(made) - 1)) % len(made)
            made[place], made[other] = made[other], made[place]
            return min(place, other) + 1
    return place + 1


@pytest.mark.parametrize("seed", range(1000))
def test_every_tampering_is_located(seed: int) -> None:
    made = chain()
    heads = {LENGTH: made[-1].hash}
    first = tampered(made, random.Random(seed))
    found = list(breaks(made, heads=heads))
    assert found and found[0].number in (first, first + 1)
