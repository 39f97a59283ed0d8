"""Whether an article cited is one of another instrument: a national law, or another convention."""

from collections.abc import Sequence
from functools import cache

from article60.text.citation_tokens import Token
from article60.text.data import rows

_BREAKS = frozenset(("stop", "comma", "semicolon", "open", "close", "article", "paragraph", "subparagraph", "to"))
_NEAR, _FAR = 4, 10
# Articles put between others later: the Convention has none.
_INSERTED = frozenset(("bis", "ter", "quater", "quinquies", "бис", "مكررا", "مكرر", "之一"))


def of_another_instrument(tokens: Sequence[Token], *, first: int, last: int, text: str) -> bool:
    """Whether tokens `first` to `last` of the folded text cite an article of a law or of another convention.

    `text` is the text folded but for its case, by which a title in English is told from common words.
    """
    if last < len(tokens) and tokens[last].value in _INSERTED:
        return True
    before = _named_before(tokens, first)
    return before if before is not None else _named_after(tokens, last, text)


def _named_before(tokens: Sequence[Token], first: int) -> bool | None:
    """What stands right before the article says: True a law, False the Convention, None nothing."""
    place = first - 1
    while place >= 0 and (tokens[place].kind in ("of", "the") or tokens[place].value in '》」”"'):
        place -= 1
    if place < 0:
        return None
    if tokens[place].kind == "law":
        return True
    if tokens[place].kind != "convention":
        return None
    return any(token.kind == "other_convention" for token in tokens[max(0, place - 4) : place])


def _named_after(tokens: Sequence[Token], last: int, text: str) -> bool:
    """Whether the words after the article name a law or another convention before they name the Convention."""
    words, other = 0, False
    linked = last < len(tokens) and tokens[last].kind in ("of", "the")
    for place in range(last, len(tokens)):
        token = tokens[place]
        if token.value == "-":
            continue
        if token.kind in _BREAKS:
            return other
        if token.kind == "convention":
            return other or any(t.kind == "other_convention" for t in _phrase(tokens, place))
        if token.kind == "law" and (words <= _NEAR or text[token.start].isupper()):
            return True
        other = other or token.kind == "other_convention"
        words += token.kind not in ("of", "the")
        if words > _FAR or not (linked or _is_adjective(token)):
            return False
    return other


def _phrase(tokens: Sequence[Token], place: int) -> list[Token]:
    """The few tokens after a name, up to the next sign."""
    phrase: list[Token] = []
    for token in tokens[place + 1 : place + 8]:
        if token.kind in _BREAKS:
            break
        phrase.append(token)
    return phrase


def _is_adjective(token: Token) -> bool:
    """Whether a Russian law may still follow without a preposition: статья 290 Уголовного кодекса."""
    return token.kind == "adjective" or (token.kind == "word" and token.value.endswith(_endings()))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(row["word"] for row in rows("citation_words") if row["role"] == "adjective_ending")
