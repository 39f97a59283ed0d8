"""How the versions of the IATI standard write the same thing: as narratives or as text, in numbers or in letters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lxml import etree

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The forms of one version."""

    narratives: bool
    dac: str
    region: Mapping[str, str]
    budget: Mapping[str, str]
    roles: Mapping[str, str]
    dates: Mapping[str, str]
    status: Mapping[str, str]
    transaction: Mapping[str, str]

    def say(self, parent: etree._Element, tag: str, words: str, attributes: Mapping[str, str]) -> etree._Element:
        """Add an element that says something in the activity's own language."""
        element = etree.SubElement(parent, tag, dict(attributes))
        (etree.SubElement(element, "narrative") if self.narratives else element).text = words
        return element

    def say_in_languages(self, parent: etree._Element, tag: str, words: Mapping[str, str]) -> None:
        """Add what is said in several languages: one element in version 2, one for each language in version 1."""
        element = etree.SubElement(parent, tag) if self.narratives else parent
        for language, text in words.items():
            etree.SubElement(element, "narrative" if self.narratives else tag, {LANG: language}).text = text

    def code(self, parent: etree._Element, tag: str, codes: str, meant: str) -> None:
        """Add an element that holds a code; version 1 spells a status out beside it."""
        words: Mapping[str, str] = getattr(self, codes)
        element = etree.SubElement(parent, tag, {"code": meant if codes == "status" else words[meant]})
        if codes == "status" and words:
            element.text = words[meant]

    def partner(self, parent: etree._Element, role: str, name: str, attributes: Mapping[str, str]) -> None:
        """Add an organisation that takes part."""
        self.say(parent, "participating-org", name, {"role": self.roles[role], **attributes})

    def date(self, parent: etree._Element, kind: str, day: date) -> None:
        """Add a date of the activity."""
        etree.SubElement(parent, "activity-date", {"type": self.dates[kind], "iso-date": str(day)})


_FIRST = Form(
    narratives=False,
    dac="DAC",
    region={},
    budget={"type": "Original"},
    roles={role: role.title() for role in ("funding", "accountable", "extending", "implementing")},
    dates={
        "planned_start": "start-planned",
        "actual_start": "start-actual",
        "planned_end": "end-planned",
        "actual_end": "end-actual",
    },
    status={"1": "Pipeline/identification", "2": "Implementation", "3": "Completion", "4": "Post-completion"},
    transaction={"commitment": "C", "disbursement": "D"},
)
_SECOND = Form(
    narratives=True,
    dac="1",
    region={"vocabulary": "1"},
    budget={"type": "1"},
    roles={"funding": "1", "accountable": "2", "extending": "3", "implementing": "4"},
    dates={"planned_start": "1", "actual_start": "2", "planned_end": "3", "actual_end": "4"},
    status={},
    transaction={"commitment": "2", "disbursement": "3"},
)
FORMS: Mapping[str, Form] = {"1.03": _FIRST, "1.05": _FIRST, "2.01": _SECOND, "2.02": _SECOND, "2.03": _SECOND}
"""By version of the standard."""
