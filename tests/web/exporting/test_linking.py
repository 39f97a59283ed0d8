"""Pages of the site as pages of a copy: links, forms, and words on what is missing."""

import pytest

from article60.codes.languages import LANGUAGES
from article60.web.exporting.linking import Held, leads, linked
from article60.web.exporting.places import address

FILES = {
    **{
        f"{code}/{below}": f"{code}/{below}/index.html"
        for code in LANGUAGES
        for below in ("copy", "search", "find", "states/XA")
    },
    "en/find?state=XA": "en/find/state=XA.html",
    "en/find?state=XB": "en/find/state=XB.html",
    "release/documents/a.pdf": "release/documents/a.pdf",
}
HELD = Held(files=FILES, instead={"en/needs/XA-AAAAAAAA": ("en/states/XA", "XA-AAAAAAAA")})
FORM = (
    '<form action="/en/find" method="get"><input type="hidden" name="order" value="">'
    '<label for="p">State</label><select id="p" name="state"><option value="">any</option>'
    '<option value="XA" selected>Xanadu (3)</option><option value="XC">Xyz (1)</option></select></form>'
)


def page(main: str, at: str = "en/states/XA", held: Held = HELD, picks: tuple[str, ...] = ()) -> str:
    whole = f"<html><head></head><body><main>{main}</main></body></html>"
    return linked(whole, address(at), FILES.get(at, "en/x/index.html"), held, picks=picks)[0]


def test_links_lead_from_file_to_file() -> None:
    made = page('<a href="/en/find?state=XA#needs">x</a> <a class="open" href="/release/documents/a.pdf#page=3">y</a>')

    assert '<a href="../../find/state=XA.html#needs">' in made
    assert '<a class="open" href="../../../release/documents/a.pdf#page=3">' in made


def test_record_without_a_page_is_reached_where_it_stands() -> None:
    assert 'href="../states/XA/index.html#XA-AAAAAAAA"' in page('<a href="/en/needs/XA-AAAAAAAA">x</a>', at="en/find")


def test_links_that_leave_the_site_stay() -> None:
    assert '<a href="https://elsewhere.example/a" rel="external">' in page(
        '<a href="https://elsewhere.example/a" rel="external">x</a>'
    )


def test_what_leads_nowhere_is_no_link_and_is_told() -> None:
    made = page('<a class="x" href="/en/find?sids=true&amp;chapter=V" rel="next" hreflang="en">four</a>')

    assert '<a class="x">four</a>' in made
    assert 'Some of what this page names is not in this copy. <a href="../../copy/index.html#choices">' in made


def test_many_links_to_the_api_are_told_after_the_heading() -> None:
    made = page("<header><h1>API</h1></header><p>text</p>" + '<a href="/api/v1/needs">x</a>' * 5)

    assert made.index("The API answers only where a server runs") < made.index("<p>text</p>")


def test_way_to_the_api_in_a_list_of_ways_is_taken_out() -> None:
    made = page('<ul><li><a href="/en/find">CSV</a></li><li><a href="/api/v1/needs">API</a></li></ul>')

    assert "API" not in made and 'href="../../find/index.html">CSV' in made


def test_what_only_a_browser_follows_goes_without_a_word() -> None:
    made = page('<link rel="alternate" type="application/atom+xml" href="/en/find.atom">')

    assert "find.atom" not in made and 'class="note' not in made


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "cannot put choices together"), ("ar", "ولا تستطيع الجمع بين الخيارات"), ("zh", "不能组合选项")],
)
def test_form_gives_way_to_words_in_the_language_of_the_page(language: str, words: str) -> None:
    made = page(FORM, at=f"{language}/find")

    assert "<form" not in made and words in made


def test_field_that_is_picked_from_becomes_links_to_what_is_held() -> None:
    made = page(FORM, at="en/find", picks=("state",))

    assert "<summary>State</summary>" in made
    assert '<a href="state=XA.html" aria-current="true">Xanadu</a> <span class="count">3</span>' in made
    assert "Xyz" not in made, "it has no page in the copy"


def test_box_for_the_search_becomes_a_way_to_its_page_which_tells_what_is_missing() -> None:
    box = '<form class="ask" role="search" action="/en/search"><input name="q"></form>'

    assert '<p class="ask search"><a href="../../search/index.html">Search</a></p>' in page(box)
    assert '<a href="../../find/index.html">Find needs</a>' in page(box.replace("ask", "ask large"))
    told = page(box, at="en/search")
    assert "cannot search for words of your own" in told and '<a href="../find/index.html">Find needs</a>' in told


def test_what_only_a_server_needs_is_taken_out() -> None:
    assert "saved" not in page('<p class="saved" data-server><input value="x"></p>')


def test_files_left_out_are_reached_at_the_register_where_it_is_known() -> None:
    made = page('<a href="/release/needs.json">x</a>', held=Held(files=FILES, elsewhere="https://register.example"))

    assert 'href="https://register.example/release/needs.json"' in made


def test_scripts_find_their_bundle() -> None:
    made = page('<script src="/static/charts.js?v=1" data-bundle="/static/vega/a.js?v=2 /static/vega/b.js?v=3" defer></script>')

    assert (
        'src="../../../static/charts.js?v=1" data-bundle="../../../static/vega/a.js?v=2 ../../../static/vega/b.js?v=3"' in made
    )


def test_page_tells_where_it_leads_values_of_fields_among_it() -> None:
    found = {str(one) for one in leads(FORM + '<a href="/en/states/XA#x">y</a>', address("en/find"), site="", picks=("state",))}

    assert found == {"en/states/XA", "en/find?state=XA", "en/find?state=XC"}
