"""A change: what became of one record between the Release before and this one."""

from dataclasses import dataclass

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One record that is new, changed or gone since the Release before, and why as far as the two Releases tell."""

    table: str = note("Table in which the record stands or stood.")
    record_id: str = note("Lasting identifier of the record.")
    state: str | None = note("State party that the record is about, two-letter code; empty where it is about no single one.")
    change: str = note("new, changed or gone.")
    why: str = note(
        "new_source, source_gone, source_replaced, decision, joined (another record took its place), day (time went by), "
        "assistance (what assistance was found), recorded (what is recorded of its publication), read_anew (by another version "
        "of the program) or follows (from other records)."
    )
    columns: tuple[str, ...] = note("Columns that changed, by name; empty for a record that is new or gone.")
    now_in: str | None = note("Identifier of the record that took its place; empty where none did.")
