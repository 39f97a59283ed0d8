"""Leaks that were made elsewhere, planted here one by one: a matrix that does not find every one of them proves nothing.

Each names what it re-creates: a published weakness, or a way in which systems of this kind leaked. These say more on a page,
past the second lock; those of `planted_rules.py` decide wrongly who sees what, with that lock taken away.
"""

import json
import logging
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.utils import timezone
from tests.workspace.leaks.kept.register import SECRET
from tests.workspace.leaks.plants import answered, everything, headed, past_the_lock, planted, stands, told, without_the_lock

from article60.web.consent.models import Note, Receipt
from article60.web.jobs import mail, outbox
from article60.web.register.models import InformationRelease
from article60.web.register.querysets import Versions

log = logging.getLogger("article60.planted")


@planted("preview without permission (Wagtail, CVE-2026-25517)", "register:need", askers=("XB focal",))
def preview(broken: pytest.MonkeyPatch) -> None:
    def change(request: HttpRequest, answer: Any, named: Any) -> Any:
        found = [one.text for one in everything() if one.need_id == named["need_id"]]
        return HttpResponse(found[-1]) if found else None

    answered(broken, "register:need", change)


@planted(
    "history of what one may see in part (Wagtail, CVE-2026-44197)",
    "register:need",
    askers=("XB focal",),
    world="newer version",
)
def history(broken: pytest.MonkeyPatch) -> None:
    without_the_lock(broken)
    seen = Versions.visible_to
    broken.setattr(
        Versions, "visible_to", lambda found, by, on: found.for_everyone().filter(need__in=seen(found, by, on).values("need"))
    )


@planted("comparison of versions (Wagtail, CVE-2026-44198)", "register:need", askers=("XB focal",), world="newer version")
def comparison(broken: pytest.MonkeyPatch) -> None:
    headed(broken, "register:need", "X-Changes", lambda: str(len(everything())))


@planted("copy of what one may not read (Wagtail, CVE-2026-44200)", "register:add", askers=("XB focal",))
def copied(broken: pytest.MonkeyPatch) -> None:
    told(broken, "register:add", lambda request: everything()[-1].text)


@planted("chooser that offers everything (Wagtail, CVE-2026-54259)", "consent:record", askers=("publisher",))
def chooser(broken: pytest.MonkeyPatch) -> None:
    told(broken, "consent:record", lambda request: " ".join(sorted({one.need_id for one in everything()})))


@planted("file names of private documents (Wagtail, CVE-2026-44201)", "workspace:home", world="recorded consent")
def file_names(broken: pytest.MonkeyPatch) -> None:
    def names(request: HttpRequest) -> str:
        with past_the_lock():
            return " ".join(f"note-{one.sha256[:12]}.{one.ending}" for one in Note.objects.all())

    told(broken, "workspace:home", names)


@planted("counts on the start page over everything (Wagtail, issue 5129)", "workspace:home")
def counts(broken: pytest.MonkeyPatch) -> None:
    told(broken, "workspace:home", lambda request: f"<p>{len(everything())} needs</p>")


@planted("facets counted over everything (Aleph, issue 92)", "register:needs", askers=("XB focal",))
def facets(broken: pytest.MonkeyPatch) -> None:
    told(broken, "register:needs", lambda request: str(sum("33" in one.provisions for one in everything())))


@planted("statistics of private records (CKAN, statistics plugin)", "workspace:who_may", askers=("nobody", "stakeholder"))
def statistics(broken: pytest.MonkeyPatch) -> None:
    def words(request: HttpRequest) -> str:
        with past_the_lock():
            return str(InformationRelease.objects.count())

    told(broken, "workspace:who_may", words)


@planted("when anything was last changed", "register:needs", askers=("XB focal",))
def last_modified(broken: pytest.MonkeyPatch) -> None:
    headed(broken, "register:needs", "Last-Modified", lambda: max(one.made_at for one in everything()).isoformat())


@planted("mark of a page made of everything", "register:needs", askers=("XB focal",))
def etag(broken: pytest.MonkeyPatch) -> None:
    headed(broken, "register:needs", "ETag", lambda: f'"{everything()[-1].hash}"')


@planted("forbidden where it is, not found where it is not", "register:need", "register:correct", askers=("XB focal",))
def forbidden(broken: pytest.MonkeyPatch) -> None:
    for route in ("register:need", "register:correct"):
        answered(
            broken,
            route,
            lambda request, answer, named: HttpResponseForbidden() if answer is None and stands(named["need_id"]) else None,
        )


@planted("redirect where it is (an open door that leads nowhere)", "register:confirm", askers=("XB focal",))
def redirect(broken: pytest.MonkeyPatch) -> None:
    def change(request: HttpRequest, answer: Any, named: Any) -> Any:
        return HttpResponseRedirect("/en/needs/") if answer is None and stands(named["need_id"]) else None

    answered(broken, "register:confirm", change)


@planted("words of a record in an error (CKAN, CVE-2024-41674)", "register:need", askers=("XB focal",))
def error_message(broken: pytest.MonkeyPatch) -> None:
    def change(request: HttpRequest, answer: Any, named: Any) -> Any:
        found = [one for one in everything() if one.need_id == named["need_id"]]
        return HttpResponse(f"not for you: {found[-1].standing}", status=404) if answer is None and found else None

    answered(broken, "register:need", change)


