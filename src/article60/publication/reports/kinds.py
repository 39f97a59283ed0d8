"""Every kind of report that can be made of a Release, by the name that the command line gives it."""

from collections.abc import Mapping

from article60.publication.reports.making import Kind

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in (Kind(name="trend-note"),)}
