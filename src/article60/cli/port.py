"""Ports for servers: which there are, and whether one is free, as processes would readily share it with another server's."""

import argparse
import re
import socket

HIGHEST = 65535


class PortTaken(OSError):
    """Another program answers at the port asked for."""


def port(text: str) -> int:
    """The port that an option names. Raises ArgumentTypeError where there is no such port."""
    if not re.fullmatch("[0-9]{1,5}", text) or not 1 <= int(text) <= HIGHEST:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; write a number from 1 to {HIGHEST}")
    return int(text)


def port_or_none(text: str) -> int:
    """The same; 0 where none is wanted."""
    return 0 if text == "0" else port(text)


def must_be_free(port: int) -> None:
    """Raise PortTaken where another program answers at a port of this machine: half of the answers would be its."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError as error:
            told = f"port {port} cannot be used ({error.strerror}): stop what answers there, or give --port N"
            raise PortTaken(told) from error
