"""Which language a text is in: by its script, then by its small words, then by its letters in context."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache
from itertools import chain

from article60.text.data import rows
from article60.text.likeliest import Likeliest

# One of these stands in every aside that is no address of mail.
_ASIDE_SIGNS = ("(", "（", "http", "www.")
_NO_ASCII_LETTERS = bytes(byte for byte in range(128) if not chr(byte).isalpha())
_TOLD_BY_WORDS = frozenset({"en", "es", "fr"})
_FEWEST_WORDS, _LEAST_SHARE, _AHEAD = 3, 0.12, 2
_FEWEST_LETTERS = {"latin": 20, "arabic": 3, "cyrillic": 3, "han": 1, "japanese": 1, "korean": 1}
_ENOUGH_LETTERS = 20
_ASIDES = re.compile(r"\([^()]*\)|（[^（）]*）|https?://[!-~]+|www\.[!-~]+")
# To look for an address of mail takes many times as long as for all others.
_ASIDES_AND_MAIL = re.compile(rf"{_ASIDES.pattern}|[!-~]+@[!-~]+")
_SCRIPTS = {"CJK": "han", "HIRAGANA": "japanese", "KATAKANA": "japanese", "HANGUL": "korean"}
# One Chinese character says about as much as three letters; acronyms in Latin letters stand in every language.
_WEIGHTS = {"han": 3.0, "japanese": 4.0, "korean": 3.0, "arabic": 1.5, "cyrillic": 1.5, "latin": 1.0}


def detect(text: str) -> str | None:
    """Language of a text, ISO 639-1; None where it has too few letters to tell (about 20 in Latin script).

    What stands in brackets, often a name in another language, counts only where nothing else tells.
    """
    shorter = _without_asides(text)
    return _told(shorter) or (_told(text) if shorter != text else None)


def _without_asides(text: str) -> str:
    if "@" in text:
        return _ASIDES_AND_MAIL.sub(" ", text)
    return _ASIDES.sub(" ", text) if any(map(text.__contains__, _ASIDE_SIGNS)) else text


def load_models() -> None:
    """Load the classifiers of all scripts, which `detect` otherwise does when it first needs one."""
    for script in {row["script"] for row in rows("languages_told_apart")}:
        _likeliest(script)


def _told(text: str) -> str | None:
    counts = _scripts(text)
    if not counts:
        return None
    script = max(counts, key=lambda name: counts[name] * _WEIGHTS[name])
    if counts[script] < _FEWEST_LETTERS[script]:
        return None
    if script in ("han", "japanese", "korean"):
        return {"han": "zh", "japanese": "ja", "korean": "ko"}["japanese" if "japanese" in counts else script]
    return _sure(text, script=script) or _by_words(text) or _likely(text, script=script, letters=counts[script])


def _scripts(text: str) -> Mapping[str, int]:
    """How many letters of each script a text has; scripts that are not told apart are left out."""
    if text.isascii():
        letters = len(text.encode().translate(None, _NO_ASCII_LETTERS))
        return {"latin": letters} if letters else {}
    scripts: Counter[str] = Counter()
    for character, times in Counter(text).items():
        if (script := _script(character)) is not None:
            scripts[script] += times
    return scripts


@cache
def _script(character: str) -> str | None:
    if not character.isalpha():
        return None
    name = unicodedata.name(character, "").split(" ")[0]
    script = _SCRIPTS.get(name, name.lower())
    return script if script in _WEIGHTS else None


def _sure(text: str, *, script: str) -> str | None:
    """The language of the script of whose own letters the text has most; None where it has none of any."""
    counts = {language: sum(map(text.count, letters)) for language, letters in _own_letters(script)}
    best = max(counts, key=lambda language: counts[language], default=None)
    return best if best is not None and counts[best] else None


@cache
def _own_letters(script: str) -> tuple[tuple[str, str], ...]:
    listed = (row for row in rows("languages_told_apart") if row["script"] == script and row["sure_letters"])
    return tuple((row["language"], row["sure_letters"]) for row in listed)


def _by_words(text: str) -> str | None:
    """The language whose small words make up a good part of the text and are far more than those of any other, if any is."""
    words, small = text.lower().split(), _small_words()
    counts = Counter(chain.from_iterable([small[word] for word in words if word in small]))
    best = max(counts, key=counts.__getitem__, default="")
    if best not in _TOLD_BY_WORDS:
        return None
    most = counts.pop(best)
    plain = most >= max(_FEWEST_WORDS, _AHEAD * max(counts.values(), default=0), _LEAST_SHARE * len(words))
    return best if plain else None


@cache
def _small_words() -> Mapping[str, tuple[str, ...]]:
    listed = rows("languages_by_words")
    words = {word for row in listed for word in row["words"].split()}
    return {word: tuple(row["language"] for row in listed if word in row["words"].split()) for word in words}


def _likely(text: str, *, script: str, letters: int) -> str:
    """The likeliest language of the script; the first one listed where too few letters would make that a guess."""
    if script != "latin" and letters < _ENOUGH_LETTERS:
        return next(row["language"] for row in rows("languages_told_apart") if row["script"] == script)
    return _likeliest(script).of(text)


@cache
def _likeliest(script: str) -> Likeliest:
    """A classifier that knows only the languages of one script."""
    return Likeliest({row["language"]: float(row["lead"]) for row in rows("languages_told_apart") if row["script"] == script})
