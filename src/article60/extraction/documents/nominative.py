"""Puts the name of a Russian body into the nominative: its noun, and the adjectives before it."""

import re
from functools import cache

from article60.extraction.documents.phrases import rows
from article60.text.normalise import fold

_NEUTER = re.compile(r"(ств|ени|ани)(?:о|а|у|ом|е|я|ю|ем|и)$")
_FEMININE = re.compile(r"(и)(?:я|и|ю|ей)$")
_MASCULINE = re.compile(r"(?:а|у|ом|е|ы|ов|ам|ами|ах)$")
_ADJECTIVE = re.compile(r"(?P<stem>.*?)(?P<soft>его|ему|ей|юю|ем|им)$|(?P<hard_stem>.*?)(?:ого|ому|ой|ую|ом|ым)$")
_HUSHED = ("ж", "ш", "щ", "ч", "ц")
_VELAR = ("к", "г", "х")
_ENDINGS = {"m": "ый", "f": "ая", "n": "ое"}
_SOFT_ENDINGS = {"m": "ий", "f": "яя", "n": "ее"}


def nominative(name: str, bodies: re.Pattern[str]) -> str:
    """The name with its first noun that is a body, and what agrees with it, in the nominative; the rest as printed."""
    words = name.split(" ")
    place = next((n for n, word in enumerate(words) if bodies.fullmatch(fold(word))), None)
    if place is None:
        return name
    noun, gender = _noun(words[place])
    return " ".join([*(_adjective(word, gender) for word in words[:place]), noun, *words[place + 1 :]])


def _noun(word: str) -> tuple[str, str]:
    """The noun in the nominative, and its gender."""
    if (neuter := _NEUTER.search(word)) is not None:
        return word[: neuter.end(1)] + ("о" if neuter.group(1) == "ств" else "е"), "n"
    if word.lower().endswith("бюро"):
        return word, "n"
    if (feminine := _FEMININE.search(word)) is not None:
        return word[: feminine.end(1)] + "я", "f"
    if re.fullmatch(_feminine(), word.lower()):
        return re.sub(r"(?:а|ы|и|е|у|ой)$", "а", word), "f"
    return _MASCULINE.sub("", word), "m"


def _adjective(word: str, gender: str) -> str:
    found = _ADJECTIVE.fullmatch(word)
    if found is None:
        return word
    stem, soft = found["stem"] or found["hard_stem"] or "", found["soft"] is not None
    if stem.endswith(_HUSHED):
        return stem + {"m": "ий", "f": "ая", "n": "ее"}[gender]
    if stem.endswith(_VELAR):
        return stem + {"m": "ий", "f": "ая", "n": "ое"}[gender]
    return stem + (_SOFT_ENDINGS if soft else _ENDINGS)[gender]


@cache
def _feminine() -> str:
    """The nouns in a consonant and `а`, which are told from masculine ones by the lexicon only."""
    return next(row["pattern"] for row in rows("beneficiaries") if row["part"] == "feminine")
