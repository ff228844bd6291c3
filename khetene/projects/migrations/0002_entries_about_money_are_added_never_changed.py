"""The database itself keeps entries about money and amendments as they were written: what is wrong is replaced by another entry."""

from django.db import migrations

REFUSED = {
    "cost": "An entry about money is not changed; another one replaces it.",
    "amendment": "An amendment is not changed; another one is added.",
}


def forbid(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for table, refused in REFUSED.items():
        name = f"{table}_is_append_only"
        if sqlite:
            schema_editor.execute(f"""CREATE TRIGGER {name} BEFORE UPDATE ON projects_{table}
                BEGIN SELECT RAISE(ABORT, '{refused}'); END""")
            continue
        schema_editor.execute(f"""CREATE FUNCTION khetene_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '{refused}'; END $$""")
        schema_editor.execute(f"""CREATE TRIGGER {name} BEFORE UPDATE ON projects_{table} FOR EACH ROW
            EXECUTE FUNCTION khetene_{name}()""")


def allow(apps, schema_editor):
    for table in REFUSED:
        name = f"{table}_is_append_only"
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {name}")
            continue
        schema_editor.execute(f"DROP TRIGGER {name} ON projects_{table}")
        schema_editor.execute(f"DROP FUNCTION khetene_{name}()")


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
