"""Cuts text into the tokens of which citations are made: markers, numbers, letters, joining words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from article60.text.data import rows
from article60.text.lexicon import Entry, Lexicon
from article60.text.normalise import fold

_HAN_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_HAN_UNITS = {"十": 10, "百": 100}
_HAN = f"[{''.join(_HAN_DIGITS)}{''.join(_HAN_UNITS)}]+"
_NUMBERS, _LONGEST_NUMBER = frozenset(("bracket", "han_bracket", "decimal", "number", "han")), 9
_SIGNS = {",": "comma", "،": "comma", "、": "comma", ";": "semicolon", "؛": "semicolon", "-": "to", "(": "open", ")": "close"}
_GLYPHS = re.compile(
    rf"""
    \(\s*(?P<roman>i{{1,3}}|iv|v)\s*\)
  | (?<![^\W_])(?P<half_roman>i{{1,3}}|iv|v)\)
  | \(\s*(?P<han_bracket>{_HAN})\s*\)
  | \(\s*(?P<letter>[^\W\d_])\s*\)
  | (?<![^\W_])(?P<half>[^\W\d_㐀-鿿])\)
  | (?<=\d)(?P<glued>[a-k])(?![^\W_])
  | \(\s*(?P<bracket>\d+)\s*\)
  | (?P<decimal>\d+(?:[./]\d+)+)
  | (?P<number>\d+)
  | (?P<han>{_HAN})
  | (?P<word>[㐀-鿿]|[^\W\d_㐀-鿿]+)
  | (?P<sign>\S)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of folded text: its kind, what it says, and where it stands (in the folded text)."""

    kind: str
    value: str
    start: int
    end: int

    @property
    def number(self) -> int:
        """The number that a token of kind number or bracket_number stands for."""
        return int(self.value)


def tokens(folded: str, *, language: str | None = None) -> list[Token]:
    """The tokens of folded text in order; Chinese markers are put before their numbers, as in the other languages."""
    return _markers_first(list(_cut(folded, language)))


def _cut(folded: str, language: str | None) -> Iterator[Token]:
    markers, position = _markers(folded, language), 0
    upcoming = iter([*sorted(markers), len(folded) + 1])
    following = next(upcoming)
    while glyph := _GLYPHS.search(folded, position):
        while following < glyph.start():
            following = next(upcoming)
        if following == glyph.start() and glyph.lastgroup not in ("letter", "half", "roman", "half_roman"):
            token = markers[following]
        else:
            token = _token(glyph, folded=folded, limit=following)
        if token.kind != "clitic":
            yield token
        position = token.end


def _token(glyph: re.Match[str], *, folded: str, limit: int) -> Token:
    """What a match of the pattern stands for; a word is cut short where a marker begins within it."""
    group, start, end = str(glyph.lastgroup), glyph.start(), glyph.end()
    text = glyph[group]
    if group in _NUMBERS and len(text) > _LONGEST_NUMBER:
        return Token("sign", text, start, end)
    if group in ("letter", "half", "glued"):
        letter = letter_of(text)
        return Token("letter", letter, start, end) if letter else Token("sign", text, start, start + 1)
    if group == "word":
        end = min(end, limit) if limit > start else end
        return _word(folded[start:end], start=start, end=end, glued=end < len(folded) and folded[end].isalnum())
    if group == "han_bracket":
        value = _han_number(text)
        return Token("letter", chr(96 + value), start, end) if 0 < value < 27 else Token("word", text, start, end)
    if group == "sign":
        return Token(_SIGNS.get(text, "stop" if text in ".:!?。：" else "sign"), text, start, end)
    kind = {"bracket": "bracket_number", "han": "number", "half_roman": "roman"}.get(group, group)
    return Token(kind, str(_han_number(text)) if group == "han" else text, start, end)


def _word(text: str, *, start: int, end: int, glued: bool) -> Token:
    """A word; an Arabic particle written together with what follows is `and`, or says nothing."""
    if glued and text in _particles():
        return Token("and" if text.startswith("و") else "clitic", text, start, end)
    return Token("word", text, start, end)


def letter_of(text: str) -> str | None:
    """The English letter of a subparagraph for a folded letter of any alphabet; None where it is none."""
    return text if "a" <= text <= "z" and len(text) == 1 else _letters().get(text)


def _han_number(text: str) -> int:
    """四十六 as 46, 一百零五 as 105; digits without units, 四六, are read one after the other."""
    if not any(character in _HAN_UNITS for character in text):
        return int("".join(str(_HAN_DIGITS[character]) for character in text))
    total = digit = 0
    for character in text:
        if character in _HAN_UNITS:
            total, digit = total + (digit or 1) * _HAN_UNITS[character], 0
        else:
            digit = _HAN_DIGITS[character]
    return total + digit


def _markers(folded: str, language: str | None) -> dict[int, Token]:
    """The markers of the word list by the place where they begin, the longest at each place."""
    found: dict[int, Token] = {}
    for start, end, entry in sorted(_lexicon(language).spans(folded), key=lambda span: span[:2]):
        role, _, value = entry.label.partition(":")
        found[start] = Token(role, value or folded[start:end], start, end)
    return found


def _markers_first(found: list[Token]) -> list[Token]:
    """The tokens with every Chinese marker moved before the numbers to which it belongs: 条 15 和 16 for 第15和16条."""
    ordered: list[Token] = []
    settled = 0
    for token in found:
        if token.value != "after":
            ordered.append(token)
            continue
        first = _first_of_numbered(ordered, settled=settled, letters=token.kind == "subparagraph")
        numbered = [t for t in ordered[first:] if t.kind != "ordinal"]
        if not numbered or (len(numbered) == len(ordered[first:]) and numbered[0].kind == "number"):
            ordered.append(replace(token, kind="word"))  # 三条建议: three recommendations, not article 3
            continue
        start = ordered[first].start
        ordered[first:] = [replace(token, start=start, end=start), *_numbered(numbered, marker=token)]
        settled = len(ordered)
    return [token for token in ordered if token.kind != "ordinal"]


def _first_of_numbered(ordered: list[Token], *, settled: int, letters: bool) -> int:
    """Where the numbers before a Chinese marker begin, which is not among those of an earlier marker."""
    kinds = {"number", "ordinal", "and", "comma", "to"} | ({"letter", "bracket_number"} if letters else set())
    first = len(ordered)
    while first > settled and ordered[first - 1].kind in kinds:
        first -= 1
    while first < len(ordered) and ordered[first].kind in ("and", "comma", "to"):
        first += 1
    return first


def _numbered(numbered: list[Token], *, marker: Token) -> Iterator[Token]:
    """The numbers of a marker, as letters where it is one of subparagraphs; the last one reaches to the marker's end."""
    for place, token in enumerate(numbered, start=1):
        end = marker.end if place == len(numbered) else token.end
        if marker.kind == "subparagraph" and token.kind in ("number", "bracket_number") and 0 < token.number < 27:
            yield Token("letter", chr(96 + token.number), token.start, end)
        else:
            yield replace(token, end=end)


@cache
def _lexicon(language: str | None) -> Lexicon:
    """The words of all six languages, and those that are read only where the language is stated."""
    listed = [row for row in rows("citation_words") if row["role"] not in ("letter", "adjective_ending")]
    read = [row for row in listed if row["when"] != "stated" or row["language"] == language]
    read.sort(key=lambda row: row["language"] == language)  # of two readings of a word the last one holds
    return Lexicon(Entry(row["word"], f"{row['role']}:{row['value']}") for row in read)


@cache
def _letters() -> dict[str, str]:
    return {fold(row["word"]): row["value"] for row in rows("citation_words") if row["role"] == "letter"}


@cache
def _particles() -> frozenset[str]:
    return frozenset(fold(row["clitic"]) for row in rows("arabic_clitics"))
