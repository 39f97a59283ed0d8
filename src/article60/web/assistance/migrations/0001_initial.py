"""First table."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    """Versions of what a State says of the assistance that it receives."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AssistanceVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(max_length=2)),
                ("assistance_id", models.CharField(max_length=20)),
                ("number", models.PositiveIntegerField()),
                ("source", models.CharField(blank=True, max_length=300)),
                ("page", models.PositiveIntegerField(null=True)),
                ("release", models.CharField(blank=True, max_length=80)),
                ("text", models.TextField()),
                (
                    "language",
                    models.CharField(
                        choices=[("ar", "ar"), ("en", "en"), ("es", "es"), ("fr", "fr"), ("ru", "ru"), ("zh", "zh")],
                        max_length=2,
                    ),
                ),
                (
                    "provisions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
                (
                    "types",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("provider", models.TextField(blank=True)),
                (
                    "progress",
                    models.CharField(
                        choices=[("running", "running"), ("planned", "planned"), ("ended", "ended"), ("unknown", "unknown")],
                        max_length=20,
                    ),
                ),
                ("since", models.DateField(null=True)),
                ("until", models.DateField(null=True)),
                (
                    "need_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
                ("confirmed", models.BooleanField(default=False)),
                ("withdrawn", models.BooleanField(default=False)),
                (
                    "change",
                    models.CharField(
                        choices=[
                            ("fill", "fill"),
                            ("add", "add"),
                            ("confirm", "confirm"),
                            ("correct", "correct"),
                            ("withdraw", "withdraw"),
                        ],
                        max_length=20,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField(null=True)),
                ("made_in_role", models.CharField(blank=True, max_length=30)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("state", "assistance_id", "number"), name="assistance_version_numbers")
                ],
            },
        ),
    ]
