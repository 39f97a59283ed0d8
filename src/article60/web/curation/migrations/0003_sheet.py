"""Of what a State answered in a clearance sheet, the hash of the file."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column, empty where the decision was made here."""

    dependencies = [("curation", "0002_comment")]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="sheet",
            field=models.CharField(
                blank=True, default="", help_text="Of what a State answered in a clearance sheet: its hash.", max_length=64
            ),
            preserve_default=False,
        ),
    ]
