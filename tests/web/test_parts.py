"""Parts that several pages share."""

import re

import pytest
from django.conf import settings
from django.template import engines
from django.test import Client, override_settings
from django.utils import translation

from article60.web.common import wording
from article60.web.common.current import current
from article60.web.public.facets import Choice, Facet
from article60.web.public.pages import SHEETS
from article60.web.public.urls import PAGES, addresses


def shown(template: str, **context: object) -> str:
    with translation.override("en"):
        return engines["jinja2"].from_string(template).render(context)


def test_table_has_a_name_heads_and_can_be_scrolled_by_keyboard() -> None:
    made = shown(
        '{% from "parts/table.html" import table %}{% call table("Needs", ["State", ("Needs", true)]) %}<tr></tr>{% endcall %}'
    )

    assert "<caption>Needs</caption>" in made and 'tabindex="0" aria-label="Needs"' in made
    assert '<th scope="col">State</th><th scope="col" class="number">Needs</th>' in made and "<tr></tr>" in made


def test_twin_is_the_table_folded() -> None:
    made = shown('{% from "parts/table.html" import twin %}{% call twin("Needs", ["State"]) %}<tr></tr>{% endcall %}')

    assert "<summary>The same as a table</summary>" in made and made.count("<tr></tr>") == 1


def test_facets_show_counts_and_what_is_chosen_can_be_removed() -> None:
    chosen = Choice(words="Africa", count=1200, address="?", chosen=True)
    facets = [Facet(title="Region", choices=[chosen, Choice(words="Asia", count=3, address="?region=asia")])]
    made = shown('{% from "parts/list.html" import choices, chosen %}{{ chosen(f, "?") }}{{ choices(f) }}', f=facets)

    assert '<a href="?" rel="nofollow" aria-current="true">Africa</a> <span class="count">1,200</span>' in made
    assert '<span class="hidden">Remove: </span>Region: <b>Africa</b>' in made


def test_pager_leads_on_only_where_there_is_more() -> None:
    call = '{% from "parts/list.html" import pager %}{{ pager(none, after) }}'

    assert 'href="?cursor=x" rel="next"' in shown(call, after="?cursor=x") and "prev" not in shown(call, after="?cursor=x")
    assert "<nav" not in shown(call, after=None)


def test_figure_leads_to_how_it_is_computed_and_a_part_to_its_place() -> None:
    made = shown(
        '{% from "parts/figures.html" import computed with context %}{{ computed("gaps") }}{{ computed("gaps.type") }}'
    )

    assert 'href="/en/figures/gaps"' in made and 'href="/en/figures/gaps#gaps.type"' in made


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("mailto:a@example.org", "mailto:a@example.org?subject=XA-AAAAAAAA%20%28R%29"),
        ("https://example.org/new?x=1", "https://example.org/new?x=1&amp;record=XA-AAAAAAAA&amp;release=R"),
    ],
)
def test_error_is_reported_with_record_and_release_named(address: str, expected: str) -> None:
    template = '{% from "parts/report.html" import report %}{{ report("XA-AAAAAAAA", {"info": {"name": "R"}}) }}'

    with override_settings(ARTICLE60_CORRECTIONS=address):
        assert f'href="{expected}"' in shown(template)
    assert "write to the operator of this site and name" in shown(template) and "href" not in shown(template)


@pytest.mark.parametrize("kind", ["need", "activity", "document"])
def test_every_record_says_where_an_error_is_reported(client: Client, kind: str) -> None:
    page = client.get(f"/en/{next(addresses(current(), PAGES[kind]))}").content.decode()

    assert '<p class="report">' in page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Short", "Short"),
        ("Drafting of laws, and more", "Drafting of laws…"),
        ("起草关于引渡和司法协助的法律条文以及其他条款", "起草关于引渡和司法协助的法律条文以及…"),
    ],
)
def test_first_words_are_cut_after_a_word(text: str, expected: str) -> None:
    assert wording.first_words(text, most=18) == expected


def test_no_class_has_rules_in_two_sheets_of_every_page() -> None:
    """Sheets are written side by side: a name that two of them use means two things on one page."""
    places: dict[str, set[str]] = {}
    for sheet in SHEETS:
        text = (settings.STATIC_ROOT / sheet).read_text(encoding="utf-8")
        for name in re.findall(r"^\.([\w-]+)", text, flags=re.M):
            places.setdefault(name, set()).add(sheet)
    assert {name: sorted(found) for name, found in places.items() if len(found) > 1} == {}


def test_mail_about_an_error_names_record_release_and_page() -> None:
    template = (
        '{% from "parts/report.html" import report %}{{ report("XA-AAAAAAAA", {"info": {"name": "R"}}, "http://a/en?b") }}'
    )

    with override_settings(ARTICLE60_CORRECTIONS="mailto:a@example.org"):
        assert "&amp;body=Record%3A%20XA-AAAAAAAA%0ARelease%3A%20R%0APage%3A%20http%3A//a/en%3Fb%0A%0A" in shown(template)
    with override_settings(ARTICLE60_CORRECTIONS="https://example.org/new"):
        assert "record=XA-AAAAAAAA&amp;release=R&amp;page=http%3A%2F%2Fa%2Fen%3Fb" in shown(template)
