"""Makes the decisions of the demonstration world: `python -m article60.demo.make_decisions`."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

DECISIONS = Path(__file__).with_name("decisions")
REVIEWS = Path(__file__).with_name("reviews")
SOURCE = DECISIONS / "sources.yml"

Told = Mapping[str, Any]


def told() -> Mapping[str, list[Told]]:
    """What the source says, by audience."""
    source: Mapping[str, list[Told]] = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    return source


def files() -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of one file of JSON lines for each audience."""
    for audience, decisions in told().items():
        lines = (json.dumps(line(decision, audience=audience), ensure_ascii=False) for decision in decisions)
        yield f"{audience}.jsonl", "".join(f"{written}\n" for written in lines).encode()


def line(decision: Told, *, audience: str) -> dict[str, Any]:
    """One decision as the folder of decisions holds it; hashes of documents are those of the files that stand there now."""
    about, values = _about(decision)
    return {
        "id": decision["id"],
        "made_at": f"{decision['at'].astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "actor_role": decision["by"],
        "actor_organisation": decision.get("of"),
        "about": about,
        "verb": decision["verb"],
        "values": values,
        "reason": decision.get("reason"),
        "audience": audience,
        "version_hash": None,
    }


def _about(decision: Told) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a decision is about, and the values that it sets."""
    values = dict(decision.get("values", {}))
    if "overlap" in decision:
        judged = [{"iati_identifier": one} for one in decision["activities"]]
        return {"kind": "overlap"}, {**decision["overlap"], "activities": judged}
    if "document" in decision:
        return {"kind": "document", "fingerprint": {"document_sha256": _hash(decision["document"])}}, values
    if "need" in decision:
        return {"kind": "need", "id": decision["need"]}, values
    if "activity" in decision:
        values["iati_identifier"] = decision["activity"]
    if "into_activity" in decision:
        values["into"] = {"iati_identifier": decision["into_activity"]}
    if "from_activity" in decision:
        values["from"] = {"iati_identifier": decision["from_activity"]}
    if "file" not in decision:
        return {"kind": "activity"}, values
    if "into" in decision:
        values["into"] = _fingerprint(decision["into"])
    return {"kind": "match" if "activity" in decision else "need", "fingerprint": _fingerprint(decision)}, values


def _fingerprint(place: Told) -> dict[str, Any]:
    return {"document_sha256": _hash(place["file"]), "page": place.get("page"), "quote": place["quote"]}


def _hash(file: str) -> str:
    return sha256((REVIEWS / file).read_bytes()).hexdigest()


def main() -> None:
    """Make every file anew."""
    for name, data in files():
        (DECISIONS / name).write_bytes(data)


if __name__ == "__main__":
    main()
