"""Russian names in the cases in which sentences have them."""

import re
from collections.abc import Iterator

from article60.text.data import rows

CASES = ("genitive", "dative", "accusative", "instrumental", "prepositional")
_WORD = re.compile(r"[^\W\d_]+")


def declined(name: str) -> frozenset[str]:
    """The name and its forms in the five other cases; of several words, any run of neighbours may be declined.

    Республика Судан gives Республики Судан, Папуа — Новая Гвинея gives Папуа — Новой Гвинеи. Forms that nobody
    prints do no harm.
    """
    words = list(_WORD.finditer(name))
    runs = [words[first:last] for first in range(len(words)) for last in range(first + 1, len(words) + 1)]
    return frozenset((name, *(form for run in runs for case in CASES for form in _in_case(name, run, case))))


def _in_case(name: str, run: list[re.Match[str]], case: str) -> Iterator[str]:
    """The name with the words of the run in one case; two forms where an ending is declined in two ways."""
    for variant in (0, 1):
        printed = name
        for word in reversed(run):
            forms = list(_forms(word.group(), case))
            printed = printed[: word.start()] + forms[min(variant, len(forms) - 1)] + printed[word.end() :]
        yield printed


def _forms(word: str, case: str) -> Iterator[str]:
    """The forms of one word in a case; the word itself where it is not declined."""
    ends = [row for row in rows("russian_cases") if word.endswith(row["ending"])]
    longest = max((len(row["ending"]) for row in ends), default=0)
    if not longest:
        yield word
    for row in ends:
        if len(row["ending"]) == longest:
            yield word[:-longest] + row[case]
