"""What the tests of collecting stand on: a local server and a collector that asks it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.sources.lying_server import XML, Collector, Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def collector(tmp_path: Path, server: Server) -> Collector:
    server.files |= {"/a.xml": XML, "/b.xml": b"<iati-activities/>"}
    return Collector(tmp_path, server)
