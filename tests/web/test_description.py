"""The description of the API is kept by every answer: questions are made from it, right ones and wrong ones."""

import os

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "article60.web.settings")

from article60.web.wsgi import application

EXAMPLES = int(os.environ.get("ARTICLE60_API_EXAMPLES", "6"))
"""Questions for each operation and kind; 200 is the thorough number."""


@pytest.fixture
def described(site: None) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case: schemathesis.Case) -> None:
    case.call_and_validate(headers={"Accept-Encoding": "identity"})
