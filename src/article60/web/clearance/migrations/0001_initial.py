"""First tables."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """All at once."""

    initial = True

    dependencies = [
        ("accounts", "0002_counted"),
        ("jobs", "0002_identifiers_only"),
        ("register", "0002_consent"),
    ]

    operations = [
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(max_length=2)),
                ("position", models.PositiveIntegerField()),
                ("version_hash", models.CharField(max_length=64)),
                ("key", models.CharField(help_text="By which files know the words that were asked about.", max_length=12)),
                ("said", models.JSONField(help_text="What the version says.")),
                ("places", models.JSONField(help_text="Where it was read: symbol, page, section, quote and language of each.")),
                ("need", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.need")),
                (
                    "version",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.needversion"),
                ),
            ],
            options={
                "ordering": ["sheet", "position"],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(max_length=2)),
                ("number", models.PositiveIntegerField()),
                (
                    "said",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("confirmed", "confirmed"),
                            ("corrected", "corrected"),
                            ("withdrawn", "withdrawn"),
                            ("met", "met"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "trouble",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("several", "several"),
                            ("nothing_ticked", "nothing_ticked"),
                            ("unknown_box", "unknown_box"),
                            ("no_words", "no_words"),
                            ("contradicts", "contradicts"),
                        ],
                        max_length=20,
                    ),
                ),
                ("ticked", models.JSONField(default=list)),
                ("words", models.TextField(blank=True)),
                ("since", models.TextField(blank=True)),
                ("comment", models.TextField(blank=True)),
                (
                    "way",
                    models.CharField(choices=[("online", "online"), ("entered", "entered"), ("file", "file")], max_length=10),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                ("made_in_role", models.CharField(max_length=30)),
                (
                    "file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jobs.received"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="clearance.item"),
                ),
            ],
            options={
                "ordering": ["item", "number"],
            },
        ),
        migrations.CreateModel(
            name="Part",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(max_length=2)),
                ("number", models.PositiveIntegerField()),
                ("name", models.TextField(blank=True)),
                ("language", models.CharField(blank=True, max_length=8)),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["sheet", "number"],
            },
        ),
        migrations.AddField(
            model_name="item",
            name="part",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="items", to="clearance.part"),
        ),
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(max_length=2)),
                ("number", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                ("made_in_role", models.CharField(max_length=30)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("state", "number"), name="clearance_sheet_numbers")],
            },
        ),
        migrations.AddField(
            model_name="part",
            name="sheet",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="clearance.sheet"),
        ),
        migrations.AddField(
            model_name="item",
            name="sheet",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="items", to="clearance.sheet"),
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(max_length=2)),
                ("office", models.CharField(max_length=300)),
                ("signed_on", models.DateField()),
                ("on_paper", models.BooleanField()),
                ("answers_hash", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                ("made_in_role", models.CharField(max_length=30)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="clearance.part"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Taken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(max_length=2)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                ("made_in_role", models.CharField(max_length=30)),
                (
                    "answer",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clearance.answer"),
                ),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="taken", to="clearance.item"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.needversion"),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(fields=("item", "number"), name="clearance_answer_numbers"),
        ),
        migrations.AddConstraint(
            model_name="part",
            constraint=models.UniqueConstraint(fields=("sheet", "number"), name="clearance_part_numbers"),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(fields=("sheet", "need"), name="clearance_asked_once"),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(fields=("sheet", "position"), name="clearance_item_positions"),
        ),
    ]
