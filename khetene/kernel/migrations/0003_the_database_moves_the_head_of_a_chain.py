"""An entry of the audit trail is taken only where it follows the head of its chain, and becomes the head itself."""

from django.db import migrations

REFUSED = "The entry does not follow the head of its chain."

SQLITE = [
    f"""CREATE TRIGGER audit_follows_the_head BEFORE INSERT ON kernel_auditentry
        WHEN NOT EXISTS (
          SELECT 1 FROM kernel_audithead
          WHERE silo = NEW.silo AND position = NEW.position - 1 AND digest = NEW.previous_digest)
        BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",
    """CREATE TRIGGER audit_becomes_the_head AFTER INSERT ON kernel_auditentry
        BEGIN UPDATE kernel_audithead SET position = NEW.position, digest = NEW.digest WHERE silo = NEW.silo; END""",
]
SQLITE_BACK = ["DROP TRIGGER audit_follows_the_head", "DROP TRIGGER audit_becomes_the_head"]

POSTGRESQL = [
    f"""CREATE FUNCTION khetene_audit_moves_the_head() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          UPDATE kernel_audithead SET position = NEW.position, digest = NEW.digest
          WHERE silo = NEW.silo AND position = NEW.position - 1 AND digest = NEW.previous_digest;
          IF NOT FOUND THEN RAISE EXCEPTION '{REFUSED}'; END IF;
          RETURN NEW;
        END $$""",
    """CREATE TRIGGER audit_becomes_the_head BEFORE INSERT ON kernel_auditentry
       FOR EACH ROW EXECUTE FUNCTION khetene_audit_moves_the_head()""",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER audit_becomes_the_head ON kernel_auditentry",
    "DROP FUNCTION khetene_audit_moves_the_head()",
]


def hand_over(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def take_back(apps, schema_editor):
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_audit_is_append_only")]
    operations = [migrations.RunPython(hand_over, take_back)]
