"""How numbers, days, codes, provisions, roles and reasons are written for a reader in one of the six languages."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from babel.numbers import format_decimal
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop

from article60.codes.countries import alpha2
from article60.codes.countries import footnote as country_footnote
from article60.codes.labels import UnknownCode, label
from article60.codes.languages import LANGUAGES, direction
from article60.codes.reader import by_code
from article60.domain.document import Document
from article60.domain.need import ANTICIPATED
from article60.domain.provision import article_of, provisions
from article60.figures import words
from article60.text import citations
from article60.text.days import write_day
from article60.web.common.names import named
from article60.web.common.spoken import active

ROLES = {
    "state_focal_point": noop("the State’s focal point"),
    "provider_officer": noop("an officer of the provider"),
    "secretariat": noop("the secretariat"),
    "secretariat_analyst": noop("an analyst of the secretariat"),
    "operator": noop("the operator of this site"),
}

ORGANISATION_ROLES = {
    "reporting": noop("Reported by"),
    "funding": noop("Funding"),
    "accountable": noop("Accountable"),
    "extending": noop("Extending"),
    "implementing": noop("Implementing"),
}

MONEY_KINDS = {
    "budget": noop("Budgets"),
    "commitment": noop("Commitments"),
    "disbursement": noop("Disbursements and expenditure"),
}

LEFT_OUT = {
    "value_unknown": noop("value in US dollars not known"),
    "secondary_reporter": noop("told by a secondary reporter, who reports the work of others"),
    "parent_counted": noop("the amounts of the parent activity are counted"),
    "children_counted": noop("the amounts of the child activities are counted"),
}
"""Why totals do not count an activity, where that it is left out is said already."""

SOURCES = (noop("invented for the demonstration"),)
"""Names of sources that are sentences rather than names, and so are shown in the reader's language too."""


def language() -> str:
    """The reader's language, one of the six."""
    found = active() or "en"
    return found if found in LANGUAGES else "en"


def is_right_to_left() -> bool:
    """Whether the reader's language runs from right to left."""
    return direction(language()) == "rtl"


def _locale() -> str:
    return "en_GB" if language() == "en" else language()


def number(value: int | Decimal) -> str:
    """A number with the separators of the reader's language; below a thousand all six write it alike."""
    if isinstance(value, int) and 0 <= value < 1000:
        return str(value)
    return _number(value, _locale())


@lru_cache(maxsize=4096)
def _number(value: int | Decimal, locale: str) -> str:
    return format_decimal(value, locale=locale)


def from_to(low: int, high: int) -> str:
    """Two numbers as a range; one number where both are the same."""
    return words.between(number(low), number(high), language())


def sentence(words: str) -> str:
    """Words with which a line begins, as a sentence does."""
    return words[:1].upper() + words[1:]


def within(words: str) -> str:
    """Words with which a line could begin, as they stand within a sentence."""
    return words[:1].lower() + words[1:]


def change(now: int | Decimal, before: int | Decimal) -> str:
    """What a number has gained or lost, with its sign; the true minus, and nothing before nought."""
    gained = now - before
    sign = "+" if gained > 0 else "\N{MINUS SIGN}" if gained < 0 else ""
    return isolate(f"{sign}{number(max(gained, -gained))}")


def comma() -> str:
    """The comma between the parts of a sentence."""
    return {"ar": "، ", "zh": "，"}.get(language(), ", ")


def colon() -> str:
    """The colon between a label and what it labels."""
    return {"fr": "\N{NO-BREAK SPACE}: ", "zh": "："}.get(language(), ": ")


def between() -> str:
    """What stands between the things of an enumeration."""
    return "、" if language() == "zh" else comma()


def isolate(text: str) -> str:
    """Text whose direction does not spill into the words around it."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def money(amount: int | Decimal | str) -> str:
    """An amount in whole units; text is decimal text."""
    return number(Decimal(amount).quantize(Decimal(1)))


def measured(value: int | Decimal | str, unit: str | None) -> str:
    """The number of a figure: a count, or an amount in whole US dollars."""
    return number(Decimal(value)) if unit is None else gettext("%(amount)s US dollars") % {"amount": money(value)}


def published(value: str, currency: str | None) -> str:
    """An amount as its publisher wrote it, with separators where it is a number; the currency by its code."""
    written = number(Decimal(value)) if _is_number(value) else value
    named = currency if currency is not None else gettext("(currency not named)")
    return f"{written} {named}"


def money_kind(kind: str) -> str:
    """Budgets, commitments, or disbursements with expenditure."""
    return gettext(MONEY_KINDS[kind])


def left_out(why: str) -> str:
    """Why totals do not count an activity."""
    return gettext(LEFT_OUT[why])


def size(count: int) -> str:
    """A file's size in kilobytes."""
    return gettext("%(count)s kB") % {"count": number(max(1, round(count / 1000)))}


def day(value: date | str | None) -> str:
    """A day written out."""
    if value is None:
        return gettext("no date")
    return _day(date.fromisoformat(value) if isinstance(value, str) else value, language())


@lru_cache(maxsize=4096)
def _day(on: date, tongue: str) -> str:
    return write_day(on, language=tongue)


def code(list_name: str, value: str | None) -> str:
    """The label of a code in the reader's language; a code that stands in no list is shown as it is."""
    return _code(list_name, value or "", language())


@lru_cache(maxsize=8192)
def _code(list_name: str, value: str, tongue: str) -> str:
    try:
        return label(list_name, value, tongue)
    except UnknownCode:
        return value


def standing(of: str) -> str:
    """Where a need stands: a grade, or that it is anticipated."""
    return code("need_timings" if of == ANTICIPATED else "need_grades", of)


