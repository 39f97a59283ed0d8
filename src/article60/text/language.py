"""Which language a text is in, by its script first and by its letters in context second."""

import re
import unicodedata
from collections import Counter
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from article60.text.data import rows

_FEWEST_LETTERS = {"latin": 20, "arabic": 3, "cyrillic": 3, "han": 1, "japanese": 1, "korean": 1}
_ENOUGH_LETTERS = 20
_ASIDES = re.compile(r"\([^()]*\)|（[^（）]*）|https?://[!-~]+|www\.[!-~]+|[!-~]+@[!-~]+")
_SCRIPTS = {"CJK": "han", "HIRAGANA": "japanese", "KATAKANA": "japanese", "HANGUL": "korean"}
# One Chinese character says about as much as three letters; acronyms in Latin letters stand in every language.
_WEIGHTS = {"han": 3.0, "japanese": 4.0, "korean": 3.0, "arabic": 1.5, "cyrillic": 1.5, "latin": 1.0}


def detect(text: str) -> str | None:
    """Language of a text, ISO 639-1; None where it has too few letters to tell (about 20 in Latin script).

    What stands in brackets, often a name in another language, counts only where nothing else tells.
    """
    return _told(_ASIDES.sub(" ", text)) or _told(text)


def load_models() -> None:
    """Load the classifiers of all scripts, which `detect` otherwise does when it first needs one."""
    for script in {row["script"] for row in rows("languages_told_apart")}:
        _identifier(script)


def _told(text: str) -> str | None:
    counts = _scripts(text)
    if not counts:
        return None
    script = max(counts, key=lambda name: counts[name] * _WEIGHTS[name])
    if counts[script] < _FEWEST_LETTERS[script]:
        return None
    if script in ("han", "japanese", "korean"):
        return {"han": "zh", "japanese": "ja", "korean": "ko"}["japanese" if counts["japanese"] else script]
    return _sure(text, script=script) or _likely(text, script=script, letters=counts[script])


def _scripts(text: str) -> Counter[str]:
    """How many letters of each script a text has; scripts that are not told apart are left out."""
    return Counter(script for character in text if (script := _script(character)) is not None)


@cache
def _script(character: str) -> str | None:
    if not character.isalpha():
        return None
    name = unicodedata.name(character, "").split(" ")[0]
    script = _SCRIPTS.get(name, name.lower())
    return script if script in _WEIGHTS else None


def _sure(text: str, *, script: str) -> str | None:
    """The language of the script of whose own letters the text has most; None where it has none of any."""
    listed = [row for row in rows("languages_told_apart") if row["script"] == script]
    counts = {row["language"]: sum(map(text.count, row["sure_letters"])) for row in listed}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else None


def _likely(text: str, *, script: str, letters: int) -> str:
    """The likeliest language of the script; the first one listed where too few letters would make that a guess."""
    if script != "latin" and letters < _ENOUGH_LETTERS:
        return next(row["language"] for row in rows("languages_told_apart") if row["script"] == script)
    leads = {row["language"]: float(row["lead"]) for row in rows("languages_told_apart") if row["script"] == script}
    scores: dict[str, float] = {language: float(score) + leads[language] for language, score in _identifier(script).rank(text)}
    return max(scores, key=scores.__getitem__)


@cache
def _identifier(script: str) -> LanguageIdentifier:
    """A classifier that knows only the languages of one script."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([row["language"] for row in rows("languages_told_apart") if row["script"] == script])
    return identifier
