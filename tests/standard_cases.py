"""What a case about the IATI standard says of itself, and the table of the page on which all of them stand."""

from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "iati-arithmetic.md"
AGREES, DIFFERS, ALONE = "agrees", "differs", "nothing to compare"
VERDICTS = {AGREES, DIFFERS, ALONE}


def table(heading: str) -> dict[str, tuple[str, str]]:
    """Cases in the table under a heading of the page: verdict and reason by name."""
    part = PAGE.read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in part.splitlines() if line.startswith("| ")]
    return {name.strip("| "): (verdict, why.strip("| ")) for name, verdict, why in rows[2:]}
