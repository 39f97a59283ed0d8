"""What a State opens beside its needs, and a guard: what is open is only ever taken back, once."""

import django.contrib.postgres.fields
from django.db import migrations, models

OPENED = [
    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
    ("state", models.CharField(max_length=2)),
    ("since", models.DateField(help_text="The first day on which it is open, after the waiting period.")),
    ("consented_at", models.DateTimeField()),
    ("consented_by", models.UUIDField()),
    ("withdrawn_at", models.DateTimeField(null=True)),
    ("withdrawn_by", models.UUIDField(null=True)),
]
TABLES = ("consent_opendocument", "consent_openorder")
GUARD = """
CREATE FUNCTION consent_opened_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'what was open stays on record';
    ELSIF OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL
        OR to_jsonb(NEW) - 'withdrawn_at' - 'withdrawn_by' <> to_jsonb(OLD) - 'withdrawn_at' - 'withdrawn_by' THEN
        RAISE EXCEPTION 'what is open is only ever taken back, once';
    END IF;
    RETURN NEW;
END $$;
""" + "".join(
    f"CREATE TRIGGER opened_guard BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION consent_opened_guard();\n"
    for table in TABLES
)
UNDO = "".join(f"DROP TRIGGER opened_guard ON {table};\n" for table in TABLES) + "DROP FUNCTION consent_opened_guard();"


class Migration(migrations.Migration):
    """Two tables of one shape."""

    dependencies = [("consent", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="OpenDocument",
            fields=[
                *OPENED,
                ("sha256", models.CharField(max_length=64)),
                ("title", models.CharField(max_length=500)),
                ("publisher", models.CharField(max_length=500)),
                ("public_address", models.CharField(max_length=1000)),
                ("read_on", models.DateField(help_text="The day on which somebody saw it there.")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)), fields=("state", "sha256"), name="document_open_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OpenOrder",
            fields=[
                *OPENED,
                (
                    "need_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)), fields=("state",), name="order_open_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNDO),
    ]
