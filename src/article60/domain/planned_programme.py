"""A planned programme: what a provider means to do, before it is designed or published anywhere."""

from dataclasses import dataclass
from datetime import date

from article60.codes.reader import by_code
from article60.codes.types import coarse_types
from article60.domain.fields import note
from article60.domain.provision import article_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedProgramme:
    """A programme as its provider describes it in a file of its own; what the file leaves out is unknown, not zero."""

    title: str = note("Title of the programme.")
    provider: str | None = note("Who would provide it.", default=None)
    description: str | None = note("What it would do, in the provider's words.", default=None)
    states: tuple[str, ...] = note("States in which it would work, two-letter codes, in the order given.")
    areas: tuple[str, ...] = note(
        "Regions and groups in which it would work: codes of United Nations regional groups or M49 regions, or names of "
        "groups; which States they hold a Release says.",
        default=(),
    )
    provisions: tuple[str, ...] = note("Provisions that it would serve, as `46(9)`.")
    fine_types: tuple[str, ...] = note("Fine types of assistance that the file names.", default=())
    broad_types: tuple[str, ...] = note("Coarse types that the file names where it names no fine one.", default=())
    start: date | None = note("First day.", default=None)
    end: date | None = note("Last day.", default=None)
    budget: str | None = note("Budget, decimal text, as the file gives it.", default=None)
    currency: str | None = note("Currency of the budget, three letters.", default=None)
    bodies: tuple[str, ...] = note("Bodies that would benefit, as the file names them.", default=())

    @property
    def types(self) -> tuple[str, ...]:
        """Fine types that it may give: those named, and all that belong to a broad type named."""
        listed = by_code("types")
        return tuple(code for code, row in listed.items() if code in self.fine_types or row["coarse"] in self.broad_types)

    @property
    def coarse_types(self) -> tuple[str, ...]:
        """Coarse types of those fine ones."""
        return coarse_types(self.types)

    @property
    def articles(self) -> tuple[str, ...]:
        """Articles of its provisions, each once."""
        return tuple(dict.fromkeys(article_of(provision) for provision in self.provisions))
