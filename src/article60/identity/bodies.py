"""One spelling for each body that would benefit, among the needs of one State in one language."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from article60.domain.need import Need
from article60.text.normalise import quote_key

Body = tuple[str, str | None, str]


def one_spelling(needs: Iterable[Need]) -> dict[str, Need]:
    """The needs by identifier, each body spelt as most of them spell it, of equal ones as the first does.

    Spellings of one body differ in capitals, blanks, hyphens, apostrophes and vowel marks; other words are another body.
    """
    held = list(needs)
    spelt: dict[Body, Counter[str]] = {}
    for need in held:
        if need.beneficiary is not None:
            spelt.setdefault(_body(need), Counter())[need.beneficiary] += 1
    chosen: Mapping[Body, str] = {body: counted.most_common(1)[0][0] for body, counted in spelt.items()}
    return {need.need_id: replace(need, beneficiary=chosen.get(_body(need))) for need in held}


def _body(need: Need) -> Body:
    return need.state, need.language, quote_key(need.beneficiary or "")
