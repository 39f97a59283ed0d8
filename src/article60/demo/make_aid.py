"""Makes the aid data files of the demonstration world: `python -m article60.demo.make_aid`."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from lxml import etree

from article60.demo.iati_forms import FORMS, Form
from article60.domain.state_party import state_parties
from article60.sources import account
from article60.sources.account import Entry

AID = Path(__file__).with_name("aid")
SOURCES = AID / "sources"
ADDRESS = "https://demo.article60.example/aid"
LICENCE = "CC-BY-4.0"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NOTICE = " Invented for demonstrations and tests: no provider, programme or State of this file exists. "

Told = Mapping[str, Any]


def files() -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each aid data file, by the name of its source."""
    yield from ((name, made(provider)) for name, provider in _providers())


def collected() -> str:
    """The account of these files, as if they had been collected where each of the providers publishes."""
    entries = {}
    for name, provider in _providers():
        data = made(provider)
        entries[f"{ADDRESS}/{name}"] = Entry(
            file=name, publisher=provider["name"], licence=LICENCE, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data)
        )
    return account.written(entries, source="The invented world")


def _providers() -> Iterator[tuple[str, Told]]:
    for source in sorted(SOURCES.glob("*.yml")):
        yield f"{source.stem}.xml", yaml.safe_load(source.read_text(encoding="utf-8"))


def made(provider: Told) -> bytes:
    """The file of one provider in the version of the standard that it declares."""
    form = FORMS[provider["version"]]
    root = etree.Element(
        "iati-activities", {"version": provider["version"], "generated-datetime": f"{provider['generated']}T00:00:00Z"}
    )
    root.append(etree.Comment(NOTICE))
    for activity in provider["activities"]:
        root.append(_activity(provider, activity, form))
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _activity(provider: Told, told: Told, form: Form) -> etree._Element:
    """One activity; its elements stand in the order that the schema of version 2 asks for."""
    language = told.get("lang", provider["language"])
    activity = etree.Element(
        "iati-activity",
        {
            LANG: language,
            "default-currency": told.get("currency", provider["currency"]),
            "last-updated-datetime": f"{told['updated']}T00:00:00Z",
            **({"hierarchy": str(told["hierarchy"])} if "hierarchy" in told else {}),
        },
    )
    etree.SubElement(activity, "iati-identifier").text = _identifier(provider, told["id"])
    reporting = {"ref": provider["ref"], "type": str(provider["type"])}
    secondary = {"secondary-reporter": "1"} if told.get("secondary") else {}
    form.say(activity, "reporting-org", provider["name"], {**reporting, **secondary})
    for tag in ("title", "text"):
        _say(activity, told[tag], tag="description" if tag == "text" else tag, form=form)
    _partners(activity, provider, told, form)
    if "was" in told:
        etree.SubElement(activity, "other-identifier", {"ref": _identifier(provider, told["was"]), "type": "A3"})
    form.code(activity, "activity-status", "status", str(told.get("status", 2)))
    _dates(activity, told, form)
    if told.get("at") != "transaction":
        _places(activity, told, form)
        _sectors(activity, told, form)
    _budget(activity, told, form)
    _transactions(activity, told, form)
    _related(activity, provider, told)
    return activity


def _identifier(provider: Told, written: str) -> str:
    """The whole identifier; one that begins like another provider's is written in full in the source."""
    return written if written.startswith("XX-DEMO-") else f"{provider['ref']}-{written}"


def _say(activity: etree._Element, told: str | Mapping[str, str], *, tag: str, form: Form) -> None:
    if isinstance(told, str):
        if told:
            form.say(activity, tag, told, {})
        return
    form.say_in_languages(activity, tag, told)


def _partners(activity: etree._Element, provider: Told, told: Told, form: Form) -> None:
    """All four roles: who pays, who answers for it, who passes it on and who does the work."""
    kind = {"type": str(provider["type"])}
    own = {"ref": provider["ref"], **kind}
    funding = told.get("funding")
    form.partner(activity, "funding", funding or provider["name"], {} if funding else own)
    form.partner(activity, "accountable", provider["name"], own)
    form.partner(activity, "extending", provider["name"], own)
    if "with" in told:
        form.partner(activity, "implementing", told["with"], {})


def _dates(activity: etree._Element, told: Told, form: Form) -> None:
    planned = told.get("status") == 1
    over = told.get("status") in (3, 4)
    form.date(activity, "planned_start" if planned else "actual_start", told["from"])
    form.date(activity, "actual_end" if over else "planned_end", told["to"])


def _shares(told: Any) -> Mapping[str, int | None]:
    """Codes with their percentages; a single one stands for the whole and has none."""
    return told if isinstance(told, Mapping) else {str(told): None}


def _places(parent: etree._Element, told: Told, form: Form) -> None:
    for code, share in _shares(told["in"]).items():
        state = state_parties().get(code)
        attributes = {"code": str(code), **({"percentage": str(share)} if share is not None else {})}
        if state is None:
            form.say(parent, "recipient-region", "Region", {**attributes, **form.region})
        else:
            form.say(parent, "recipient-country", state.name_en, attributes)


def _sectors(parent: etree._Element, told: Told, form: Form) -> None:
    for code, share in _shares(told["sector"]).items():
        attributes = {"vocabulary": form.dac, "code": str(code), **({"percentage": str(share)} if share is not None else {})}
        etree.SubElement(parent, "sector", attributes)


def _budget(activity: etree._Element, told: Told, form: Form) -> None:
    if "budget" not in told:
        return
    budget = etree.SubElement(activity, "budget", dict(form.budget))
    etree.SubElement(budget, "period-start", {"iso-date": str(told["from"])})
    etree.SubElement(budget, "period-end", {"iso-date": str(told["to"])})
    etree.SubElement(budget, "value", {"value-date": str(told["from"])}).text = str(told["budget"])


def _transactions(activity: etree._Element, told: Told, form: Form) -> None:
    """What was committed at the start, and what was paid by the day of the last update."""
    rows: list[tuple[str, date, int]] = []
    if "budget" in told and told.get("status") != 1:
        rows.append(("commitment", told["from"], told["budget"]))
    if "paid" in told:
        rows.append(("disbursement", min(told["updated"], told["to"]), told["paid"]))
    for kind, day, value in rows:
        transaction = etree.SubElement(activity, "transaction")
        form.code(transaction, "transaction-type", "transaction", kind)
        etree.SubElement(transaction, "transaction-date", {"iso-date": str(day)})
        etree.SubElement(transaction, "value", {"value-date": str(day)}).text = str(value)
        if told.get("at") == "transaction":
            _sectors(transaction, told, form)
            _places(transaction, told, form)


def _related(activity: etree._Element, provider: Told, told: Told) -> None:
    related = [("1", told["parent"])] if "parent" in told else []
    related += [("2", child) for child in told.get("children", ())]
    for kind, written in related:
        etree.SubElement(activity, "related-activity", {"type": kind, "ref": _identifier(provider, written)})


def main() -> None:
    """Make every file anew."""
    for name, data in files():
        (AID / name).write_bytes(data)
    (AID / account.NAME).write_text(collected(), encoding="utf-8")


if __name__ == "__main__":
    main()
