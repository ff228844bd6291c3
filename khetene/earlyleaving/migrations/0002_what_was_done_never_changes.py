"""The database itself keeps what was done: steps, observations and planned supports are added, never changed, and nothing new
comes into a plan that is not being written. Only the key of a sealed text may change.
"""

from django.db import migrations

KEPT = {
    "planstep": (["id", "plan_id", "verb", "state", "level", "has_reason", "held", "at", "by_id"], ["reason"]),
    "observation": (["id", "pupil_id", "observed_on", "by_id", "noted_at"], ["signs", "words"]),
    "support": (
        [
            "id", "plan_id", "risk_id", "kind", "group", "unit", "meeting", "quantity", "unit_cents", "cents", "begins", "ends",
            "responsible", "only_if_poor", "poor_until",
        ],
        [],
    ),
}  # fmt: skip
SAID = {
    "planstep": "A step of a plan is not changed.",
    "observation": "An observation is not changed; another one is added.",
    "support": "A planned support is not changed; it is removed and another one is planned.",
}
CLOSED = "Nothing comes into a plan that is not being written."
PARTS = ("risk", "support")


def _same(table, sqlite):
    plain, sealed = KEPT[table]
    equal = "IS" if sqlite else "IS NOT DISTINCT FROM"
    differs = "IS NOT" if sqlite else "IS DISTINCT FROM"
    quoted = [f'"{name}"' for name in plain]
    key = "substr({row}.{name}, 1, instr({row}.{name}, ':'))" if sqlite else "split_part({row}.{name}, ':', 1)"
    return " AND ".join(
        [f"NEW.{name} {equal} OLD.{name}" for name in quoted]
        + [
            f"(NEW.{name} {equal} OLD.{name}"
            f" OR {key.format(row='NEW', name=name)} {differs} {key.format(row='OLD', name=name)})"
            for name in sealed
        ]
    )


def forbid(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for table in KEPT:
        name, refused = f"{table}_never_changes", SAID[table]
        if sqlite:
            schema_editor.execute(f"""CREATE TRIGGER {name} BEFORE UPDATE ON earlyleaving_{table}
                WHEN NOT ({_same(table, sqlite)}) BEGIN SELECT RAISE(ABORT, '{refused}'); END""")
            continue
        schema_editor.execute(f"""CREATE FUNCTION khetene_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '{refused}'; END $$""")
        schema_editor.execute(f"""CREATE TRIGGER {name} BEFORE UPDATE ON earlyleaving_{table} FOR EACH ROW
            WHEN (NOT ({_same(table, sqlite)})) EXECUTE FUNCTION khetene_{name}()""")
    for table in PARTS:
        _close(schema_editor, table, sqlite)


def _close(schema_editor, table, sqlite):
    name = f"{table}_comes_into_an_open_plan"
    state = "(SELECT state FROM earlyleaving_plan WHERE id = NEW.plan_id)"
    if sqlite:
        schema_editor.execute(f"""CREATE TRIGGER {name} BEFORE INSERT ON earlyleaving_{table}
            WHEN {state} NOT IN ('draft', 'review') BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END""")
        return
    schema_editor.execute(f"""CREATE FUNCTION khetene_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN IF {state} NOT IN ('draft', 'review') THEN RAISE EXCEPTION '{CLOSED}'; END IF; RETURN NEW; END $$""")
    schema_editor.execute(f"""CREATE TRIGGER {name} BEFORE INSERT ON earlyleaving_{table} FOR EACH ROW
        EXECUTE FUNCTION khetene_{name}()""")


def allow(apps, schema_editor):
    triggers = [(table, f"{table}_never_changes") for table in KEPT]
    triggers += [(table, f"{table}_comes_into_an_open_plan") for table in PARTS]
    for table, name in triggers:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {name}")
            continue
        schema_editor.execute(f"DROP TRIGGER {name} ON earlyleaving_{table}")
        schema_editor.execute(f"DROP FUNCTION khetene_{name}()")


class Migration(migrations.Migration):
    dependencies = [("earlyleaving", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
