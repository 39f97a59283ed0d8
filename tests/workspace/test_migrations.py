"""The migrations say what the models say, and can be taken back and made again."""

from io import StringIO

from django.core.management import call_command
from django.db import connection


def shape() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns"
            " WHERE table_schema = 'public' ORDER BY 1, 2"
        )
        columns = cursor.fetchall()
        cursor.execute("SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies ORDER BY 1, 2")
        return [*columns, *cursor.fetchall()]


def test_no_change_of_a_model_lacks_its_migration() -> None:
    ours = ("audit", "accounts", "jobs", "register", "consent", "checklist")
    call_command("makemigrations", *ours, check=True, dry_run=True, verbosity=0, stdout=StringIO())


def test_down_and_up_again_leads_to_the_same_tables_and_policies() -> None:
    before = shape()
    register = (("consent", "0001"), ("consent", "zero"), ("register", "0002"), ("register", "0001"), ("register", "zero"))
    checklist = (("checklist", "zero"),)
    jobs = (("jobs", "0001"), ("jobs", "zero"))
    for app, to in (*checklist, *register, *jobs, ("audit", "0001"), ("audit", "zero"), ("accounts", "0001")):
        call_command("migrate", app, to, verbosity=0, interactive=False)
    assert shape() != before
    call_command("migrate", verbosity=0, interactive=False)
    assert shape() == before
