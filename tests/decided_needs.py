"""Needs of one invented document, and what becomes of them by decisions."""

import json

from article60.identity.candidates import gather
from article60.identity.decisions import apply
from article60.identity.register import register
from makers import decision, document, statement

PLACE = {"fingerprint_sha256": "d" * 64, "fingerprint_page": 4, "fingerprint_quote": "Legal advice (art. 16)"}
ADDED = {"state": "XB", "text": "Training on art. 14", "provisions": ["14(1)"], "types": ["capacity_building"], "cycle": 2}


def of_xb(verb, number, *, role="state_focal_point", organisation="XB", **values):
    """A decision about the need that XB added, as the number-th of them."""
    return decision(
        decision_id=f"D-{number}", made_at=f"2026-05-{number:02}T09:00:00Z", actor_role=role, actor_organisation=organisation,
        about_id="XB-22222222", verb=verb, values=json.dumps(values),
    )  # fmt: skip


def decided(*decisions, statements=None):
    said = statements or [statement()]
    stated = register(gather([document()], said), document_ids={"d" * 64: "DOC-AAAAAAAA"})
    return apply(decisions, register=stated)


def about(verb, **values):
    return decision(verb=verb, values=json.dumps(values), **PLACE)


def only_need(outcome):
    (need,) = outcome.register.needs.values()
    return need


FIRST = {"document_sha256": "d" * 64, "page": 4, "quote": "Legal advice (art. 16)"}
SECOND = {"document_sha256": "d" * 64, "page": 4, "quote": "Model law (art. 21)"}
THIRD = {"document_sha256": "d" * 64, "page": 4, "quote": "Training (art. 36)"}
THREE = [
    statement(),
    statement(position=1, text="Model law (art. 21)", provisions=("21",)),
    statement(position=2, text="Training (art. 36)", provisions=("36",)),
]


def on(place, verb, number, **values):
    """A decision about the need at a place, as the number-th of them."""
    return decision(
        decision_id=f"D-{number}",
        made_at=f"2026-05-{number:02}T09:00:00Z",
        about_id="",
        verb=verb,
        values=json.dumps(values),
        fingerprint_sha256=place["document_sha256"],
        fingerprint_page=place["page"],
        fingerprint_quote=place["quote"],
    )
