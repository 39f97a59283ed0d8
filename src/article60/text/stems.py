"""Reduces a word to what its inflected forms have in common, in the six languages, for the search."""

from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from article60.text.data import rows
from article60.text.normalise import fold

LATIN = ("en", "es", "fr")
"""Languages of the Latin script whose endings are known."""

_STEMMERS = {"en": "english", "es": "spanish", "fr": "french", "ru": "russian"}
_FEWEST_LETTERS = 3  # what stays of an Arabic word without a particle
_CACHED = 1 << 17

# Endings of Arabic nouns in the order in which they are taken off, once each: possessives first, then dual and plural, then the
# feminine and the adjective; after Larkey, Ballesteros and Connell, "Light stemming for Arabic information retrieval" (2007).
_ARABIC_ENDINGS = ("تهما", "تهم", "تها", "هما", "هم", "ها", "ته", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_ARABIC_ARTICLES = ("وبال", "وكال", "فبال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "ال")
_ARABIC_PARTICLES = "وفبلك"


@lru_cache(maxsize=_CACHED)
def stems(word: str, languages: tuple[str, ...] = LATIN) -> tuple[str, ...]:
    """All that a folded word of one script may be reduced to, sorted: one stem in most cases.

    `languages` counts for the Latin script only: the same letters end in other ways in other languages. Arabic words that begin
    like a particle give both what they are with it and without it.
    """
    first = word[0]
    if "\u0600" <= first <= "\u06ff":
        return tuple(sorted({_arabic_stem(form) for form in _without_particles(word.replace("ء", "").replace("ة", "ه"))}))
    if "\u0400" <= first <= "\u04ff":
        return (_stemmer("ru").stemWord(_with_short_i(word)),)
    if first.isdigit():
        return (word,)
    return tuple(sorted({_latin_stem(word, language) for language in languages}))


@cache
def _stemmer(language: str) -> Any:
    # The package reads what it knows of thirty languages, a tenth of a second: only where a word is reduced.
    return import_module("snowballstemmer").stemmer(_STEMMERS[language])


def _latin_stem(word: str, language: str) -> str:
    stem: str = _stemmer(language).stemWord(_with_z(word) if language == "en" else word)
    return fold(stem)


def _with_z(word: str) -> str:
    """`criminalization` for `criminalisation`, as both are written; that `advise` becomes what nobody writes does no harm."""
    for ending in ("isation", "isations", "ise", "ised", "ises", "ising", "iser", "isers"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return f"{word[: -len(ending)]}iz{ending[2:]}"
    return word


def _with_short_i(word: str) -> str:
    """Folding makes й and и one; at the end, after a vowel, it was й in the forms whose endings matter."""
    return f"{word[:-1]}й" if word.endswith("и") and word[-2:-1] in "аеёиоуыэюя" and len(word) > 1 else word


def _without_particles(word: str) -> list[str]:
    """The word without article; also as it is where its first letters may belong to it."""
    for article in _ARABIC_ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _FEWEST_LETTERS - 1:
            bare = word[len(article) :]
            return [bare, word] if article == "ال" and bare.startswith("ت") else [bare]
    if word[0] in _ARABIC_PARTICLES and len(word) > _FEWEST_LETTERS:
        return [word, word[1:], *(_without_particles(word[1:]) if word[0] in "وف" else ())]
    return [word]


def _arabic_stem(word: str) -> str:
    word = _singulars().get(word, word)
    for ending in _ARABIC_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            word = word[: -len(ending)]
    return word


@cache
def _singulars() -> dict[str, str]:
    """Singular by plural of nouns whose plural changes the word inside, both folded."""
    plain = {row["plural"]: row["singular"] for row in rows("arabic_plurals")}
    return {_plain(plural): _plain(singular) for plural, singular in plain.items()}


def _plain(word: str) -> str:
    return fold(word).replace("ء", "").replace("ة", "ه")
