"""Who recorded a consent can record its end: by a note of the State, or because the record was not right."""

from typing import Any

from django.db import migrations, models
from django.db.models import Q

ENDS = "'withdrawn_at' - 'withdrawn_by' - 'withdrawn_in_role' - 'withdrawn_note' - 'withdrawn_why'"
ENDED = "'withdrawn_at' - 'withdrawn_by'"
GUARD = """
CREATE OR REPLACE FUNCTION register_release_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'what was released stays on record';
    ELSIF TG_OP = 'UPDATE' THEN
        IF OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL
           OR to_jsonb(NEW) - {ends} <> to_jsonb(OLD) - {ends} THEN
            RAISE EXCEPTION 'a release of information is only ever taken back, once';
        END IF;
    ELSIF NOT EXISTS (
        SELECT 1 FROM register_needversion v WHERE v.id = NEW.version_id AND v.hash = NEW.version_hash
        AND v.need_id = NEW.need_id AND v.state = NEW.state
    ) THEN
        RAISE EXCEPTION 'consent is given to one version, by its hash';
    END IF;
    RETURN NEW;
END $$;
"""
RELEASE = "informationrelease"


def _said_so_far(apps: Any, schema_editor: Any) -> None:
    """Until now only focal points could end a release. Unguarded for one statement: else its owner sees no row of the table."""
    for statement in (
        "ALTER TABLE register_informationrelease DISABLE TRIGGER register_release_guard, NO FORCE ROW LEVEL SECURITY",
        "UPDATE register_informationrelease SET withdrawn_in_role = 'state_focal_point' WHERE withdrawn_at IS NOT NULL",
        "ALTER TABLE register_informationrelease ENABLE TRIGGER register_release_guard, FORCE ROW LEVEL SECURITY",
    ):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """What ended before was ended by focal points."""

    dependencies = [("register", "0002_consent")]
    operations = [
        migrations.AddField(RELEASE, "withdrawn_in_role", models.CharField(blank=True, default="", max_length=30), False),
        migrations.AddField(
            RELEASE,
            "withdrawn_note",
            models.CharField(
                blank=True, default="", help_text="Where the State took it back in writing: the hash.", max_length=64
            ),
            False,
        ),
        migrations.AddField(
            RELEASE,
            "withdrawn_why",
            models.TextField(blank=True, default="", help_text="Where what was recorded was not right: in what."),
            False,
        ),
        migrations.RunPython(_said_so_far, migrations.RunPython.noop),
        migrations.AddConstraint(
            RELEASE,
            models.CheckConstraint(
                condition=Q(("withdrawn_in_role", "secretariat_publisher"), _negated=True)
                | Q(("withdrawn_note", ""), _negated=True)
                | Q(("withdrawn_why", ""), _negated=True),
                name="who_records_an_end_says_why",
            ),
        ),
        migrations.RunSQL(GUARD.format(ends=ENDS), GUARD.format(ends=ENDED)),
    ]
