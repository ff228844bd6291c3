"""Sites that took 0002 in its first shape have no column for what a person says of their work: they get it here."""

from django.db import migrations


def add_what_is_missing(apps, schema_editor):
    identity = apps.get_model("gatherings", "Identity")
    with schema_editor.connection.cursor() as cursor:
        there = {
            column.name
            for column in schema_editor.connection.introspection.get_table_description(cursor, identity._meta.db_table)
        }
    if "says" not in there:
        schema_editor.add_field(identity, identity._meta.get_field("says"))


class Migration(migrations.Migration):
    dependencies = [
        ("gatherings", "0003_signing_in_and_materials"),
    ]

    operations = [
        migrations.RunPython(add_what_is_missing, migrations.RunPython.noop),
    ]
