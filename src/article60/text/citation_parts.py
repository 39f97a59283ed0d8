"""The parts of an article as cited: paragraphs, subparagraphs, lists and ranges of them, read from tokens."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from article60.text.citation_places import Part, Place, exact
from article60.text.citation_tokens import Token, letter_of

MARKERS = ("paragraph", "subparagraph")
LINKS = ("of", "the", "from")
_END = Token("stop", "", 0, 0)
# After a number that a comma joins to those before, these say that it is another one and not the count of what follows.
CLOSING = frozenset(
    (
        "stop",
        "comma",
        "semicolon",
        "and",
        "to",
        "open",
        "close",
        "bracket_number",
        "letter",
        "roman",
        "of",
        "same",
        "paragraph",
        "subparagraph",
        "article",
        "convention",
        "law",
    )
)


@dataclass(slots=True)
class Parts:
    """Reads parts at a place among tokens; each reading gives what it read and where the next one begins."""

    tokens: Sequence[Token]

    def at(self, at: int) -> Token:
        """The token at a place; a stop beyond the last one."""
        return self.tokens[at] if 0 <= at < len(self.tokens) else _END

    def skip(self, at: int, kinds: Sequence[str]) -> int:
        """The first place from `at` on whose token is of none of the kinds."""
        while self.at(at).kind in kinds:
            at += 1
        return at

    def joined(self, at: int, *, firmly: bool = False) -> int | None:
        """Where what a comma, a conjunction or both join goes on; not over a semicolon if joined `firmly`."""
        after = self.skip(at, ("comma",) if firmly else ("comma", "semicolon"))
        after = self.skip(after, ("and",))
        return self.skip(after, ("the",)) if after > at else None

    def marked(self, at: int, base: Place | None, *, many: bool = False) -> tuple[list[Part], int] | None:
        """What a marker of paragraphs or subparagraphs introduces; letters alone belong to the base's paragraph."""
        start, marker = self.skip(at + 1, LINKS), self.at(at)
        if self.at(start).kind in ("number", "bracket_number"):
            one = many and marker.value != "many"
            return self.paragraphs(start, article=base.article if base else None, one=one, counted=marker.value == "one")
        letters, position = self.letters(start, base, bare=marker.kind == "subparagraph")
        if not letters:
            return None
        above = self.skip(position, LINKS)
        if self.at(above).kind == "paragraph" and self.at(number := self.skip(above + 1, LINKS)).kind == "number":
            return [Part(self.at(number).number, letter) for letter in letters], number + 1
        paragraph = base.part.paragraph if base else None
        return [Part(paragraph, letter) for letter in letters], position

    def several(self, at: int) -> tuple[list[Part], int] | None:
        """Parts that have a marker each, joined: `subparagraph (b) of paragraph 9 and paragraph 13`."""
        read = self.marked(at, None)
        if read is None:
            return None
        parts, position = read
        while (start := self.joined(position, firmly=True)) is not None:
            start = self.skip(start, (*LINKS, "to"))
            more = self.marked(start, None) if self.at(start).kind in MARKERS else None
            if more is None:
                break
            parts, position = [*parts, *more[0]], more[1]
        return parts, position

    def paragraphs(self, at: int, *, article: int | None, one: bool, counted: bool = False) -> tuple[list[Part], int]:
        """A list of paragraphs with their subparagraphs; only the first if `one`; all in brackets if the first is."""
        kind = self.at(at).kind
        parts, position = self._paragraph(at, article)
        while not one:
            start = self.joined(position, firmly=kind == "bracket_number")
            if start is None or self.at(start).kind != kind:
                break
            if article is not None and not exact(Place(article, Part(self.at(start).number))):
                break
            plain = self.at(start - 1).kind == "and" and not counted
            if not plain and self.at(start + 1).kind not in CLOSING:
                break
            more, position = self._paragraph(start, article)
            parts += more
        return parts, position

    def _paragraph(self, at: int, article: int | None) -> tuple[list[Part], int]:
        """One paragraph with its subparagraphs, or a range of paragraphs."""
        number, kind = self.at(at).number, self.at(at).kind
        base = None if article is None else Place(article, Part(number))
        position = self.skip(at + 1, ("ordinal_ending",))
        start = position if self.at(position).kind in ("letter", "roman") else self._lettered(position)
        letters, end = self.letters(start, base, bare=start > position)
        if letters:
            return [Part(number, letter) for letter in letters], end
        upper = self._upper_paragraph(position, kind)
        if upper is None:
            return [Part(number)], position
        return [Part(n) for n in span(number, self.at(upper).number, most=40)], upper + 1

    def _upper_paragraph(self, at: int, kind: str) -> int | None:
        if self.at(at).kind != "to":
            return None
        end = self.skip(at + 1, ("the", "of", "paragraph"))
        return end if self.at(end).kind == kind else None

    def _lettered(self, at: int) -> int:
        """Where the letters begin that a marker of subparagraphs introduces: after `, subpara.`, `, al.`."""
        marker = self.skip(at, ("comma",))
        if self.at(marker).kind != "subparagraph":
            return at
        start = self.skip(marker + 1, LINKS)
        return start if self._letter(start, bare=True) is not None else at

    def letters(self, at: int, base: Place | None, *, bare: bool = False) -> tuple[list[tuple[str, ...]], int]:
        """A list of letters, `(a) to (c)` written out; letters without brackets only if `bare`."""
        letters: list[tuple[str, ...]] = []
        start: int | None = at
        while start is not None and (letter := self._letter(start, bare=bare)) is not None:
            if letters and not self._goes_on(start, letter, base):
                break
            position = start + 1
            after = self.skip(position + 1, ("subparagraph",))
            upper = self._letter(after, bare=bare) if self.at(position).kind == "to" else None
            if upper is not None:
                letters += [(chr(code),) for code in span(ord(letter), ord(upper), most=ord("z"))]
                position = after + 1
            else:
                below, position = self._romans(position)
                letters += [(letter, *below)]
            at, start = position, self.joined(position, firmly=True)
            start = None if start is None else self.skip(start, ("subparagraph",))
        return letters, at

    def _letter(self, at: int, *, bare: bool) -> str | None:
        token = self.at(at)
        if token.kind == "letter" or (token.kind == "roman" and token.value == "i"):
            return token.value
        text = token.value
        return letter_of(text) if bare and token.end - token.start == 1 and len(text) == 1 and text.isalpha() else None

    def _goes_on(self, at: int, letter: str, base: Place | None) -> bool:
        """Whether a further letter belongs to the list and is no label of a list that the sentence runs through."""
        if self.at(at + 1).kind in CLOSING or self.at(at + 1).kind == "number":
            return base is None or exact(Place(base.article, replace(base.part, letters=(letter,))))
        return base is not None and exact(Place(base.article, replace(base.part, letters=(letter,))))

    def _romans(self, at: int) -> tuple[tuple[str, ...], int]:
        """The (ii) right after a letter."""
        token = self.at(at)
        return ((token.value,), at + 1) if token.kind == "roman" else ((), at)


def span(low: int, high: int, *, most: int) -> list[int]:
    """All numbers from low to high; only the two where they are not in order or reach too far."""
    return list(range(low, high + 1)) if low < high <= most else [low, high]
