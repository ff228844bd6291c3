"""The database keeps a contact as it was noted, as in 0002, now with the languages that were spoken."""

from django.db import migrations

REFUSED = "A contact is not changed; a correction is added beside it."
NOTED = [
    "id", "organisation_id", "membership_id", "happened_at", "happened_on", "place", "territory_id", "minutes", "started_by",
    "topics", "actions", "languages", "institution_id", "result", "next_step_on", "corrects_id",
    "noted_at",
]  # fmt: skip
SEALED = ["words", "next_step", "correction_reason"]


def _same_in_sqlite():
    plain = [f"NEW.{name} IS OLD.{name}" for name in NOTED]
    key = "substr({row}.{name}, 1, instr({row}.{name}, ':'))"
    sealed = [
        f"(NEW.{name} IS OLD.{name} OR {key.format(row='NEW', name=name)} IS NOT {key.format(row='OLD', name=name)})"
        for name in SEALED
    ]
    return " AND ".join(plain + sealed)


def _same_in_postgresql():
    plain = [f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in NOTED]
    sealed = [
        f"(NEW.{name} IS NOT DISTINCT FROM OLD.{name}"
        f" OR split_part(NEW.{name}, ':', 1) IS DISTINCT FROM split_part(OLD.{name}, ':', 1))"
        for name in SEALED
    ]
    return " AND ".join(plain + sealed)


def forbid(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"""CREATE TRIGGER contact_never_changes BEFORE UPDATE ON mediation_contact
            WHEN NOT ({_same_in_sqlite()}) BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""")
        return
    schema_editor.execute(f"""CREATE FUNCTION khetene_contact_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{REFUSED}'; END $$""")
    schema_editor.execute(f"""CREATE TRIGGER contact_never_changes BEFORE UPDATE ON mediation_contact
        FOR EACH ROW WHEN (NOT ({_same_in_postgresql()})) EXECUTE FUNCTION khetene_contact_never_changes()""")


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER contact_never_changes")
        return
    schema_editor.execute("DROP TRIGGER contact_never_changes ON mediation_contact")
    schema_editor.execute("DROP FUNCTION khetene_contact_never_changes()")


class Migration(migrations.Migration):
    dependencies = [("mediation", "0005_posts_plans_scope_and_portfolio")]
    operations = [migrations.RunPython(forbid, allow)]
