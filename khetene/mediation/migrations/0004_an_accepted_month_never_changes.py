"""The database itself keeps an accepted month as it was signed; only the key of a sealed text may change."""

from django.db import migrations

REFUSED = "An accepted month is not changed; a correction is added beside it."
KEPT = [
    "id",
    "organisation_id",
    "membership_id",
    "first",
    "number",
    "state",
    "signed_at",
    "decided_by_id",
    "decided_at",
]
SEALED = ["narrative", "returned_why"]


def _same_in_sqlite():
    plain = [f"NEW.{name} IS OLD.{name}" for name in [*KEPT, "figures"]]
    key = "substr({row}.{name}, 1, instr({row}.{name}, ':'))"
    sealed = [
        f"(NEW.{name} IS OLD.{name} OR {key.format(row='NEW', name=name)} IS NOT {key.format(row='OLD', name=name)})"
        for name in SEALED
    ]
    return " AND ".join(plain + sealed)


def _same_in_postgresql():
    plain = [f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in KEPT]
    sealed = [
        f"(NEW.{name} IS NOT DISTINCT FROM OLD.{name}"
        f" OR split_part(NEW.{name}, ':', 1) IS DISTINCT FROM split_part(OLD.{name}, ':', 1))"
        for name in SEALED
    ]
    return " AND ".join([*plain, *sealed, "NEW.figures = OLD.figures"])


def forbid(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"""CREATE TRIGGER accepted_month_never_changes BEFORE UPDATE ON mediation_month
            WHEN OLD.state = 'accepted' AND NOT ({_same_in_sqlite()}) BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""")
        return
    schema_editor.execute(f"""CREATE FUNCTION khetene_accepted_month_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{REFUSED}'; END $$""")
    schema_editor.execute(f"""CREATE TRIGGER accepted_month_never_changes BEFORE UPDATE ON mediation_month FOR EACH ROW
        WHEN (OLD.state = 'accepted' AND NOT ({_same_in_postgresql()}))
        EXECUTE FUNCTION khetene_accepted_month_never_changes()""")


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER accepted_month_never_changes")
        return
    schema_editor.execute("DROP TRIGGER accepted_month_never_changes ON mediation_month")
    schema_editor.execute("DROP FUNCTION khetene_accepted_month_never_changes()")


class Migration(migrations.Migration):
    dependencies = [("mediation", "0003_months")]
    operations = [migrations.RunPython(forbid, allow)]
