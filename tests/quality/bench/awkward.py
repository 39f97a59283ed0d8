"""Makes files of aid data that are awkward for whoever looks at bytes: one way of being awkward each, several files a way.

`python -m tests.quality.bench.awkward FOLDER DRAWS`, where `DRAWS` is the number of files of each way. The same seed gives the
same files. A file is one that `document` makes, well-formed and of the standard's version 2.03, changed in one way of `WAYS`;
some of these make it a file that cannot be read, or only in part. What activities say and name as codes is drawn from the lists
of tests/test_sifting.py, and each names others of its file and of earlier ones as parents and children.
"""

import gzip
import random
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.test_sifting import ABOUTS, CODES, TITLES

ACTIVITIES = 9
_DECLARED = '<?xml version="1.0" encoding="UTF-8"?>'
_PARTY = '<reporting-org ref="XA-ORG" type="10"><narrative>Office of Invention</narrative></reporting-org>'

Way = Callable[[str, random.Random], str | bytes]


def make(folder: Path, *, draws: int = 5, seed: int = 60) -> list[Path]:
    """So many files of each way, and one in which another way is taken before it, in a folder of which all else is removed."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    chance, names, made = random.Random(seed), [""], []
    for way, change in WAYS.items():
        for draw in range(draws):
            text = document(chance, f"XA-{way}-{draw}", names=names)
            changed = change(text, chance)
            made.append(_written(folder / f"{way}-{draw}.xml{'.gz' if way.startswith('packed') else ''}", changed))
        text = document(chance, f"XA-{way}-besides", names=names)
        besides = chance.choice([other for other in WAYS if not other.startswith("packed")])
        first = WAYS[besides](text, chance)
        made.append(
            _written(folder / f"{besides}-{way}.xml", first if isinstance(first, bytes) else _besides(change, first, chance))
        )
    return made


def _besides(change: Way, text: str, chance: random.Random) -> str | bytes:
    """A file changed in a second way, where the first has left what that one changes."""
    try:
        return change(text, chance)
    except IndexError:
        return text


def _written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def document(chance: random.Random, stem: str, *, names: list[str]) -> str:
    """A well-formed file. The identifiers in it are added to `names`, from which it takes those of relatives."""
    activities = []
    for place in range(ACTIVITIES):
        name = f"{stem}-{place}"
        kin = "".join(
            f'<related-activity ref="{chance.choice(names)}" type="{chance.choice("12335")}"/>'
            for _ in range(chance.choice([0, 0, 0, 1, 2]))
        )
        names.append(name)
        title, about, code = chance.choice(TITLES), chance.choice(ABOUTS), chance.choice(CODES)
        activities.append(
            f'<iati-activity default-currency="EUR" hierarchy="1" xml:lang="en">\n'
            f"  <iati-identifier>{name}</iati-identifier>\n  {_PARTY}\n"
            f"  <title><narrative>{title}</narrative></title>\n"
            f'  <description type="1"><narrative>{about}</narrative></description>\n'
            f'  <activity-status code="2"/><activity-date type="2" iso-date="2024-01-01"/>\n'
            f'  <recipient-country code="XB" percentage="100"/>{code}{kin}\n'
            f'  <budget><period-start iso-date="2024-01-01"/><period-end iso-date="2024-12-31"/>'
            f'<value value-date="2024-01-01">{chance.randrange(1000, 9_000_000)}</value></budget>\n'
            f"</iati-activity>"
        )
    return f'{_DECLARED}\n<iati-activities version="2.03">\n' + "\n".join(activities) + "\n</iati-activities>\n"


def _encoded(name: str, *, declared: str | None = None, errors: str = "xmlcharrefreplace") -> Way:
    declaration = f'<?xml version="1.0" encoding="{declared or name}"?>' if declared != "" else '<?xml version="1.0"?>'
    return lambda text, chance: text.replace(_DECLARED, declaration).encode(name, errors)


def _replaced(old: str, new: str) -> Way:
    return lambda text, chance: re.sub(old, new, text)


def _some(old: str, new: str) -> Way:
    """Every other place, by chance."""
    return lambda text, chance: re.sub(old, lambda found: found.expand(new) if chance.random() < 0.5 else found[0], text)


def _in_references(form: str) -> Way:
    """One letter or digit of words and codes in three as a number."""
    inside = re.compile(r"(?<=>)[^<>&]+(?=<)|(?<=code=')[^'&]+|(?<=<iati-identifier>)[^<&]+")

    def change(text: str, chance: random.Random) -> str:
        def letters(found: re.Match[str]) -> str:
            return "".join(form.format(ord(one)) if one.isalnum() and chance.random() < 0.3 else one for one in found[0])

        return inside.sub(letters, text)

    return change


def _inserted(between: str) -> Way:
    """Something put into words of titles and descriptions, wherever chance has it."""
    words = re.compile(r"(?<=<narrative>)[^<>&]+(?=</narrative>)")

    def change(text: str, chance: random.Random) -> str:
        def broken(found: re.Match[str]) -> str:
            return "".join(one + (between if chance.random() < 0.1 else "") for one in found[0])

        return words.sub(broken, text)

    return change


def _between(what: str) -> Way:
    """Something between activities."""
    return lambda text, chance: text.replace("</iati-activity>\n", f"</iati-activity>\n{what}\n")


def _within(what: str) -> Way:
    """Something in some activities, after the description."""
    return _some("</description>\n", rf"</description>\n{what}\n")


def _cut(text: str, chance: random.Random) -> bytes:
    return text.encode()[: chance.randrange(len(text) // 3, len(text))]


def _one(old: str, new: str) -> Way:
    """One place, by chance."""

    def change(text: str, chance: random.Random) -> str:
        place = chance.choice([found.start() for found in re.finditer(re.escape(old), text)])
        return text[:place] + new + text[place + len(old) :]

    return change


def _bad_byte(text: str, chance: random.Random) -> bytes:
    place = text.find("<narrative>", chance.randrange(len(text) // 2)) + len("<narrative>")
    return text[:place].encode() + b"\xe9\xff" + text[place:].encode()


def _old_form(text: str, chance: random.Random) -> str:
    return re.sub(r"</?narrative>", "", text).replace('version="2.03"', 'version="1.05"')


def _large(text: str, chance: random.Random) -> str:
    grown = "Roads and bridges are built. " * 6_000 if chance.random() < 0.5 else "<!-- nothing -->" * 9_000
    return _one("</description>", f"</description><result><description><narrative>{grown}</narrative></description></result>")(
        text, chance
    )


def _shuffled(text: str, chance: random.Random) -> str:
    """Children of activities in any order."""

    def mixed(found: re.Match[str]) -> str:
        lines = found[2].splitlines(keepends=True)
        chance.shuffle(lines)
        return found[1] + "".join(lines) + found[3]

    return re.sub(r"(<iati-activity [^>]*>\n)(.*?)(</iati-activity>)", mixed, text, flags=re.DOTALL)


def _doubled(text: str, chance: random.Random) -> str:
    return re.sub(
        r"(<iati-activity .*?</iati-activity>)", lambda found: found[0] * chance.randrange(1, 3), text, flags=re.DOTALL
    )


def _nested(text: str, chance: random.Random) -> str:
    return re.sub(r"(?s)<iati-activities.*</iati-activities>", lambda found: f"<reply><count>9</count>{found[0]}</reply>", text)


def _foreign(text: str, chance: random.Random) -> str:
    return text.replace("<iati-activities ", '<iati-activities xmlns:x="urn:x" ').replace(
        "  <activity-status", "  <x:title>corruption</x:title><x:sector code='15113'/><activity-status"
    )


def _doctype(inside: str) -> Way:
    return lambda text, chance: text.replace(_DECLARED, f"{_DECLARED}\n<!DOCTYPE iati-activities {inside}>").replace(
        "<narrative>", "<narrative>&ac; " if "ENTITY ac" in inside and chance.random() < 0.8 else "<narrative>"
    )


_HIDDEN = "<iati-activity><iati-identifier>XA-hidden</iati-identifier><title>corruption</title></iati-activity>"
_ELSEWHERE = "<result><title><narrative>{}</narrative></title><indicator><description>{}</description></indicator></result>"
_PAID = "<transaction><transaction-type code='3'/><description><narrative>{}</narrative></description></transaction>"

WAYS: Mapping[str, Way] = {
    "plain": lambda text, chance: text,
    "byte-order-mark": lambda text, chance: b"\xef\xbb\xbf" + text.encode(),
    "utf-16": _encoded("utf-16"),
    "utf-16-without-mark": _encoded("utf-16-le"),
    "utf-16-the-other-way-round": _encoded("utf-16-be", declared="UTF-16"),
    "utf-32": _encoded("utf-32"),
    "latin-1": _encoded("iso-8859-1"),
    "windows-1252": _encoded("windows-1252"),
    "koi8-r": _encoded("koi8-r"),
    "gb18030": _encoded("gb18030"),
    "windows-1256": _encoded("windows-1256"),
    "latin-1-not-declared": _encoded("iso-8859-1", declared=""),
    "latin-1-declared-as-utf-8": _encoded("iso-8859-1", declared="UTF-8"),
    "utf-8-declared-as-latin-1": _encoded("utf-8", declared="ISO-8859-1"),
    "unknown-encoding": _encoded("utf-8", declared="x-nobody"),
    "no-declaration": lambda text, chance: text.removeprefix(_DECLARED),
    "blanks-before": lambda text, chance: "\n \n" + text,
    "words-before": lambda text, chance: "Warning: line 12\n" + text,
    "words-after": lambda text, chance: text + "corruption <b>",
    "lines-by-carriage-return-and-feed": _replaced("\n", "\r\n"),
    "lines-by-carriage-return": _replaced("\n", "\r"),
    "one-line": _replaced(r"\n\s*", ""),
    "tabs": _replaced(" (?=[a-z-]+=)", "\t\n\t"),
    "references-of-letters": _in_references("&#{};"),
    "references-of-letters-by-sixteens": _in_references("&#x{:x};"),
    "references-with-leading-noughts": _in_references("&#x000{:X};"),
    "references-that-are-none": _some("<narrative>", "<narrative>&#; &# 99; &#xZZ; "),
    "ampersands-alone": _some("<narrative>", "<narrative>War & peace "),
    "names-of-characters": _some("<narrative>", "<narrative>&quot;&lt;corruption&gt;&apos; &amp;amp; "),
    "names-nobody-declared": _some("<narrative>", "<narrative>&nbsp;&eacute;t&eacute; "),
    "doctype": _doctype(""),
    "doctype-with-entity": _doctype('[<!ENTITY ac "anti-corruption">]'),
    "doctype-from-elsewhere": _doctype('SYSTEM "nowhere.dtd"'),
    "doctype-with-attributes": _doctype('[<!ATTLIST sector code CDATA "15113">]'),
    "cdata": _some("<narrative>([^<]*)</narrative>", r"<narrative><![CDATA[\1]]></narrative>"),
    "cdata-in-parts": _inserted("<![CDATA[]]>"),
    "cdata-with-an-end": _within("<!-- --><conditions><![CDATA[</iati-activity>]]></conditions>"),
    "cdata-with-an-activity": _within(f"<conditions><![CDATA[{_HIDDEN}]]></conditions>"),
    "comments-in-words": _inserted("<!-- not corruption -->"),
    "comments-with-texts": _within("<!-- <title>corruption</title> <sector code='15113'/> -->"),
    "comments-with-an-end": _within("<!-- </iati-activity> -->"),
    "comments-with-a-beginning": _within("<!-- <iati-activity> -->"),
    "comments-with-activities": _between(f"<!-- {_HIDDEN} -->"),
    "comments-never-closed": _one("</description>\n", "</description><!-- \n"),
    "comments-before-all": _replaced("<iati-activities", f"<!-- {_HIDDEN} --><iati-activities"),
    "instructions": _between(f"<?keep {_HIDDEN}?>"),
    "instructions-in-words": _inserted("<?page?>"),
    "markup-in-words": _inserted("<b/>"),
    "markup-around-words": _some("<narrative>([^<]{4})([^<]*)</narrative>", r"<narrative><i>\1</i>\2</narrative>"),
    "soft-hyphens": _inserted("\u00ad"),
    "marks-of-no-width": _inserted("\u200b"),
    "marks-of-direction": _inserted("\u200f"),
    "accents-that-combine": _inserted("\u0301"),
    "lengthened-letters": _inserted("\u0640"),
    "blanks-that-do-not-break": _replaced("(?<=[a-z]) (?=[a-z])", "\u00a0"),
    "wide-letters": lambda text, chance: re.sub(
        "(?<=<narrative>)[^<>&]+", lambda found: "".join(chr(ord(x) + 0xFEE0) if "!" <= x <= "~" else x for x in found[0]), text
    ),
    "capital-letters": lambda text, chance: re.sub("(?<=<narrative>)[^<>&]+", lambda found: found[0].upper(), text),
    "capital-tags": _replaced("(</?)title", r"\1Title"),
    "all-tags-capital": lambda text, chance: re.sub("</?[a-z-]+", lambda found: found[0].upper(), text),
    "blanks-in-end-tags": _replaced("(</[a-z-]+)>", r"\1 \n>"),
    "blanks-in-start-tags": _replaced("(<[a-z-]+)>", r"\1\n >"),
    "blanks-around-equals": _replaced("(?<=[a-z])=(?=[\"'])", " =\n"),
    "single-quotes": _replaced('"', "'"),
    "greater-than-in-attributes": _replaced("<iati-activity ", '<iati-activity note="a > b" '),
    "ends-in-attributes": _some("<activity-status ", "<activity-status note='/></iati-activity>' "),
    "words-in-attributes": _some("<activity-status ", "<activity-status note='corruption 15113' "),
    "prefix": _replaced("(</?)(?=[a-z])", r"\1i:"),
    "prefix-declared": lambda text, chance: re.sub("(</?)(?=[a-z])", r"\1i:", text).replace(
        "<i:iati-activities ", '<i:iati-activities xmlns:i="urn:i" '
    ),
    "namespace": _replaced("<iati-activities ", '<iati-activities xmlns="urn:i" '),
    "namespace-of-an-activity": _one("<iati-activity ", '<iati-activity xmlns="urn:i" '),
    "elements-of-others": _foreign,
    "texts-of-results": _within(_ELSEWHERE.format("corruption", "Judges and bribery")),
    "texts-of-transactions": _within(_PAID.format("Anti-corruption commission")),
    "texts-before-the-title": _some("  <title>", _ELSEWHERE.format("Roads", "Meals") + "  <title>"),
    "no-title": _some(r"  <title>.*</title>\n", ""),
    "two-titles": _some(r"(  <title>.*</title>\n)", r"\1  <title><narrative>corruption</narrative></title>\n"),
    "empty-texts": _some("<narrative>[^<]*</narrative>", "<narrative/>"),
    "texts-in-texts": _some("(<title>.*</title>)", r"<title>corruption \1</title>"),
    "several-languages": _some("</narrative>", "</narrative><narrative xml:lang='fr'>Lutte contre la corruption</narrative>"),
    "old-form": _old_form,
    "other-order": _shuffled,
    "no-identifier": _some(r"  <iati-identifier>.*</iati-identifier>\n", ""),
    "empty-identifier": _some("<iati-identifier>.*</iati-identifier>", "<iati-identifier/>"),
    "two-identifiers": _some("(<iati-identifier>)", r"\1XA-first</iati-identifier>\n<iati-identifier>"),
    "blanks-in-identifiers": _some("(?<=<iati-identifier>)(.*)(?=</iati-id)", r"\n  \1\t"),
    "addresses-in-identifiers": _some("(?<=<iati-identifier>)(.*)(?=</iati-id)", r"\1 someone@example.org"),
    "comments-in-identifiers": _some("(?<=<iati-identifier>XA)", "<!-- -->"),
    "own-parents": _replaced(r"<iati-identifier>(.*)</iati-identifier>", r'\g<0><related-activity ref="\1" type="1"/>'),
    "relatives-in-references": _replaced('(?<=related-activity ref="X)A', "&#65;"),
    "twice": _doubled,
    "empty-activities": _between("<iati-activity/><iati-activity></iati-activity>"),
    "activities-in-activities": _within(_HIDDEN),
    "not-closed": _one("</iati-activity>", ""),
    "closed-twice": _one("</iati-activity>", "</iati-activity></iati-activity>"),
    "crossed-tags": _one("</narrative></title>", "</title></narrative>"),
    "bad-tag": _one("<activity-status", "<activity status=<"),
    "bad-byte": _bad_byte,
    "bad-character": _some("<narrative>", "<narrative>\x0b\x01"),
    "nought-byte": _some("<narrative>", "<narrative>\x00"),
    "cut-off": _cut,
    "cut-off-before-its-end": lambda text, chance: text.removesuffix("</iati-activities>\n"),
    "in-a-reply": _nested,
    "activity-alone": lambda text, chance: text[text.find("<iati-activity ") : text.find("</iati-activity>") + 16],
    "organisations": _replaced("iati-activities", "iati-organisations"),
    "page": lambda text, chance: "<!DOCTYPE html><html><body>corruption</body></html>",
    "empty": lambda text, chance: b"",
    "blanks": lambda text, chance: " \n" * 500,
    "no-activities": lambda text, chance: f'{_DECLARED}<iati-activities version="2.03"></iati-activities>',
    "large-activity": _large,
    "packed": lambda text, chance: gzip.compress(text.encode(), mtime=0),
    "packed-and-cut-off": lambda text, chance: gzip.compress(text.encode(), mtime=0)[:-40],
}  # fmt: skip


if __name__ == "__main__":
    make(Path(sys.argv[1]), draws=int(sys.argv[2]))
