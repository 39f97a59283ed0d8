"""Labels at the head of headings and list items: bullets, tick boxes, letters and numbers, in the scripts of six languages."""

import re

BULLETS = "•‣◦⁃∙●○▪▫■□➢➤►▶✓✔·–—\u2212‐‑-*o§\uf0b7\uf0a7\uf02d\uf0d8\uf0fc\uf06e\uf0be\uf076"
# Private-use characters are those of the symbol fonts of office programs.
TICKED = "☑☒✅🗹🗷\uf0fe\uf0fd\uf051\uf052\uf053\uf054\uf078"
BOXES = ("☑", "☐")
# Signs that are boxes or ticks in one document and bullets in another.
SQUARES, SIGNS = "□◻◽■◼◾", "✓✔√✗✘✕✖"
UNTICKED = "☐❏❑❒▢\uf0a8\uf0a3\uf06f\uf071\uf072"
# Boxes typed with brackets; round ones and letters in them are boxes only where a document leaves some of them empty.
_TYPED_BOX = re.compile(r"\[\s?(?P<tick>[xXхХ×✓✔√]?)\s?\](?=\s|$)|[(（]\s{1,3}[)）](?=\s|$)")

_SYMBOL_FONT = re.compile(r"wingdings|webdings", re.IGNORECASE)

_ARABIC_LETTERS = "أابجدهوزحطيكلمنسعفصقرشت"
_NUMERALS = "一二三四五六七八九十百"
_ROMAN = r"(?:x{0,3}(?:ix|iv|v?i{0,3})|X{0,3}(?:IX|IV|V?I{0,3}))"
_INSIDE = rf"(?:\d{{1,3}}|[A-Za-z]{{1,2}}|{_ROMAN}|[А-Яа-яё]|[{_ARABIC_LETTERS}]|هـ|[{_NUMERALS}]{{1,3}}|[٠-٩]{{1,3}})"
BRACKETED = re.compile(rf"[(（]\s?{_INSIDE}\s?[)）]|(?:\d{{1,2}}|[a-zа-я]|{_ROMAN}|[{_ARABIC_LETTERS}]|[٠-٩]{{1,2}})[)）]")
NUMBERED = re.compile(r"(?:\d{1,3}|[٠-٩]{1,3}|[A-Za-z]|[IVXivx]{1,5}|[一二三四五六七八九十]{1,3})\s?(?:[.．、]|[-–](?=\s|$))")
DECIMAL = re.compile(r"[\d٠-٩]{1,3}(?:[.\-–][\d٠-٩]{1,3}){1,4}(?:[.．\-–](?=\s|$|\D))?(?![\d٠-٩])")
_ROMAN_HEAD = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})\.")
_OPEN = re.compile(r"[(（][^()（）]*$")
EUROPEAN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "0123456789" * 3)


def symbol(character: str, font: str) -> str:
    """The character as a symbol font means it: in the private area, where its boxes and bullets are known."""
    is_symbol = len(character) == 1 and ord(character) < 0x100 and not character.isspace() and is_symbol_font(font)
    return chr(0xF000 + ord(character)) if is_symbol else character


def is_symbol_font(font: str) -> bool:
    """Whether the name of a font, or a style that names it, is that of a symbol font of office programs."""
    return _SYMBOL_FONT.search(font) is not None


def is_bullet(text: str) -> bool:
    """Whether the text is one bullet or tick box and nothing else."""
    return len(text) == 1 and (text in BULLETS or text in TICKED or text in UNTICKED or "\uf000" <= text <= "\uf0ff")


def tidy(label: str) -> str:
    """The label as it is kept: tick boxes as ☑ and ☐, private-use bullets as •."""
    box = _TYPED_BOX.fullmatch(label)
    if box:
        return "☑" if box["tick"] else "☐"
    if len(label) == 1:
        if label in TICKED:
            return "☑"
        if label in UNTICKED:
            return "☐"
        if "\uf000" <= label <= "\uf0ff":
            return "–" if label == "\uf02d" else "•"
    return label


def split(text: str) -> tuple[str | None, str]:
    """Label and words of a list item; (None, text) where it begins with no label."""
    bare = text.strip()
    if len(bare) > 2 and is_bullet(bare[0]) and (bare[1].isspace() or bare[0] not in "-–—−‐‑*o·"):
        return tidy(bare[0]), bare[1:].strip()
    box = _TYPED_BOX.match(bare)
    if box:
        return "☑" if box["tick"] else "☐", bare[box.end() :].strip()
    for pattern in (BRACKETED, DECIMAL, NUMBERED):
        found = pattern.match(bare)
        if found and (found.end() == len(bare) or bare[found.end()].isspace() or pattern is BRACKETED):
            return found.group().strip(), bare[found.end() :].strip()
    return None, bare


def is_tick(cell: str) -> bool:
    """Whether a cell of a table holds a box or tick and nothing else."""
    bare = cell.strip()
    return tidy(bare) in BOXES or (len(bare) == 1 and bare in SQUARES + SIGNS)


def closes(before: str, label: str) -> bool:
    """Whether what looks like a label closes a bracket open in the words before it: `(art.` and at the next line `33)`."""
    return label[-1:] in ("）", ")") and label[:1] not in "(（" and bool(_OPEN.search(before))


def is_label(text: str) -> bool:
    """Whether the text is a bullet, a bracketed letter or a number that stands before words."""
    bare = text.strip()
    if is_bullet(bare) or _TYPED_BOX.fullmatch(bare):
        return True
    return any(p.fullmatch(bare) for p in (BRACKETED, DECIMAL, NUMBERED))


def heading_number(text: str) -> tuple[str | None, str, int]:
    """Number in European digits without closing dot, words, and depth (0 where it is no decimal number) of a heading."""
    bare = text.strip()
    found = DECIMAL.match(bare)
    if found:
        number = re.sub(r"[-–]", ".", found.group().translate(EUROPEAN)).strip(". ")
        return number, bare[found.end() :].lstrip(" .:-–").strip(), number.count(".") + 1
    found = re.match(r"([\d٠-٩]{1,3})\s?[.．、\-–]\s?(?=\D)", bare)
    if found:
        return found.group(1).translate(EUROPEAN), bare[found.end() :].strip(), 1
    for pattern in (_ROMAN_HEAD, BRACKETED, NUMBERED):
        found = pattern.match(bare)
        if found and found.end() < len(bare):
            return found.group().strip(" .．、-–"), bare[found.end() :].strip(" -–"), 0
    return None, bare, 0
