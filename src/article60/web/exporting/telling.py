"""What a copy says where something would need a server, and what to do instead."""

from html import escape

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop

PAGE = "copy"
"""Page of a copy, below the language, that tells what it is and what it cannot do."""

INSTEAD = {
    "search": noop("This copy cannot search for words of your own; that takes a server."),
    "choices": noop("This copy holds a list for each single choice; it cannot put choices together."),
    "api": noop("The API answers only where a server runs; this copy has none."),
    "files": noop("The files of the Release are not in this copy."),
    "rest": noop("Some of what this page names is not in this copy."),
}
"""What is missing, by why it is."""

_WORDS = {"search": noop("Search"), "find": noop("Find needs"), "instead": noop("What to do instead")}


def word(name: str) -> str:
    """A short word in the reader's language."""
    return gettext(_WORDS[name])


FIND = noop(
    "Find needs lists all open needs, and those of each State, region, group, article or type. On a page, the search of your "
    "browser finds words."
)
"""What helps where nothing can be searched."""


def way_without_search(language: str) -> str:
    """A paragraph that says how words are found without a search."""
    return f'<p>{escape(gettext(FIND))} <a href="/{language}/find">{escape(word("find"))}</a></p>\n'


def note(why: str, language: str, *, of: str | None = None) -> str:
    """A paragraph that says what is missing and leads to what can be done instead."""
    words, instead = escape(gettext(INSTEAD[why])), escape(word("instead"))
    return f'<p class="note copy">{words} <a href="/{language}/{PAGE}#{of or why}">{instead}</a></p>\n'
