"""Leaks of clearance, of the desks, of providers and of letters that tell what waits: each re-creates one made elsewhere.

They take the second lock away, or go past it; pages that decide rightly still keep the secret then.
"""

from typing import Any

import pytest
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from tests.workspace.leaks.plants import answered, everything, headed, past_the_lock, planted, told, without_the_lock

from article60.web.accounts.models import User
from article60.web.accounts.waits import Waiting
from article60.web.clearance import actions as clearance
from article60.web.clearance import answering
from article60.web.clearance.models import Answer, Part, Sheet
from article60.web.curation import returned
from article60.web.curation.models import Comment, Decision
from article60.web.curation.querysets import Comments, Decisions
from article60.web.jobs import mail, outbox
from article60.web.provider import actions as provider
from article60.web.provider import decisions, visibility
from article60.web.provider import models as models_of_provider
from article60.web.provider.models import Publication, ReportedVersion, SavedSearch
from article60.web.work import digest
from article60.web.work.models import LetterSetting


def _counted(model: type[models.Model]) -> str:
    with past_the_lock():
        found: Any = model._default_manager
        return str((found.for_everyone() if hasattr(found, "for_everyone") else found.all()).count())


@planted(
    "part of another by its number (SecureDrop, replies by name of file)",
    "clearance:part",
    askers=("XA institution",),
    world="answers of another institution",
)
def part_of_another(broken: pytest.MonkeyPatch) -> None:
    without_the_lock(broken)
    broken.setattr(answering, "parts_of", lambda by: Part.objects.select_related("sheet", "organisation"))


@planted(
    "counted over all parts (Aleph, issue 92)",
    "clearance:asked",
    askers=("XA institution", "XB institution"),
    world="answers of another institution",
)
def counted_answers(broken: pytest.MonkeyPatch) -> None:
    told(broken, "clearance:asked", lambda request: f"{_counted(Answer)} answered")


@planted(
    "number of the newest sheet, as whoever is asked next sees it",
    "clearance:asked",
    askers=("XA institution", "XB institution"),
    world="sheet that nobody was sent",
)
def newest_sheet(broken: pytest.MonkeyPatch) -> None:
    headed(broken, "clearance:asked", "X-Sheets", lambda: _counted(Sheet))


@planted("signed, says a letter to everybody (Wagtail, CVE-2022-21683)", world="answers of an institution", remade=True)
def signed_letters(broken: pytest.MonkeyPatch) -> None:
    sign = clearance.sign

    def signed(*args: Any, **named: Any) -> Any:
        made = sign(*args, **named)
        with past_the_lock():
            for user in User.objects.all():
                outbox.add(mail.letter("clearance_answered", to=user.number, key=f"planted:{user.pk}"), at=timezone.now())
        return made

    broken.setattr(clearance, "sign", signed)


@planted(
    "what is prepared, told by a hash of all that stands there",
    "curation:sheet",
    askers=("publisher",),
    world="decision of an editor",
)
def prepared_beside_a_sheet(broken: pytest.MonkeyPatch) -> None:
    without_the_lock(broken)
    made = Decision.objects.for_everyone
    broken.setattr(returned, "about", lambda target, **_: list(made().filter(about_id=target.id).order_by("pk")))


@planted(
    "record of another organization by its identifier (DHIS2, CVE-2023-32060)",
    "provider:report",
    askers=("provider",),
    world="report of a provider",
)
def report_of_another(broken: pytest.MonkeyPatch) -> None:
    without_the_lock(broken)
    broken.setattr(provider, "own_versions", lambda by, on: ReportedVersion.objects.for_everyone().select_related("reported"))


@planted(
    "published to some, seen by all",
    "provider:shared",
    askers=("stakeholder", "provider", "expert"),
    world="report to States parties",
)
def any_audience(broken: pytest.MonkeyPatch) -> None:
    without_the_lock(broken)
    broken.setattr(visibility, "audiences_of", lambda actor: visibility.AUDIENCES)


