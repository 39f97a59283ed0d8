"""Modules that several applications have under one name, such as `locks`: found by their being there, listed nowhere."""

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps


def modules(name: str) -> Sequence[ModuleType]:
    """Those of this name, in the order of the applications."""
    names = (f"{app.name}.{name}" for app in apps.get_app_configs() if app.name.startswith("article60.web."))
    return [import_module(one) for one in names if find_spec(one) is not None]
