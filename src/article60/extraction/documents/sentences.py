"""Cuts text into sentences in six languages without stopping at the dots of abbreviations."""

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?؟。！？]+[\"'»”’)\]]*(?=\s|$)|[。！？]+[”’」》)）]*")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[«“\"'’])(?:arts?|paras?|subparas?|p[aá]rr?s?|secs?|ss?|nos?|n|vol|cap|chap|ch|fig|cf|e\.g|i\.e|etc|al|"
    r"mr|mrs|ms|dr|st|inc|ltd|co|add|rev|corr|approx|incl|ст|п|пп|подп|гл|см|т\.е|т\.д|т\.п|г|гг|др|ред|стр|им|млн|тыс|"
    r"[a-zA-Zа-яА-Я])$|^\s*(?:\d{1,3}|[ivxIVX]+)$",
    re.IGNORECASE,
)
_CHAPTER = re.compile(
    r"(?:chapters?|chapitres?|cap[ií]tulos?|глав\w*)(?:\s+(?:[IVX]+,?|and|to|et|à|y|a|и))*\s+[IVX]+$", re.IGNORECASE
)
_NOT_A_START = re.compile(r"\s+[a-zà-ÿа-яё;,:]")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, blanks around it left out, in order."""
    start = 0
    for stop in _END.finditer(text):
        if stop.group()[0] in ".!?؟" and not _ends(text, stop):
            continue
        yield from _trimmed(text, start, stop.end())
        start = stop.end()
    yield from _trimmed(text, start, len(text))


def _ends(text: str, stop: re.Match[str]) -> bool:
    if _NOT_A_START.match(text, stop.end()):
        return False
    if stop.group() != ".":
        return True
    if _CHAPTER.search(text[max(0, stop.start() - 40) : stop.start()]) is not None:
        return True
    return stop.end() == len(text) or _ABBREVIATION.search(text[max(0, stop.start() - 14) : stop.start()]) is None


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end


def bare(text: str) -> str:
    """The words without the stop, semicolon, comma or linking word that a list or sentence puts at their end."""
    return _TAIL.sub("", text.strip()).strip()


_TAIL = re.compile(r"(?:[\s;؛；,،，]+(?:and|et|y|e|и|و|以及|和))?[\s.;؛；。,،，]+$|[;؛；,،，]\s*(?:and|et|y|и|و)$")
