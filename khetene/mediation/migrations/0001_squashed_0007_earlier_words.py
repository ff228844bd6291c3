"""What all the steps that it replaces lead to, for databases that are new."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import khetene.kernel.encryption
import khetene.kernel.ids
import khetene.kernel.migration_operations

accepted_month = import_module("khetene.mediation.migrations.0004_an_accepted_month_never_changes")
contact = import_module("khetene.mediation.migrations.0006_what_a_contact_says_never_changes")


class Migration(migrations.Migration):
    replaces = [
        ("mediation", "0001_initial"),
        ("mediation", "0002_a_contact_never_changes"),
        ("mediation", "0003_months"),
        ("mediation", "0004_an_accepted_month_never_changes"),
        ("mediation", "0005_posts_plans_scope_and_portfolio"),
        ("mediation", "0006_what_a_contact_says_never_changes"),
        ("mediation", "0007_earlier_words"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0003_accounts_end"),
        ("cases", "0001_squashed_0002_newest_answers"),
        ("directory", "0001_squashed_0002_roles_of_the_whole_country"),
        ("territory", "0001_initial"),
    ]

    operations = [
        khetene.kernel.migration_operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name="TownNeed",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "domain",
                            models.CharField(
                                choices=[
                                    ("preschool", "Preschool"),
                                    ("school", "School"),
                                    ("further_education", "Further education"),
                                    ("work", "Work"),
                                    ("housing", "Housing"),
                                    ("health", "Health"),
                                    ("documents", "Documents"),
                                    ("benefits", "Benefits"),
                                    ("debt", "Debt"),
                                    ("language_and_reading", "Language and reading"),
                                    ("discrimination", "Discrimination"),
                                    ("safety", "Safety"),
                                    ("participation", "Participation"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("words", khetene.kernel.encryption.EncryptedTextField()),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="needs",
                                to="mediation.workplan",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Contract",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("phase", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("percent_of_full_time", models.PositiveSmallIntegerField()),
                        ("begins", models.DateField()),
                        ("ends", models.DateField(blank=True, null=True)),
                        (
                            "employer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends", None), ("ends__gte", models.F("begins")), _connector="OR"),
                                name="contract_ends_after_it_begins",
                                violation_error_message="The last day cannot be before the first day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("percent_of_full_time__gte", 1), ("percent_of_full_time__lte", 100)
                                ),
                                name="contract_is_a_part_of_a_post",
                                violation_error_message="The share of a full post is from 1 to 100 per cent.",
                            ),
                            models.UniqueConstraint(
                                fields=("membership", "employer", "begins"),
                                name="contract_begins_once",
                                violation_error_message="This contract is already there.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Area",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("begins", models.DateField()),
                        ("ends", models.DateField(blank=True, null=True)),
                        (
                            "territory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="territory.territory"
                            ),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="areas",
                                to="mediation.contract",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends", None), ("ends__gte", models.F("begins")), _connector="OR"),
                                name="area_ends_after_it_begins",
                                violation_error_message="The last day cannot be before the first day.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Decline",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("impartial", "I cannot be impartial here"),
                                    ("language", "Another language is needed"),
                                    ("place", "It is outside my places"),
                                    ("load", "I have too many cases"),
                                    ("asked", "The person asked for somebody else"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("declined_on", models.DateField()),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
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
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["organisation", "declined_on"], name="declined_in_an_organisation")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Funding",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("project", "the platform's project"),
                                    ("municipality", "the municipality"),
                                    ("other", "another payer"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("percent", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="fundings",
                                to="mediation.contract",
                            ),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("percent", None),
                                    models.Q(("percent__gt", 0), ("percent__lte", 100)),
                                    _connector="OR",
                                ),
                                name="funding_pays_a_part",
                                violation_error_message="A part of the costs is more than 0 and at most 100 per cent.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Month",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("first", models.DateField()),
                        ("number", models.PositiveSmallIntegerField(default=0)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("signed", "signed, waits to be accepted"),
                                    ("accepted", "accepted"),
                                    ("returned", "given back"),
                                ],
                                default="signed",
                                max_length=10,
                            ),
                        ),
                        ("figures", models.JSONField()),
                        ("narrative", khetene.kernel.encryption.EncryptedTextField()),
                        ("signed_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("returned_why", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
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
                    ],
                    options={
                        "indexes": [models.Index(fields=["organisation", "state", "first"], name="months_to_decide")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("membership", "first", "number"),
                                name="a_month_is_signed_once",
                                violation_error_message="This month was signed just now.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at", None), ("decided_by", None), ("state", "signed")),
                                    models.Q(
                                        models.Q(("state", "signed"), _negated=True),
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="month_is_decided_by_somebody",
                                violation_error_message="A decision about a month has its author and its time.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PortfolioEntry",
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
                                choices=[("training", "Training"), ("skill", "Skill"), ("language", "Language")],
                                max_length=10,
                            ),
                        ),
                        ("title", khetene.kernel.encryption.EncryptedTextField()),
                        ("giver", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("taken_on", models.DateField(blank=True, null=True)),
                        ("hours", models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True)),
                        ("certificate", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        (
                            "level",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("A1", "A1"),
                                    ("A2", "A2"),
                                    ("B1", "B1"),
                                    ("B2", "B2"),
                                    ("C1", "C1"),
                                    ("C2", "C2"),
                                    ("first", "first language"),
                                ],
                                max_length=5,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["user", "kind"], name="portfolio_of_a_person")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "training"), ("taken_on__isnull", False)),
                                    models.Q(
                                        models.Q(("kind", "training"), _negated=True),
                                        ("hours", None),
                                        ("taken_on", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="training_has_its_day",
                                violation_error_message="A training has a day; only a training has hours.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hours", None), models.Q(("hours__gt", 0), ("hours__lte", 5000)), _connector="OR"
                                ),
                                name="training_lasted_a_while",
                                violation_error_message="A training lasts more than 0 and at most 5000 hours.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "language"), models.Q(("level", ""), _negated=True)),
                                    models.Q(models.Q(("kind", "language"), _negated=True), ("level", "")),
                                    _connector="OR",
                                ),
                                name="language_has_its_level",
                                violation_error_message="Say how well you know the language.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TownGoal",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("words", khetene.kernel.encryption.EncryptedTextField()),
                        (
                            "need",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="goals",
                                to="mediation.townneed",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TownStep",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("words", khetene.kernel.encryption.EncryptedTextField()),
                        ("with_whom", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("due_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("under_way", "under way"),
                                    ("done", "done"),
                                    ("dropped", "dropped"),
                                ],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        ("state_on", models.DateField(blank=True, null=True)),
                        ("outcome", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        (
                            "goal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="mediation.towngoal",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "planned"), ("state_on", None)),
                                    models.Q(
                                        models.Q(("state", "planned"), _negated=True), ("state_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="town_step_that_moved_has_its_day",
                                violation_error_message="A measure that is no longer only planned has the day on which that was noted.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkPlan",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("closes_on", models.DateField()),
                        ("situation", khetene.kernel.encryption.EncryptedTextField()),
                        ("offices", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("handed_in_on", models.DateField(blank=True, null=True)),
                        ("reviewed_on", models.DateField(blank=True, null=True)),
                        ("review", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
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
                            "territory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="territory.territory"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("membership", "territory", "year"),
                                name="one_work_plan_for_a_town_and_year",
                                violation_error_message="There is already a plan for this town and year.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("year__gte", 2017), ("year__lte", 2100)),
                                name="work_plan_is_of_a_year",
                                violation_error_message="Write the year with four digits, for example 2021.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_on", None), ("handed_in_on__isnull", False), _connector="OR"
                                ),
                                name="work_plan_is_reviewed_after_it_was_handed_in",
                                violation_error_message="A plan is reviewed after it was handed in.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanComment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("words", khetene.kernel.encryption.EncryptedTextField()),
                        ("written_at", models.DateTimeField()),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="mediation.workplan",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EarlierWords",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("wiped_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("situation", "What the town needs"),
                                    ("need", "Need"),
                                    ("goal", "Goal"),
                                    ("step", "Measure"),
                                    ("review", "How the year went"),
                                    ("comment", "Comment"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("about", models.UUIDField()),
                        ("content", khetene.kernel.encryption.EncryptedTextField()),
                        ("removed", models.BooleanField(default=False)),
                        ("until", models.DateTimeField()),
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
                                related_name="earlier",
                                to="mediation.workplan",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Activity",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("happened_on", models.DateField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("community", "an event for many"),
                                    ("institution", "work with an institution"),
                                    ("training", "training"),
                                    ("supervision", "supervision"),
                                    ("travel", "travel"),
                                    ("administration", "papers and reports"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("minutes", models.PositiveSmallIntegerField()),
                        ("people", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("words", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("has_change", models.BooleanField(default=False)),
                        ("change", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("noted_at", models.DateTimeField()),
                        ("taken_back_on", models.DateField(blank=True, null=True)),
                        (
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
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
                    ],
                    options={
                        "indexes": [models.Index(fields=["membership", "happened_on"], name="activities_of_a_month")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("minutes__gte", 1), ("minutes__lte", 1440)),
                                name="activity_lasts_a_while",
                                violation_error_message="An activity lasts from 1 minute to 24 hours.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "community"), ("people__gte", 1), ("people__isnull", False)),
                                    models.Q(models.Q(("kind", "community"), _negated=True), ("people", None)),
                                    _connector="OR",
                                ),
                                name="heads_are_counted_at_events",
                                violation_error_message="Say how many people came. Only at an event are people counted.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(models.Q(("kind", "institution"), _negated=True), ("has_change", False)),
                                    ("institution__isnull", False),
                                    _connector="OR",
                                ),
                                name="institution_work_names_the_institution",
                                violation_error_message="Say which institution it was.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contact",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("happened_at", models.DateTimeField()),
                        ("happened_on", models.DateField()),
                        (
                            "place",
                            models.CharField(
                                choices=[
                                    ("home", "at home"),
                                    ("school", "at school"),
                                    ("office", "at an office"),
                                    ("phone", "on the phone"),
                                    ("online", "online"),
                                    ("street", "in the street"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("minutes", models.PositiveSmallIntegerField()),
                        (
                            "started_by",
                            models.CharField(
                                choices=[
                                    ("family", "the family"),
                                    ("institution", "an office"),
                                    ("mediator", "I myself"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("topics", models.JSONField(default=list)),
                        ("actions", models.JSONField(default=list)),
                        ("languages", models.JSONField(default=list)),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("done", "done"),
                                    ("pending", "goes on"),
                                    ("refused", "refused"),
                                    ("not_possible", "not possible"),
                                    ("told_who", "told who can help"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("words", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("next_step", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("next_step_on", models.DateField(blank=True, null=True)),
                        ("next_step_done", models.DateField(blank=True, null=True)),
                        ("correction_reason", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("noted_at", models.DateTimeField()),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cases.case",
                            ),
                        ),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="corrected_by",
                                to="mediation.contact",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
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
                            "territory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="territory.territory"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["membership", "-happened_at", "-id"], name="contacts_of_a_mediator"),
                            models.Index(fields=["case", "-happened_at"], name="contacts_of_a_case"),
                            models.Index(fields=["membership", "next_step_on"], name="contacts_with_next_step"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("minutes__gte", 1), ("minutes__lte", 720)),
                                name="contact_lasts_a_while",
                                violation_error_message="A contact lasts from 1 minute to 12 hours.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("result", "told_who"), _negated=True),
                                    ("institution__isnull", False),
                                    _connector="OR",
                                ),
                                name="told_who_names_the_office",
                                violation_error_message="Say which office it is.",
                            ),
                        ],
                    },
                ),
            ],
        ),
        migrations.RunPython(accepted_month.forbid, accepted_month.allow),
        migrations.RunPython(contact.forbid, contact.allow),
    ]
