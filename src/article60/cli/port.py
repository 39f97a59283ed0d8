"""Whether a port is free for a server: its processes share it, and would as readily share it with another server's."""

import socket


class PortTaken(OSError):
    """Another program answers at the port asked for."""


def must_be_free(port: int) -> None:
    """Raise PortTaken where another program answers at a port of this machine: half of the answers would be its."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError as error:
            told = f"port {port} cannot be used ({error.strerror}): stop what answers there, or give --port N"
            raise PortTaken(told) from error
