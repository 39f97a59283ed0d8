"""The people and registers of the workspace that browser tests share: made in a process of its own, which then ends.

Each path has a State of its own in each language, so that none finds what another has changed.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import django
from django.db import transaction
from django.utils import timezone

from article60.domain.reported_activity import ReportedActivity
from article60.web.accounts.roles import Kind, Role
from article60.web.workspace import jobs
from article60.web.workspace.database import database
from article60.web.workspace.migrate import SETTINGS, migrate

LANGUAGES = ("en", "ar")
STATES = {
    "register": {"en": "XA", "ar": "XC"},
    "clearance": {"en": "XG", "ar": "XI"},
    "desk": {"en": "XJ", "ar": "XD"},
    "consent": {"en": "XB", "ar": "XF"},
    "people": {"en": "XE", "ar": "XH"},
}
OFFICE = {"en": "Office of the Prosecutor", "ar": "مكتب المدعي العام"}
PEOPLE = (
    ("newcomer", Role.STATE_FOCAL_POINT, "register"),
    ("checklist", Role.STATE_FOCAL_POINT, "register"),
    ("clearance", Role.STATE_FOCAL_POINT, "clearance"),
    ("office", Role.STATE_INSTITUTION, "clearance"),
    ("desk", Role.STATE_FOCAL_POINT, "desk"),
    ("analyst", Role.SECRETARIAT_ANALYST, ""),
    ("officer", Role.PROVIDER_OFFICER, ""),
    ("focal", Role.STATE_FOCAL_POINT, "consent"),
    ("editor", Role.STATE_EDITOR, "consent"),
    ("publisher", Role.SECRETARIAT_PUBLISHER, ""),
    ("administrator", Role.STATE_FOCAL_POINT, "people"),
    ("expert", Role.REVIEWING_EXPERT, ""),
    ("society", Role.STAKEHOLDER, ""),
    ("operator", Role.OPERATOR, ""),
    ("reporter", Role.PROVIDER_OFFICER, ""),
    ("reader", Role.STATE_EDITOR, "register"),
)
"""Whose path it is, in which role, and whose State: one of each for each language."""
NORVALD = "ORG-E24BBMZG"
"""The identifier in the demonstration's Release by which officers are known."""
PUBLISHED = {"public": "Open training of auditors", "states_parties": "Training that States alone see"}
"""What a provider has reported, by those to whom it has published it."""
BY_PASSWORD = ("newcomer", "society")
"""Who comes in by a password, as nobody has done yet; all others have a session that both factors have opened."""
SESSION_SECONDS = 12 * 3600


def people() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield by whose path it is, and in which language, what an invitation says."""
    for language in LANGUAGES:
        for who, role, path in PEOPLE:
            state = STATES[path][language] if path else ""
            body = {
                Kind.STATE: f"State {state}",
                Kind.INSTITUTION: OFFICE[language],
                Kind.PROVIDER: f"Provider {who} {language}",
            }
            told = {"email": f"{who}.{language}@example.org", "name": "A. Person", "role": role, "state": state}
            told["identifier"] = NORVALD if role.of is Kind.PROVIDER else ""
            yield f"{who}.{language}", told | {"organisation": body.get(role.of, str(role.of)), "language": language}


def furnish(folder: Path, release: Path) -> Mapping[str, str]:
    """Make the tables, fill the registers and let everybody in; by person a password, or the key of a session."""
    with database(folder) as found:
        migrate(found.owner)
        os.environ |= {"DATABASE_URL": found.owner, "DJANGO_SETTINGS_MODULE": SETTINGS}
        django.setup()
        for state in (state for one in STATES.values() for state in one.values()):
            jobs.fill(folder, release=release, state=state)
        ways_in = {who: _let_in(folder, told) for who, told in people()}
        _publish("reporter.en@example.org")
        for language in LANGUAGES:
            _have_told(f"reader.{language}@example.org")
        return ways_in


def _let_in(folder: Path, told: Mapping[str, Any]) -> str:
    import workspace_people  # models are known only now

    password = jobs.invite(folder, told)["password"]
    if told["email"].startswith(BY_PASSWORD):
        return password
    session = workspace_people.browser(workspace_people.User.objects.get(email=told["email"])).session
    session.set_expiry(SESSION_SECONDS)
    session.save()
    key: str = session.session_key
    return key


def _publish(email: str) -> None:
    """A provider's officer reports something for everyone, and something for States parties."""
    import workspace_people  # models are known only now
    from article60.web.provider import actions

    by, at = workspace_people.actor(workspace_people.User.objects.get(email=email)), timezone.now()
    with workspace_people.acting(by):
        for audience, title in PUBLISHED.items():
            said = ReportedActivity(title=title, language="en", states=("XA",), provisions=("9",), status="2", start=at.date())
            made = actions.add(actions.new_id(), by=by, at=at, kind="activity", activity=said)
            actions.publish({made.reported.reported_id: made.hash}, by=by, at=at, audience=audience)


def _have_told(email: str) -> None:
    """Somebody is to get the letter that tells what waits, whatever the day and the hour are."""
    from article60.web.accounts.models import User  # models are known only now
    from article60.web.jobs import outbox
    from article60.web.work import digest

    account, now = str(User.objects.get(email=email).number), timezone.now()
    with transaction.atomic():
        outbox.add(outbox.Entry(kind=digest.KIND, key=f"{account}:{now.date()}", payload={"account": account}), at=now)
