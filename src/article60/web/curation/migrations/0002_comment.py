"""Comments of States and providers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    dependencies = [
        ("accounts", "0003_administrators"),
        ("curation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "about_kind",
                    models.CharField(
                        choices=[
                            ("need", "need"),
                            ("good_practice", "good_practice"),
                            ("assistance_received", "assistance_received"),
                            ("no_needs", "no_needs"),
                            ("match", "match"),
                            ("overlap", "overlap"),
                            ("activity", "activity"),
                            ("organisation", "organisation"),
                            ("document", "document"),
                        ],
                        max_length=20,
                    ),
                ),
                ("about_id", models.CharField(max_length=40)),
                ("state", models.CharField(max_length=2)),
                ("text", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                ("made_in_role", models.CharField(max_length=30)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["about_kind", "about_id"], name="comments_about")],
            },
        ),
    ]
