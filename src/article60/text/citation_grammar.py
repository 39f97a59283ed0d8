"""The grammar of citations: tokens to places, forwards (art. 46, para. 9) and backwards (para. 9 of art. 46)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from article60.text.citation_places import WHOLE, Part, Place, exact
from article60.text.citation_tokens import Token, letter_of

_END = Token("stop", "", 0, 0)
_MARKERS = ("paragraph", "subparagraph")
_LINKS = ("of", "the", "from")
# After a number that a comma joins to those before, these say that it is another one and not the count of what follows.
_CLOSING = frozenset(
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


@dataclass(frozen=True, slots=True)
class Clause:
    """One article or list of articles with their parts, as tokens `first` to `last` (exclusive) cite them."""

    places: tuple[Place, ...]
    first: int
    last: int
    named: bool = True  # names its article, does not carry it over from the words before


@dataclass(slots=True)
class Grammar:
    """Reads clauses from tokens, remembering the last place cited, to which `para. 5` and `the same article` refer."""

    tokens: Sequence[Token]
    carried: Place | None = None

    def clauses(self) -> Iterator[Clause]:
        """All clauses in order; who takes them may set `carried` after each."""
        position = 0
        while position < len(self.tokens):
            clause = self._clause(position)
            if clause is None:
                position += 1
                continue
            self.carried = clause.places[-1]
            yield clause
            position = clause.last

    def _clause(self, at: int) -> Clause | None:
        kind = self._at(at).kind
        if kind == "article":
            return self._forwards(at)
        if kind == "same":
            return self._same(at)
        return self._backwards(at) or self._carried_over(at) if kind in _MARKERS else None

    def _at(self, at: int) -> Token:
        return self.tokens[at] if 0 <= at < len(self.tokens) else _END

    def _skip(self, at: int, kinds: Sequence[str]) -> int:
        while self._at(at).kind in kinds:
            at += 1
        return at

    def _joined(self, at: int, *, firmly: bool = False) -> int | None:
        """Where what a comma, a conjunction or both join goes on; not over a semicolon if joined `firmly`."""
        after = self._skip(at, ("comma",) if firmly else ("comma", "semicolon"))
        after = self._skip(after, ("and",))
        return self._skip(after, ("the",)) if after > at else None

    # -- forwards: article, number, parts

    def _forwards(self, at: int) -> Clause | None:
        start = self._skip(at + 1, _LINKS)
        read = self._article(start)
        if read is None:
            return None
        places, position = read
        many = self._at(at).value == "many"
        while (more := self._parts_after(position, places, many=many) or self._next_article(position, at)) is not None:
            places, position = (places[:-1] if more[2] else places) + more[0], more[1]
        return Clause(tuple(places), at, position)

    def _article(self, at: int) -> tuple[list[Place], int] | None:
        """An article with what is attached to its number, or a range of articles."""
        token = self._at(at)
        if token.kind == "decimal" and token.value.count(".") == 1:
            place = Place(*_halves(token.value))
            return ([place], at + 1) if exact(place) else None
        if token.kind != "number":
            return None
        parts, position = self._attached(self._skip(at + 1, ("ordinal_ending",)), token.number)
        places = [Place(token.number, part) for part in parts]
        end = self._range_end(position, marker="article")
        if end is None or parts != [WHOLE]:
            return places, position
        articles = _range(token.number, self._at(end).number, most=71)
        parts, position = self._attached(end + 1, articles[-1])
        return [*(Place(article) for article in articles[:-1]), *(Place(articles[-1], part) for part in parts)], position

    def _range_end(self, at: int, *, marker: str) -> int | None:
        """Where the upper end of a range stands: the 57 of `to 57`, `to article 57`."""
        if self._at(at).kind != "to":
            return None
        end = self._skip(at + 1, ("the", "of"))
        end = self._skip(end, (marker,))
        return end if self._at(end).kind == "number" else None

    def _attached(self, at: int, article: int) -> tuple[list[Part], int]:
        """Parts in brackets right after the number of an article: (9)(b), (15)-(16), (a) to (c)."""
        if self._at(at).kind == "bracket_number":
            return self._paragraphs(at, article=article, one=False)
        letters, position = self._letters(at, Place(article))
        return ([Part(letters=letter) for letter in letters] or [WHOLE]), position

    def _next_article(self, at: int, marker: int) -> tuple[list[Place], int, bool] | None:
        """Another number of a list of articles; after a comma, or where the marker stands in the singular, with care."""
        start = self._joined(at)
        if start is None or self._at(start).kind != "number":
            return None
        only_and = all(self._at(place).kind in ("and", "the") for place in range(at, start))
        if not (only_and and self._at(marker).value not in ("one",)) and self._at(start + 1).kind not in _CLOSING:
            return None
        read = self._article(start)
        return None if read is None or read[0][0].article > 71 else (read[0], read[1], False)

    def _parts_after(self, at: int, places: list[Place], *, many: bool) -> tuple[list[Place], int, bool] | None:
        """Parts named after an article: `, para. 9`, `(paras. 1 and 3)`, `and para. 5`; whether
        they say more of the last place (46(9), then 46(9)(b)) or stand beside it."""
        last = places[-1]
        bracket = self._at(at).kind == "open"
        start = at + 1 if bracket else self._joined(at) or at
        if self._at(start).kind not in _MARKERS:
            return None
        read = self._marked(start, last, many=many)
        if read is None or (not bracket and self._article_after(read[1]) is not None):
            return None
        parts, position = read
        if bracket:
            position += self._at(position).kind == "close"
        position = self._over_same(position)
        numbered = self._at(self._skip(start + 1, _LINKS)).kind in ("number", "bracket_number")
        beside = not bracket and any(self._at(place).kind == "and" for place in range(at, start))
        refines = not beside if last.part == WHOLE else not numbered and not last.part.letters
        return [Place(last.article, part) for part in parts], position, refines

    # -- parts

    def _marked(self, at: int, base: Place | None, *, many: bool = False) -> tuple[list[Part], int] | None:
        """What a marker of paragraphs or subparagraphs introduces; letters alone belong to the base's paragraph."""
        start, marker = self._skip(at + 1, _LINKS), self._at(at)
        if self._at(start).kind in ("number", "bracket_number"):
            one = many and marker.value != "many"
            return self._paragraphs(start, article=base.article if base else None, one=one, counted=marker.value == "one")
        letters, position = self._letters(start, base, bare=marker.kind == "subparagraph")
        if not letters:
            return None
        above = self._skip(position, _LINKS)
        if self._at(above).kind == "paragraph" and self._at(number := self._skip(above + 1, _LINKS)).kind == "number":
            return [Part(self._at(number).number, letter) for letter in letters], number + 1
        paragraph = base.part.paragraph if base else None
        return [Part(paragraph, letter) for letter in letters], position

    def _paragraphs(self, at: int, *, article: int | None, one: bool, counted: bool = False) -> tuple[list[Part], int]:
        """A list of paragraphs with their subparagraphs; only the first if `one`; all in brackets if the first is."""
        kind = self._at(at).kind
        parts, position = self._paragraph(at, article)
        while not one:
            start = self._joined(position, firmly=kind == "bracket_number")
            if start is None or self._at(start).kind != kind:
                break
            if article is not None and not exact(Place(article, Part(self._at(start).number))):
                break
            plain = self._at(start - 1).kind == "and" and not counted
            if not plain and self._at(start + 1).kind not in _CLOSING:
                break
            more, position = self._paragraph(start, article)
            parts += more
        return parts, position

    def _paragraph(self, at: int, article: int | None) -> tuple[list[Part], int]:
        """One paragraph with its subparagraphs, or a range of paragraphs."""
        number, kind = self._at(at).number, self._at(at).kind
        base = None if article is None else Place(article, Part(number))
        position = self._skip(at + 1, ("ordinal_ending",))
        start = position if self._at(position).kind in ("letter", "roman") else self._lettered(position)
        letters, end = self._letters(start, base, bare=start > position)
        if letters:
            return [Part(number, letter) for letter in letters], end
        upper = self._upper_paragraph(position, kind)
        if upper is None:
            return [Part(number)], position
        return [Part(n) for n in _range(number, self._at(upper).number, most=40)], upper + 1

    def _upper_paragraph(self, at: int, kind: str) -> int | None:
        if self._at(at).kind != "to":
            return None
        end = self._skip(at + 1, ("the", "of", "paragraph"))
        return end if self._at(end).kind == kind else None

    def _lettered(self, at: int) -> int:
        """Where the letters begin that a marker of subparagraphs introduces: after `, subpara.`, `, al.`."""
        marker = self._skip(at, ("comma",))
        if self._at(marker).kind != "subparagraph":
            return at
        start = self._skip(marker + 1, _LINKS)
        return start if self._letter(start, bare=True) is not None else at

    def _letters(self, at: int, base: Place | None, *, bare: bool = False) -> tuple[list[tuple[str, ...]], int]:
        """A list of letters, `(a) to (c)` written out; letters without brackets only if `bare`."""
        letters: list[tuple[str, ...]] = []
        start: int | None = at
        while start is not None and (letter := self._letter(start, bare=bare)) is not None:
            if letters and not self._goes_on(start, letter, base):
                break
            position = start + 1
            after = self._skip(position + 1, ("subparagraph",))
            upper = self._letter(after, bare=bare) if self._at(position).kind == "to" else None
            if upper is not None:
                letters += [(chr(code),) for code in _range(ord(letter), ord(upper), most=ord("z"))]
                position = after + 1
            else:
                below, position = self._romans(position)
                letters += [(letter, *below)]
            at, start = position, self._joined(position, firmly=True)
            start = None if start is None else self._skip(start, ("subparagraph",))
        return letters, at

    def _letter(self, at: int, *, bare: bool) -> str | None:
        token = self._at(at)
        if token.kind == "letter" or (token.kind == "roman" and token.value == "i"):
            return token.value
        text = token.value
        return letter_of(text) if bare and token.end - token.start == 1 and len(text) == 1 and text.isalpha() else None

    def _goes_on(self, at: int, letter: str, base: Place | None) -> bool:
        """Whether a further letter belongs to the list and is no label of a list that the sentence runs through."""
        if self._at(at + 1).kind in _CLOSING or self._at(at + 1).kind == "number":
            return base is None or exact(Place(base.article, replace(base.part, letters=(letter,))))
        return base is not None and exact(Place(base.article, replace(base.part, letters=(letter,))))

    def _romans(self, at: int) -> tuple[tuple[str, ...], int]:
        """The (ii) right after a letter."""
        token = self._at(at)
        return ((token.value,), at + 1) if token.kind == "roman" else ((), at)

    # -- backwards: parts, article

    def _backwards(self, at: int) -> Clause | None:
        read = self._marked(at, None)
        if read is None or (article := self._article_after(read[1], loosely=self.carried is None)) is None:
            return None
        whole = self._forwards(article)
        if whole is None:
            return None
        first, *others = whole.places
        spread = [first, *others] if self._at(article).value == "many" else [first]
        places = [Place(place.article, part) for place in spread for part in read[0]]
        return replace(whole, places=(*places, *whole.places[len(spread) :]), first=at)

    def _article_after(self, at: int, *, loosely: bool = False) -> int | None:
        """Where the article stands to which the parts before belong; `loosely` also after a comma."""
        start = self._skip(at, (*_LINKS, "comma") if loosely else _LINKS)
        if self._at(start).kind != "article":
            return None
        number = self._skip(start + 1, _LINKS)
        return start if self._at(number).kind in ("number", "decimal") else None

    # -- carried over

    def _same(self, at: int) -> Clause | None:
        """`the same article, para. 5`: parts of the article last cited."""
        if self.carried is None:
            return None
        read = self._parts_after(at + 1, [Place(self.carried.article)], many=False)
        return None if read is None else Clause(tuple(read[0]), at, read[1], named=False)

    def _carried_over(self, at: int) -> Clause | None:
        """`para. 5`: a part of the article last cited, if it has such a part and nothing else is meant."""
        if self.carried is None or self._of_something_else(at):
            return None
        read = self._marked(at, self.carried)
        if read is None:
            return None
        end = self._over_same(read[1])
        if end == read[1] and self._at(end).kind == "of":
            return None
        places = tuple(Place(self.carried.article, part) for part in read[0])
        return Clause(places, at, end, named=False) if all(map(exact, places)) else None

    def _over_same(self, at: int) -> int:
        """After `of the same article`, if that stands here."""
        start = self._skip(at, _LINKS)
        return start + 1 if self._at(start).kind == "same" else at

    def _of_something_else(self, at: int) -> bool:
        """Whether the numbered part of something else stands right before: section 5, paragraph 2."""
        return any(self._at(place).kind in ("unit", "law") for place in range(at - 3, at) if place >= 0)


def _range(low: int, high: int, *, most: int) -> list[int]:
    """All numbers from low to high; only the two where they are not in order or reach too far."""
    return list(range(low, high + 1)) if low < high <= most else [low, high]


def _halves(decimal: str) -> tuple[int, Part]:
    article, paragraph = decimal.split(".")
    return int(article), Part(int(paragraph))
