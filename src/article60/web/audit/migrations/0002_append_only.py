"""Events can be added and read, by whoever; a payload can be erased, by whom the tables belong to, but not changed."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the log of events is only added to: % on %', TG_OP, TG_TABLE_NAME; END $$;
CREATE TRIGGER audit_event_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_payload_not_changed BEFORE UPDATE OR TRUNCATE ON audit_auditpayload
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""
UNDO = """
DROP TRIGGER audit_event_only_added ON audit_auditevent;
DROP TRIGGER audit_payload_not_changed ON audit_auditpayload;
DROP FUNCTION audit_refuse();
"""


class Migration(migrations.Migration):
    """Triggers that refuse what must not happen, also to those who may do everything else."""

    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, UNDO)]
