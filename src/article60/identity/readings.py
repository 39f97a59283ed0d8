"""An activity as it comes into the identity step: as read and as classified."""

from dataclasses import dataclass

from article60.domain.activity import Activity, ActivityProvision, ActivitySignal
from article60.domain.activity_record import ActivityRecord


@dataclass(frozen=True, slots=True)
class Reading:
    """One activity as read and as classified; the parts belong together until identity has chosen between files."""

    record: ActivityRecord
    activity: Activity
    signals: tuple[ActivitySignal, ...]
    provisions: tuple[ActivityProvision, ...]
