"""Every kind of report that can be made of a Release, by the name that the command line gives it."""

from collections.abc import Mapping

from article60.publication.reports.making import Kind
from article60.publication.reports.state_brief import STATE_BRIEF
from article60.publication.reports.trend_note import TREND_NOTE

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in (TREND_NOTE, STATE_BRIEF)}
