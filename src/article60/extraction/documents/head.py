"""Reads the head of a document - what it is, about whom, when - and checks it against the body."""

from collections import Counter
from collections.abc import Mapping, Sequence

from article60.domain.document import Document
from article60.domain.ids import lasting_id
from article60.domain.passage import Passage
from article60.extraction.documents.cycles import cycle_and_year
from article60.extraction.documents.dates import dates
from article60.extraction.documents.phrases import find, rows
from article60.extraction.documents.reviewers import reviewers
from article60.extraction.documents.sections import Placed
from article60.extraction.documents.symbols import cycle_in, revision_of, series_of, symbol_of
from article60.text.language import detect
from article60.text.normalise import fold
from article60.text.states import find as named_states

_LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
_MASTHEAD = 40
_AGAIN_AND_AGAIN = 3
"""Times that a State must be named where no title names it."""
_KINDS = ("full_report", "self_assessment", "executive_summary", "analysis", "resolution", "submission")


ENGLISH = "en"
"""In which a document is read that is in none of the six languages, as far as can be told."""


def main_language(passages: Sequence[Passage]) -> str | None:
    """The language in which most of the text is written; None where it is none of the six, or nothing tells."""
    written: Counter[str] = Counter()
    for passage in passages:
        if passage.language in _LANGUAGES and passage.kind not in ("running_head", "running_foot"):
            written[passage.language] += len(passage.text) * (3 if passage.language == "zh" else 1)
    if written:
        return written.most_common(1)[0][0]
    found = detect(" ".join(passage.text for passage in passages)[:4000])
    return found if found in _LANGUAGES else None


def read_head(
    passages: Sequence[Passage],
    *,
    placed: Sequence[Placed],
    titles: Mapping[int, str],
    main: str | None,
    sha256: str,
    file: str,
    media_type: str,
) -> Document:
    """The document that the passages are; doubts stand in its notes. `main` is its language as told by `main_language`."""
    masthead = _masthead(passages)
    language = main or ENGLISH
    tongues = (language,) if language == "en" else (language, "en")
    symbol = symbol_of(passages)
    titled = _states(masthead, titles)
    states = titled or _named_most(passages)
    cycle, year, doubts = cycle_and_year(passages, symbol=symbol, placed=placed, tongues=(language,))
    return Document(
        document_id=lasting_id("DOC", sha256),
        sha256=sha256,
        file=file,
        media_type=media_type,
        symbol=symbol,
        document_kind=_kind(masthead, tongues, symbol),
        series=series_of(symbol, media_type),
        language=language,
        original_language=_original(masthead, tongues),
        cycle=cycle,
        year_of_cycle=year,
        states=states,
        issued_on=next((day for passage in masthead for _, day in dates(passage.text)), None),
        reviewers=reviewers(passages, states=frozenset(states), tongues=(language,), cycle=cycle, parts=tuple(titles)),
        revision_of=revision_of(symbol),
        pages=None,
        publisher=None,
        public_address=None,
        public_because="",
        notes=(*doubts, *_doubts(symbol, states, titled=bool(titled)), *_language_doubts(main)),
    )


def _masthead(passages: Sequence[Passage]) -> list[Passage]:
    """The passages of the first page, up to the first heading of the body; the agenda footnote left out."""
    kept: list[Passage] = []
    for passage in passages[:_MASTHEAD]:
        if passage.page_index not in (None, 0):
            break
        if passage.kind in ("footnote", "running_foot") or passage.text.startswith("*"):
            continue
        if kept and passage.kind == "paragraph" and len(passage.text.split()) > 90:
            break
        kept.append(passage)
    return kept


def _kind(masthead: Sequence[Passage], tongues: Sequence[str], symbol: str | None) -> str:
    for kind in _KINDS:
        if any(find(fold(p.text).strip(), "head_words", kind, tongues) is not None for p in masthead if len(p.text) < 400):
            return kind
    return "executive_summary" if cycle_in(symbol)[0] is not None else "other"


def _original(masthead: Sequence[Passage], tongues: Sequence[str]) -> str | None:
    """The first language named as the original one, or as the only one."""
    names = {fold(row["name"]): row["language"] for row in rows("languages_named")}
    for passage in masthead:
        for label in ("original", "only"):
            found = find(fold(passage.text), "head_words", label, tongues)
            said = found["tongue"].strip() if found is not None else ""
            places = [(said.index(name), code) for name, code in names.items() if name in said]
            if places:
                return min(places)[1]
    return None


def _states(masthead: Sequence[Passage], titles: Mapping[int, str]) -> tuple[str, ...]:
    """The States named alone as titles; else the one named in the title lines."""
    if titles:
        return tuple(dict.fromkeys(titles.values()))
    for passage in masthead:
        named = named_states(passage.text)
        if len(named) == 1 and len(passage.text.split()) <= 14:
            return (named[0].state,)
    return ()


def _named_most(passages: Sequence[Passage]) -> tuple[str, ...]:
    """The State that headings, or the first passages, name again and again, and more often than all others together."""
    for pool in ([p for p in passages if p.kind == "heading"], passages[: _MASTHEAD * 3]):
        counted = Counter(hit.state for passage in pool for hit in named_states(passage.text))
        for state, times in counted.most_common(1):
            if times >= _AGAIN_AND_AGAIN and 2 * times > counted.total():
                return (state,)
    return ()


def _doubts(symbol: str | None, states: Sequence[str], *, titled: bool) -> list[str]:
    notes = []
    if symbol is None:
        notes.append("no document symbol on the first page")
    if not states:
        notes.append("no State party named in title or headings")
    elif not titled:
        notes.append(f"no title names the State party; taken for {', '.join(states)}, which is named most")
    return notes


def _language_doubts(main: str | None) -> list[str]:
    told = "in none of the six languages of the United Nations, as far as can be told; read as English"
    return [told] if main is None else []
