"""Colours, sizes of letters and distances stand in tokens.css, and nowhere else: one scale, one grid, few colours."""

import re

import pytest
from django.conf import settings

TOKENS = "tokens.css"
SHEETS = sorted(path.name for path in settings.STATIC_ROOT.glob("*.css") if path.name != TOKENS)
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b(?!\s*\{)|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(", re.IGNORECASE)
NAMED = re.compile(r":[^;}]*\b(?:black|white|red|green|blue|yellow|orange|gr[ae]y|silver|navy|teal|purple)\b")
SIZE = re.compile(r"font(?:-size)?:[^;}]*\d(?:rem|px|pt|mm|vw)\b")
DISTANCE = re.compile(r"(?<![a-z-])(?:margin|padding|gap|row-gap|column-gap)(?:-[a-z-]+)?:[^;}]*\d(?:rem|px|pt|cm)\b")
USED = re.compile(r"var\((--[a-z0-9-]+)\)")
MOST_SIZES = 7


def rules(name: str) -> str:
    """A style sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", (settings.STATIC_ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("forbidden", [COLOUR, NAMED, SIZE, DISTANCE], ids=["colour", "named", "size", "distance"])
def test_sheet_has_no_value_of_its_own(name: str, forbidden: re.Pattern[str]) -> None:
    found = [line.strip() for line in rules(name).splitlines() if forbidden.search(line)]

    assert not found, f"{name}: put the value into {TOKENS}, with a name: {found}"


@pytest.mark.parametrize("name", SHEETS)
def test_sheet_uses_tokens_that_there_are(name: str) -> None:
    known = set(re.findall(r"(--[a-z0-9-]+):", rules(TOKENS)))

    assert set(USED.findall(rules(name))) <= known


def test_every_token_is_used() -> None:
    used = {token for name in [*SHEETS, TOKENS] for token in USED.findall(rules(name))}
    drawn = (settings.STATIC_ROOT.parent / "templates").rglob("*.html")
    used |= {token for page in drawn for token in USED.findall(page.read_text(encoding="utf-8"))}

    assert set(re.findall(r"(--[a-z0-9-]+):", rules(TOKENS))) <= used


def test_screen_has_one_small_scale_of_letters() -> None:
    screen = rules(TOKENS).partition("@media")[0]

    assert len(re.findall(r"--[a-z]+: [\d.]+rem", screen.partition("--gap-1")[0])) <= MOST_SIZES
