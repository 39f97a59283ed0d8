"""A finding: something in a needs file that the standard does not allow."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Where in the file, which rule, and what is wrong; `where` is a path as `$.needs[0].id`, from 0."""

    where: str
    rule: str
    what: str