def codes(list_name: str, values: Sequence[str]) -> list[str]:
    """The labels of several codes."""
    return [code(list_name, value) for value in values]


def named_codes(list_name: str, values: Sequence[str]) -> str:
    """The labels of several codes as an enumeration."""
    return between().join(codes(list_name, values))


def state(of: str) -> str:
    """Short name of a State of the Release in the reader's language; its code where the Release does not list it."""
    known = named(of)
    return of if known is None else str(getattr(known, f"name_{language()}"))


def formal(of: str) -> str:
    """Formal name of a State of the Release in the reader's language; its code where the Release does not list it."""
    known = named(of)
    return of if known is None else str(getattr(known, f"formal_{language()}"))


def first_words(text: str, *, most: int = 110) -> str:
    """The beginning of a text, cut after a word where it is longer than that many characters; whole where it is not."""
    if len(text) <= most:
        return text
    cut = text[:most].rpartition(" ")[0] or text[:most]  # Chinese stands without blanks
    return f"{cut.rstrip(' ,;:.–-،；，、')}…"


def document_title(document: Document) -> str:
    """What a document is, about which States and in which cycle: `Executive summary: Xanadu, cycle 1`."""
    kind = code("document_kinds", document.document_kind)
    about = between().join(state(of) for of in document.states)
    if document.cycle is not None:
        about = comma().join((about, within(cycle(document.cycle)))) if about else ""
    return gettext("%(kind)s: %(about)s") % {"kind": kind, "about": about} if about else kind


def citation(cited: Sequence[str]) -> str:
    """Provisions as United Nations documents cite them; what is no provision is left as it stands."""
    return _citation(tuple(cited), language())


@lru_cache(maxsize=8192)
def _citation(cited: tuple[str, ...], tongue: str) -> str:
    known = [one for one in cited if one in provisions()]
    return citations.write(known, language=tongue) if known else ", ".join(cited)


def clause(provision: str) -> str:
    """A clause as it is cited within its article: `para. 9 (b)`."""
    return citation([provision]).removeprefix(citation([article_of(provision)])).lstrip(" ,،")


def article_title(provision: str) -> str:
    """Short title of the article in which a provision stands."""
    return str(getattr(provisions()[article_of(provision)], f"title_{language()}"))


def only_title(cited: Sequence[str]) -> str | None:
    """Title of the article where all provisions cited belong to one; None where there are several."""
    articles = {article_of(one) for one in cited}
    return article_title(articles.pop()) if len(articles) == 1 else None


def chapter(number_: str) -> str:
    """`Chapter IV: International cooperation`."""
    return gettext("%(kind)s: %(about)s") % {"kind": code("numbered_chapters", number_), "about": code("chapters", number_)}


def cycle(number_: int) -> str:
    """`Cycle 1`, as the language's documents call it."""
    return code("cycles", str(number_))


def role(value: str | None) -> str:
    """The role of a person who decided, never a name."""
    if value is None:
        return gettext("a person")
    return gettext(ROLES[value]) if value in ROLES else value.replace("_", " ")


def organisation_role(value: str) -> str:
    """The role of an organisation in an activity."""
    return gettext(ORGANISATION_ROLES[value])


def source(words: str) -> str:
    """What a fact rests on, as it was loaded; in the reader's language where it is one of this project's own sentences."""
    return gettext(words) if words in SOURCES else words


def numbered(section: str) -> bool:
    """Whether a section is told by its number; else by its heading, in the words of the document."""
    return section[:1].isdigit()


def finding(feature: str, level: str) -> str:
    """What a feature of a match found, as a sentence."""
    return code("match_reasons", f"{feature}.{level}")


def compared(feature: str, value: str) -> str:
    """One of the two values that a feature compares, its codes put into words."""
    if not value:
        return gettext("not known")
    if feature == "place":
        return state(value)
    if feature in ("same_provision", "suggested_provision"):
        return citation(value.split(", "))
    if feature == "same_type":
        return between().join(codes("types", value.split(", ")))
    if feature == "time":
        return " – ".join(_day_or_unknown(part) for part in value.split(" to "))
    return value


def recipient(kind: str, published: str) -> str | None:
    """Name of a recipient that is no State of the Release, in the reader's language; None for a code that no list names."""
    if kind != "country":
        return next((found for one in ("iati/Region", "subregions") if (found := listed(one, published)) is not None), None)
    used = alpha2(published) or published
    known = by_code("states").get(used)
    return listed("territories", used) if known is None else known[f"name_{language()}"]


def listed(list_name: str, value: str) -> str | None:
    """The label of a code in the reader's language; None for a code that stands in no row of the list."""
    try:
        return label(list_name, value, language())
    except UnknownCode:
        return None


def group(name: str) -> str:
    """A named group of States in the reader's language; the name that was loaded, said to be so, where no list has it."""
    known = listed("named_groups", name)
    if known is not None or language() == "en":
        return known or name
    return gettext("%(name)s (name as loaded)") % {"name": isolate(name)}


def footnote(kind: str, published: str) -> str | None:
    """The footnote that must stand beside a recipient's name; None where there is none."""
    needed = country_footnote(published) if kind == "country" else None
    return code("footnotes", needed) if needed is not None else None


def _day_or_unknown(value: str) -> str:
    try:
        return day(value)
    except ValueError:
        return "?"


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def words_of(tongue: str | None) -> dict[str, str]:
    """`lang` and `dir` of words quoted in another language than the page's; unknown language is left to the browser."""
    if tongue is None:
        return {"lang": "", "dir": "auto"}
    known = tongue in by_code("languages")
    return {"lang": tongue, "dir": direction(tongue) if known else "auto"}
