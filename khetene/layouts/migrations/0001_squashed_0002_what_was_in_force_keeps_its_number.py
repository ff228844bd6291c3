"""What all the steps that it replaces lead to, for databases that are new."""

import django.db.models.deletion
from django.db import migrations, models

import khetene.kernel.encryption
import khetene.kernel.ids
import khetene.kernel.migration_operations


class Migration(migrations.Migration):
    replaces = [("layouts", "0001_initial"), ("layouts", "0002_what_was_in_force_keeps_its_number")]

    initial = True

    dependencies = [
        ("directory", "0001_squashed_0002_roles_of_the_whole_country"),
    ]

    operations = [
        khetene.kernel.migration_operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name="LayoutVersion",
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
                        ("layout", models.SlugField(max_length=40)),
                        ("number", models.PositiveSmallIntegerField()),
                        ("words", models.CharField(max_length=200)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0), ("size__lte", 10485760)),
                                name="layoutversion_is_neither_empty_nor_too_large",
                                violation_error_message="A file is neither empty nor larger than 10 MB.",
                            ),
                            models.UniqueConstraint(fields=("layout", "number"), name="layout_versions_are_numbered"),
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="layout_version_says_what_is_new",
                                violation_error_message="Say in a few words what is new.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LayoutInForce",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("layout", models.SlugField(max_length=40)),
                        ("number", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("since", models.DateTimeField()),
                        ("by", models.UUIDField(null=True)),
                        (
                            "version",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="layouts.layoutversion",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["layout", "-since"], name="layouts_in_force")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("version", None), ("number__isnull", False), _connector="OR"),
                                name="layout_in_force_keeps_its_number",
                                violation_error_message="What was in force keeps the number of its version.",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
