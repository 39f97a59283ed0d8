"""How much was found in a file of aid data, or in a range of one, and whether its bytes could be trusted."""

from dataclasses import dataclass

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class SiftedPart:
    """One file, or range of one, of a portion; the rows of other tables that are of it follow those of the part before."""

    trusted: bool = note("Whether it could be read by itself; if not, all of its file must be read at once.")
    refused: bool = note("Whether it could not be read, so that nobody knows how many activities are in it.")
    activities: int = note("How many activities are in it.")
    lines: int = note("How many lines end in it; 0 for a whole file.")
    records: int = note("How many records were made of it.")
    notes: int = note("How many notes were made of it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordContent:
    """What tells whether two activities in ranges of a file are the same, byte by byte; one for each record."""

    content: str = note("Hash of the bytes of the activity.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CorruptionSentence:
    """A sentence on corruption in what an activity is about; one that a reporter repeats often describes none of them."""

    reporting_org: str = note("Identifier of the reporting organisation, empty where it has none.")
    iati_identifier: str = note("Identifier of the activity.")
    sentence: str = note("The sentence, folded.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPlace:
    """Where in a portion the activity of a reading stands; one for each reading."""

    part: int = note("Place of its file, or range of a file, among those of the portion, from 0.")
    position: int = note("Its place among the activities of the file, from 0.")
