"""Pages of the review desk: the documents, and the desk of one, with the page at one side and what was read at the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from article60.codes.labels import codes
from article60.domain.correction import CORRECTED
from article60.domain.document import Document
from article60.web.accounts.actor import Actor
from article60.web.accounts.changing import Overtaken
from article60.web.accounts.models import User
from article60.web.accounts.pages import render
from article60.web.accounts.wording import role
from article60.web.common import files
from article60.web.common.allowed import NotAllowed
from article60.web.common.current import Release
from article60.web.common.evidence import MarkedPage, shown_in_place
from article60.web.common.headers import MAY_BE_KEPT
from article60.web.common.rows import one
from article60.web.curation import actions, desk, follow
from article60.web.curation.desk import Item
from article60.web.curation.forms import CORRECTIONS, MOST_PARTS, Added, Merged, Parts, Plain
from article60.web.curation.last_run import last_run
from article60.web.curation.policies import DECIDED_HERE, IN_THE_REGISTER, STATE_HAS_SPOKEN, STATEMENTS, decides, may
from article60.web.curation.target import Target, missed
from article60.web.curation.target import seen as hash_of
from article60.web.curation.whole_again import parts_of, split_now
from article60.web.register.views import actor_of

_PLAIN = dict.fromkeys(STATEMENTS, Plain)
FORMS: Mapping[str, Mapping[str, type[Form]]] = {
    "confirm": _PLAIN, "unsure": _PLAIN, "reject": _PLAIN,
    "correct": CORRECTIONS, "split": {"need": Parts}, "merge": {"need": Merged},
}  # fmt: skip
"""By a verb and the kinds of statements about which it is said, what is filled in."""
FOLDERS = ("documents/", "evidence/")
"""What of a Release the desks show; all of it is public."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk of one document, as who asks sees it."""

    release: Release
    document: Document
    items: Sequence[Item]
    by: Actor

    def item(self, identifier: str) -> Item:
        """One of its statements. Raises Http404."""
        found = next((item for item in self.items if item.target.id == identifier), None)
        if found is None:
            raise Http404(identifier)
        return found


def documents(request: HttpRequest) -> HttpResponse:
    """The documents about which somebody may decide, each with how far people have come."""
    release, by = last_run(), actor_of(request)
    found = () if release is None else list(desk.documents(release, by=by, at=timezone.now()))
    return render(request, "curation/documents.html", {"release": release, "found": found})


def document(request: HttpRequest, document_id: str) -> HttpResponse:
    """The desk of a document, at the statement that was chosen, or at the one to look at next."""
    held = _desk(request, document_id)
    chosen = request.GET.get("at", "")
    item = held.item(chosen) if chosen else desk.following(held.items)
    return _shown(request, held, item)


def decide(request: HttpRequest, document_id: str, record_id: str, verb: str) -> HttpResponseBase:
    """Decide about a statement; what was written is done, or shown again beside what is wrong or was decided meanwhile."""
    held = _desk(request, document_id)
    item = held.item(record_id)
    if verb not in _verbs(held, item):
        raise Http404(verb)
    others = desk.of_state(held.release, item.target.state, by=held.by, at=timezone.now()) if verb == "merge" else []
    others = [other for other in others if other.target.id != record_id]
    if request.method != "POST":
        return _shown(request, held, item, verb=verb, form=_form(item, verb)(initial=_as_read(item, verb)), others=others)
    form: Any = _form(item, verb)(request.POST)
    if not form.is_valid():
        return _shown(request, held, item, verb=verb, form=form, others=others, seen=request.POST.get("seen", ""), status=422)
    request.read_at = reverse("curation:document", args=[document_id])  # type: ignore[attr-defined]
    named = [other.target for other in others if other.target.id == form.cleaned_data.get("into")]
    if verb == "merge" and not named:
        raise Http404(form.cleaned_data["into"])
    try:
        _decided(item, verb, form, by=held.by, others=named)
    except Overtaken:
        fresh = _desk(request, document_id)
        now = fresh.item(record_id)
        return _shown(request, fresh, now, verb=verb, form=form, others=others, overtaken=True, status=409)
    except (NotAllowed, actions.Unfit):
        raise Http404(record_id) from None
    return HttpResponseRedirect(f"{reverse('curation:document', args=[document_id])}#now")


def add(request: HttpRequest, document_id: str) -> HttpResponseBase:
    """Add a need that machines have missed in a document, with its page and its words."""
    held = _desk(request, document_id)
    if request.method != "POST":
        return _add(request, held, Added(initial={"page": request.GET.get("page", "")}))
    form = Added(request.POST)
    state = held.by.state or request.POST.get("state", "") or held.document.states[0]
    if state not in held.document.states:
        raise Http404(state)
    if not form.is_valid():
        return _add(request, held, form, status=422)
    target = missed(held.document, state=state, page=form.cleaned_data["page"], quote=form.cleaned_data["quote"])
    known = next((item for item in held.items if item.target.id == target.id), None)
    if known is None:
        values = form.values | {"state": state}
        try:
            actions.decide(
                target, "add", by=held.by, seen=hash_of(target, []), at=timezone.now(), values=values,
                reason=form.cleaned_data["reason"],
            )  # fmt: skip
        except (NotAllowed, Overtaken, actions.Unfit):
            raise Http404(target.id) from None
    return HttpResponseRedirect(f"{reverse('curation:document', args=[document_id])}?at={target.id}#now")


def _add(request: HttpRequest, held: Desk, form: Form, *, status: int = 200) -> HttpResponse:
    context = {"document": held.document, "release": held.release, "form": form, "prepares": not decides(held.by)}
    states = [] if held.by.state else held.document.states
    return render(request, "curation/add.html", context | {"states": states}, status=status)


