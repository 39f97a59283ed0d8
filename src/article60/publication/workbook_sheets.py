"""The sheets of the register for people: the query of each, its heads, their widths, and how a coded value is shown."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from article60.codes.labels import label

Show = Callable[[Any], str]
Sheet = tuple[str, str, Mapping[str, tuple[int, Show | None]]]
_NEEDS = """
    SELECT n.need_id, s.name_en, n.state, n.text, n.language, n.provisions, n.chapter, n.types, n.priority, n.beneficiary,
           n.cycle, n.symbol, n.page, n.stated_on, n.timing, n.grade, n.reading, n.confirmed_on
    FROM needs n LEFT JOIN states s USING (state) ORDER BY n.state, n.need_id
"""
_ACTIVITIES = """
    SELECT a.activity_id, a.iati_identifier, a.reporting_org_name, a.title,
           (SELECT group_concat(s.name_en, '; ') FROM activity_states r JOIN states s USING (state)
            WHERE r.activity_id = a.activity_id),
           a.provisions, a.types, a.start, a.end, a.running, a.last_updated, a.file
    FROM activities a WHERE a.relevant ORDER BY a.activity_id
"""
_MATCHES = """
    SELECT m.match_id, s.name_en, m.need_id, n.text, m.activity_id, a.reporting_org_name, a.title, m.standing,
           (SELECT group_concat(f.reason, '; ') FROM match_features f WHERE f.match_id = m.match_id AND f.weight > 0)
    FROM matches m LEFT JOIN needs n USING (need_id) LEFT JOIN activities a USING (activity_id)
         LEFT JOIN states s ON s.state = m.state
    WHERE m.standing <> 'rejected' AND (m.standing = 'confirmed' OR m.covers)
    ORDER BY m.state, m.match_id
"""
_GAPS = """
    SELECT g.need_id, s.name_en, n.text, g.provisions, g.types, g.grade,
           CASE WHEN g.files_read > 0 AND g.sources_read = '[]'
                THEN json_array(g.files_read || ' files, all named in release.json') ELSE g.sources_read END, g."on"
    FROM gaps g LEFT JOIN needs n USING (need_id) LEFT JOIN states s ON s.state = g.state ORDER BY g.state, g.need_id
"""


def _listed(value: Any) -> str:
    return "; ".join(json.loads(value))


def _named(codes: str) -> Show:
    return lambda value: label(codes, value, "en")


def _types(value: Any) -> str:
    return "; ".join(f"{label('types', code, 'en')} ({code})" for code in json.loads(value))


SHEETS: Sequence[Sheet] = (
    ("Needs", _NEEDS, {
        "Need": (14, None), "State party": (20, None), "Code": (6, None), "Words of the document": (70, None),
        "Language": (9, None), "Provisions": (16, _listed), "Chapter": (8, None), "Types of assistance": (36, _types),
        "Priority": (18, None), "Beneficiary": (24, None), "Cycle": (6, None), "Symbol": (26, None), "Page": (6, None),
        "Stated on": (11, None), "Current or anticipated": (12, _named("need_timings")),
        "Where it stands": (30, _named("need_grades")), "Reading": (18, _named("readings")), "Confirmed on": (12, None),
    }),
    ("Activities", _ACTIVITIES, {
        "Activity": (14, None), "IATI identifier": (30, None), "Reported by": (30, None), "Title": (60, None),
        "States parties": (30, None), "Provisions": (16, _listed), "Types of assistance": (36, _types), "Start": (11, None),
        "End": (11, None), "Running": (24, _named("activity_runnings")), "Last updated": (12, None), "File": (24, None),
    }),
    ("Matches", _MATCHES, {
        "Match": (14, None), "State party": (20, None), "Need": (14, None), "Words of the need": (60, None),
        "Activity": (14, None), "Reported by": (30, None), "Title of the activity": (50, None),
        "Decision": (14, _named("match_standings")), "Why it may be related": (70, None),
    }),
    ("Gaps", _GAPS, {
        "Need": (14, None), "State party": (20, None), "Words of the need": (70, None), "Provisions": (16, _listed),
        "Types of assistance": (36, _types), "Where it stands": (30, _named("need_grades")), "Sources read": (50, _listed),
        "On": (11, None),
    }),
)  # fmt: skip
