"""The database itself keeps what was published as it left: an edition is corrected by another one and is never removed."""

from django.db import migrations

REFUSED = "A published edition is not changed and not removed; a correction is another edition."
SQLITE = [
    f"""CREATE TRIGGER edition_{verb}_is_refused BEFORE {verb.upper()} ON publishing_edition
        BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"""
    for verb in ("update", "delete")
]
SQLITE_BACK = ["DROP TRIGGER edition_update_is_refused", "DROP TRIGGER edition_delete_is_refused"]
POSTGRESQL = [
    f"""CREATE FUNCTION khetene_edition_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{REFUSED}'; END $$""",
    """CREATE TRIGGER edition_is_append_only BEFORE UPDATE OR DELETE ON publishing_edition
       FOR EACH ROW EXECUTE FUNCTION khetene_edition_is_append_only()""",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER edition_is_append_only ON publishing_edition",
    "DROP FUNCTION khetene_edition_is_append_only()",
]


def forbid(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def allow(apps, schema_editor):
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
