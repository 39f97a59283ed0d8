"""The migrations say what the models say, and can be taken back and made again."""

from collections.abc import Iterator
from io import StringIO

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader


def shape() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns"
            " WHERE table_schema = 'public' ORDER BY 1, 2"
        )
        columns = cursor.fetchall()
        cursor.execute("SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies ORDER BY 1, 2")
        return [*columns, *cursor.fetchall()]


OURS = [app.label for app in apps.get_app_configs() if app.name.startswith("article60.web.") and app.models_module is not None]
KEPT = {"accounts": "0001_initial"}
"""What libraries below us stand on is not taken down with our tables."""


def downwards() -> Iterator[tuple[str, str]]:
    """Each step back, one migration at a time, of the applications from above."""
    known = MigrationLoader(connection).disk_migrations
    for app in reversed(OURS):
        names = sorted(name for label, name in known if label == app)
        for before in [*names[-2::-1], "zero"]:
            if app not in KEPT or before == KEPT[app]:
                yield app, before


def test_no_change_of_a_model_lacks_its_migration() -> None:
    call_command("makemigrations", *OURS, check=True, dry_run=True, verbosity=0, stdout=StringIO())


def test_down_and_up_again_leads_to_the_same_tables_and_policies() -> None:
    before = shape()
    for app, to in downwards():
        call_command("migrate", app, to, verbosity=0, interactive=False)
    assert shape() != before
    call_command("migrate", verbosity=0, interactive=False)
    assert shape() == before
