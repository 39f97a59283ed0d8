"""Whether a workspace answers on this machine alone: with the people of the demonstration in it, it may answer nowhere else."""

import os
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from psycopg.conninfo import conninfo_to_dict

from article60.settings import UnusableSetting


class NotLocal(UnusableSetting):
    """The demonstration would answer, or keep its data, elsewhere than on this machine; the message names the setting."""


def must_be_local(settings: Mapping[str, str]) -> None:
    """Raises NotLocal where any of these settings leads beyond this machine."""
    for name, told in elsewhere(settings):
        raise NotLocal(
            f"{name} is {told}: the people of the demonstration have passwords that everybody knows, so that it runs on this"
            " machine alone. Take them out, or leave this setting empty"
        )


def elsewhere(settings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each setting that leads beyond this machine, with what it says; of an address of a database its host alone."""
    for host in _hosts_of_the_database(settings):
        if not is_local(host):
            yield "DATABASE_URL", f"at {host}"
    for name in ("ARTICLE60_WORKSPACE", "ARTICLE60_ADDRESS"):
        address = settings.get(name, "")
        if address and not is_local(urlsplit(address).hostname or address):
            yield name, address
    for host in settings.get("ARTICLE60_HOSTS", "").split(","):
        if host.strip() and not is_local(host.strip()):
            yield "ARTICLE60_HOSTS", host.strip()
    if settings.get("ARTICLE60_BEHIND_TLS") == "yes":
        yield "ARTICLE60_BEHIND_TLS", "yes"


def is_local(host: str) -> bool:
    """Whether a host is this machine: loopback, or the folder of a socket."""
    if host.startswith("/") or host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _hosts_of_the_database(settings: Mapping[str, str]) -> Iterator[str]:
    """What libpq would connect to: what the address names, else its own variables; a socket where neither names any."""
    told = conninfo_to_dict(settings.get("DATABASE_URL", ""))
    named = [told.get(name) or settings.get(variable, "") for name, variable in _LIBPQ.items()]
    for one in named:
        yield from (host for host in str(one).split(",") if host)


_LIBPQ = {"host": "PGHOST", "hostaddr": "PGHOSTADDR"}


def must_hold_no_demonstration_elsewhere() -> None:
    """Of a server that is to answer elsewhere: nobody of the demonstration has an account. Raises NotLocal."""
    if not list(elsewhere(os.environ)):
        return
    from article60.web.accounts.demonstration import DOMAIN  # models are known only now
    from article60.web.accounts.models import User

    if User.objects.filter(email__iendswith=f"@{DOMAIN}", is_active=True).exists():
        must_be_local(os.environ)
