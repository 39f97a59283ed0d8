"""A State party: a party to the Convention, State or regional economic integration organisation."""

from dataclasses import dataclass

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class StateParty:
    """A State or organisation that is or may become a party to the Convention, with its names and groups."""

    state: str = note("Two-letter code, ISO 3166-1; user-assigned codes for the fictional States.")
    alpha3: str | None = note("Three-letter code, ISO 3166-1.")
    m49: str | None = note("Three-digit code of the United Nations Statistics Division.")
    name_ar: str = note("Short name in Arabic.")
    name_en: str = note("Short name in English.")
    name_es: str = note("Short name in Spanish.")
    name_fr: str = note("Short name in French.")
    name_ru: str = note("Short name in Russian.")
    name_zh: str = note("Short name in Chinese.")
    formal_ar: str = note("Formal name in Arabic.")
    formal_en: str = note("Formal name in English.")
    formal_es: str = note("Formal name in Spanish.")
    formal_fr: str = note("Formal name in French.")
    formal_ru: str = note("Formal name in Russian.")
    formal_zh: str = note("Formal name in Chinese.")
    regional_group: str | None = note("United Nations regional group; empty for those outside the groups.")
    subregion: str | None = note("M49 sub-region.")
    income: str | None = note("Income group as classified by the World Bank: low, lower_middle, upper_middle or high.")
    income_year: int | None = note("Year of that classification.")
    ldc: bool = note("Whether it is a least developed country.")
    lldc: bool = note("Whether it is a landlocked developing country.")
    sids: bool = note("Whether it is a small island developing State.")
    un_member: bool = note("Whether it is a Member of the United Nations.")
    fictional: bool = note("Whether it is invented, for demonstration and tests.")
