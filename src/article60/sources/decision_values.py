"""What the values of a decision must be, by the kind of thing that it is about and by its verb; else it cannot be used."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from article60.codes.reader import by_code
from article60.domain.provision import article_of, exists
from article60.domain.state_party import state_parties

Check = Callable[[str, Any], None]
"""Takes the name of a value, for the message, and the value. Raises ValueError that says what is wrong and what to write."""

MOST_PAGES = 100_000
"""No document has as many; a larger number is a mistake."""

_STATE = re.compile(r"[A-Z][A-Z0-9]")
_CODE = r"-[A-Z2-7]{8,}"


def text(name: str, value: Any) -> None:
    """Some words."""
    if not isinstance(value, str) or not value.strip():
        raise _wrong(name, value, "is no text", "words between quotation marks")


def page(name: str, value: Any) -> None:
    """A printed page."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < MOST_PAGES:
        raise _wrong(name, value, "is no page", "its number without quotation marks, or null")


def _wrong(name: str, value: Any, what: str, instead: str) -> ValueError:
    said = repr(value)
    return ValueError(f"{name} {said if len(said) < 60 else said[:57] + '...'} {what}; write {instead}")


def _one_of(codes: Callable[[], Collection[Any]]) -> Check:
    def check(name: str, value: Any) -> None:
        if isinstance(value, bool) or not isinstance(value, (str, int)) or value not in codes():
            raise _wrong(name, value, "is unknown", f"one of {', '.join(map(str, codes()))}")

    return check


def _several(check: Check) -> Check:
    def check_all(name: str, value: Any) -> None:
        if not isinstance(value, list):
            raise _wrong(name, value, "is no list", "a list between brackets")
        for one in value:
            check(name, one)

    return check_all


def _provision(name: str, value: Any) -> None:
    if not isinstance(value, str) or not exists(value):
        raise _wrong(name, value, "is no clause of the Convention", "it as 46, 46(9) or 46(9)(b)")


def _day(name: str, value: Any) -> None:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _wrong(name, value, "is no day", "it as 2027-01-31") from None


def _article(name: str, value: Any) -> None:
    if not isinstance(value, str) or not exists(value) or article_of(value) != value:
        raise _wrong(name, value, "is no article of the Convention", "its number between quotation marks")


def _state(name: str, value: Any) -> None:
    if not isinstance(value, str) or not _STATE.fullmatch(value):
        raise _wrong(name, value, "is no State", "its two-letter code in capitals")


def _party(name: str, value: Any) -> None:
    _state(name, value)
    if value not in state_parties():
        raise _wrong(name, value, "is no State known here", "its two-letter code (ISO 3166-1)")


def _place(name: str, value: Any) -> None:
    if not isinstance(value, Mapping):
        raise _wrong(name, value, "names nothing", "an identifier, or document_sha256, page and quote between braces")
    for needed in ("document_sha256", "quote"):
        text(f"{needed} of {name}", value.get(needed))
    if value.get("page") is not None:
        page(f"page of {name}", value["page"])


def _statement(name: str, value: Any) -> None:
    """By its identifier, or by its words."""
    (text if isinstance(value, str) else _place)(name, value)


def _published(*names: str) -> Check:
    """By our identifier, or by a name or identifier as published."""

    def check(name: str, value: Any) -> None:
        if isinstance(value, str):
            return text(name, value)
        given = [one for one in names if isinstance(value, Mapping) and value.get(one) is not None]
        if not given:
            raise _wrong(name, value, "names nothing", f"an identifier, or {' or '.join(names)} between braces")
        for one in given:
            text(f"{one} of {name}", value[one])
        return None

    return check


_SAID_OF_NEED: Mapping[str, Check] = {
    "text": text,
    "provisions": _several(_provision),
    "types": _several(_one_of(lambda: by_code("types"))),
    "chapter": _one_of(lambda: by_code("chapters")),
    "priority": text,
    "beneficiary": text,
}


def _part(name: str, value: Any) -> None:
    """A part of a need that is several."""
    if not isinstance(value, Mapping) or value.get("text") is None:
        raise _wrong(name, value, "has no text", '{"text": "…"} for each part')
    for one, said in _given(value):
        if one in _SAID_OF_NEED and said is not None:
            _SAID_OF_NEED[one](f"{one} of {name}", said)


_SAID_OF_PRACTICE: Mapping[str, Check] = {name: _SAID_OF_NEED[name] for name in ("text", "provisions")}
_SAID_OF_RECEIVED: Mapping[str, Check] = {**_SAID_OF_PRACTICE, "types": _SAID_OF_NEED["types"], "provider": text}
_STATED: Mapping[str, Check] = dict.fromkeys(("into", "from", "by"), _statement)
_ACTIVITY, _ORGANISATION = _published("iati_identifier"), _published("ref", "name")

