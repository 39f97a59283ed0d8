"""Addresses and the files in which a copy holds them."""

import pytest

from article60.web.exporting.places import Address, address, between, single, target

HERE = address("en/states/XA")


@pytest.mark.parametrize(
    ("text", "page", "file"),
    [
        ("en/", True, "en/index.html"),
        ("en/states/XA", True, "en/states/XA/index.html"),
        ("en/find?state=XA", True, "en/find/state=XA.html"),
        ("en/find?page=2&state=XA", True, "en/find/page=2,state=XA.html"),
        ("en/find.csv", False, "en/find.csv"),
        ("en/find.csv?state=XA", False, "en/find/state=XA.csv"),
        ("standard/needs/0.1/schema.json", False, "standard/needs/0.1/schema.json"),
    ],
)
def test_each_address_has_its_file(text: str, page: bool, file: str) -> None:
    assert address(text).file(page=page) == file


def test_values_that_no_file_system_takes_stay_apart() -> None:
    files = [address(f"en/find?group={value}").file(page=True) for value in ("A%2FB", "A%3FB", "..%2F..%2Fx", "%E2%82%AC")]

    assert len(set(files)) == 4
    assert all(file.startswith("en/find/group=") and file.count("/") == 2 and "?" not in file for file in files)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/fr/find?state=XA&order=date#needs", ("fr/find?order=date&state=XA", "needs")),
        ("#needs", ("en/states/XA", "needs")),
        ("?page=1", ("en/states/XA", "")),
        ("https://copy.example/site/en/", ("en/", "")),
        ("https://copy.example/site", ("", "")),
    ],
)
def test_links_of_the_site_are_read(link: str, expected: tuple[str, str]) -> None:
    found = target(link, here=HERE, site="https://copy.example/site")

    assert found is not None
    assert (str(found[0]), found[1]) == expected


@pytest.mark.parametrize("link", ["https://elsewhere.example/en/", "//copy.example/en/", "mailto:a@b.example"])
def test_links_that_leave_the_site_are_left(link: str) -> None:
    assert target(link, here=HERE, site="https://copy.example/site") is None


@pytest.mark.parametrize(
    ("here", "there", "place", "expected"),
    [
        ("en/states/XA/index.html", "ar/states/XA/index.html", "", "../../../ar/states/XA/index.html"),
        ("en/index.html", "en/find/state=XA.html", "needs", "find/state=XA.html#needs"),
        ("index.html", "en/index.html", "", "en/index.html"),
        ("en/index.html", "en/index.html", "tiles", "#tiles"),
        ("en/index.html", "release/documents/a b.pdf", "page=2", "../release/documents/a%20b.pdf#page=2"),
    ],
)
def test_one_file_leads_to_another(here: str, there: str, place: str, expected: str) -> None:
    assert between(here, there, place) == expected


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("find", True), ("find?state=XA", True), ("find?page=2&state=XA", True), ("find?chapter=V&sids=true", False),
        ("figures/needs/rows?by=type&part=other", True), ("search?q=courts", False), ("find?q=courts&page=2", False),
    ],
)  # fmt: skip
def test_questions_are_held_one_choice_at_a_time(text: str, held: bool) -> None:
    assert single(address(text)) is held


def test_language_is_the_first_part_where_it_is_one() -> None:
    assert address("zh/find?page=2").below == Address("find", (("page", "2"),))
    assert address("standard/needs").language is None
