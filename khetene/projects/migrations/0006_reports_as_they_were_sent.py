"""Reports as they were sent; the database itself keeps them as they are."""

import django.db.models.deletion
from django.db import migrations, models

import khetene.kernel.encryption
import khetene.kernel.ids

REFUSED = "A report that was sent is not changed; another version is added."
# A file may be sealed anew under another key; which file it is, its digest holds fast.
FROZEN = {"frozenreport": "", "frozenfile": "OF report_id, kind, size, sha256, added_at, added_by"}


def forbid(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for table, columns in FROZEN.items():
        name = f"{table}_is_append_only"
        if sqlite:
            schema_editor.execute(f"""CREATE TRIGGER {name} BEFORE UPDATE {columns} ON projects_{table}
                BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""")
            continue
        schema_editor.execute(f"""CREATE FUNCTION khetene_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '{REFUSED}'; END $$""")
        schema_editor.execute(f"""CREATE TRIGGER {name} BEFORE UPDATE {columns} ON projects_{table} FOR EACH ROW
            EXECUTE FUNCTION khetene_{name}()""")


def allow(apps, schema_editor):
    for table in FROZEN:
        name = f"{table}_is_append_only"
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {name}")
            continue
        schema_editor.execute(f"DROP TRIGGER {name} ON projects_{table}")
        schema_editor.execute(f"DROP FUNCTION khetene_{name}()")


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0005_tasks_of_a_phase"),
    ]

    operations = [
        migrations.CreateModel(
            name="FrozenReport",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("language", models.CharField(max_length=8)),
                ("content", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("changed", models.CharField(blank=True, max_length=500)),
                ("parts_changed", models.JSONField(blank=True, default=list)),
                ("frozen_at", models.DateTimeField()),
                ("frozen_by", models.UUIDField(null=True)),
                (
                    "phase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="frozen", to="projects.phase"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FrozenFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", khetene.kernel.encryption.EncryptedTextField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("png", "PNG picture"),
                            ("jpg", "JPEG picture"),
                            ("docx", "Word document"),
                            ("xlsx", "Excel workbook"),
                            ("odt", "OpenDocument text"),
                        ],
                        max_length=4,
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("sealed", models.BinaryField()),
                ("added_at", models.DateTimeField()),
                ("added_by", models.UUIDField(null=True)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="projects.frozenreport"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="frozenreport",
            constraint=models.UniqueConstraint(fields=("phase", "version"), name="frozen_reports_are_numbered"),
        ),
        migrations.AddConstraint(
            model_name="frozenreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("changed", ""), ("version", 1)),
                    models.Q(("version__gt", 1), models.Q(("changed", ""), _negated=True)),
                    _connector="OR",
                ),
                name="later_version_says_what_changed",
                violation_error_message="Say what changed since the version before.",
            ),
        ),
        migrations.AddConstraint(
            model_name="frozenfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gt", 0), ("size__lte", 10485760)),
                name="frozenfile_is_neither_empty_nor_too_large",
                violation_error_message="A file is neither empty nor larger than 10 MB.",
            ),
        ),
        migrations.AddConstraint(
            model_name="frozenfile",
            constraint=models.UniqueConstraint(
                fields=("report", "kind"), name="a_frozen_report_has_one_file_of_a_kind"
            ),
        ),
        migrations.RunPython(forbid, allow),
    ]
