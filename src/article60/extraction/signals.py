"""Weighs what speaks for and against an aid activity being anti-corruption assistance, each signal with its reason."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import partial

from article60.domain.activity import ActivitySector
from article60.domain.activity_record import ActivityRecord
from article60.domain.provision import article_of
from article60.extraction.activity_texts import Said, Words, aims, mentions
from article60.extraction.tagging import Sure, surest
from article60.extraction.weights import Weights

ANTI_CORRUPTION = "15113"
_DAC = frozenset({"1", "DAC"})
SDG_TARGET = ("3", "16.5")
_SHOWN = 4
HEARD = 0.5
_ALL = 100.0
FEW_SUBJECTS, MANY_SUBJECTS = 2, 4


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing found that speaks for or against relevance."""

    name: str
    tells: str | Callable[[], str]
    times: float = 1.0

    @property
    def found(self) -> str:
        """What was found, as it is shown; most signals are only added up."""
        return self.tells if isinstance(self.tells, str) else self.tells()


def signals_of(
    record: ActivityRecord, *, words: Words, kin: Sequence[Words], boilerplate: frozenset[str], weights: Weights
) -> list[Signal]:
    """Everything that speaks for or against; `kin`: the words of parents and children, `boilerplate`: sentences to discount."""
    return [
        *_of_title(words),
        *_of_sectors(record, weights),
        *_of_description(words, boilerplate=boilerplate, weights=weights),
        *_of_provisions(words, weights),
        *_of_tags(record),
        *_of_kin(kin, already=any(mentions(said) for said in words.title)),
        *_against(words),
    ]


def of_words(words: Words, weights: Weights) -> list[Signal]:
    """What the words of an activity's titles and descriptions say by themselves, none of them taken for boilerplate."""
    return [
        *_of_title(words),
        *_of_description(words, boilerplate=frozenset(), weights=weights),
        *_of_provisions(words, weights),
        *_against(words),
    ]


def _of_title(words: Words) -> Iterator[Signal]:
    if found := _words(words.title, "strong"):
        yield Signal("title", found)
    elif found := _words(words.title, "subject"):
        yield Signal("subject_title", found)
    elif found := _words(words.title, "core"):
        yield Signal("core_title", found)


def _of_sectors(record: ActivityRecord, weights: Weights) -> Iterator[Signal]:
    dac = [sector for sector in record.sectors if sector.vocabulary in _DAC]
    coded = [sector for sector in dac if sector.code_used == ANTI_CORRUPTION]
    if on_activity := [sector for sector in coded if sector.level == "activity"]:
        share = max(_share(sector) for sector in on_activity)
        name = "sector_activity" if share >= weights.small_share else "sector_small_share"
        yield Signal(name, f"{share:g} per cent")
    elif coded:
        yield Signal("sector_transaction", ANTI_CORRUPTION)
    near = [(weights.neighbours[s.code_used], s.code_used) for s in dac if s.code_used in weights.neighbours]
    if near:
        nearness, code = max(near)
        yield Signal("neighbour", code, times=nearness)


def _share(sector: ActivitySector) -> float:
    """Per cent of the activity; all of it where the publisher gives no share that can be read."""
    try:
        return float(Decimal(sector.share_published)) if sector.share_published else _ALL
    except InvalidOperation:
        return _ALL


def _of_description(words: Words, *, boilerplate: frozenset[str], weights: Weights) -> Iterator[Signal]:
    own = [(said, f) for said in words.about for f in mentions(said) if not boilerplate or said.sentence(f) not in boilerplate]
    aimed = [(said, f) for said in words.about for f in aims(said) if not boilerplate or said.sentence(f) not in boilerplate]
    if aimed:
        yield Signal("aim", _shown(said.words(finding) for said, finding in aimed))
    elif own:
        yield Signal("mention", _shown(said.words(finding) for said, finding in own))
    most = max((sum(one is said for one, _ in own) for said in words.about), default=0)
    if most >= weights.many_mentions:
        yield Signal("many_mentions", f"{most} times")
    if own and min(len(said.text) for said, _ in own) <= weights.short_text:
        yield Signal("short_text", f"{min(len(said.text) for said, _ in own)} characters")
    if words.elsewhere and not own:
        yield Signal("elsewhere", _words(words.elsewhere, "strong"))
    yield from _of_subjects(words)
    spoken = (said.sentence(f) for said in words.about for f in said.of("strong")) if boilerplate else ()
    repeated = [sentence for sentence in spoken if sentence in boilerplate]
    if repeated:
        yield Signal("boilerplate", _cut(repeated[0]))


