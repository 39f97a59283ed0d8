"""Finds the body that would benefit from the assistance, where it is named with a definite name."""

import re
from collections.abc import Mapping

from article60.extraction.documents.phrases import compiled
from article60.text.normalise import fold

# What may stand before a body: the words for whom, and an article or a capital that makes it a definite one.
_BEFORE: Mapping[str, str] = {
    "en": r"(?:\b(?:for|to|of|in|at|by|within)\s+|^|;\s*)(the\s+)?",
    "fr": r"(?:\b(?:pour|au profit de|à l['’]intention de|de|dans|par|aux?|des|du)\s+|\b[dl]['’]|[dl]['’])(?:(?:la|le|les)\s+|l['’])?()",
    "es": r"(?:\b(?:para|a|al|de|del|en|por)\s+)(?:(?:la|el|las|los)\s+)?()",
    "ru": r"(?:\b(?:для|в|на базе)\s+|:\s*)()",
    "ar": r"(?:\b(?:في)\s+|\s|^)(?:ل|ب)?()",
    "zh": r"(?:为|给|向|对|帮助)()",
}
_NAME = {
    "en": r"((?:[A-Z][\w.'’-]*)(?:\s+(?:of|for|and|the|on|against)(?:\s+(?:the))?(?=\s+[A-Z])|\s+[A-Z][\w.'’-]*)*)",
    "fr": r"([A-ZÉÈÀÎÔ][\w'’-]*(?:\s+(?:de|du|des|d['’]|la|le|les|et|pour|contre|à|aux?|[\w'’-]+ale?s?)\b(?:\s*(?:l['’]))?)*)",
    "es": r"([A-ZÁÉÍÓÚ][\w-]*(?:\s+(?:de|del|la|las|los|el|y|para|contra|e)(?:\s+(?:la|los|las|el))?(?=\s+[A-ZÁÉÍÓÚ])|\s+[A-ZÁÉÍÓÚ][\w-]*)*)",
    "ru": r"([А-Я][\w-]*(?:\s+[а-я][\w-]*){1,4})",
    "ar": r"([\u0621-\u064a\u064b-\u0652]+(?:\s+[\u0621-\u064a\u064b-\u0652]+){0,3})",
    "zh": r"([\u4e00-\u9fff]{1,12}?(?:委员会|办公室|检察院|法院|中心|部|局|署|院|秘书处|银行|学院|海关))",
}
_ACRONYM = re.compile(r"\b(?:for|to|of)\s+(the\s+)([A-Z]{2,8})\b")
_GENERIC = re.compile(r"responsible for|chargées? de|encargadas? de|отвечающ|المسؤول|负责")


def beneficiary(text: str, language: str) -> str | None:
    """The body as printed (with its article in English), None for bodies in general or where none is named."""
    if language not in _NAME or _GENERIC.search(text):
        return None
    bodies = compiled("bodies", None, language)
    for found in re.finditer(_BEFORE[language] + _NAME[language], text):
        name = found.group(2).strip(" .,;")
        if bodies is not None and bodies.search(fold(name)):
            return f"{found.group(1) or ''}{name}"
    acronym = _ACRONYM.search(text) if language == "en" else None
    return acronym.group(1) + acronym.group(2) if acronym else None
