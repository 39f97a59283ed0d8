"""Purpose codes of the OECD Development Assistance Committee, withdrawn ones included."""

from article60.codes.reader import by_code


def current_sector(code: str) -> str:
    """The purpose code that took the place of a withdrawn one (`15120` is `15111`); any other code as it is."""
    successor = by_code("dac_withdrawn").get(code)
    return code if successor is None else successor["successor"]


def is_withdrawn(code: str) -> bool:
    """Whether the IATI codelist lists the purpose code as withdrawn; an unknown code is not."""
    row = by_code("iati/Sector").get(code)
    return row is not None and row["status"] == "withdrawn"