@planted("line of the log that says more (OpenCRVS v2.0.4)", "register:need", askers=("XB focal",))
def log_line(broken: pytest.MonkeyPatch) -> None:
    def change(request: HttpRequest, answer: Any, named: Any) -> Any:
        if answer is None and stands(named["need_id"]):
            log.warning("refused a need that is there")

    answered(broken, "register:need", change)


@planted("key of the cache that says what is there", "register:need", askers=("XB focal",))
def cache_key(broken: pytest.MonkeyPatch) -> None:
    def change(request: HttpRequest, answer: Any, named: Any) -> Any:
        if stands(named["need_id"]):
            cache.get(f"need-{named['need_id']}")

    answered(broken, "register:need", change)


@planted("completion of what one types", "workspace:home", askers=("analyst", "stakeholder", "nobody"))
def autocomplete(broken: pytest.MonkeyPatch) -> None:
    def words(request: HttpRequest) -> str:
        typed = request.GET.get("q", "")
        return "".join(f"<option>{one.text}</option>" for one in everything() if typed and typed in one.text)

    told(broken, "workspace:home", words)


@planted("order by what one may not see (GitLab and others)", "register:needs", askers=("XB focal",))
def hidden_order(broken: pytest.MonkeyPatch) -> None:
    told(broken, "register:needs", lambda request: "ab" if len(everything()) % 2 else "ba" if request.GET.get("sort") else "")


@planted("number of pages over everything", "register:needs", askers=("XB focal",))
def pages(broken: pytest.MonkeyPatch) -> None:
    told(broken, "register:needs", lambda request: f"1 / {len(everything()) // 3}")


@planted(
    "receipt by its number (SecureDrop, replies by name of file)",
    "consent:receipt",
    askers=("XB focal",),
    world="recorded consent",
)
def receipts(broken: pytest.MonkeyPatch) -> None:
    def change(request: HttpRequest, answer: Any, named: Any) -> Any:
        with past_the_lock():
            found = Receipt.objects.filter(pk=named["number"]).first()
        return None if found is None else HttpResponse(found.body)

    answered(broken, "consent:receipt", change)


@planted(
    "document served by its address alone (Wagtail, issue 3880)", "consent:note", askers=("XB focal",), world="recorded consent"
)
def notes(broken: pytest.MonkeyPatch) -> None:
    def change(request: HttpRequest, answer: Any, named: Any) -> Any:
        with past_the_lock():
            found = Note.objects.filter(sha256=named["sha256"]).first()
        return None if found is None else HttpResponse(bytes(found.content))

    answered(broken, "consent:note", change)


@planted("letter that a request of another causes", "register:need", askers=("XB focal",))
def caused_letter(broken: pytest.MonkeyPatch) -> None:
    def change(request: HttpRequest, answer: Any, named: Any) -> Any:
        if stands(named["need_id"]):
            outbox.add(mail.letter("received", to=request.user.number, key="planted"), at=timezone.now())
        return HttpResponse(status=404)

    answered(broken, "register:need", change)


@planted("cookie that counts", "workspace:home")
def cookie(broken: pytest.MonkeyPatch) -> None:
    def change(request: HttpRequest, answer: Any, named: Any) -> Any:
        if answer is not None:
            answer.set_cookie("seen", str(len(everything())))

    answered(broken, "workspace:home", change)


@planted("list to choose from, of records of others (Wagtail, CVE-2023-45809)", "register:add", askers=("XB focal",))
def choices(broken: pytest.MonkeyPatch) -> None:
    told(broken, "register:add", lambda request: "".join(f"<option>{one.need_id}" for one in everything()))


@planted("identifiers that are counted", "register:add", askers=("XB focal",))
def gaps(broken: pytest.MonkeyPatch) -> None:
    headed(broken, "register:add", "X-Next", lambda: str(len(everything()) + 1))


@planted("key that is taken already", "register:add", askers=("XB focal",))
def taken_key(broken: pytest.MonkeyPatch) -> None:
    def change(request: HttpRequest, answer: Any, named: Any) -> Any:
        taken = request.method == "POST" and stands(request.POST.get("need_id", ""))
        return HttpResponse("taken", status=409) if taken and answer is None else None

    answered(broken, "register:add", change)


@planted("another form of the same page (DHIS2, CVE-2023-32060)", "register:needs", askers=("XB focal",))
def other_form(broken: pytest.MonkeyPatch) -> None:
    def change(request: HttpRequest, answer: Any, named: Any) -> Any:
        asked = "json" in request.headers.get("Accept", "") or request.GET.get("format") == "json"
        return HttpResponse(json.dumps([one.text for one in everything()])) if asked else None

    answered(broken, "register:needs", change)


@planted("another language of the same page (Wagtail, translations)", "register:needs", askers=("XB focal",))
def other_language(broken: pytest.MonkeyPatch) -> None:
    told(broken, "register:needs", lambda request: everything()[-1].text if request.LANGUAGE_CODE != "en" else "")


@planted("unchanged, says who must not know of it", "register:needs", askers=("XB focal",))
def not_modified(broken: pytest.MonkeyPatch) -> None:
    def change(request: HttpRequest, answer: Any, named: Any) -> Any:
        same = "If-None-Match" in request.headers or "If-Modified-Since" in request.headers
        return HttpResponse(status=304) if same and not stands(SECRET) else None

    answered(broken, "register:needs", change)


@planted("length of an answer", "workspace:home")
def length(broken: pytest.MonkeyPatch) -> None:
    told(broken, "workspace:home", lambda request: " " * len(everything()))
