"""How a language is set in Word: direction, fonts, sizes, heights of lines, and the tags by which Word spells."""

from dataclasses import dataclass
from functools import cache

from article60.publication.reports.word.xml import Element, run_properties, w

LATIN, ARABIC, CHINESE = "Arial", "Noto Naskh Arabic", "DengXian"

TAGS = {"ar": "ar-SA", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "ru": "ru-RU", "zh": "zh-CN"}
"""Tags of the six languages as Word's proofing tools know them; other languages go by their own code."""

_EAST_ASIAN = frozenset(("zh", "ja", "ko"))
_FROM_THE_RIGHT = frozenset(("ar", "fa", "he", "ku", "ps", "ur"))
_ARABIC_LARGER = 1.2
"""Arabic letters are as large to the eye as Latin ones of a size that many times smaller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One language on paper. `larger` and `looser`: what sizes and heights of lines are multiplied with.

    `paragraph_number` is how Word writes the number of a paragraph, `after_label` what follows "Table 3".
    """

    language: str
    rtl: bool = False
    larger: float = 1
    looser: float = 1
    justified: bool = False
    paragraph_number: str = "%1."
    after_label: str = ". "

    def sizes(self, points: float) -> tuple[Element, Element]:
        """A size of letters, and that of Arabic letters beside them."""
        return w("sz", val=round(points * self.larger * 2)), w("szCs", val=round(points * _ARABIC_LARGER * 2))

    def line(self, points: float) -> int:
        """A height of lines as this language needs it, in twentieths of a point."""
        return round(points * self.looser * 20)


@cache
def setting(language: str) -> Setting:
    """The setting of a language."""
    match language:
        case "ar":
            return Setting(language=language, rtl=True, looser=1.3, paragraph_number="%1 -")
        case "zh":
            return Setting(language=language, larger=1.05, looser=1.15, justified=True, after_label="\N{IDEOGRAPHIC SPACE}")
        case _:
            return Setting(language=language)


def tongue(language: str | None) -> Element | None:
    """The property of a run that says whose words it holds; words of an unknown language (empty) are not spelt."""
    if language is None:
        return None
    if not language:
        return w("noProof")
    tag = TAGS.get(language, language)
    if language in _FROM_THE_RIGHT:
        return w("lang", bidi=tag)
    return w("lang", eastAsia=tag) if language in _EAST_ASIAN else w("lang", val=tag)


def fonts(*, east_asian: bool = False) -> Element:
    """The fonts of each script; `east_asian`: letters that both know are East Asian ones."""
    hint = {"hint": "eastAsia"} if east_asian else {}
    return w("rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=CHINESE, cs=ARABIC, **hint)


def defaults(report: Setting) -> Element | None:
    """What holds for every run unless a style says otherwise."""
    latin = "en-GB" if report.rtl or report.language in _EAST_ASIAN else TAGS[report.language]
    return run_properties(fonts(), *report.sizes(10), w("lang", val=latin, eastAsia="zh-CN", bidi="ar-SA"))


def runs_from_the_right(language: str) -> bool:
    """Whether a language is written from right to left."""
    return language in _FROM_THE_RIGHT
