"""Officers of invented providers at their desk, what they fill in, and spreadsheets that they hand in."""

import io
import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from article60.publication.report_template import template
from article60.web.accounts.models import Organisation, User
from article60.web.accounts.roles import Kind, Role
from article60.web.provider.models import ReportedVersion
from workspace_people import body, events, member

REPORTS, ADD = "/en/provider/reports/", "/en/provider/reports/add/activity/"
FILLED = {
    "title": "Tender training for Ndara", "language": "en", "states": ["XA", "XB"], "provisions": "9; 46(9)(b)",
    "types": ["capacity_building"], "bodies": "Procurement Board\nCourt of Audit", "status": "2", "start": "2026-01-01",
    "end": "2027-12-31", "budget": "250000.50", "currency": "eur", "reference": "ND-1",
}  # fmt: skip


def provider(name: str = "Northern Lights Foundation") -> Organisation:
    return body(Kind.PROVIDER, name, vetted=True)


def officer(name: str = "Northern Lights Foundation") -> User:
    return member(Role.PROVIDER_OFFICER, provider(name))


def of_the_desk() -> list[str]:
    return [one for one in events() if one.startswith(("provider", "jobs"))]


def fresh(client: Client, address: str = ADD) -> str:
    found = re.search(r'name="reported_id" value="(RP-[A-Z2-7]{8})"', client.get(address).content.decode())
    assert found is not None
    return found[1]


def added(client: Client, **changed: Any) -> str:
    made = fresh(client)
    answer = client.post(ADD, FILLED | {"reported_id": made} | changed)
    assert answer.status_code == 302, answer.content.decode()
    return made


def now(reported_id: str) -> ReportedVersion:
    return ReportedVersion.objects.for_everyone().filter(reported__reported_id=reported_id).latest("number")


def publish(client: Client, reported_id: str, audience: str = "public", seen: str = "") -> Any:
    sent = {"publish": reported_id, f"seen-{reported_id}": seen or now(reported_id).hash, "audience": audience}
    return client.post(f"{REPORTS}publish/", sent)


def workbook(*rows: list[Any], language: str = "en") -> bytes:
    book = load_workbook(io.BytesIO(template(language)))
    for row in rows:
        book["activities"].append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def row(reference: str = "A1", title: str = "Training of auditors", **changed: Any) -> list[Any]:
    said = {"reference": reference, "title": title, "description": None, "states": "Ndara", "provisions": "9", "types": None,
            "bodies": None, "status": "Implementation", "start": "2026-01-01", "end": None, "budget": None, "disbursed": None,
            "currency": None, "value_on": None} | changed  # fmt: skip
    return list(said.values())


def hand_in(client: Client, content: bytes) -> str:
    answer = client.post("/en/provider/sheets/", {"language": "en", "file": SimpleUploadedFile("ours.xlsx", content)})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def take_over(client: Client, address: str) -> Any:
    seen = re.search(r'name="seen" value="(\w+)"', client.get(address).content.decode())
    return client.post(f"{address}take-over/", {"seen": seen[1] if seen else ""})
