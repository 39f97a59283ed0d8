"""Where an old identifier lives on."""

from article60.web.public.current import Release
from article60.web.public.rows import one


def alias(release: Release, identifier: str) -> str | None:
    """The identifier that took the place of this one; None where none did."""
    seen = {identifier}
    found = one(release.connection, "aliases", identifier)
    while found is not None and found.new_id not in seen:
        seen.add(found.new_id)
        further = one(release.connection, "aliases", found.new_id)
        if further is None:
            return str(found.new_id)
        found = further
    return None
