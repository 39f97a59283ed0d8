"""Writes citations of provisions as United Nations documents print them, in six languages."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby

from article60.domain.provision import provisions as all_provisions
from article60.domain.provision import sort_key
from article60.text.data import rows

_HAN = "〇一二三四五六七八九"


def write(provisions: Sequence[str], *, language: str) -> str:
    """One citation of all the provisions, in the order of the Convention: `arts. 15 and 16; art. 46, paras. 9 (b) and 13`.

    `find` reads back what is written. Raises KeyError for a provision that the Convention does not have or an unknown language.
    """
    form = _forms()[language]
    ordered = sorted(set(provisions), key=sort_key)
    grouped = groupby(ordered, key=lambda p: "" if p.isdigit() else str(all_provisions()[p].article))
    groups = (_parts(article, list(group), form) if article else _articles(list(group), form) for article, group in grouped)
    return form["group"].join(groups)


def _articles(articles: Sequence[str], form: Mapping[str, str]) -> str:
    """A list of whole articles; three and more in a row as a range."""
    numbers = [all_provisions()[article].article for article in articles]
    items = [form["to"].join(form["item"].format(_number(n, form)) for n in ends) for ends in _ranges(numbers)]
    return form[f"article_{_count(numbers)}"].format(_list(items, form))


def _ranges(numbers: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """First and last of each run of three and more numbers; the others one by one."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        found = [number for _, number in run]
        if len(found) > 2:
            yield found[0], found[-1]
        else:
            yield from ((number,) for number in found)


def _parts(article: str, provisions: Sequence[str], form: Mapping[str, str]) -> str:
    """An article with the paragraphs and subparagraphs cited of it."""
    items = [_part(provision, form) for provision in provisions]
    paragraphs = all_provisions()[provisions[0]].paragraph is not None
    listed = _list(items, form)
    printed = form["article_one"].format(form["item"].format(_number(int(article), form)))
    return printed + (form[f"paragraph_{_count(items)}"].format(listed) if paragraphs else listed)


def _part(provision: str, form: Mapping[str, str]) -> str:
    """The paragraph with its subparagraph, or the subparagraph alone where paragraphs have no numbers."""
    known = all_provisions()[provision]
    paragraph = "" if known.paragraph is None else form["part"].format(_number(known.paragraph, form))
    first, *below = known.subparagraph.replace(")", "").split("(") if known.subparagraph else [""]
    letter = form["letter" if paragraph else "alone"].format(_letter(first, form)) if first else ""
    return paragraph + letter + "".join(form["roman"].format(roman) for roman in below)


def _list(items: Sequence[str], form: Mapping[str, str]) -> str:
    """`a, b and c`; what follows the conjunction brings no blank of its own."""
    if len(items) == 1:
        return items[0]
    return (
        form["comma"].join(item if n == 0 else item.lstrip() for n, item in enumerate(items[:-1]))
        + form["and"]
        + items[-1].lstrip()
    )


def _count(items: Sequence[object]) -> str:
    return {1: "one", 2: "two"}.get(len(items), "many")


def _number(number: int, form: Mapping[str, str]) -> str:
    """The number in the digits of the language: 四十六 in Chinese, else European ones."""
    if form["language"] != "zh":
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _HAN[tens]) + ("十" if tens else "") + (_HAN[ones] if ones or not tens else "")


def _letter(letter: str, form: Mapping[str, str]) -> str:
    """The letter of a subparagraph as the language has it: ب for b in Arabic, 二 in Chinese."""
    if form["language"] == "zh":
        return _number(ord(letter) - ord("a") + 1, form)
    return _letters(form["language"]).get(letter, letter)


@cache
def _letters(language: str) -> Mapping[str, str]:
    """Printed letters by English ones; the first of the word list's that stand for the same letter."""
    listed = [row for row in rows("citation_words") if row["role"] == "letter" and row["language"] == language]
    return {row["value"]: row["word"] for row in reversed(listed)} if language == "ar" else {}


@cache
def _forms() -> Mapping[str, Mapping[str, str]]:
    return {row["language"]: row for row in rows("citation_forms")}
