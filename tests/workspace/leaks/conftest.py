"""Worlds are made once for all tests of leaks; `--leaks` sets how many questions each person asks in each world."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import override_settings
from django.utils import timezone

if TYPE_CHECKING:  # they read Django's models, which are not there yet
    from tests.workspace.leaks.matrix import Figures, Plan
    from tests.workspace.leaks.worlds import World


@pytest.fixture
def db(database: None) -> Iterator[None]:
    """Worlds are databases of their own: nothing is taken back here."""
    connection.close()
    yield
    connection.close()


@pytest.fixture(scope="session")
def plan(
    database: None, demo_release: Path, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> "Iterator[Plan]":
    from tests.workspace.leaks import matrix
    from tests.workspace.leaks.asking import listening

    if not pytestconfig.getoption("leaks"):
        pytest.skip("no questions were wanted")
    connection.close()
    received = tmp_path_factory.mktemp("received")
    with (
        override_settings(ARTICLE60_RELEASE=demo_release, ARTICLE60_RECEIVED=str(received)),
        listening(timezone.now()),
    ):
        yield matrix.plan(_worlds(pytestconfig), each=pytestconfig.getoption("leaks"), seed="7")


@pytest.fixture(scope="session")
def figures(plan: "Plan") -> "Figures":
    from tests.workspace.leaks import matrix

    return matrix.compare(plan)


def _worlds(config: pytest.Config) -> "Sequence[World]":
    """Those of a part; in a slice each once, as what is kept otherwise must be answered alike, too."""
    from tests.workspace.leaks import matrix
    from tests.workspace.leaks.worlds import worlds

    place, _, of = config.getoption("part").partition("/")
    return worlds(changed=config.getoption("leaks") >= matrix.ALL_ASK)[int(place) - 1 :: int(of)]
