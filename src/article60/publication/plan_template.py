"""Writes an empty plan for `article60 check-design`, as YAML or as a workbook with lists to choose from."""

from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

from article60.codes.areas import area_codes, area_name
from article60.codes.labels import codes, label
from article60.codes.languages import direction
from article60.codes.reader import by_code
from article60.domain.answerable import Answerable
from article60.domain.provision import provisions
from article60.domain.state_party import state_parties
from article60.publication.folder import WouldOverwrite

VALUES = 6
"""Cells beside a key that takes several values."""

CHOICES = ("states", "provisions", "types")


class NoSuchTemplate(Answerable, ValueError):
    """There is no template in the form that the file's ending asks for."""


def write(path: Path, *, language: str) -> None:
    """Write the template; labels and choices are in one of the six languages, keys are the same in all.

    Raises NoSuchTemplate for another ending than .yml, .yaml or .xlsx; WouldOverwrite where the file exists.
    """
    if path.suffix.lower() not in (".yml", ".yaml", ".xlsx"):
        raise NoSuchTemplate(f"{path}: a template is a .yml or .xlsx file; end the name in one of them")
    if path.exists():
        raise WouldOverwrite(f"{path} exists; name a new file")
    if path.suffix.lower() == ".xlsx":
        _workbook(path, language)
    else:
        path.write_text("\n".join(_yaml(language)) + "\n", encoding="utf-8")


def choices(key: str, language: str) -> list[str]:
    """What can be chosen under a key, in words that the reader of plans understands."""
    if key == "states":
        return [f"{code} – {words}" if code in codes("subregions") else words for code, words in _places(language)]
    if key == "types":
        # A coarse type that is called like a fine one is the fine one.
        fine = [label("types", code, language) for code in codes("types")]
        return list(dict.fromkeys([*fine, *(label("coarse_types", code, language) for code in codes("coarse_types"))]))
    articles = (one for one in provisions().values() if one.paragraph is None and one.subparagraph is None)
    return [f"{one.article} – {getattr(one, f'title_{language}')}" for one in articles]


def _yaml(language: str) -> Iterator[str]:
    for key, row in by_code("plan_keys").items():
        yield f"# {row[language]}: {label('plan_hints', key, language)}"
        yield f"{key}: []" if row["several"] else f"{key}:"
        yield ""
    for key in ("types", "provisions", "states"):
        yield f"# {label('plan_keys', key, language)}:"
        yield from (f"#   {code}: {words}" for code, words in _coded(key, language))
        yield ""


def _coded(key: str, language: str) -> list[tuple[str, str]]:
    if key == "types":
        broad = [code for code in codes("coarse_types") if code not in codes("types")]
        named = [*(("types", code) for code in codes("types")), *(("coarse_types", code) for code in broad)]
        return [(code, label(name, code, language)) for name, code in named]
    if key == "states":
        return _places(language)
    parted = (choice.partition(" – ") for choice in choices(key, language))
    return [(article, title) for article, _, title in parted]


def _places(language: str) -> list[tuple[str, str]]:
    """Code and name of every State, then of every region and group; a group that is called like a party is the party."""
    states = [(code, str(getattr(party, f"name_{language}"))) for code, party in state_parties().items()]
    named = {words for _, words in states}
    areas = ((code, area_name(code, language)) for code in area_codes())
    return [*states, *((code, words) for code, words in areas if words not in named)]


def _workbook(path: Path, language: str) -> None:
    book = xlsxwriter.Workbook(path)
    head = book.add_format({"bold": True, "bottom": 1, "font_color": "#5A605B"})
    bold, plain = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "num_format": "@"})
    quiet = book.add_format({"font_color": "#5A605B", "text_wrap": True})
    plan, lists = book.add_worksheet("plan"), book.add_worksheet("choices")
    if direction(language) == "rtl":
        plan.right_to_left()
        lists.right_to_left()
    places = {}
    for column, key in enumerate(CHOICES):
        listed = choices(key, language)
        lists.write(0, column, label("plan_keys", key, language), head)
        lists.write_column(1, column, listed)
        letter = chr(ord("A") + column)
        places[key] = f"=choices!${letter}$2:${letter}${len(listed) + 1}"
    lists.set_column(0, len(CHOICES) - 1, 44)
    plan.write_row(0, 0, ["key", "", "", *["value"] * VALUES], head)
    for row, (key, listed_key) in enumerate(by_code("plan_keys").items(), start=1):
        plan.write(row, 0, key, quiet)
        plan.write(row, 1, listed_key[language], bold)
        plan.write(row, 2, label("plan_hints", key, language), quiet)
        last = 2 + (VALUES if listed_key["several"] else 1)
        for column in range(3, last + 1):
            plan.write_blank(row, column, None, plain)
        if key in places:
            # Others may be written too: paragraphs, codes, names in another language.
            rule = {"validate": "list", "source": places[key], "error_type": "information"}
            plan.data_validation(row, 3, row, last, rule)
    plan.set_column(0, 0, 12)
    plan.set_column(1, 2, 34)
    plan.set_column(3, 2 + VALUES, 26)
    plan.freeze_panes(1, 3)
    book.close()