def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """A page of a public document as a picture, or the document itself, as the last run holds them."""
    release = last_run()
    if release is None or not name.startswith(FOLDERS):
        raise Http404(name)
    sent = files.sent(release, name)
    sent.headers["Cache-Control"] = MAY_BE_KEPT
    return sent


def _desk(request: HttpRequest, document_id: str) -> Desk:
    release, by = last_run(), actor_of(request)
    found = None if release is None else one(release.connection, "documents", document_id)
    items = [] if release is None or found is None else desk.items(release, found, by=by, at=timezone.now())
    if release is None or found is None or not items:
        raise Http404(document_id)
    return Desk(release, found, items, by)


def _decided(item: Item, verb: str, form: Any, *, by: Actor, others: Sequence[Target]) -> None:
    """Decide; a merge is taken back by a split from what it went into, a split by a merge of its parts: a button can do it."""
    values, said = form.values, form.cleaned_data
    parts = split_now(item.made)
    if verb == "confirm" and parts:
        verb, values, others = "merge", {"parts": parts}, parts_of(item.target, parts)
    if verb == "confirm" and item.over.outcome == "merge":
        verb, values = "split", {"from": item.over.into}
        others = [Target(kind=item.target.kind, id=item.over.into, state=item.target.state)]
    actions.decide(
        item.target, verb, by=by, seen=said["seen"], at=timezone.now(), values=values, reason=said["reason"], others=others
    )


def _verbs(held: Desk, item: Item) -> Sequence[str]:
    """What may be decided about a statement by who asks, as it stands."""
    fit = tuple(FORMS) if item.over.stands else ("confirm",)
    if _why_not(held, item) or item.part_no_more:
        return ()
    said = [verb for verb in fit if item.target.kind in FORMS[verb]]
    return [verb for verb in said if verb in DECIDED_HERE and may(held.by, verb, item.target)]


def _form(item: Item, verb: str) -> type[Form]:
    return FORMS[verb][item.target.kind]


def _why_not(held: Desk, item: Item) -> str:
    """Why somebody may not decide about a statement, as a message to be translated; nothing where it may be."""
    at = timezone.now()
    if follow.kept_by_hand(item.target, by=held.by, at=at):
        return IN_THE_REGISTER.why_not
    if not held.by.state and actions.state_has_spoken(item.target, item.made, by=held.by, at=at):
        return STATE_HAS_SPOKEN.why_not
    together = actions.why_not_together(parts_of(item.target, split_now(item.made)), by=held.by, at=at)
    if not together:
        return together.why_not
    return "" if may(held.by, "confirm", item.target) else may(held.by, "confirm", item.target).why_not


def _shown(
    request: HttpRequest,
    held: Desk,
    item: Item | None,
    *,
    verb: str = "",
    form: Form | None = None,
    others: Sequence[Item] = (),
    seen: str | None = None,
    overtaken: bool = False,
    status: int = 200,
) -> HttpResponse:
    order = [one.target.id for one in held.items]
    place = order.index(item.target.id) if item is not None else None
    settled = sum(not one.open for one in held.items)
    context = {
        "release": held.release,
        "document": held.document,
        "items": held.items,
        "item": item,
        "pages": _pages(held, item),
        "passages": {} if item is None else shown_in_place(held.release, item.evidence),
        "before": order[place - 1] if place else None,
        "after": order[place + 1] if place is not None and place + 1 < len(order) else None,
        "next": desk.following([one for one in held.items if one is not item]),
        "settled": settled,
        "verbs": () if item is None else _verbs(held, item),
        "why_not": "" if item is None else _why_not(held, item),
        "verb": verb,
        "form": form,
        "parts": range(MOST_PARTS),
        "others": others,
        "seen": "" if item is None else item.seen if seen is None else seen,
        "overtaken": overtaken,
        "prepares": not decides(held.by),
        "of_a_state": bool(held.by.state),
        "names": _names(held, item),
        "types": codes("types"),
        "role": role,
    }
    return render(request, "curation/document.html", context, status=status)


def _pages(held: Desk, item: Item | None) -> Sequence[MarkedPage]:
    """The pages that hold the words of a statement, with the marks of every statement on them."""
    here = [] if item is None else [place for place in item.evidence if place.document_id == held.document.document_id]
    wanted = {box[0] for place in here for box in place.boxes}
    found: dict[int, MarkedPage] = {}
    everything = [place for one in held.items for place in one.evidence if place.document_id == held.document.document_id]
    for shown in shown_in_place(held.release, everything).values():
        for page in shown.pages:
            if page.index in wanted:
                marks = (*found[page.index].marks, *page.marks) if page.index in found else page.marks
                found[page.index] = MarkedPage(page.index, page.printed, page.file, page.width, page.height, marks)
    return [found[index] for index in sorted(found)]


def _names(held: Desk, item: Item | None) -> Mapping[Any, str]:
    """Names of those who decided, for people of the same body alone."""
    made = () if item is None else item.made
    own = [decision.made_by for decision in made if decision.organisation_id == held.by.organisation]
    return {user.number: user.name for user in User.objects.filter(number__in=own)}


def _as_read(item: Item, verb: str) -> dict[str, Any]:
    """What a form begins with: the statement as it stands."""
    if item.record is None or verb not in ("correct", "split"):
        return {}
    said = {name: getattr(item.record, name) or "" for name in CORRECTED[item.target.kind]}
    said["provisions"] = "; ".join(item.record.provisions)
    return said if verb == "correct" else {f"{name}_0": said[name] for name in ("text", "provisions", "types")}
