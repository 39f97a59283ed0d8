"""A provision: a clause of the Convention - article, paragraph or subparagraph."""

from dataclasses import dataclass

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A clause of the Convention, written `46`, `46(9)` or `46(9)(b)`."""

    provision: str = note("The clause, as `46(9)(b)`.")
    article: int = note("Number of the article.")
    paragraph: int | None = note("Number of the paragraph; empty for an article or where paragraphs are not numbered.")
    subparagraph: str | None = note("Letter of the subparagraph, as printed in English.")
    chapter: str = note("Chapter of the Convention, Roman numeral.")
    cycle: int | None = note("Cycle that reviews it; empty where none does.")
    title_ar: str = note("Short title of the article in Arabic.")
    title_en: str = note("Short title of the article in English.")
    title_es: str = note("Short title of the article in Spanish.")
    title_fr: str = note("Short title of the article in French.")
    title_ru: str = note("Short title of the article in Russian.")
    title_zh: str = note("Short title of the article in Chinese.")