@planted(
    "newer version of what is published (Wagtail, CVE-2026-44197)",
    "provider:shared",
    askers=("stakeholder", "XA focal"),
    world="newer version of a report",
)
def newer_version(broken: pytest.MonkeyPatch) -> None:
    without_the_lock(broken)
    broken.setattr(models_of_provider, "visible", lambda actor: Q(reported__publications__audience="public"))


@planted(
    "rows of a form that somebody else has sent (Wagtail, form submissions)",
    "provider:sheet",
    askers=("provider",),
    world="spreadsheet of a provider",
)
def rows_of_another(broken: pytest.MonkeyPatch) -> None:
    def change(request: HttpRequest, answer: Any, named: Any) -> Any:
        with past_the_lock():
            found = models_of_provider.Sheet.objects.filter(file=named["file"]).first()
        return None if found is None else HttpResponse(str(found.rows))

    answered(broken, "provider:sheet", change)


@planted(
    "how many look for the same (CKAN, statistics plugin)",
    "provider:searches",
    askers=("provider", "named provider"),
    world="search of a provider",
)
def counted_searches(broken: pytest.MonkeyPatch) -> None:
    told(broken, "provider:searches", lambda request: _counted(SavedSearch))


@planted("export of what was published to some (CKAN, package_list)", world="report to providers", remade=True)
def exported_to_all(broken: pytest.MonkeyPatch) -> None:
    def published(*, on: Any) -> Any:
        return [(one.version, one) for one in Publication.objects.select_related("version__reported").order_by("pk")]

    broken.setattr(decisions, "published", published)


@planted(
    "comment on the same page, of somebody else (KoboToolbox)",
    "pairs:match",
    askers=("vetted provider",),
    world="comment of a State",
)
def comments(broken: pytest.MonkeyPatch) -> None:
    without_the_lock(broken)
    broken.setattr(Comments, "visible_to", lambda found, by, on: found.for_everyone())


@planted(
    "draft of an editor on the desk of another (Wagtail, CVE-2026-25517)",
    "curation:document",
    askers=("analyst", "publisher"),
    world="decision of an editor",
)
def drafts(broken: pytest.MonkeyPatch) -> None:
    without_the_lock(broken)
    broken.setattr(Decisions, "visible_to", lambda found, by, on: found.for_everyone())


@planted(
    "progress counted over drafts (Wagtail, issue 5129)",
    "curation:documents",
    askers=("analyst", "XB focal"),
    world="decision of an editor",
)
def counted_decisions(broken: pytest.MonkeyPatch) -> None:
    told(broken, "curation:documents", lambda request: f"{_counted(Decision)} decided")


@planted(
    "that others have commented (KoboToolbox)",
    "pairs:matches",
    askers=("XB focal", "vetted provider"),
    world="comment of a State",
)
def counted_comments(broken: pytest.MonkeyPatch) -> None:
    headed(broken, "pairs:matches", "X-Comments", lambda: _counted(Comment))


@planted("letter that counts what waits for all (Wagtail, issue 5129)", remade=True)
def counted_in_letters(broken: pytest.MonkeyPatch) -> None:
    def waiting(actor: Any, on: Any) -> Any:
        with past_the_lock():
            return [Waiting(what="Needs", count=len(everything()), route="workspace:home")]

    broken.setattr(digest, "waiting_for", waiting)


@planted("words of a record in a letter (OpenCRVS v2.0.4)", world="newer version", remade=True)
def words_in_letters(broken: pytest.MonkeyPatch) -> None:
    written = digest._written

    def quoted(*args: Any) -> Any:
        letter = written(*args)
        letter.body += everything()[-1].text
        return letter

    broken.setattr(digest, "_written", quoted)


@planted(
    "setting of somebody else (SecureDrop 2024)",
    "work:letters",
    askers=("XB focal", "stakeholder"),
    world="letters that somebody wants",
)
def letters_of_others(broken: pytest.MonkeyPatch) -> None:
    told(broken, "work:letters", lambda request: _counted(LetterSetting))
