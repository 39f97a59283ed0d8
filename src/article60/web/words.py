"""Puts the parts of each language's catalogue together and compiles them: `python -m article60.web.words`, or `make words`.

A noun has its own part, `locale/fr/state.po`, so that whoever changes a page changes one small file in each language. A message
that several parts use stands in `common.po`. Compiled catalogues are made, never kept.
"""

import os
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from article60.codes.languages import LANGUAGES

LOCALE = Path(__file__).parent / "locale"
MADE_ON = datetime(2026, 1, 1, tzinfo=UTC)
"""Stands in every compiled file, so that the same words give the same bytes."""
PLURAL_FORMS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100<=2 ? 4 : 5);",
    "en": "nplurals=2; plural=(n != 1);",
    "es": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "zh": "nplurals=1; plural=0;",
}
"""In how many forms the parts say a counted message, and which form is for which number.

They are ours and not the library's that reads the parts: from one version to the next it has given French and Spanish a third
form, for whole millions, and other numbers to the forms of Arabic. What was written for one is then shown for another, or in
English.
"""


class TwiceTranslated(ValueError):
    """Two parts translate one message differently."""


class FormMissing(ValueError):
    """A counted message is not said in all forms of its language."""


def parts(language: str) -> dict[str, Catalog]:
    """The parts of a language's catalogue by their names, in alphabetical order."""
    return {path.stem: _read(path, language) for path in sorted((LOCALE / language).glob("*.po"))}


def catalogue(language: str) -> Catalog:
    """All messages of a language.

    Raises TwiceTranslated, with the message and both parts, where two parts disagree, and FormMissing.
    """
    whole = Catalog(
        locale=language, domain="django", project="Article60", version="0", fuzzy=False, creation_date=MADE_ON,
        revision_date=MADE_ON,
    )  # fmt: skip
    whole.mime_headers = [("Plural-Forms", PLURAL_FORMS[language])]
    found_in: dict[str, str] = {}
    for name, part in parts(language).items():
        for message in part:
            if not message.id:
                continue
            if message.pluralizable and not all(message.string or ("",)):
                raise FormMissing(f"{language}: {message.id[0]!r} in {name}.po has no words for some number; write all forms")
            known = whole.get(message.id)
            if known is not None and known.string != message.string:
                raise TwiceTranslated(
                    f"{language}: {message.id!r} differs between {found_in[str(message.id)]}.po and {name}.po"
                )
            found_in[str(message.id)] = name
            whole[message.id] = message
    return whole


def compiled(language: str) -> bytes:
    """The catalogue as gettext reads it."""
    made = BytesIO()
    write_mo(made, catalogue(language))
    return made.getvalue()


def place(language: str) -> Path:
    """Where Django looks for the compiled catalogue."""
    return LOCALE / language / "LC_MESSAGES" / "django.mo"


def compile_all() -> list[Path]:
    """Write the compiled catalogue of each language, whole for whoever reads one meanwhile; the files that stand there."""
    for language in LANGUAGES:
        place(language).parent.mkdir(exist_ok=True)
        unfinished = place(language).with_suffix(f".{os.getpid()}.part")  # the site and the workspace may both be set up now
        unfinished.write_bytes(compiled(language))
        unfinished.replace(place(language))
    return [place(language) for language in LANGUAGES]


def _read(path: Path, language: str) -> Catalog:
    header = f'msgid ""\nmsgstr "Plural-Forms: {PLURAL_FORMS[language]}\\n"\n\n'
    return read_po(BytesIO(header.encode() + path.read_bytes()), locale=language, domain="django", abort_invalid=True)


if __name__ == "__main__":
    compile_all()
