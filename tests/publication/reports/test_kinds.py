"""Every kind of report is written in every language, and its numbers are those of the Release."""

import pytest

from article60.codes.languages import LANGUAGES
from article60.publication.reports import writing
from article60.publication.reports.checked import UnreadableReport, check
from article60.publication.reports.kinds import KINDS
from article60.publication.reports.making import About


def about(kind, connection):
    """What a report of the invented tables is about: what its kind needs, and nothing else."""
    (region,) = connection.execute("SELECT regional_group FROM states WHERE regional_group IS NOT NULL ORDER BY 1").fetchone()
    (donor,) = connection.execute("SELECT organisation_id FROM organisations ORDER BY 1").fetchone()
    one = {"state": "XA", "region": region, "provision": "46", "donor": donor}
    return About(**{subject: one[subject] for subject in KINDS[kind].needs})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_report_is_written_and_its_numbers_hold(folder, connection, tmp_path, kind, language):
    out = tmp_path / "report.html"
    writing.write(kind, folder, out, about=about(kind, connection), language=language)
    try:
        _, differing = check(out, folder)
    except UnreadableReport as nothing:
        assert kind in ("clearance-sheet", "national-plan"), nothing  # forms to fill in may hold no number
    else:
        assert differing == []
