"""Every kind of report that can be made of a Release, by the name that the command line gives it."""

from collections.abc import Mapping

from article60.publication.reports.clearance_sheet import CLEARANCE_SHEET
from article60.publication.reports.donor_brief import DONOR_BRIEF
from article60.publication.reports.launch_pack import LAUNCH_PACK
from article60.publication.reports.making import Kind
from article60.publication.reports.national_plan import NATIONAL_PLAN
from article60.publication.reports.provision_brief import PROVISION_BRIEF
from article60.publication.reports.regional_brief import REGIONAL_BRIEF
from article60.publication.reports.state_brief import STATE_BRIEF
from article60.publication.reports.trend_note import TREND_NOTE

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        TREND_NOTE,
        STATE_BRIEF,
        REGIONAL_BRIEF,
        PROVISION_BRIEF,
        DONOR_BRIEF,
        LAUNCH_PACK,
        CLEARANCE_SHEET,
        NATIONAL_PLAN,
    )
}
