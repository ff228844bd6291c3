"""What all the steps that it replaces lead to, for databases that are new."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

import khetene.kernel.encryption
import khetene.kernel.ids
import khetene.kernel.migration_operations

announced = import_module("khetene.surveys.migrations.0002_what_was_announced_never_changes")


class Migration(migrations.Migration):
    replaces = [
        ("surveys", "0001_initial"),
        ("surveys", "0002_what_was_announced_never_changes"),
        ("surveys", "0003_answers_on_paper"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0003_accounts_end"),
        ("directory", "0001_squashed_0002_roles_of_the_whole_country"),
        ("gatherings", "0001_squashed_0007_few_people_of_a_course_are_not_counted"),
        ("instruments", "0001_initial"),
        ("network", "0001_initial"),
    ]

    operations = [
        khetene.kernel.migration_operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Asked",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("name", khetene.kernel.encryption.EncryptedTextField()),
                        ("email", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        (
                            "sector",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("state", "state institutions"),
                                    ("municipal", "municipalities"),
                                    ("mediator", "Roma mediators"),
                                    ("association", "associations"),
                                    ("education", "universities and research"),
                                    ("international", "from other countries and international organisations"),
                                    ("other", "others"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=120)),
                        ("answered", models.BooleanField(default=False)),
                        (
                            "survey",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="asked", to="surveys.survey"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["survey", "answered"], name="asked_and_silent")],
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("content", khetene.kernel.encryption.EncryptedTextField()),
                        (
                            "asked",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="answer", to="surveys.asked"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FromPaper",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("entered_by", models.UUIDField(null=True)),
                        (
                            "answer",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="paper", to="surveys.answer"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Link",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        (
                            "asked",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="links", to="surveys.asked"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Survey",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "moment",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "at no gathering"),
                                    ("before", "before the gathering"),
                                    ("after", "after the gathering"),
                                ],
                                default="",
                                max_length=6,
                            ),
                        ),
                        ("purpose", models.CharField(blank=True, max_length=300)),
                        ("is_anonymous", models.BooleanField()),
                        (
                            "grouped_by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "nothing: only all answers together"),
                                    ("sector", "the sector that people represent"),
                                    ("municipality", "the municipality that they come for"),
                                ],
                                default="",
                                max_length=12,
                            ),
                        ),
                        ("minimum", models.PositiveSmallIntegerField(default=5)),
                        ("opened_on", models.DateField()),
                        ("closes_on", models.DateField()),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        (
                            "body",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.body",
                            ),
                        ),
                        (
                            "gathering",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="gatherings.gathering",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="instruments.instrumentversion",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["organisation", "-opened_on"], name="surveys_newest_first")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("body", None),
                                        ("gathering__isnull", False),
                                        ("moment__in", ["before", "after"]),
                                    ),
                                    models.Q(("body__isnull", False), ("gathering", None), ("moment", "")),
                                    _connector="OR",
                                ),
                                name="survey_asks_a_body_or_a_gathering",
                                violation_error_message="A survey asks a body, or those of one gathering before or after it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closes_on__gte", models.F("opened_on")),
                                    models.Q(
                                        ("closed_on", None), ("closed_on__gte", models.F("opened_on")), _connector="OR"
                                    ),
                                ),
                                name="survey_closes_after_it_opens",
                                violation_error_message="A survey cannot end before it began.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minimum__gte", 5)),
                                name="survey_protects_small_groups",
                                violation_error_message="Groups of fewer than five are always protected.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaperCount",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("group", models.CharField(blank=True, max_length=120)),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "survey",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="papers", to="surveys.survey"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("survey", "group"), name="sheets_of_a_group_are_counted_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)),
                                name="sheets_are_counted_from_one",
                                violation_error_message="There is at least one sheet.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Box",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("content", khetene.kernel.encryption.EncryptedTextField()),
                        (
                            "survey",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="box", to="surveys.survey"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Letter",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(default=0)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "waits to be sent"),
                                    ("going", "is being sent"),
                                    ("sent", "sent"),
                                    ("refused", "not accepted for this address"),
                                    ("unsure", "not known whether it went"),
                                    ("not_needed", "not needed any more"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("moved_at", models.DateTimeField()),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        (
                            "asked",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="letters", to="surveys.asked"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "asked_at"], name="survey_letters_that_wait")],
                        "constraints": [
                            models.UniqueConstraint(fields=("asked", "number"), name="survey_letter_goes_once"),
                            models.CheckConstraint(
                                condition=models.Q(("moved_at__gte", models.F("asked_at"))),
                                name="survey_letter_moves_after_it_was_asked_for",
                                violation_error_message="A letter cannot go before somebody asks for it.",
                            ),
                        ],
                    },
                ),
            ],
        ),
        migrations.RunPython(announced.forbid, announced.allow),
    ]
