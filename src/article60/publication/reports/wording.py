"""How numbers, days, codes, provisions and sentences are written in a report in one of the six languages."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from unicodedata import bidirectional

from babel.numbers import format_decimal

from article60.codes.labels import UnknownCode, label
from article60.codes.languages import direction
from article60.codes.reader import by_code
from article60.domain.provision import article_of, provisions
from article60.domain.state_party import state_parties
from article60.text import citations
from article60.text.days import write_day

ISOLATED = re.compile("([\u2066\u2068])([^\u2066-\u2069]*)\u2069")
"""Words within isolates: what opens them, and the words."""
RUNS_BY_ITSELF = re.compile(r"[A-Za-z][\w./-]*\w", re.ASCII)
"""What runs from left to right by its letters alone, in words of any direction: a symbol, the name of a file."""
_ROMAN = ("I", "II", "III", "IV", "V", "VI")
_ORDINALS = {
    "ar": ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس"),
    "zh": ("一", "二", "三", "四", "五", "六"),
}


@cache
def words(name: str) -> Mapping[str, Mapping[str, str]]:
    """The sentences of `<name>_words.toml` by key and language."""
    text = files(__package__).joinpath(f"{name}_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class Wording:
    """One language, and the file of words of one report."""

    language: str
    report: str

    @property
    def direction(self) -> str:
        """`rtl` for Arabic, `ltr` for the others."""
        return direction(self.language)

    def say(self, key: str, **values: object) -> str:
        """A sentence of the report with its values filled in. Raises KeyError for an unknown key or a value that is missing."""
        return words(self.report)[key][self.language] % values

    def knows(self, key: str) -> bool:
        """Whether the report has such a sentence."""
        return key in words(self.report)

    @property
    def locale(self) -> str:
        """The name under which Babel knows the language as the United Nations writes it."""
        return "en_GB" if self.language == "en" else self.language

    def number(self, value: int | Decimal) -> str:
        """A number with the separators of the language."""
        return format_decimal(value, locale=self.locale)

    def money(self, amount: str) -> str:
        """An amount in whole units, from decimal text."""
        return self.number(Decimal(amount).quantize(Decimal(1)))

    def exactly(self, amount: str) -> str:
        """An amount as it was given, from decimal text: with its cents where it has any, never rounded."""
        value = Decimal(amount)
        whole = value == value.to_integral_value()
        # Babel rounds what a pattern has no room for.
        places = 0 if whole else max(2, -int(value.normalize().as_tuple().exponent))
        return format_decimal(value, format=f"#,##0{'.' if places else ''}{'0' * places}", locale=self.locale)

    def day(self, on: date | None) -> str:
        """A day written out, as United Nations documents do: in Arabic with both names of the month, in French "1er"."""
        if on is None:
            return self.say("no_date")
        return write_day(on, language=self.language)

    @property
    def comma(self) -> str:
        """The comma between the parts of a sentence."""
        return {"ar": "، ", "zh": "，"}.get(self.language, ", ")

    @property
    def colon(self) -> str:
        """The colon between a label and its value."""
        return {"fr": "\N{NO-BREAK SPACE}: ", "zh": "："}.get(self.language, ": ")

    @property
    def semicolon(self) -> str:
        """The semicolon between statements."""
        return {"ar": "؛ ", "zh": "；", "fr": "\N{NO-BREAK SPACE}; "}.get(self.language, "; ")

    @property
    def stop(self) -> str:
        """The full stop."""
        return "。" if self.language == "zh" else "."

    @property
    def blank(self) -> str:
        """What stands between words; nothing in Chinese."""
        return "" if self.language == "zh" else " "

    @property
    def between(self) -> str:
        """What stands between the things of an enumeration; in Arabic each after the first is led by the conjunction."""
        return {"ar": " و", "zh": "、"}.get(self.language, ", ")

    @property
    def after_label(self) -> str:
        """What stands between "Table 3" and its caption."""
        return "\N{IDEOGRAPHIC SPACE}" if self.language == "zh" else ". "

    def ordinal(self, number: int) -> str:
        """The number of an annex as the language's documents write it; in figures where it has no such word."""
        known = _ORDINALS.get(self.language, _ROMAN)
        return known[number - 1] if number <= len(known) else str(number)

    def paragraph(self, number: int) -> str:
        """The number of a paragraph as the language's documents write it."""
        return f"{self.number(number)} -" if self.language == "ar" else f"{self.number(number)}."

    @property
    def dash(self) -> str:
        """What stands between a name and its title; a wide blank in Chinese, as the Convention's own headings have it."""
        return "\N{IDEOGRAPHIC SPACE}" if self.language == "zh" else " – "

    def isolate(self, text: str) -> str:
        """Text whose direction does not spill into the words around it."""
        return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"

    def latin(self, text: str) -> str:
        """A name in Latin letters and figures, in one piece from left to right where the words around it run the other way."""
        return f"\N{LEFT-TO-RIGHT ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}" if self.direction == "rtl" else text

    def code(self, list_name: str, value: str) -> str:
        """The label of a code; a code that stands in no list is shown as it is."""
        try:
            return label(list_name, value, self.language)
        except UnknownCode:
            return value

    def codes(self, list_name: str, values: Sequence[str]) -> str:
        """The labels of several codes as an enumeration; by semicolons where one of them is an enumeration itself."""
        labels = [self.code(list_name, value) for value in values]
        return (self.semicolon if any(self.between in one for one in labels) else self.between).join(labels)

    def state(self, code: str) -> str:
        """Short name of a State."""
        known = state_parties().get(code)
        return str(getattr(known, f"name_{self.language}")) if known else code

    def citation(self, cited: Sequence[str]) -> str:
        """Provisions as United Nations documents cite them; what is no provision is left as it stands."""
        known = [one for one in cited if one in provisions()]
        return citations.write(known, language=self.language) if known else ", ".join(cited)

    def article_title(self, provision: str) -> str:
        """Short title of the article in which a provision stands."""
        return str(getattr(provisions()[article_of(provision)], f"title_{self.language}"))


def begun(text: str) -> str:
    """Words as a heading or a cell begins, their first letter a capital."""
    return text[:1].upper() + text[1:]


def within(text: str) -> str:
    """A label as it stands within a sentence: its first letter a small one, unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def words_of(tongue: str | None) -> dict[str, str]:
    """`lang` and `dir` of words quoted in another language than the page's; unknown language is left to the browser."""
    if tongue is None:
        return {"lang": "", "dir": "auto"}
    return {"lang": tongue, "dir": direction(tongue) if tongue in by_code("languages") else "auto"}


def direction_of(text: str) -> str:
    """`rtl` or `ltr`, by the first letter that has a direction; paper does not find it by itself as a browser does.

    What is isolated counts only where there are no other letters.
    """
    sides = [bidirectional(letter) for letter in ISOLATED.sub("", text) + text]
    return "rtl" if next((side for side in sides if side in ("L", "R", "AL")), "L") != "L" else "ltr"
