"""Tells for each passage in which section it stands: role, chapter, State, and the provisions that headings give it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from article60.codes.clusters import clusters
from article60.domain.passage import Passage
from article60.domain.provision import article_of, chapter_of
from article60.extraction.documents.cites import cites
from article60.extraction.documents.headings import Heading, read, split_heading
from article60.text.citations import find as find_citations

_NOT_TEXT = frozenset({"running_head", "running_foot", "contents", "footnote"})
_CLUSTER_WORDS = 45
_RUN_IN = re.compile(r"[^.。!?！？()（）]{4,200}[(（][^()（）]{2,120}[)）]\s*[.:：]?\s*(?=[^\Wa-zà-ÿа-я_]|[«“\"《])")
_CLUSTER_END = re.compile(r"[)）]\s*:?\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a passage stands."""

    role: str = "head"
    chapter: str | None = None
    article: tuple[str, ...] = ()  # provisions of the article under whose heading it stands
    article_words: str | None = None
    cluster: tuple[str, ...] = ()  # provisions of the run-in heading above it
    state: str | None = None
    number: str | None = None
    level: int = 0
    group: int = 0  # counts sections, so that neighbours of one section can be told from the next

    @property
    def carried(self) -> tuple[str, ...]:
        """The provisions that headings give to words that cite none."""
        return self.cluster or self.article


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage with its place."""

    passage: Passage
    place: Place


def walk(
    passages: Sequence[Passage],
    *,
    tongues: Sequence[str],
    states: Mapping[int, str],
    asked: Mapping[int, str | None] = MappingProxyType({}),
) -> Iterator[Placed]:
    """The passages that are text, each with its place.

    `states` tells at which positions a State's part begins, `asked` at which a question of a checklist stands and the role of
    its answer.
    """
    place, group = Place(), 0
    for passage in (part for each in passages for part in split_heading(each, tongues)):
        if passage.kind in _NOT_TEXT:
            continue
        if passage.position in states:
            group += 1
            place = Place(role="other", state=states[passage.position], group=group)
            continue
        if passage.position in asked:
            group += 1
            place = replace(place, role=asked[passage.position] or "other", cluster=(), group=group)
            continue
        heading = read(passage, tongues)
        if heading is not None:
            group += 1
            place = replace(_opened(place, _within(place, heading, tongues)), group=group)
        elif (cluster := _cluster(passage, place, tongues)) is not None:
            place = replace(place, cluster=cluster)
        else:
            passage, place = _without_cluster(passage, place, tongues)
            yield Placed(passage, place)


def _within(place: Place, heading: Heading, tongues: Sequence[str]) -> Heading:
    """A heading of paragraphs, as `Paragraph 2`, as one of the article under whose heading it stands."""
    if heading.role is not None or heading.provisions or not place.article:
        return heading
    provisions = cites(heading.words, language=tongues[0], carried=article_of(place.article[0]))
    return replace(heading, role="article", provisions=provisions) if provisions else heading


def _opened(place: Place, heading: Heading) -> Place:
    """The place under a heading, given the place before it."""
    role = heading.role
    if place.role == "needs" and _is_label(place, heading):
        return _labelled(place, heading)
    named = {article_of(provision) for provision in heading.provisions}
    if role == "chapter" and len(named) == 1 and not _CLUSTER_END.search(heading.words):
        return _article(_chapter(place, heading), heading)
    if role in ("chapter", "summary", "implementation", "annex"):
        return _chapter(place, heading)
    if role == "article" and heading.provisions:
        return _article(place, heading)
    if role is not None and role != "article":
        return _section(place, heading)
    if heading.provisions and heading.number is None:
        return replace(place, cluster=heading.provisions)
    if place.role == "head" or (heading.number is None and heading.level > place.level > 0):
        return replace(place, cluster=())
    return replace(place, role="other", cluster=(), number=heading.number, level=heading.level)


def _is_label(place: Place, heading: Heading) -> bool:
    """Whether a heading inside a list of needs is a label of that list and does not end it."""
    if heading.role not in (None, "chapter", "article") or (heading.depth and place.number is not None):
        return False
    if place.article and heading.role == "article":
        return False
    if place.number is None and place.level and heading.level <= place.level:
        return False
    return heading.role in ("chapter", "article") or bool(heading.provisions) or heading.level > place.level > 0


def _labelled(place: Place, heading: Heading) -> Place:
    chapter = heading.chapters[0] if len(heading.chapters) == 1 else place.chapter
    return replace(place, chapter=chapter, cluster=heading.provisions)


def _chapter(place: Place, heading: Heading) -> Place:
    chapter = heading.chapters[0] if len(heading.chapters) == 1 else None
    return Place(role="other", chapter=chapter, state=place.state, number=heading.number, level=heading.level)


def _article(place: Place, heading: Heading) -> Place:
    first = heading.provisions[0]
    return Place(
        role="observations",
        chapter=chapter_of(article_of(first)) or place.chapter,
        article=heading.provisions,
        article_words=re.split(r"[.:–—]\s", heading.words, maxsplit=1)[0].strip(" ."),
        state=place.state,
        number=heading.number,
        level=heading.level,
    )


def _section(place: Place, heading: Heading) -> Place:
    """A section of known role; one numbered like the chapters themselves stands beside them, not in the last of them."""
    beside = heading.depth == 1 and not place.article
    chapter = heading.chapters[0] if len(heading.chapters) == 1 else None if beside or heading.chapters else place.chapter
    kept = place if heading.depth != 1 else Place(state=place.state)
    return replace(kept, role=str(heading.role), chapter=chapter, cluster=(), number=heading.number, level=heading.level)


def _cluster(passage: Passage, place: Place, tongues: Sequence[str]) -> tuple[str, ...] | None:
    """Provisions of a run-in heading printed as a paragraph, as `Obstruction of justice (art. 25)`; None for other text."""
    if place.role not in ("observations", "other") or passage.kind not in ("paragraph", "list_item"):
        return None
    if not _CLUSTER_END.search(passage.text) or len(passage.text.split()) > _CLUSTER_WORDS:
        return None
    cited = find_citations(passage.text, language=tongues[0])
    if not cited or len(passage.text) - cited[-1].end > 4:
        return None
    return tuple(dict.fromkeys(provision for hit in cited for provision in hit.provisions))


def _without_cluster(passage: Passage, place: Place, tongues: Sequence[str]) -> tuple[Passage, Place]:
    """A paragraph without the run-in heading at its beginning, and the place under that heading.

    Only where the articles in the first bracket are those of a cluster and a new sentence begins after it.
    """
    if place.role != "observations" or passage.kind != "paragraph":
        return passage, place
    found = _RUN_IN.match(passage.text)
    cited = find_citations(found.group(), language=tongues[0]) if found is not None else []
    provisions = tuple(dict.fromkeys(provision for hit in cited for provision in hit.provisions))
    if found is None or not any(set(provisions) == set(cluster.articles) for cluster in clusters()):
        return passage, place
    return replace(passage, text=passage.text[found.end() :]), replace(place, cluster=provisions)
