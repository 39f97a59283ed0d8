"""The index of provisions: every article of the Convention under its chapter, with its title and the cycle that reviews it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from article60.domain.provision import Provision
from article60.web.common import wording
from article60.web.common.current import Release, current
from article60.web.common.rows import grouped, select
from article60.web.public.matrix import chapter_place
from article60.web.public.pages import Page, render


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter with its articles, and the cycle that reviews it; None where none does."""

    chapter: str
    cycle: int | None
    articles: list[tuple[str, str]]


def provisions_page(release: Release) -> dict[str, Any]:
    """Every chapter and article of the Release, in the order of the Convention."""
    by_chapter = grouped(articles(release), "chapter")
    return {
        "chapters": [
            Chapter(chapter, its[0].cycle, [(one.provision, wording.article_title(one.provision)) for one in its])
            for chapter, its in sorted(by_chapter.items(), key=lambda item: chapter_place(item[0]))
        ]
    }


def articles(release: Release) -> list[Provision]:
    """The articles of the Release, in the order of the Convention."""
    found: list[Provision] = select(
        release.connection, "provisions", "t.paragraph IS NULL AND t.subparagraph IS NULL", order="t.article"
    )
    return found


@require_safe
def show_provisions(request: HttpRequest) -> HttpResponse:
    """All articles."""
    release = current()
    return render(request, release, "provisions.html", provisions_page(release))


PAGES = [Page(name="provisions", route="provisions", view=show_provisions)]
