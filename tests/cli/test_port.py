"""A port at which something answers is refused, also where that something would share it."""

import socket

import pytest

from article60.cli.port import PortTaken, must_be_free


def test_free_port_is_free() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    must_be_free(port)


def test_port_that_another_server_would_share_is_refused() -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(PortTaken, match=rf"port {port} cannot be used .*--port N"):
            must_be_free(port)
