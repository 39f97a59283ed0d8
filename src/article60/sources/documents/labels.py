"""Labels at the head of headings and list items: bullets, tick boxes, letters and numbers, in the scripts of six languages."""

import re

BULLETS = "•‣◦⁃∙●○▪▫■□➢➤►▶✓✔·–—\u2212‐‑-*o§\uf0b7\uf0a7\uf02d\uf0d8\uf0fc\uf0a8\uf06f\uf06e\uf0be\uf076"
TICKED = "☑☒✅\uf0fe\uf0fd\uf052\uf054\uf078"
UNTICKED = "☐❏❑❒\uf0a8\uf06f\uf071"

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


def is_bullet(text: str) -> bool:
    """Whether the text is one bullet or tick box and nothing else."""
    return len(text) == 1 and (text in BULLETS or text in TICKED or text in UNTICKED or "\uf000" <= text <= "\uf0ff")


def tidy(label: str) -> str:
    """The label as it is kept: tick boxes as ☑ and ☐, private-use bullets as •."""
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
    for pattern in (BRACKETED, DECIMAL, NUMBERED):
        found = pattern.match(bare)
        if found and (found.end() == len(bare) or bare[found.end()].isspace() or pattern is BRACKETED):
            return found.group().strip(), bare[found.end() :].strip()
    return None, bare


def closes(before: str, label: str) -> bool:
    """Whether what looks like a label closes a bracket open in the words before it: `(art.` and at the next line `33)`."""
    return label[-1:] in ("）", ")") and label[:1] not in "(（" and bool(_OPEN.search(before))


def is_label(text: str) -> bool:
    """Whether the text is a bullet, a bracketed letter or a number that stands before words."""
    bare = text.strip()
    if is_bullet(bare):
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
