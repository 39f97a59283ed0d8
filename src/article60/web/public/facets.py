"""What can be chosen in a list, as `parts/list.html` shows it: each choice with its count and the address that it leads to."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from article60.web.common.wording import number


@dataclass(slots=True, kw_only=True)
class Choice:
    """One value: its words, how many rows of the list it leaves, and the address with it chosen, or no longer if it is.

    `value` is what a field of a form sends, `language` that of words not of the site. There are hundreds on a page;
    frozen, each would take three times as long to make.
    """

    words: str
    count: int
    address: str
    chosen: bool = False
    value: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One filter of a list with its values in the order of their words or of the Convention, never of their counts."""

    title: str
    choices: Sequence[Choice]

    @property
    def chosen(self) -> list[Choice]:
        """The values that are chosen."""
        return [choice for choice in self.choices if choice.chosen]

    @property
    def options(self) -> Markup:
        """The values as options of a field: written here and not in the template, as there are hundreds on a page."""
        return Markup("".join(map(_option, self.choices)))

    @property
    def links(self) -> Markup:
        """The values as a list of links, each with its count."""
        return Markup("".join(map(_link, self.choices)))


def _option(one: Choice) -> str:
    selected = " selected" if one.chosen else ""
    spoken = f' lang="{_escaped(one.language)}"' if one.language else ""
    return f'<option value="{_escaped(one.value)}"{spoken}{selected}>{_escaped(one.words)} ({number(one.count)})</option>'


def _link(one: Choice) -> str:
    current = ' aria-current="true"' if one.chosen else ""
    return (
        f'<li><a href="{escape(one.address)}" rel="nofollow"{current}>{_escaped(one.words)}</a> '
        f'<span class="count">{number(one.count)}</span></li>'
    )


@lru_cache(maxsize=16_384)
def _escaped(words: str) -> str:
    """Words as HTML holds them; the same few stand on every page."""
    return str(escape(words))
