"""What was seen stays as it was written; only the record under which it hangs may become another one, when two become one."""

from django.db import migrations

NAME = "observation_never_changes"
REFUSED = "An observation is not changed; another one is added."
PLAIN = ("id", "observed_on", "by_id", "noted_at")
SEALED = ("signs", "words")


def _same(plain, sqlite):
    equal = "IS" if sqlite else "IS NOT DISTINCT FROM"
    differs = "IS NOT" if sqlite else "IS DISTINCT FROM"
    key = "substr({row}.{name}, 1, instr({row}.{name}, ':'))" if sqlite else "split_part({row}.{name}, ':', 1)"
    kept = [f'NEW."{name}" {equal} OLD."{name}"' for name in plain]
    kept += [
        f"(NEW.{name} {equal} OLD.{name}"
        f" OR {key.format(row='NEW', name=name)} {differs} {key.format(row='OLD', name=name)})"
        for name in SEALED
    ]
    return " AND ".join(kept)


def _replace(schema_editor, plain):
    sqlite = schema_editor.connection.vendor == "sqlite"
    when = f"NOT ({_same(plain, sqlite)})"
    if sqlite:
        schema_editor.execute(f"DROP TRIGGER {NAME}")
        schema_editor.execute(f"""CREATE TRIGGER {NAME} BEFORE UPDATE ON earlyleaving_observation
            WHEN {when} BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""")
        return
    schema_editor.execute(f"DROP TRIGGER {NAME} ON earlyleaving_observation")
    schema_editor.execute(f"""CREATE TRIGGER {NAME} BEFORE UPDATE ON earlyleaving_observation FOR EACH ROW
        WHEN ({when}) EXECUTE FUNCTION khetene_{NAME}()""")


def follow(apps, schema_editor):
    _replace(schema_editor, PLAIN)


def stay(apps, schema_editor):
    _replace(schema_editor, (*PLAIN, "pupil_id"))


class Migration(migrations.Migration):
    dependencies = [("earlyleaving", "0007_records_that_became_one")]
    operations = [migrations.RunPython(follow, stay)]
