"""A planned programme is read from YAML, CSV and workbooks, in the words of six languages, or refused with the place."""

from datetime import date

import pytest
from openpyxl import Workbook

from article60.codes.areas import AREAS, area_codes
from article60.codes.languages import LANGUAGES
from article60.codes.reader import by_code
from article60.domain.state_party import state_parties
from article60.sources import plan
from article60.sources.forms import UnusableForm

YAML = """\
title: Tender training for Ndara
provider: Norvald Development Agency
states: [Ndara, xb]
provisions: [9, 46(9)]
types:
  - capacity_building
  - Legislative assistance
start: 2027-01-01
end: 2029-12-31
budget: 1 200 000.50
currency: eur
bodies:
  - Public Procurement Board, and its regional offices
"""


def written(folder, text, name="plan.yml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def workbook(folder, rows, sheet="plan"):
    book = Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(row)
    book.save(folder / "plan.xlsx")
    return folder / "plan.xlsx"


def problem(path):
    with pytest.raises(UnusableForm) as error:
        plan.read(path)
    return str(error.value)


def test_every_key_is_read_from_yaml(tmp_path):
    read = plan.read(written(tmp_path, YAML))

    assert (read.title, read.provider) == ("Tender training for Ndara", "Norvald Development Agency")
    assert (read.states, read.provisions) == (("XA", "XB"), ("9", "46(9)"))
    assert (read.fine_types, read.broad_types) == (("capacity_building",), ("legislative",))
    assert (read.start, read.end) == (date(2027, 1, 1), date(2029, 12, 31))
    assert (read.budget, read.currency) == ("1200000.50", "EUR")
    assert read.bodies == ("Public Procurement Board, and its regional offices",)


def test_workbook_and_csv_say_the_same_as_yaml(tmp_path):
    rows = [
        ["key", "what to write", "value", "value"],
        ["title", "the title", "Tender training for Ndara"],
        ["provider", "", "Norvald Development Agency"],
        ["states", "", "Ndara", "xb"],
        ["provisions", "", 9, "46(9)"],
        ["types", "", "capacity_building", "Legislative assistance"],
        ["start", "", date(2027, 1, 1)],
        ["end", "", "2029-12-31"],
        ["budget", "", 1200000.50],
        ["currency", "", "EUR"],
        ["bodies", "", "Public Procurement Board, and its regional offices"],
    ]
    table = "\n".join(";".join(str(cell) for cell in row) for row in rows)
    expected = plan.read(written(tmp_path, YAML))

    from_book, from_csv = plan.read(workbook(tmp_path, rows)), plan.read(written(tmp_path, f"\ufeff{table}", "plan.csv"))

    assert from_csv.budget == from_book.budget == "1200000.5"
    assert [one.states for one in (from_book, from_csv)] == [expected.states] * 2
    assert (from_book.provisions, from_book.types, from_book.start) == (expected.provisions, expected.types, expected.start)
    assert (from_csv.provisions, from_csv.types, from_csv.bodies) == (expected.provisions, expected.types, expected.bodies)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_labels_and_keys_are_read_in_six_languages(tmp_path, language):
    keys = {key: row[language] for key, row in by_code("plan_keys").items()}
    state = getattr(state_parties()["XA"], f"name_{language}")
    kind = by_code("types")["legal_advice"][language]

    read = plan.read(
        written(
            tmp_path,
            f'{keys["title"]}: x\n{keys["states"]}: ["{state}"]\n{keys["provisions"]}: [9]\n{keys["types"]}: "{kind}"\n',
        )
    )

    assert (read.states, read.fine_types) == (("XA",), ("legal_advice",))


def test_norway_is_not_false_and_a_number_is_not_a_day(tmp_path):
    assert plan.read(written(tmp_path, "title: 2027\nstates: [NO]\nprovisions: 9\n")).states == ("NO",)


@pytest.mark.parametrize(
    ("value", "provisions"),
    [
        ("9", ("9",)),
        ("46(9)(b)", ("46(9)(b)",)),
        ("9, 46 (9)", ("9", "46(9)")),
        ("art. 46, para. 9", ("46(9)",)),
        ("9 – Public procurement and management of public finances", ("9",)),
        ("9 – المشتريات العمومية وإدارة الأموال العمومية", ("9",)),
    ],
)
def test_provisions_are_read_as_people_write_them(tmp_path, value, provisions):
    assert plan.read(written(tmp_path, f"title: x\nstates: XA\nprovisions: '{value}'\n")).provisions == provisions


def test_a_broad_type_stands_for_all_types_that_belong_to_it(tmp_path):
    read = plan.read(written(tmp_path, "title: x\nstates: XA\nprovisions: 9\ntypes: legislative\n"))

    assert read.fine_types == ()
    assert set(read.types) == {"model_legislation", "model_agreement", "legislative_drafting", "legal_advice"}
    assert read.coarse_types == ("legislative",)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("titel: y", "line 4: unknown key 'titel'; did you mean title?"),
        ("types: capacity", "line 4: types: unknown type 'capacity'; did you mean capacity_building?"),
        ("start: soon", "line 4: start: 'soon' is no day; write it as 2027-01-31"),
        ("budget: many", "line 4: budget: 'many' is no amount"),
        ("budget: 100", "line 4: budget has no currency; add `currency: EUR`"),
        ("currency: Euros", "line 4: currency: 'Euros' is no currency"),
        ("start: 2028-01-01\nend: 2027-01-01", "line 5: end 2027-01-01 lies before start 2028-01-01"),
        ("title: again", "line 4: title has a second value 'again'; keep one"),
        ("bodies:\n  first: x", "line 5: bodies holds keys of its own"),
    ],
)
def test_a_bad_line_is_named_with_what_to_do(tmp_path, line, told):
    assert told in problem(written(tmp_path, f"title: x\nstates: XA\nprovisions: 9\n{line}\n"))


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            "title: x\nstates: Ndaraa\nprovisions: 9",
            "line 2: states: 'Ndaraa' is no State, region or group known here; did you mean XA, Ndara?",
        ),
        ("title: x\nstates: XA\nprovisions: 15(1)", "line 3: provisions: the Convention has no provision '15(1)'"),
        ("title: x\nstates: XA\nprovisions: bribery", "line 3: provisions: 'bribery' names no provision"),
        ("states: XA\nprovisions: 9", "key title: missing or empty; give the programme a title"),
        ("title: x\nstates: []\nprovisions: 9", "key states: missing or empty"),
        ("title: x\nstates: XA", "key provisions: missing or empty"),
    ],
)
def test_what_is_needed_is_asked_for(tmp_path, lines, told):
    assert told in problem(written(tmp_path, lines))


