"""Typed settings, read once from the environment by the command line and passed down from there."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from article60.codes.reader import by_code
from article60.domain.answerable import Answerable
from article60.domain.fields import note

SITE = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")
"""Address of a site: scheme, host, and a folder where there is one."""


class UnusableSetting(Answerable, ValueError):
    """A setting in the environment has a value that cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an operator may set; each field is read from `ARTICLE60_` and its name in capitals."""

    workers: int = note("Processes that read files, or answer readers, side by side.", unit="processes", default=2)
    keep_megabytes: int = note(
        "Memory in which each process that answers readers keeps finished answers; 0 keeps none.", unit="MB", default=64
    )
    operator: str = note("Who runs this installation; stands in the footer of every page, if named.", default="")
    address: str = note("Public address of the site, as `https://register.example`; files of a Release name it.", default="")
    licence: str = note(
        "Terms for what the register adds of its own: CC-BY-4.0, CC-BY-SA-4.0, CC-BY-3.0-IGO, CC0-1.0, ODC-By-1.0, ODbL-1.0 or "
        "PDDL-1.0.",
        default="CC-BY-4.0",
    )
    signing_key: str = note("Key file of OpenSSH that signs SHA256SUMS; none signs nothing.", default="")
    corrections: str = note("Where readers report an error: a mailto: or https:// address, linked from records.", default="")
    behind_tls: bool = note(
        "`yes` where a proxy in front of the site speaks TLS and sets X-Forwarded-Proto itself.", default=False
    )
    read_seconds: int = note(
        "Processor time that one document may take to be read; by the clock twice as long.", unit="seconds", default=60
    )
    read_megabytes: int = note("Memory that the reading of one document may take.", unit="MB", default=1024)


def read(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment. Raises UnusableSetting naming the variable and what it must be."""
    variables = os.environ if environment is None else environment
    defaults = Settings()
    return Settings(
        workers=_positive(variables, "workers", min(defaults.workers, os.cpu_count() or 1)),
        keep_megabytes=_positive(variables, "keep_megabytes", defaults.keep_megabytes, least=0),
        operator=variables.get("ARTICLE60_OPERATOR", defaults.operator),
        address=_site(variables, defaults.address),
        licence=_licence(variables, defaults.licence),
        signing_key=variables.get("ARTICLE60_SIGNING_KEY", defaults.signing_key),
        corrections=_address(variables, "corrections"),
        behind_tls=_yes(variables, "behind_tls"),
        read_seconds=_positive(variables, "read_seconds", defaults.read_seconds),
        read_megabytes=_positive(variables, "read_megabytes", defaults.read_megabytes),
    )


def _site(variables: Mapping[str, str], default: str) -> str:
    text = variables.get("ARTICLE60_ADDRESS", default).rstrip("/")
    if text and not SITE.fullmatch(text):
        raise UnusableSetting(f"ARTICLE60_ADDRESS is {text!r}; write the address of the site, as https://register.example")
    return text


def _licence(variables: Mapping[str, str], default: str) -> str:
    code = variables.get("ARTICLE60_LICENCE", default)
    if code not in by_code("licences"):
        raise UnusableSetting(f"ARTICLE60_LICENCE is {code!r}; write one of {', '.join(by_code('licences'))}")
    return code


def _address(variables: Mapping[str, str], name: str) -> str:
    variable = f"ARTICLE60_{name.upper()}"
    text = variables.get(variable, "")
    if text and not text.startswith(("mailto:", "https://")):
        raise UnusableSetting(f"{variable} is {text!r}; it must begin with mailto: or https://")
    return text


def _yes(variables: Mapping[str, str], name: str) -> bool:
    variable = f"ARTICLE60_{name.upper()}"
    text = variables.get(variable, "")
    if text not in ("", "yes", "no"):
        raise UnusableSetting(f"{variable} is {text!r}; it must be yes or no")
    return text == "yes"


def _positive(variables: Mapping[str, str], name: str, default: int, *, least: int = 1) -> int:
    variable = f"ARTICLE60_{name.upper()}"
    text = variables.get(variable)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit()) or int(text) < least:
        raise UnusableSetting(f"{variable} is {text!r}; it must be a whole number above {least - 1}")
    return int(text)
