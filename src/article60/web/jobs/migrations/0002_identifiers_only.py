"""A payload holds identifiers and nothing else, whoever writes it."""

from django.db import migrations

HOLD = """
ALTER TABLE jobs_outboxentry ADD CONSTRAINT outbox_holds_identifiers CHECK (
    jsonb_typeof(payload) = 'object'
    AND NOT jsonb_path_exists(payload, 'strict $.* ? (@.type() != "string" || !(@ like_regex "^[A-Za-z0-9_.:-]{1,80}$"))')
);
"""
UNDO = "ALTER TABLE jobs_outboxentry DROP CONSTRAINT outbox_holds_identifiers"


class Migration(migrations.Migration):
    """A constraint that looks into the payload."""

    dependencies = [("jobs", "0001_initial")]
    operations = [migrations.RunSQL(HOLD, UNDO)]
