"""Addresses of the site's own style sheets and images, changed whenever their bytes change."""

import hashlib
from functools import cache

from django.conf import settings


@cache
def asset(name: str) -> str:
    """`/static/site.css?v=1a2b3c4d`; raises FileNotFoundError for a file that the package does not hold."""
    content = (settings.STATIC_ROOT / name).read_bytes()
    return f"{settings.STATIC_URL}{name}?v={hashlib.sha256(content).hexdigest()[:8]}"