CHECKS: Mapping[str, Mapping[str, Check]] = {
    "need": {
        **_SAID_OF_NEED,
        **_STATED,
        "parts": _several(_part),
        "grade": _one_of(lambda: ("met", "partly_met", "unmet")),
        "state": _party,
        "language": _one_of(lambda: by_code("languages")),
        "cycle": _one_of(lambda: (1, 2)),
        "timing": _one_of(lambda: by_code("need_timings")),
    },
    "good_practice": {**_SAID_OF_PRACTICE, **_STATED},
    "assistance_received": {**_SAID_OF_RECEIVED, **_STATED},
    "no_needs": _STATED,
    "match": {"need_id": _statement, "activity_id": _ACTIVITY, "iati_identifier": text},
    "overlap": {
        "state": _state,
        "article": _article,
        "type": _one_of(lambda: by_code("coarse_types")),
        "verdict": _one_of(lambda: by_code("overlap_verdicts")),
        "activities": _several(_ACTIVITY),
    },
    "activity": {
        "iati_identifier": text,
        "into": _ACTIVITY,
        "from": _ACTIVITY,
        "provisions": _SAID_OF_NEED["provisions"],
        "types": _SAID_OF_NEED["types"],
        "start": _day,
        "end": _day,
        "status": _one_of(lambda: by_code("iati/ActivityStatus")),
    },
    "organisation": {"ref": text, "name": text, "into": _ORGANISATION, "from": _ORGANISATION},
    "document": {"publisher": text, "public_address": text},
}
"""What each value must be, by the kind that the decision is about; a value that is not named here is not read by anything."""

NEEDED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("need", "met"): ("grade",),
    ("need", "prioritise"): ("priority",),
    ("need", "add"): ("state", "text"),
    ("good_practice", "split"): ("from",),
    ("assistance_received", "split"): ("from",),
    ("no_needs", "split"): ("from",),
    ("overlap", "verdict"): ("state", "article", "type", "verdict"),
    ("activity", "merge"): ("into",),
    ("activity", "split"): ("from",),
    ("organisation", "merge"): ("into",),
    ("organisation", "split"): ("from",),
}
"""What a verb cannot do without."""

ONE_NEEDED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("need", "split"): ("parts", "from"),
    ("need", "merge"): ("into", "parts"),
    ("need", "correct"): tuple(_SAID_OF_NEED),
    ("good_practice", "correct"): tuple(_SAID_OF_PRACTICE),
    ("assistance_received", "correct"): tuple(_SAID_OF_RECEIVED),
    ("activity", "correct"): ("provisions", "types", "start", "end", "status"),
    **dict.fromkeys((("match", verb) for verb in ("confirm", "reject", "unsure")), ("activity_id", "iati_identifier")),
}
"""Of what a verb needs at least one."""

MAY_BE_EMPTIED = frozenset(("chapter", "priority", "beneficiary", "provider"))
"""What a person may take out of a statement, by null."""

NAMED_BY: Mapping[str, tuple[str, ...]] = {"activity": ("iati_identifier",), "organisation": ("ref", "name")}
"""Values that name what a decision is about where its `about` does not."""


def usable(*, kind: str, verb: str, about: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a decision without those that say nothing. Raises ValueError where any cannot be used."""
    found = dict(_given(values))
    for name, value in found.items():
        if name in CHECKS[kind] and value is not None:
            CHECKS[kind][name](name, value)
    for name in NEEDED.get((kind, verb), ()):
        if name not in found:
            raise ValueError(f"the verb {verb} needs {name!r} among its values")
    one_of = ONE_NEEDED.get((kind, verb), ())
    if one_of and not any(name in found for name in one_of):
        raise ValueError(f"the verb {verb} needs one of {', '.join(one_of)} among its values")
    if verb in ("split", "merge") and found.get("parts") == []:
        raise ValueError('parts are none; write {"text": "…"} for each part of the need')
    _named(kind, about, found)
    if verb == "add":
        _new(about.get("id"), found["state"])
    if kind == "need" and "parts" in found:
        found["parts"] = [dict(_given(part)) for part in found["parts"]]
    return found


def _given(values: Mapping[str, Any]) -> Collection[tuple[str, Any]]:
    return [(name, value) for name, value in values.items() if value is not None or name in MAY_BE_EMPTIED]


def _named(kind: str, about: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """A decision tells what it is about. Raises ValueError where it does not, or not in words that can be used."""
    if about.get("id") is not None:
        text("id of about", about["id"])
    place = about.get("fingerprint") or {}
    for name in ("document_sha256", "quote"):
        if place.get(name) is not None:
            text(f"{name} of fingerprint", place[name])
    if place.get("page") is not None:
        page("page of fingerprint", place["page"])
    by_words = place.get("document_sha256") is not None and (kind == "document" or place.get("quote") is not None)
    if kind == "document" and not by_words:
        raise ValueError("the fingerprint has no document_sha256; write the hash of the document's bytes")
    by_value = any(values.get(name) is not None for name in NAMED_BY.get(kind, ("need_id",) if kind == "match" else ()))
    if kind != "overlap" and not (about.get("id") or by_words or by_value):
        raise ValueError("about names nothing; write the identifier of the record, or the fingerprint of its words")


def _new(record_id: Any, state: str) -> None:
    if not isinstance(record_id, str) or not re.fullmatch(re.escape(state) + _CODE, record_id):
        raise ValueError(
            f"id of about {record_id!r} is no identifier of {state}; write {state}- and eight of A to Z and 2 to 7"
        )
