"""Reports of the invented world: what one of each kind is about."""

from article60.publication.reports.making import About

ABOUT = {
    "trend-note": About(),
    "state-brief": About(state="XA"),
    "regional-brief": About(region="asia_pacific"),
    "provision-brief": About(provision="46"),
    "donor-brief": About(donor="ORG-E24BBMZG"),
    "launch-pack": About(state="XA"),
    "clearance-sheet": About(state="XA"),
    "national-plan": About(state="XA"),
}
"""By kind; of those that could be chosen, one about which the Release holds much."""
