"""The Release of the invented world as its figures, its lists and a second reckoning see it."""

import json
import os

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "article60.web.settings")
django.setup()

from django.conf import settings  # noqa: E402 - only after the settings are known
from django.test import Client  # noqa: E402

from article60.publication.reading import open_release  # noqa: E402
from plain_figures import Plain  # noqa: E402


@pytest.fixture(scope="module")
def connection(demo_release):
    opened = open_release(demo_release)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def plain(demo_release):
    return Plain(demo_release)


@pytest.fixture(scope="module")
def client(demo_release):
    """A browser without a browser on the site that shows the Release of the invented world."""
    shown = settings.ARTICLE60_RELEASE
    settings.ARTICLE60_RELEASE = demo_release
    yield Client(SERVER_NAME="localhost")
    settings.ARTICLE60_RELEASE = shown


@pytest.fixture(scope="module")
def published(demo_release):
    return json.loads((demo_release / "figures.json").read_text(encoding="utf-8"))
