"""A PostgreSQL of the tests' own, on which the workspace stands; each test in a transaction that is taken back."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import django
import pytest

from article60.web.common.cluster import running

KEEP = ExitStack()


def pytest_addoption(parser: pytest.Parser) -> None:
    """How much is tried: a slice with every run of the tests, the full counts by `make leaks` and `make long-tests`."""
    parser.addoption(
        "--kills", type=int, default=30, help="how often workers are killed in the middle of their work (default 30)"
    )
    parser.addoption("--leaks", type=int, default=12, help="questions of each person in each world of the leak matrix")
    parser.addoption("--part", default="1/1", help="which part of the leak matrix is asked, and of how many")
    parser.addoption("--rounds", type=int, default=1, help="how many times more rounds than in a slice the other suites have")
    parser.addoption("--figures", default="", help="file into which figures are written as JSON")


def pytest_configure(config: pytest.Config) -> None:
    """Django's settings name the database, so that it must run before they are read.

    Its folder stands where also the user as whom it runs may go: not below the project, which may be root's alone.
    """
    folder = Path(KEEP.enter_context(tempfile.TemporaryDirectory(prefix="article60-test-")))
    cluster = KEEP.enter_context(running(folder, lasting=False))
    config.add_cleanup(KEEP.close)
    os.environ["DATABASE_URL"] = cluster.address(user="postgres", database="postgres")
    os.environ["ARTICLE60_SECRET"] = "of no worth: for tests only " * 2
    os.environ["DJANGO_SETTINGS_MODULE"] = "article60.web.workspace.settings"
    django.setup()
    from django.conf import settings

    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # what takes long there takes long in each test


@pytest.fixture(scope="session")
def told(pytestconfig: pytest.Config) -> Iterator[dict[str, object]]:
    """Figures by name, which tests fill in; they are written into the file that `--figures` names."""
    found: dict[str, object] = {}
    yield found
    if name := pytestconfig.getoption("figures"):
        Path(name).write_text(json.dumps(found), encoding="utf-8")


@pytest.fixture(scope="session", autouse=True)
def database() -> Iterator[None]:
    """A database made by the migrations, once."""
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases, teardown_test_environment

    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    yield
    teardown_databases(made, verbosity=0)
    teardown_test_environment()


@pytest.fixture(autouse=True)
def db(database: None) -> Iterator[None]:
    """Whatever a test changes is taken back; each begins in English, with no attempt counted."""
    from django.db import transaction
    from django.utils import translation

    with translation.override("en"), transaction.atomic():
        yield
        transaction.set_rollback(True)
