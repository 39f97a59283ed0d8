import pytest

from article60.tables.columns import columns
from article60.tables.declared import TABLES
from article60.tables.plain import records, rows
from invented_tables import tables


@pytest.mark.parametrize("name", sorted(TABLES))
def test_records_survive_as_plain_cells(name):
    given = tables()[name]
    assert list(records(TABLES[name].noun, rows(TABLES[name].noun, given))) == given


@pytest.mark.parametrize("name", sorted(TABLES))
def test_cells_are_text_and_numbers_only(name):
    cells = [cell for row in rows(TABLES[name].noun, tables()[name]) for cell in row]
    assert {type(cell) for cell in cells} <= {str, int, float, type(None)}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_declared_names_are_columns_of_the_noun(name):
    table = TABLES[name]
    assert {*table.key, *table.order, *table.refers} <= set(columns(table.noun))


@pytest.mark.parametrize("name", sorted(TABLES))
def test_what_a_column_refers_to_is_the_key_of_a_table(name):
    targets = [target.split(".") for target in TABLES[name].refers.values()]
    assert all(TABLES[table].key == (column,) for table, column in targets)
