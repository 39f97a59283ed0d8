"""From when a version is released, by whose consent, and a guard: a row is added for one version, and changed once at most."""

from datetime import date

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

GUARD = """
CREATE FUNCTION register_release_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'what was released stays on record';
    ELSIF TG_OP = 'UPDATE' THEN
        IF OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL
           OR to_jsonb(NEW) - 'withdrawn_at' - 'withdrawn_by' <> to_jsonb(OLD) - 'withdrawn_at' - 'withdrawn_by' THEN
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
CREATE TRIGGER register_release_guard BEFORE INSERT OR UPDATE OR DELETE ON register_informationrelease
    FOR EACH ROW EXECUTE FUNCTION register_release_guard();
"""
UNDO = """
DROP TRIGGER register_release_guard ON register_informationrelease;
DROP FUNCTION register_release_guard();
"""
POLICIES_GONE = """
DROP POLICY IF EXISTS seen ON register_needversion;
DROP POLICY IF EXISTS seen ON register_informationrelease;
DROP POLICY IF EXISTS added ON register_informationrelease;
"""
"""They name columns that go; without them nobody sees anything until they are made anew."""
RELEASE = "informationrelease"


class Migration(migrations.Migration):
    """No release was made before there were pages for it; the days given here stand in no row."""

    dependencies = [("register", "0001_initial")]
    operations = [
        migrations.RunSQL(migrations.RunSQL.noop, POLICIES_GONE),
        migrations.AddField(
            RELEASE,
            "need",
            models.ForeignKey(default="", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.need"),
            preserve_default=False,
        ),
        migrations.AddField(
            RELEASE,
            "since",
            models.DateField(
                default=date(2026, 11, 26), help_text="The first day on which others see it, after the waiting period."
            ),
            preserve_default=False,
        ),
        migrations.AddField(RELEASE, "consented_in_role", models.CharField(blank=True, default="", max_length=30), False),
        migrations.AddField(
            RELEASE,
            "note",
            models.CharField(
                blank=True, default="", help_text="Of a consent that came in writing, the hash of the note.", max_length=64
            ),
            False,
        ),
        migrations.AddField(RELEASE, "withdrawn_by", models.UUIDField(null=True)),
        migrations.AddConstraint(
            RELEASE,
            models.CheckConstraint(
                condition=Q(("consented_in_role", "secretariat_publisher"), ("note", ""), _connector="XOR"),
                name="what_is_recorded_has_a_note",
            ),
        ),
        migrations.RunSQL(GUARD, UNDO),
    ]
