"""An activity as it comes into the identity step: as read and as classified."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from article60.domain.activity import (
    Activity,
    ActivityAmount,
    ActivityProvision,
    ActivityRecipient,
    ActivitySector,
    ActivitySignal,
    ActivityText,
)
from article60.domain.activity_record import ActivityRecord


@dataclass(frozen=True, slots=True)
class Reading:
    """One activity as read and as classified; the parts belong together until identity has chosen between files."""

    record: ActivityRecord
    activity: Activity
    signals: tuple[ActivitySignal, ...]
    provisions: tuple[ActivityProvision, ...]


ROWS: Mapping[str, tuple[type, Callable[[Reading], Iterable[Any]]]] = {
    "activity_recipients": (ActivityRecipient, lambda one: one.record.recipients),
    "activity_sectors": (ActivitySector, lambda one: one.record.sectors),
    "activity_texts": (ActivityText, lambda one: one.record.texts),
    "activity_amounts": (ActivityAmount, lambda one: one.record.amounts),
    "activity_signals": (ActivitySignal, lambda one: one.signals),
    "activity_provisions": (ActivityProvision, lambda one: one.provisions),
}
"""The tables of rows that belong to one activity and stay what they were read as, by name."""


def compared(reading: Reading) -> Reading:
    """The same without what is never compared with another activity, which is most of it."""
    titles = tuple(text for text in reading.record.texts if text.field == "title")
    record = replace(reading.record, texts=titles, amounts=(), tags=(), policy_markers=(), notes=())
    return Reading(record, reading.activity, (), ())
