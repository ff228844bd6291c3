"""The database itself keeps what was announced: a survey without names takes no answer under a name, now or later."""

from django.db import migrations

ANNOUNCED = (
    "is_anonymous", "grouped_by", "minimum", "version_id", "organisation_id", "gathering_id", "body_id", "moment",
    "opened_on", "closes_on",
)  # fmt: skip
CHANGED = "What was announced about a survey is not changed; open another one."
REOPENED = "A survey that was closed is not opened again."
NAMED = "This survey was announced without names: no answer is kept beside a person."

SQLITE = [
    f"""CREATE TRIGGER survey_keeps_its_word BEFORE UPDATE ON surveys_survey
        WHEN {" OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in ANNOUNCED)}
        BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END""",
    f"""CREATE TRIGGER survey_stays_closed BEFORE UPDATE ON surveys_survey
        WHEN OLD.closed_on IS NOT NULL AND NEW.closed_on IS NOT OLD.closed_on
        BEGIN SELECT RAISE(ABORT, '{REOPENED}'); END""",
    *(
        f"""CREATE TRIGGER answer_{verb}_stays_without_a_name BEFORE {verb.upper()} ON surveys_answer
        WHEN (SELECT s.is_anonymous FROM surveys_asked a JOIN surveys_survey s ON s.id = a.survey_id WHERE a.id = NEW.asked_id)
        BEGIN SELECT RAISE(ABORT, '{NAMED}'); END"""
        for verb in ("insert", "update")
    ),
]
SQLITE_BACK = [
    f"DROP TRIGGER {name}"
    for name in (
        "survey_keeps_its_word", "survey_stays_closed", "answer_insert_stays_without_a_name",
        "answer_update_stays_without_a_name",
    )
]  # fmt: skip
POSTGRESQL = [
    f"""CREATE FUNCTION khetene_survey_keeps_its_word() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {" OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in ANNOUNCED)} THEN
                RAISE EXCEPTION '{CHANGED}';
            END IF;
            IF OLD.closed_on IS NOT NULL AND NEW.closed_on IS DISTINCT FROM OLD.closed_on THEN
                RAISE EXCEPTION '{REOPENED}';
            END IF;
            RETURN NEW;
        END $$""",
    """CREATE TRIGGER survey_keeps_its_word BEFORE UPDATE ON surveys_survey FOR EACH ROW
        EXECUTE FUNCTION khetene_survey_keeps_its_word()""",
    f"""CREATE FUNCTION khetene_answer_stays_without_a_name() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF (SELECT s.is_anonymous FROM surveys_asked a JOIN surveys_survey s ON s.id = a.survey_id
                WHERE a.id = NEW.asked_id) THEN
                RAISE EXCEPTION '{NAMED}';
            END IF;
            RETURN NEW;
        END $$""",
    """CREATE TRIGGER answer_stays_without_a_name BEFORE INSERT OR UPDATE ON surveys_answer FOR EACH ROW
        EXECUTE FUNCTION khetene_answer_stays_without_a_name()""",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER answer_stays_without_a_name ON surveys_answer",
    "DROP FUNCTION khetene_answer_stays_without_a_name()",
    "DROP TRIGGER survey_keeps_its_word ON surveys_survey",
    "DROP FUNCTION khetene_survey_keeps_its_word()",
]


def forbid(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def allow(apps, schema_editor):
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
