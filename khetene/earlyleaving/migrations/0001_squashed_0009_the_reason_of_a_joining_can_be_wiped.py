"""What all the steps that it replaces lead to, for databases that are new."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

import khetene.kernel.encryption
import khetene.kernel.ids
import khetene.kernel.migration_operations

what_was_done = import_module("khetene.earlyleaving.migrations.0002_what_was_done_never_changes")
observation = import_module("khetene.earlyleaving.migrations.0008_an_observation_follows_its_pupil")


class Migration(migrations.Migration):
    replaces = [
        ("earlyleaving", "0001_initial"),
        ("earlyleaving", "0002_what_was_done_never_changes"),
        ("earlyleaving", "0003_plans_for_reducing_early_leaving"),
        ("earlyleaving", "0004_following_pupils_who_left"),
        ("earlyleaving", "0005_lessons_missed"),
        ("earlyleaving", "0006_corrections_of_the_reduction_plan"),
        ("earlyleaving", "0007_records_that_became_one"),
        ("earlyleaving", "0008_an_observation_follows_its_pupil"),
        ("earlyleaving", "0009_the_reason_of_a_joining_can_be_wiped"),
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
                    name="PlanNumber",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(unique=True)),
                        ("last", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RegisterVersion",
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
                    name="Pupil",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("called", khetene.kernel.encryption.EncryptedTextField()),
                        ("called_index", models.CharField(db_index=True, editable=False, max_length=32)),
                        ("added_at", models.DateTimeField()),
                        ("needed_until", models.DateField()),
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
                    },
                ),
                migrations.CreateModel(
                    name="Joining",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("wiped_at", models.DateTimeField(blank=True, null=True)),
                        ("was", models.UUIDField()),
                        ("was_called", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("reason", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "pupil",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="joinings",
                                to="earlyleaving.pupil",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FollowUp",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("left_on", models.DateField()),
                        ("agreed_on", models.DateField()),
                        (
                            "agreed_by",
                            models.CharField(
                                choices=[
                                    ("representative", "the pupil's lawful representative"),
                                    ("pupil", "the pupil, who is of age"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("tracked_until", models.DateField()),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        (
                            "ended_as",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("placed", "The pupil has a place."),
                                    ("withdrawn", "The family or the learner does not want it any more."),
                                    ("over", "The agreement is over."),
                                    ("no_contact", "There is no contact any more."),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "placed",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("same_school", "at this school again"),
                                    ("other_school", "at another school"),
                                    ("vocational", "in vocational education"),
                                    ("course", "on a course"),
                                    ("youth", "in a programme for young people"),
                                    ("work", "at work"),
                                    ("abroad", "at school abroad"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("placed_on", models.DateField(blank=True, null=True)),
                        (
                            "pupil",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="followed",
                                to="earlyleaving.pupil",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on", None)),
                                fields=("pupil",),
                                name="pupil_is_followed_once_at_a_time",
                                violation_error_message="This pupil is already followed.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_as", ""), ("ended_on", None)),
                                    models.Q(("ended_on__isnull", False), models.Q(("ended_as", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="following_ends_with_its_reason",
                                violation_error_message="An end has its day and its reason.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_as", "placed"),
                                        ("placed_on__isnull", False),
                                        models.Q(("placed", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("ended_as", "placed"), _negated=True),
                                        ("placed", ""),
                                        ("placed_on", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="place_is_named_with_its_day",
                                violation_error_message="Say where the pupil has a place, and since when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tracked_until__gte", models.F("agreed_on"))),
                                name="agreement_lasts_after_its_day",
                                violation_error_message="The last day cannot lie before the first one.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Absence",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("semester", models.CharField(max_length=8)),
                        ("unexcused_lessons", models.PositiveSmallIntegerField()),
                        ("counted_on", models.DateField()),
                        (
                            "pupil",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="absences",
                                to="earlyleaving.pupil",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("pupil", "semester", "counted_on"),
                                name="absence_is_counted_once_a_day",
                                violation_error_message="For this day lessons were counted already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReductionMeasure",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("school_year", models.PositiveSmallIntegerField()),
                        (
                            "aim",
                            models.CharField(
                                choices=[
                                    ("environment", "a safe and kind environment at school"),
                                    ("teaching", "teaching and support in lessons"),
                                    ("staff", "what staff know and can do"),
                                    ("families", "work with families"),
                                    ("services", "work with other services"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("words", models.CharField(max_length=300)),
                        ("responsible", models.CharField(max_length=120)),
                        ("due_on", models.DateField()),
                        (
                            "progress",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("under_way", "under way"),
                                    ("done", "done"),
                                    ("not_done", "not done"),
                                ],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        ("outcome", models.CharField(blank=True, max_length=300)),
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
                        "indexes": [models.Index(fields=["school_year", "organisation"], name="reduction_by_year")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("progress__in", ("done", "not_done")), _negated=True),
                                    models.Q(("outcome", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="ended_measure_says_what_came_of_it",
                                violation_error_message="Say what came of it, or why it was not done.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EarlierMeasure",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("wiped_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "aim",
                            models.CharField(
                                choices=[
                                    ("environment", "a safe and kind environment at school"),
                                    ("teaching", "teaching and support in lessons"),
                                    ("staff", "what staff know and can do"),
                                    ("families", "work with families"),
                                    ("services", "work with other services"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300)),
                        ("responsible", models.CharField(blank=True, max_length=120)),
                        ("due_on", models.DateField()),
                        ("outcome", models.CharField(blank=True, max_length=300)),
                        ("replaced_at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="earlier",
                                to="earlyleaving.reductionmeasure",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["measure", "-replaced_at"], name="what_a_measure_was_before")],
                    },
                ),
                migrations.CreateModel(
                    name="ReductionStep",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("wiped_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "progress",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("under_way", "under way"),
                                    ("done", "done"),
                                    ("not_done", "not done"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="earlyleaving.reductionmeasure",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["measure", "at"], name="steps_of_a_reduction")],
                    },
                ),
                migrations.CreateModel(
                    name="Plan",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.CharField(max_length=20, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("general", "general education"), ("vocational", "vocational education")],
                                max_length=12,
                            ),
                        ),
                        ("semester", models.CharField(max_length=8)),
                        ("school_year", models.PositiveSmallIntegerField()),
                        ("begins", models.DateField()),
                        ("ends", models.DateField()),
                        ("grade", models.PositiveSmallIntegerField()),
                        ("class_name", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("education_programme", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("signed_on", models.DateField(blank=True, null=True)),
                        (
                            "signed_by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("representative", "the pupil's lawful representative"),
                                    ("pupil", "the pupil, who is of age"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("informed_on", models.DateField(blank=True, null=True)),
                        ("has_goal", models.BooleanField(default=False)),
                        ("goal", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("pupil_promises", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("family_promises", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("paid_nowhere_else_on", models.DateField(blank=True, null=True)),
                        ("preparing_hours", models.DecimalField(decimal_places=2, default=0, max_digits=6)),
                        ("overseeing_hours", models.DecimalField(decimal_places=2, default=0, max_digits=6)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("approval", "being approved"),
                                    ("approved", "approved"),
                                    ("under_way", "under way"),
                                    ("review", "being revised"),
                                    ("stopped", "stopped"),
                                    ("inactive", "inactive"),
                                    ("deleted", "deleted"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("director", "the head of the school"),
                                    ("municipality", "the coordinator of the municipality"),
                                    ("holder", "the State Education Quality Service"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("approved_on", models.DateField(blank=True, null=True)),
                        ("started_on", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        (
                            "ended_as",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("evaluated", "evaluated"),
                                    ("rejected", "refused"),
                                    ("lapsed", "put away after the semester"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("risks_gone", "The risks are gone."),
                                    ("continues", "The pupil needs support in the next semester too."),
                                    ("transferred", "The pupil moved to another school."),
                                    ("left", "The pupil left school."),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("evaluation", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("new_signs", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "continues",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="earlyleaving.plan",
                            ),
                        ),
                        (
                            "municipality",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "overseer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "pupil",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="plans",
                                to="earlyleaving.pupil",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="earlyleaving.registerversion",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["state", "level", "municipality"], name="plans_to_approve"),
                            models.Index(fields=["school_year", "approved_on"], name="plans_of_a_school_year"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    models.Q(("state", "deleted"), _negated=True),
                                    models.Q(("ended_as", "rejected"), _negated=True),
                                ),
                                fields=("pupil", "semester"),
                                name="one_plan_for_a_semester",
                                violation_error_message="The pupil already has a plan for this semester.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "approval"), models.Q(("level", ""), _negated=True)),
                                    models.Q(models.Q(("state", "approval"), _negated=True), ("level", "")),
                                    _connector="OR",
                                ),
                                name="plan_lies_with_somebody_while_it_is_approved",
                                violation_error_message="A plan that is being approved lies with somebody; any other plan does not.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "general"), ("municipality__isnull", False)),
                                    models.Q(
                                        ("kind", "vocational"),
                                        ("municipality", None),
                                        models.Q(("level", "municipality"), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="vocational_plan_skips_the_municipality",
                                violation_error_message="Plans of vocational schools skip the municipality; all others name it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["approved", "under_way"]), _negated=True),
                                    ("approved_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="plan_under_way_was_approved",
                                violation_error_message="Only an approved plan can be under way.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["approval", "approved", "under_way"]), _negated=True),
                                    models.Q(
                                        ("has_goal", True),
                                        ("informed_on__isnull", False),
                                        ("paid_nowhere_else_on__isnull", False),
                                        ("signed_on__isnull", False),
                                        models.Q(("signed_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="plan_that_goes_for_approval_is_signed",
                                violation_error_message="A plan is approved with its application, its goal and its statement.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_on__isnull", False),
                                        ("state", "inactive"),
                                        models.Q(("ended_as", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "inactive"), _negated=True),
                                        ("ended_as", ""),
                                        ("ended_on", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="inactive_plan_says_why",
                                violation_error_message="An inactive plan has the day and the reason of its end; any other has none.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_as", "evaluated"), models.Q(("result", ""), _negated=True)),
                                    models.Q(models.Q(("ended_as", "evaluated"), _negated=True), ("result", "")),
                                    _connector="OR",
                                ),
                                name="evaluated_plan_has_a_result",
                                violation_error_message="An evaluated plan says how the semester ended.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends__gt", models.F("begins"))),
                                name="semester_ends_after_it_begins",
                                violation_error_message="A semester ends after it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("overseeing_hours__gte", 0), ("preparing_hours__gte", 0)),
                                name="hours_of_preparing_are_not_negative",
                                violation_error_message="Hours cannot be fewer than none.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Risk",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("family", models.SlugField(max_length=40)),
                        ("criterion", khetene.kernel.encryption.EncryptedTextField()),
                        ("criterion_index", models.CharField(editable=False, max_length=32)),
                        ("justification", khetene.kernel.encryption.EncryptedTextField()),
                        (
                            "seriousness",
                            models.CharField(
                                choices=[("slight", "slight"), ("marked", "marked"), ("strong", "strong")], max_length=8
                            ),
                        ),
                        (
                            "change",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("gone", "gone"),
                                    ("reduced", "smaller"),
                                    ("same", "the same"),
                                    ("grown", "larger"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="risks",
                                to="earlyleaving.plan",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "criterion_index"),
                                name="risk_stands_in_a_plan_once",
                                violation_error_message="This risk already stands in the plan.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="School",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("general", "general education"), ("vocational", "vocational education")],
                                max_length=12,
                            ),
                        ),
                        ("joined_on", models.DateField()),
                        ("left_on", models.DateField(blank=True, null=True)),
                        (
                            "municipality",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
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
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("left_on", None)),
                                fields=("organisation",),
                                name="school_takes_part_once",
                                violation_error_message="This school already takes part.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "general"), ("municipality__isnull", False)),
                                    models.Q(("kind", "vocational"), ("municipality", None)),
                                    _connector="OR",
                                ),
                                name="general_school_has_a_municipality",
                                violation_error_message="Say which municipality approves. Only vocational schools have none.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_on", None),
                                    models.Q(("left_on__gt", models.F("joined_on")), ("left_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="school_leaves_after_it_joined",
                                violation_error_message="A school cannot leave before it joined.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Support",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("kind", models.SlugField(max_length=40)),
                        (
                            "group",
                            models.CharField(
                                choices=[("consultative", "consultations"), ("economic", "economic support")],
                                max_length=14,
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("hours", "hours"),
                                    ("months", "months"),
                                    ("nights", "nights"),
                                    ("pieces", "pieces"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "meeting",
                            models.CharField(
                                blank=True,
                                choices=[("individual", "with the pupil alone"), ("in_group", "in a group")],
                                max_length=12,
                            ),
                        ),
                        ("quantity", models.DecimalField(decimal_places=2, max_digits=8)),
                        ("unit_cents", models.PositiveIntegerField()),
                        ("cents", models.PositiveIntegerField()),
                        ("begins", models.DateField()),
                        ("ends", models.DateField()),
                        ("responsible", models.CharField(max_length=120)),
                        ("only_if_poor", models.BooleanField(default=False)),
                        ("poor_until", models.DateField(blank=True, null=True)),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="supports",
                                to="earlyleaving.plan",
                            ),
                        ),
                        (
                            "risk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="supports",
                                to="earlyleaving.risk",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["plan", "kind"], name="supports_of_a_plan")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)),
                                name="support_is_more_than_nothing",
                                violation_error_message="A support is more than nothing.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends__gte", models.F("begins"))),
                                name="support_ends_after_it_begins",
                                violation_error_message="The last day cannot lie before the first one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("group", "consultative"),
                                        ("unit", "hours"),
                                        models.Q(("meeting", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("group", "economic"),
                                        ("meeting", ""),
                                        models.Q(("unit", "hours"), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="consultation_in_hours_alone_or_in_a_group",
                                violation_error_message="A consultation is given in hours, alone or in a group; other support is not.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("only_if_poor", False),
                                    models.Q(("poor_until__gte", models.F("begins")), ("poor_until__isnull", False)),
                                    _connector="OR",
                                ),
                                name="clothes_only_with_the_status_of_a_poor_household",
                                violation_error_message="Clothes, shoes and hygiene are paid only for a poor household. Write until when the status holds.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("is_consultation", models.BooleanField()),
                        ("given_on", models.DateField()),
                        ("quantity", models.DecimalField(decimal_places=2, max_digits=8)),
                        ("cents", models.PositiveIntegerField()),
                        ("remote", models.BooleanField(default=False)),
                        ("order_number", models.CharField(blank=True, max_length=60)),
                        ("confirmed_on", models.DateField(blank=True, null=True)),
                        (
                            "signature",
                            models.CharField(
                                blank=True,
                                choices=[("paper", "signed on paper"), ("screen", "confirmed on screen")],
                                max_length=8,
                            ),
                        ),
                        ("document", models.CharField(blank=True, max_length=120)),
                        ("noted_at", models.DateTimeField()),
                        ("taken_back_on", models.DateField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "support",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="earlyleaving.support",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["support", "given_on"], name="deliveries_of_a_support")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)),
                                name="delivery_is_more_than_nothing",
                                violation_error_message="A support is more than nothing.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_consultation", False),
                                    models.Q(
                                        ("confirmed_on__gte", models.F("given_on")),
                                        ("confirmed_on__isnull", False),
                                        ("is_consultation", True),
                                        models.Q(("signature", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="consultation_is_confirmed_by_the_pupil",
                                violation_error_message="A consultation counts when the pupil has confirmed it. Write the day and how.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("remote", False),
                                    models.Q(
                                        ("confirmed_on", models.F("given_on")),
                                        ("confirmed_on__isnull", False),
                                        ("is_consultation", True),
                                        ("remote", True),
                                        models.Q(("order_number", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="remote_consultation_has_an_order_and_the_same_day",
                                violation_error_message="A remote consultation needs the order of the head of the school and a confirmation on the same day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_consultation", True),
                                    models.Q(("is_consultation", False), models.Q(("document", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="expense_has_its_document",
                                violation_error_message="Name the receipt or the list that shows the expense.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FollowStep",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("happened_on", models.DateField()),
                        (
                            "offered",
                            models.CharField(
                                choices=[
                                    ("talk", "a talk"),
                                    ("school", "to come back to school"),
                                    ("other_school", "another school or evening school"),
                                    ("vocational", "vocational education"),
                                    ("course", "a course"),
                                    ("youth", "a programme for young people"),
                                    ("work", "work"),
                                    ("counsel", "career counselling or a psychologist"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "said",
                            models.CharField(
                                choices=[
                                    ("waiting", "no answer yet"),
                                    ("accepted", "taken up"),
                                    ("declined", "not wanted"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("words", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "follow_up",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="earlyleaving.followup",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["follow_up", "-happened_on"], name="steps_of_a_following")],
                    },
                ),
                migrations.CreateModel(
                    name="PaidElsewhere",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("kind", models.SlugField(max_length=40)),
                        ("payer", models.CharField(max_length=200)),
                        ("first_grade", models.PositiveSmallIntegerField()),
                        ("last_grade", models.PositiveSmallIntegerField()),
                        ("covers_from", models.DateField()),
                        ("covers_to", models.DateField()),
                        ("taken_back_on", models.DateField(blank=True, null=True)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["organisation", "kind"], name="paid_elsewhere_by_kind")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("covers_to__gte", models.F("covers_from"))),
                                name="paid_elsewhere_from_a_day_to_a_day",
                                violation_error_message="The last day cannot lie before the first one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("first_grade__gte", 1),
                                    ("last_grade__gte", models.F("first_grade")),
                                    ("last_grade__lte", 12),
                                ),
                                name="paid_elsewhere_from_a_grade_to_a_grade",
                                violation_error_message="Grades go from 1 to 12, the lower one first.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanStep",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "verb",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("submit", "Give to be approved"),
                                    ("approve", "Approve the plan"),
                                    ("return", "Give the plan back to be mended"),
                                    ("reject", "Refuse the plan"),
                                    ("start", "Begin the support"),
                                    ("revise", "Revise the plan"),
                                    ("interrupt", "Interrupt the plan"),
                                    ("resume", "Take the plan up again"),
                                    ("evaluate", "Evaluate and end the plan"),
                                    ("lapse", "Put the plan away"),
                                    ("delete", "Delete the plan"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("approval", "being approved"),
                                    ("approved", "approved"),
                                    ("under_way", "under way"),
                                    ("review", "being revised"),
                                    ("stopped", "stopped"),
                                    ("inactive", "inactive"),
                                    ("deleted", "deleted"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("director", "the head of the school"),
                                    ("municipality", "the coordinator of the municipality"),
                                    ("holder", "the State Education Quality Service"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("has_reason", models.BooleanField(default=False)),
                        ("reason", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("held", models.JSONField()),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="earlyleaving.plan",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["plan", "at"], name="steps_of_a_plan")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("verb__in", ("interrupt", "reject", "return", "revise")), _negated=True),
                                    ("has_reason", True),
                                    _connector="OR",
                                ),
                                name="step_says_its_reason",
                                violation_error_message="This step needs its reason.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Observation",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("observed_on", models.DateField()),
                        ("signs", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("words", khetene.kernel.encryption.EncryptedTextField()),
                        ("noted_at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "pupil",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="observations",
                                to="earlyleaving.pupil",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["pupil", "-observed_on"], name="observations_of_a_pupil")],
                    },
                ),
                migrations.CreateModel(
                    name="Involvement",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("since", models.DateField()),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "pupil",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="involved",
                                to="earlyleaving.pupil",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("pupil", "membership"),
                                name="somebody_works_with_a_pupil_once",
                                violation_error_message="This colleague already works with the pupil.",
                            )
                        ],
                    },
                ),
            ],
        ),
        migrations.RunPython(what_was_done.forbid, what_was_done.allow),
        migrations.RunPython(observation.follow, observation.stay),
    ]
