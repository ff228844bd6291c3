"""Amendments change the plan, with what stood before; people add to what country data records; documents of a phase."""

import django.db.models.deletion
from django.db import migrations, models

import khetene.kernel.encryption
import khetene.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0001_squashed_0009_two_people_of_a_course_are_not_counted"),
    ]

    operations = [
        migrations.AddField(
            model_name="amendment",
            name="changes",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="amendment",
            name="new_begins",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="deliverable",
            name="added_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="deliverable",
            name="beside",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="others",
                to="projects.deliverable",
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="added_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="result",
            name="added_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="result",
            name="beside",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="others",
                to="projects.result",
            ),
        ),
        migrations.CreateModel(
            name="PhaseDocument",
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
                ("words", models.CharField(max_length=200)),
                (
                    "amendment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="projects.amendment",
                    ),
                ),
                (
                    "phase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="documents", to="projects.phase"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0), ("size__lte", 10485760)),
                        name="phasedocument_is_neither_empty_nor_too_large",
                        violation_error_message="A file is neither empty nor larger than 10 MB.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="document_of_a_phase_says_what_it_is",
                        violation_error_message="Say which document it is.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PreparedAmendment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("words", models.CharField(max_length=500)),
                ("changes", models.JSONField(blank=True, default=list)),
                ("begun_at", models.DateTimeField()),
                (
                    "phase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="prepared", to="projects.phase"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="prepared_amendment_says_why",
                        violation_error_message="Write what is amended.",
                    )
                ],
            },
        ),
    ]
