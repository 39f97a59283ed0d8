"""Worlds are made once for all tests of leaks; `--leaks` sets how many questions each person asks in each world."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.utils import timezone


@pytest.fixture
def db(database: None) -> Iterator[None]:
    """Worlds are databases of their own: nothing is taken back here."""
    connection.close()
    yield
    connection.close()


@pytest.fixture(scope="session")
def plan(database: None, pytestconfig: pytest.Config) -> Iterator[object]:
    from tests.workspace.leaks import matrix
    from tests.workspace.leaks.asking import listening
    from tests.workspace.leaks.worlds import worlds

    if not pytestconfig.getoption("leaks"):
        pytest.skip("the matrix is asked by make leaks")
    connection.close()
    with listening(timezone.now()):
        yield matrix.plan(worlds(), each=pytestconfig.getoption("leaks"), seed="7")


@pytest.fixture(scope="session")
def figures(plan: object, pytestconfig: pytest.Config) -> object:
    from tests.workspace.leaks import matrix
    from tests.workspace.leaks.worlds import worlds

    place, _, of = pytestconfig.getoption("part").partition("/")
    return matrix.compare(plan, worlds(), matrix.Part(int(place) - 1, int(of)))
