"""What leaves the workspace otherwise than by pages: lines of decisions for a public run, and what commands print."""

import importlib
import json
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec

from django.apps import apps
from django.utils import timezone

from article60.web.workspace import jobs

NOT_COMPARED: Mapping[str, str] = {
    "prepare": "makes tables and prints nothing",
    "invite": "prints what was given to it, and a password",
    "reset": "prints what was given to it, and a password",
    "dismiss": "prints how many roles of an account have ended",
    "fill": "prints identifiers of the public Release to the operator",
    "export_decisions": "writes the lines that are compared here",
    "verify": "prints to the operator how many events there are, which every secret changes by design",
    "work": "prints how often what came of it; its letters are compared with each world",
    "failed": "prints what the worker has given up, by kind and key",
    "try_again": "prints whether it was there",
    "serve": "pages, which are compared",
    "demo": "pages of an invented world",
    "fill_demo": "makes an invented world and prints nothing",
}
"""Of each job of the command line, why what it prints is not compared between worlds, or where it is."""


def outputs() -> Mapping[str, bytes]:
    """Everything that is compared, by name, as it stands today."""
    return {name: made() for name, made in _exports()}


def _exports() -> Iterator[tuple[str, Callable[[], bytes]]]:
    for app in apps.get_app_configs():
        name = f"{app.name}.decisions"
        if app.name.startswith("article60.web.") and find_spec(name) is not None:
            yield name, lambda name=name: _lines(name)  # type: ignore[misc]


def _lines(name: str) -> bytes:
    found = importlib.import_module(name).lines(on=timezone.now().date())
    return "\n".join(json.dumps(line, default=str, sort_keys=True) for line in found).encode()


def commands() -> frozenset[str]:
    """Jobs of the command line: public functions of their module."""
    own = (name for name, one in vars(jobs).items() if callable(one) and getattr(one, "__module__", "") == jobs.__name__)
    return frozenset(name for name in own if not name.startswith("_"))
