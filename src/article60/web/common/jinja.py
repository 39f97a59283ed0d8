"""The template environment: translation, links, and how numbers, days, provisions and codes are written for a reader."""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, override
from jinja2 import Environment, StrictUndefined

from article60.charts.marks import shapes
from article60.codes.languages import direction, own_name
from article60.web.common import wording
from article60.web.common.assets import asset
from article60.web.common.corrections import report_address
from article60.web.common.provisions import anchor, provision_address
from article60.web.common.rendering import QuickEnvironment, translate, translate_counted
from article60.web.common.spoken import active


def link(name: str, *args: Hashable) -> str:
    """Address of a page in the reader's language."""
    return _link(active(), name, args)


@lru_cache(maxsize=16_384)
def _link(language: str | None, name: str, args: tuple[Hashable, ...]) -> str:
    """The address in the language, whatever Django has in the thread meanwhile: what is kept must hold."""
    with override(language):
        return reverse(name, args=args)


def environment(**options: Any) -> Environment:
    """Jinja2 as all pages use it: escaping on, undefined names an error, gettext in the reader's language."""
    made = QuickEnvironment(
        **options | {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}, extensions=["jinja2.ext.i18n"]
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(gettext, translate_counted, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    made.globals.update(
        _=translate,
        gettext=translate,
        link=link,
        anchor=anchor,
        provision_link=provision_address,
        asset=asset,
        report_address=report_address,
        own_name=own_name,
        direction=direction,
        mark_shapes=shapes,
        w=wording,
    )
    made.filters.update(number=wording.number, day=wording.day, size=wording.size)
    return made
