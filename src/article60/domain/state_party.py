"""A State party: a party to the Convention, State or regional economic integration organisation."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from types import MappingProxyType

from article60.codes.reader import rows
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
    subregion: str | None = note("M49 code of the sub-region or, where there is one, of the intermediate region.")
    income: str | None = note("Income group as classified by the World Bank: low, lower_middle, upper_middle or high.")
    income_year: int | None = note("Year of that classification.")
    ldc: bool = note("Whether it is a least developed country.")
    lldc: bool = note("Whether it is a landlocked developing country.")
    sids: bool = note("Whether it is a small island developing State.")
    un_member: bool = note("Whether it is a Member of the United Nations.")
    fictional: bool = note("Whether it is invented, for demonstration and tests.")


FLAGS = {"": False, "yes": True}
NAMES = tuple(field.name for field in fields(StateParty) if field.name.startswith(("name_", "formal_")))


def _state_party(row: Mapping[str, str]) -> StateParty:
    """One row of codes/states.csv; an empty cell is unknown, an unknown flag raises KeyError."""
    return StateParty(
        state=row["state"],
        alpha3=row["alpha3"] or None,
        m49=row["m49"] or None,
        regional_group=row["regional_group"] or None,
        subregion=row["subregion"] or None,
        income=row["income"] or None,
        income_year=int(row["income_year"]) if row["income_year"] else None,
        ldc=FLAGS[row["ldc"]],
        lldc=FLAGS[row["lldc"]],
        sids=FLAGS[row["sids"]],
        un_member=FLAGS[row["un_member"]],
        fictional=FLAGS[row["fictional"]],
        **{name: row[name] for name in NAMES},
    )


@cache
def state_parties() -> Mapping[str, StateParty]:
    """Every State or organisation that is or may become a party, by two-letter code, the fictional ones last.

    Whether and since when each is a party is no part of this list: an operator loads it as a fact.
    """
    return MappingProxyType({row["state"]: _state_party(row) for row in rows("states")})
