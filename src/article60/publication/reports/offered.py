"""Which reports are offered, and the endings of the files that they are written in, told without loading what makes them."""

NAMES = (
    "trend-note",
    "state-brief",
    "regional-brief",
    "provision-brief",
    "donor-brief",
    "launch-pack",
    "clearance-sheet",
    "national-plan",
)
ENDINGS = (".docx", ".pdf", ".html", ".xlsx")
