"""A description of a source is used as it is meant, or refused by the name of what is wrong in it."""

from pathlib import Path

import pytest

from article60.sources import source_yml
from article60.sources.documents_csv import UnusableInput
from article60.sources.source_yml import Listing


@pytest.mark.parametrize(
    ("described", "said"),
    [
        ("", "the file must hold"),
        ("name: [", "cannot be read as YAML"),
        ("name: A\npublisher: B\nfiles: ['http://x/a.xml']", "licence is missing"),
        ("name: A\nlicence: B\nfiles: ['http://x/a.xml']", "publisher is missing"),
        ("name: A\npublisher: null\nlicence: ''\nfiles: ['http://x/a.xml']", "licence is ''; give a line of text"),
        ("name: A\npublisher: 7\nlicence: B\nfiles: ['http://x/a.xml']", "publisher is 7; give a line of text"),
        ("name: A\npublisher: B\nlicence: ' '\nfiles: ['http://x/a.xml']", "licence is ' '; give a line of text"),
        ("name: A\npublisher: B\nlicence: C\nlist: {address: 'http://x/', file: a, offset: 2}", "offset is 2"),
        ("name: A\npublisher: B\nlicence: C\nfiles: ['http://x/a']\npoliteness: {user_agent: ''}", "user_agent is ''"),
        (
            "name: A\npublisher: B\nlicence: C\nfiles: ['http://x/a']\npoliteness: {user_agent: Бюро}",
            "user_agent is 'Бюро'; servers",
        ),
        ("name: A\npublisher: B\nlicence: C", "give either files"),
        ("name: A\npublisher: B\nlicence: C\nlist: {address: 'http://x/'}", "list: file is None"),
        ("name: A\npublisher: B\nlicence: C\nlist: {file: url}", "list: address is missing"),
        ("name: A\npublisher: B\nlicence: C\nlist: {address: 'http://x/', file: 'a..b'}", "list: file is 'a..b'"),
        ("name: A\npublisher: B\nlicence: C\nlist: {address: 'http://x/', file: a, pages: b}", "'pages' is not known"),
        ("name: A\npublisher: B\nlicence: C\nlist: {address: 'http://x/', file: a, next: b, offset: c}", "not both"),
        ("name: A\npublisher: B\nlicence: C\nindex: {links: a}", "index: address is missing"),
        ("name: A\npublisher: B\nlicence: C\nfiles: ['ftp://x/a.xml']", "'ftp://x/a.xml' is no http"),
        ("name: A\npublisher: B\nlicence: C\nfiles: ['http://x/a.xml']\nlicense: D", "'license' is not known"),
        ("name: A\npublisher: B\nlicence: C\nindex: {address: 'http://x/', links: '['}", "no regular expression"),
        ("name: A\npublisher: B\nlicence: C\nfiles: ['http://x/a']\nexpect: {minimum_files: many}", "whole number"),
        ("name: A\npublisher: B\nlicence: C\nfiles: ['http://x/a']\npoliteness: {seconds_to_wait: -1}", "give seconds"),
    ],
)
def test_a_malformed_description_is_named(tmp_path: Path, described: str, said: str) -> None:
    path = tmp_path / "source.yml"
    path.write_text(described)

    with pytest.raises(UnusableInput, match=r"source\.yml: ") as refused:
        source_yml.read(path)

    assert said in str(refused.value)


def test_a_description_that_is_not_there_leads_to_the_examples(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput) as refused:
        source_yml.read(tmp_path / "bulk.yml")

    folder = Path(source_yml.__file__).parent
    assert str(refused.value) == f"{tmp_path}/bulk.yml: no such file; copy one of the examples in {folder} and correct it"


@pytest.mark.parametrize("example", ["source", "bulk_archive", "list", "registry"])
def test_examples_are_descriptions_that_can_be_used(example: str) -> None:
    described = source_yml.read(Path(source_yml.__file__).with_name(f"example_{example}.yml"))

    assert described.files
    assert bool(described.publisher) is bool(described.licence) is (example == "source")
    if isinstance(described.files, Listing):
        assert described.files.items and described.files.file