def test_all_problems_are_told_at_once_each_on_a_line(tmp_path):
    told = problem(written(tmp_path, "states: Nowhere\nprovisions: 15(1)\n")).splitlines()

    assert len(told) == 3
    assert all("plan.yml, " in line for line in told)


def test_a_bad_cell_is_named_by_sheet_and_letter(tmp_path):
    rows = [["key", "hint", "value", "value"], ["title", "", "x"], ["states", "", "XA", "Nowhere"], ["provisions", "", "9"]]

    assert "sheet plan, cell D3: states: 'Nowhere'" in problem(workbook(tmp_path, rows))


def test_a_value_beside_no_key_is_named(tmp_path):
    rows = [["key", "value"], ["title", "x"], ["states", "XA"], ["provisions", "9"], ["", "12"]]

    assert "cell B5: '12' stands beside no key" in problem(workbook(tmp_path, rows))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("plan.doc", b"x", "a plan is a .yml, .xlsx or .csv file"),
        ("plan.yml", b"title: [x", "cannot be read"),
        ("plan.yml", b"title: \xff\xfe", "save it as UTF-8"),
        ("plan.yml", b"- a\n- b\n", "write `key: value` lines"),
        ("plan.yml", b"", "write `key: value` lines"),
        ("plan.xlsx", b"no workbook", "cannot be read as a workbook"),
        ("plan.csv", b"a,b\n1,2\n", "the first row must hold the headings `key` and `value`"),
        ("plan.csv", b"", "empty"),
        ("plan.csv", b"x" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_with_its_name(tmp_path, name, content, told):
    (tmp_path / name).write_bytes(content)

    message = problem(tmp_path / name)

    assert name in message
    assert told in message


def test_a_missing_file_is_named(tmp_path):
    assert "no such file" in problem(tmp_path / "none.yml")


@pytest.mark.parametrize(
    ("value", "states", "areas"),
    [
        ("African States", (), ("african",)),
        ("african", (), ("african",)),
        ("[Ndara, Pacific Islands Forum]", ("XA",), ("Pacific Islands Forum",)),
        ("[014, XB, Southern Africa]", ("XB",), ("014", "018")),
        ("South Africa", ("ZA",), ()),
        ("[FM, '057', 057 – Micronesia]", ("FM",), ("057",)),
        ("European Union", ("EU",), ()),  # a party of that name, too
    ],
)
def test_regions_and_groups_may_stand_among_states(tmp_path, value, states, areas):
    read = plan.read(written(tmp_path, f"title: x\nstates: {value}\nprovisions: 9\n"))

    assert (read.states, read.areas) == (states, areas)


@pytest.mark.parametrize("language", LANGUAGES)
def test_regions_and_groups_are_known_in_six_languages(tmp_path, language):
    names = [row[language] for name in AREAS for row in by_code(name).values() if row["code"] != "057"]
    listed = "".join(f'  - "{name}"\n' for name in names)

    read = plan.read(written(tmp_path, f"title: x\nstates:\n{listed}provisions: 9\n"))

    assert read.states == ("EU",) and set(read.areas) == {*area_codes()} - {"European Union", "057"}


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("Africn States", "'Africn States' is no State, region or group known here; did you mean african, African States?"),
        ("Micronesia", "'Micronesia' may be the State FM or the region 057; write one of the two codes"),
        (
            "Los demás",
            "is no State, region or group known here; write a code or name as `--template plan.yml`",
        ),
        ("Ndaraa", "'Ndaraa' is no State, region or group known here; did you mean XA, Ndara?"),
    ],
)
def test_a_place_that_is_not_known_is_named_with_what_to_write(tmp_path, value, told):
    assert told in problem(written(tmp_path, f"title: x\nstates: [{value}]\nprovisions: 9\n"))
