"""The grammar of citations: tokens to places, forwards (art. 46, para. 9) and backwards (para. 9 of art. 46)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from article60.text.citation_parts import CLOSING, LINKS, MARKERS, Parts, span
from article60.text.citation_places import WHOLE, Part, Place, exact


@dataclass(frozen=True, slots=True)
class Clause:
    """One article or list of articles with their parts, as tokens `first` to `last` (exclusive) cite them."""

    places: tuple[Place, ...]
    first: int
    last: int
    named: bool = True  # names its article, does not carry it over from the words before


@dataclass(slots=True)
class Grammar(Parts):
    """Reads clauses from tokens, remembering the last place cited, to which `para. 5` and `the same article` refer."""

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
        kind = self.at(at).kind
        if kind == "article":
            return self._forwards(at)
        if kind == "same":
            return self._same(at)
        return self._backwards(at) or self._carried_over(at) if kind in MARKERS else None

    # -- forwards: article, number, parts

    def _forwards(self, at: int) -> Clause | None:
        start = self.skip(at + 1, LINKS)
        read = self._article(start)
        if read is None:
            return None
        places, position = read
        many = self.at(at).value == "many"
        while (more := self._parts_after(position, places, many=many) or self._next_article(position, at)) is not None:
            places, position = (places[:-1] if more[2] else places) + more[0], more[1]
        return Clause(tuple(places), at, position)

    def _article(self, at: int) -> tuple[list[Place], int] | None:
        """An article with what is attached to its number, or a range of articles."""
        token = self.at(at)
        if token.kind == "decimal" and token.value.count(".") == 1:
            place = Place(*_halves(token.value))
            return ([place], at + 1) if exact(place) else None
        if token.kind != "number":
            return None
        parts, position = self._attached(self.skip(at + 1, ("ordinal_ending",)), token.number)
        places = [Place(token.number, part) for part in parts]
        end = self._range_end(position, marker="article")
        if end is None or parts != [WHOLE]:
            return places, position
        articles = span(token.number, self.at(end).number, most=71)
        parts, position = self._attached(end + 1, articles[-1])
        return [*(Place(article) for article in articles[:-1]), *(Place(articles[-1], part) for part in parts)], position

    def _range_end(self, at: int, *, marker: str) -> int | None:
        """Where the upper end of a range stands: the 57 of `to 57`, `to article 57`."""
        if self.at(at).kind != "to":
            return None
        end = self.skip(at + 1, ("the", "of"))
        end = self.skip(end, (marker,))
        return end if self.at(end).kind == "number" else None

    def _attached(self, at: int, article: int) -> tuple[list[Part], int]:
        """Parts in brackets right after the number of an article: (9)(b), (15)-(16), (a) to (c)."""
        if self.at(at).kind == "bracket_number":
            return self.paragraphs(at, article=article, one=False)
        letters, position = self.letters(at, Place(article))
        return ([Part(letters=letter) for letter in letters] or [WHOLE]), position

    def _next_article(self, at: int, marker: int) -> tuple[list[Place], int, bool] | None:
        """Another number of a list of articles; after a comma, or where the marker stands in the singular, with care."""
        start = self.joined(at)
        if start is None or self.at(start).kind != "number":
            return None
        only_and = all(self.at(place).kind in ("and", "the") for place in range(at, start))
        if not (only_and and self.at(marker).value not in ("one",)) and self.at(start + 1).kind not in CLOSING:
            return None
        read = self._article(start)
        return None if read is None or read[0][0].article > 71 else (read[0], read[1], False)

    def _parts_after(self, at: int, places: list[Place], *, many: bool) -> tuple[list[Place], int, bool] | None:
        """Parts named after an article: `, para. 9`, `(paras. 1 and 3)`, `and para. 5`; whether
        they say more of the last place (46(9), then 46(9)(b)) or stand beside it."""
        last = places[-1]
        bracket = self.at(at).kind == "open"
        start = at + 1 if bracket else self.joined(at) or at
        if self.at(start).kind not in MARKERS:
            return None
        beside = not bracket and any(self.at(place).kind == "and" for place in range(at, start))
        read = self.marked(start, last, many=many)
        if read is None or (not bracket and self._belongs_to_next(start, read[1], several=beside)):
            return None
        parts, position = read
        if bracket:
            position += self.at(position).kind == "close"
        position = self._over_same(position)
        numbered = self.at(self.skip(start + 1, LINKS)).kind in ("number", "bracket_number")
        refines = not beside if last.part == WHOLE else not numbered and not last.part.letters
        return [Place(last.article, part) for part in parts], position, refines

    def _belongs_to_next(self, start: int, end: int, *, several: bool) -> bool:
        """Whether the parts from `start` on, which end at `end`, are parts of an article that follows them."""
        joined = self.several(start) if several else None
        return self._article_after(joined[1] if joined else end) is not None

    # -- backwards: parts, article

    def _backwards(self, at: int) -> Clause | None:
        """Parts and then their article; several joined parts share it, unless the first is one of something else."""
        read = None if self._of_something_else(at) else self.several(at)
        article = None if read is None else self._article_after(read[1], loosely=self.carried is None)
        if article is None:
            read = self.marked(at, None)
            article = None if read is None else self._article_after(read[1], loosely=self.carried is None)
        if read is None or article is None:
            return None
        whole = self._forwards(article)
        if whole is None:
            return None
        first, *others = whole.places
        spread = [first, *others] if self.at(article).value == "many" else [first]
        places = [Place(place.article, part) for place in spread for part in read[0]]
        return replace(whole, places=(*places, *whole.places[len(spread) :]), first=at)

    def _article_after(self, at: int, *, loosely: bool = False) -> int | None:
        """Where the article stands to which the parts before belong; `loosely` also after a comma."""
        start = self.skip(at, (*LINKS, "comma") if loosely else LINKS)
        if self.at(start).kind != "article":
            return None
        number = self.skip(start + 1, LINKS)
        return start if self.at(number).kind in ("number", "decimal") else None

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
        read = self.marked(at, self.carried)
        if read is None:
            return None
        end = self._over_same(read[1])
        if end == read[1] and self.at(end).kind == "of":
            return None
        places = tuple(Place(self.carried.article, part) for part in read[0])
        return Clause(places, at, end, named=False) if all(map(exact, places)) else None

    def _over_same(self, at: int) -> int:
        """After `of the same article`, if that stands here."""
        start = self.skip(at, LINKS)
        return start + 1 if self.at(start).kind == "same" else at

    def _of_something_else(self, at: int) -> bool:
        """Whether the numbered part of something else stands right before: section 5, paragraph 2."""
        return any(self.at(place).kind in ("unit", "law") for place in range(at - 3, at) if place >= 0)


def _halves(decimal: str) -> tuple[int, Part]:
    article, paragraph = decimal.split(".")
    return int(article), Part(int(paragraph))
