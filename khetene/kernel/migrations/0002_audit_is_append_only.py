"""The database itself refuses to alter the audit trail; entries may be removed only when they are five years old."""

from django.db import migrations

REFUSED = "The audit trail is append-only."

SQLITE = [
    f"""CREATE TRIGGER audit_never_changes BEFORE UPDATE ON kernel_auditentry
        BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",
    f"""CREATE TRIGGER audit_is_kept BEFORE DELETE ON kernel_auditentry
        WHEN OLD.at > datetime('now', '-5 years')
        BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",
]
SQLITE_BACK = ["DROP TRIGGER audit_never_changes", "DROP TRIGGER audit_is_kept"]

POSTGRESQL = [
    f"""CREATE FUNCTION khetene_audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'DELETE' AND OLD.at <= now() - interval '5 years' THEN RETURN OLD; END IF;
          RAISE EXCEPTION '{REFUSED}';
        END $$""",
    """CREATE TRIGGER audit_never_changes BEFORE UPDATE OR DELETE ON kernel_auditentry
       FOR EACH ROW EXECUTE FUNCTION khetene_audit_is_append_only()""",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER audit_never_changes ON kernel_auditentry",
    "DROP FUNCTION khetene_audit_is_append_only()",
]


def forbid(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def allow(apps, schema_editor):
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
