"""The table in which attempts to sign in are counted, for all processes alike."""

from django.db import migrations

MADE = """
CREATE TABLE accounts_counted (
    cache_key varchar(255) NOT NULL PRIMARY KEY, value text NOT NULL, expires timestamp with time zone NOT NULL
);
CREATE INDEX accounts_counted_expires ON accounts_counted (expires);
"""


class Migration(migrations.Migration):
    """As Django's cache in the database needs it; made here, so that its rights are given with those of all tables."""

    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunSQL(MADE, "DROP TABLE accounts_counted")]
