"""What all the steps that it replaces lead to, for databases that are new."""

import django.db.models.deletion
from django.db import migrations, models

import khetene.kernel.encryption
import khetene.kernel.ids
import khetene.kernel.migration_operations


class Migration(migrations.Migration):
    replaces = [
        ("schoolstaff", "0001_initial"),
        ("schoolstaff", "0002_corrections"),
        ("schoolstaff", "0003_who_led_a_group_before"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0003_accounts_end"),
        ("directory", "0001_squashed_0002_roles_of_the_whole_country"),
    ]

    operations = [
        khetene.kernel.migration_operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name="StaffVersion",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("content", models.JSONField()),
                        ("published_at", models.DateTimeField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Post",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("kind", models.SlugField(max_length=40)),
                        ("called", khetene.kernel.encryption.EncryptedTextField()),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        ("added_at", models.DateTimeField()),
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
                        "indexes": [models.Index(fields=["organisation", "valid_from"], name="posts_of_a_school")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to", None),
                                    models.Q(("valid_to__gte", models.F("valid_from")), ("valid_to__isnull", False)),
                                    _connector="OR",
                                ),
                                name="post_ends_after_it_begins",
                                violation_error_message="The last day cannot lie before the first one.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Payment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("payer", models.SlugField(max_length=40)),
                        ("share", models.DecimalField(decimal_places=2, max_digits=3)),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        ("noted_at", models.DateTimeField()),
                        ("taken_back_on", models.DateField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="payments",
                                to="schoolstaff.post",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["post", "valid_from"], name="payments_of_a_post")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("share__gt", 0), ("share__lte", 1)),
                                name="share_of_a_post_is_more_than_nothing",
                                violation_error_message="A share lies above 0 and is at most 1, which is a full post.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to", None),
                                    models.Q(("valid_to__gte", models.F("valid_from")), ("valid_to__isnull", False)),
                                    _connector="OR",
                                ),
                                name="payment_ends_after_it_begins",
                                violation_error_message="The last day cannot lie before the first one.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LearningGroup",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("school_year", models.PositiveSmallIntegerField()),
                        ("subject", models.CharField(max_length=80)),
                        ("first_grade", models.PositiveSmallIntegerField()),
                        ("last_grade", models.PositiveSmallIntegerField()),
                        ("payer", models.SlugField(max_length=40)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "led_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="schoolstaff.post",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["school_year", "organisation"], name="groups_of_a_school_year")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("first_grade__gte", 1),
                                    ("last_grade__gte", models.F("first_grade")),
                                    ("last_grade__lte", 12),
                                ),
                                name="group_from_a_grade_to_a_grade",
                                violation_error_message="Grades go from 1 to 12, the lower one first.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EarlierGroup",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("wiped_at", models.DateTimeField(blank=True, null=True)),
                        ("subject", models.CharField(blank=True, max_length=80)),
                        ("first_grade", models.PositiveSmallIntegerField()),
                        ("last_grade", models.PositiveSmallIntegerField()),
                        ("payer", models.SlugField(max_length=40)),
                        ("replaced_at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="earlier",
                                to="schoolstaff.learninggroup",
                            ),
                        ),
                        (
                            "led_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="schoolstaff.post",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["group", "-replaced_at"], name="what_a_group_was_before")],
                    },
                ),
                migrations.CreateModel(
                    name="Qualification",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("fact", models.SlugField(max_length=40)),
                        ("there", models.BooleanField()),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        ("has_evidence", models.BooleanField(default=False)),
                        ("evidence", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("seen_on", models.DateField()),
                        ("noted_at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="qualifications",
                                to="schoolstaff.post",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["post", "-noted_at"], name="qualifications_of_a_post")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("there", False), models.Q(("has_evidence", True), ("there", True)), _connector="OR"
                                ),
                                name="qualification_names_its_evidence",
                                violation_error_message="Name the document that was seen.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to", None),
                                    models.Q(("valid_to__gte", models.F("valid_from")), ("valid_to__isnull", False)),
                                    _connector="OR",
                                ),
                                name="qualification_ends_after_it_begins",
                                violation_error_message="The last day cannot lie before the first one.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Session",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("held_on", models.DateField()),
                        ("hours", models.DecimalField(decimal_places=2, max_digits=4)),
                        ("heads", models.PositiveSmallIntegerField()),
                        ("taken_back_on", models.DateField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sessions",
                                to="schoolstaff.learninggroup",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["group", "-held_on"], name="sessions_of_a_group")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("heads__gte", 1), ("hours__gt", 0)),
                                name="session_has_hours_and_heads",
                                violation_error_message="A session has hours, and at least one pupil came.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="YearMeasure",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("school_year", models.PositiveSmallIntegerField()),
                        ("measure", models.SlugField(max_length=40)),
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
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organisation", "school_year", "measure"),
                                name="school_takes_a_measure_once_a_year",
                                violation_error_message="The school already has this measure in that year.",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