def _of_subjects(words: Words) -> Iterator[Signal]:
    """What else of the Convention's subjects the description speaks of."""
    about = [said for said in words.about if said.of("core")]
    subjects = {finding.rule.parts for said in about for finding in said.of("core")}
    if len(subjects) >= FEW_SUBJECTS or any(said.of("strong") for said in about):
        yield Signal("core_words", _words(about, "core"))
    if len({said.words(f) for said in about for f in said.of("core")}) >= MANY_SUBJECTS:
        yield Signal("core_many", _words(about, "core"))
    if found := _words([*words.title, *words.about], "convention"):
        yield Signal("convention", found)


def _of_provisions(words: Words, weights: Weights) -> Iterator[Signal]:
    """What speaks for a provision of the Convention, whatever words the activity uses for it.

    What is bought or done for another subject by its title is not helped to a provision by what the rest of its words say.
    """
    if words.title and not _words(words.title, "off_topic"):
        cored = any(mentions(said) or said.of("core") for said in (*words.title, *words.about))
        about = words.about[0].text if words.about else None
        yield from of_opening(words.title[0].text, about, cored=cored, weights=weights)


def of_opening(title: str, about: str | None, *, cored: bool, weights: Weights) -> Iterator[Signal]:
    """The provision for which the title and the beginning of the description speak.

    Lexicon and head must agree on it: of texts unlike all that it learned from the head alone is no witness. `cored` tells
    whether title or description mention corruption or a subject of the Convention, without which general articles do not count.
    """
    opening = title if about is None else f"{title} {about[: weights.opening]}"
    found = surest(opening, at_least=weights.sure_provision, by_lexicon=HEARD)
    if found is None:
        return
    general = int(article_of(found.provision)) in weights.general_articles
    if general and not cored:
        return
    yield Signal("provision_general" if general else "provision", partial(_told, found))
    if general:
        return
    alone = of_title_alone(title, weights)
    if alone is not None:
        yield Signal("provision_title", partial(_told, alone))


def of_title_alone(title: str, weights: Weights) -> Sure | None:
    """The provision for which a title speaks without the description."""
    return surest(title, at_least=weights.likely_provision, by_lexicon=HEARD)


def _told(found: Sure) -> str:
    return f"article {found.provision}: {_shown(found.words)}"


def _of_tags(record: ActivityRecord) -> Iterator[Signal]:
    if SDG_TARGET in record.tags:
        yield Signal("tag", SDG_TARGET[1])


def _of_kin(kin: Sequence[Words], *, already: bool) -> Iterator[Signal]:
    if already:
        return
    if found := _words([said for words in kin for said in words.title], "strong"):
        yield Signal("parent", found)
    elif aimed := [said.words(f) for words in kin for said in words.about for f in aims(said)]:
        yield Signal("parent_mention", _shown(aimed))


def _against(words: Words) -> Iterator[Signal]:
    if _words(words.title, "strong"):
        return
    everything = [*words.title, *words.about]
    if not any(mentions(said) for said in everything) and (found := _words(everything, "own_policy")):
        yield Signal("own_policy", found)
    if found := _words(everything, "administrative"):
        yield Signal("administrative", found)
    if found := _words(words.title, "off_topic") or _main_subject(words):
        yield Signal("off_topic", found)


def _main_subject(words: Words) -> str:
    """Words of another subject where they outnumber those of the Convention's."""
    off = [(said, finding) for said in words.about for finding in said.of("off_topic")]
    ours = sum(len(mentions(said)) + len(said.of("core")) for said in (*words.title, *words.about))
    return _shown(said.words(finding) for said, finding in off) if len(off) > ours else ""


def _words(texts: Iterable[Said], label: str) -> str:
    return _shown(said.words(finding) for said in texts for finding in said.of(label))


def _shown(words: Iterable[str]) -> str:
    """The first few different words, joined."""
    different: Mapping[str, None] = dict.fromkeys(words)
    return ", ".join(list(different)[:_SHOWN])


def _cut(sentence: str, length: int = 80) -> str:
    return sentence if len(sentence) <= length else sentence[:length].rsplit(" ", 1)[0] + " …"


def total(signals: Iterable[Signal], weights: Weights) -> float:
    """Sum of the weights of the signals."""
    return sum(weights.weight(signal.name) * signal.times for signal in signals)
