"""What is kept of all activities in a portion of aid data, read or passed over: names, and parents and children they name."""

from dataclasses import dataclass

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityName:
    """One activity."""

    part: int = note("Place of its file, or range of a file, among those of the portion, from 0.")
    position: int = note("Its place among the activities of that, from 0.")
    iati_identifier: str = note("Its identifier, empty where it has none.")
    read: bool = note("Whether it was read; others were passed over, as nothing in their bytes can matter.")
    speaks: bool = note("Whether its words are about corruption, so that they count for its parents and children.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityKin:
    """A parent or child that an activity names."""

    part: int = note("Place of the activity's file, or range of a file, among those of the portion, from 0.")
    position: int = note("Place of the activity among those of that, from 0.")
    iati_identifier: str = note("Identifier of the parent or child.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """An activity that was passed over and must be read after all, because of those with which it belongs together."""

    portion: int = note("Place of its portion among all portions of aid data, from 0.")
    part: int = note("Place of its file, or range of a file, among those of the portion, from 0.")
    position: int = note("Its place among the activities of that, from 0.")
