"""Who lets others into an organisation, and a guard: a membership is ended once, and nothing else of it ever changes."""

from django.db import migrations, models
from django.db.models import Q

GUARD = """
CREATE FUNCTION accounts_membership_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'that somebody held a role stays on record';
    ELSIF OLD.until IS NOT NULL OR NEW.until IS NULL OR to_jsonb(NEW) - 'until' <> to_jsonb(OLD) - 'until' THEN
        RAISE EXCEPTION 'a membership is only ever ended, once';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_membership_guard BEFORE UPDATE OR DELETE ON accounts_membership
    FOR EACH ROW EXECUTE FUNCTION accounts_membership_guard();
"""
UNDO = """
DROP TRIGGER accounts_membership_guard ON accounts_membership;
DROP FUNCTION accounts_membership_guard();
"""
POLICIES_GONE = "DROP POLICY IF EXISTS added ON accounts_membership; DROP POLICY IF EXISTS changed ON accounts_membership"
"""They may name columns that go."""


class Migration(migrations.Migration):
    """Nobody is an administrator yet; the operator makes the first ones."""

    dependencies = [("accounts", "0002_counted")]
    operations = [
        migrations.RunSQL(migrations.RunSQL.noop, POLICIES_GONE),
        migrations.AddField(
            "membership",
            "administers",
            models.BooleanField(default=False, help_text="Whether the person lets others into the organisation."),
        ),
        migrations.AddConstraint(
            "membership",
            models.CheckConstraint(
                condition=~Q(("administers", True), ("role", "operator")), name="no_operator_lets_others_in"
            ),
        ),
        migrations.RunSQL(GUARD, UNDO),
    ]
