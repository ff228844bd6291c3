import importlib

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import khetene.kernel.encryption
import khetene.kernel.ids

before = importlib.import_module("khetene.mediation.migrations.0002_a_contact_never_changes")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_a_role_for_those_who_write_projects"),
        ("cases", "0002_newest_answers"),
        ("directory", "0001_initial"),
        ("mediation", "0004_an_accepted_month_never_changes"),
        ("territory", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # SQLite copies the table of contacts; what guards it goes before and comes back, with more, in 0006.
        migrations.RunPython(before.allow, before.forbid),
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
            ],
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
            ],
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
            ],
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
            ],
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
            ],
            options={
                "abstract": False,
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
                        choices=[("training", "Training"), ("skill", "Skill"), ("language", "Language")], max_length=10
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
            ],
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
            ],
            options={
                "abstract": False,
            },
        ),
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
            ],
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
            ],
        ),
        migrations.AddField(
            model_name="contact",
            name="languages",
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name="contact",
            name="result",
            field=models.CharField(
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
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("result", "told_who"), _negated=True), ("institution__isnull", False), _connector="OR"
                ),
                name="told_who_names_the_office",
                violation_error_message="Say which office it is.",
            ),
        ),
        migrations.AddField(
            model_name="area",
            name="territory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="territory.territory"
            ),
        ),
        migrations.AddField(
            model_name="contract",
            name="employer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
            ),
        ),
        migrations.AddField(
            model_name="contract",
            name="membership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
            ),
        ),
        migrations.AddField(
            model_name="contract",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
            ),
        ),
        migrations.AddField(
            model_name="area",
            name="contract",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="areas", to="mediation.contract"
            ),
        ),
        migrations.AddField(
            model_name="decline",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
        ),
        migrations.AddField(
            model_name="decline",
            name="membership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
            ),
        ),
        migrations.AddField(
            model_name="decline",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
            ),
        ),
        migrations.AddField(
            model_name="funding",
            name="contract",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="fundings", to="mediation.contract"
            ),
        ),
        migrations.AddField(
            model_name="funding",
            name="payer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directory.organisation",
            ),
        ),
        migrations.AddField(
            model_name="plancomment",
            name="membership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
            ),
        ),
        migrations.AddField(
            model_name="portfolioentry",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="towngoal",
            name="need",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="mediation.townneed"
            ),
        ),
        migrations.AddField(
            model_name="townstep",
            name="goal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="mediation.towngoal"
            ),
        ),
        migrations.AddField(
            model_name="workplan",
            name="membership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
            ),
        ),
        migrations.AddField(
            model_name="workplan",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
            ),
        ),
        migrations.AddField(
            model_name="workplan",
            name="territory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="territory.territory"
            ),
        ),
        migrations.AddField(
            model_name="townneed",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="needs", to="mediation.workplan"
            ),
        ),
        migrations.AddField(
            model_name="plancomment",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="mediation.workplan"
            ),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends", None), ("ends__gte", models.F("begins")), _connector="OR"),
                name="contract_ends_after_it_begins",
                violation_error_message="The last day cannot be before the first day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent_of_full_time__gte", 1), ("percent_of_full_time__lte", 100)),
                name="contract_is_a_part_of_a_post",
                violation_error_message="The share of a full post is from 1 to 100 per cent.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.UniqueConstraint(
                fields=("membership", "employer", "begins"),
                name="contract_begins_once",
                violation_error_message="This contract is already there.",
            ),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends", None), ("ends__gte", models.F("begins")), _connector="OR"),
                name="area_ends_after_it_begins",
                violation_error_message="The last day cannot be before the first day.",
            ),
        ),
        migrations.AddIndex(
            model_name="decline",
            index=models.Index(fields=["organisation", "declined_on"], name="declined_in_an_organisation"),
        ),
        migrations.AddConstraint(
            model_name="funding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("percent", None), models.Q(("percent__gt", 0), ("percent__lte", 100)), _connector="OR"
                ),
                name="funding_pays_a_part",
                violation_error_message="A part of the costs is more than 0 and at most 100 per cent.",
            ),
        ),
        migrations.AddIndex(
            model_name="portfolioentry",
            index=models.Index(fields=["user", "kind"], name="portfolio_of_a_person"),
        ),
        migrations.AddConstraint(
            model_name="portfolioentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "training"), ("taken_on__isnull", False)),
                    models.Q(models.Q(("kind", "training"), _negated=True), ("hours", None), ("taken_on", None)),
                    _connector="OR",
                ),
                name="training_has_its_day",
                violation_error_message="A training has a day; only a training has hours.",
            ),
        ),
        migrations.AddConstraint(
            model_name="portfolioentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("hours", None), models.Q(("hours__gt", 0), ("hours__lte", 5000)), _connector="OR"),
                name="training_lasted_a_while",
                violation_error_message="A training lasts more than 0 and at most 5000 hours.",
            ),
        ),
        migrations.AddConstraint(
            model_name="portfolioentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "language"), models.Q(("level", ""), _negated=True)),
                    models.Q(models.Q(("kind", "language"), _negated=True), ("level", "")),
                    _connector="OR",
                ),
                name="language_has_its_level",
                violation_error_message="Say how well you know the language.",
            ),
        ),
        migrations.AddConstraint(
            model_name="townstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "planned"), ("state_on", None)),
                    models.Q(models.Q(("state", "planned"), _negated=True), ("state_on__isnull", False)),
                    _connector="OR",
                ),
                name="town_step_that_moved_has_its_day",
                violation_error_message="A measure that is no longer only planned has the day on which that was noted.",
            ),
        ),
        migrations.AddConstraint(
            model_name="workplan",
            constraint=models.UniqueConstraint(
                fields=("membership", "territory", "year"),
                name="one_work_plan_for_a_town_and_year",
                violation_error_message="There is already a plan for this town and year.",
            ),
        ),
        migrations.AddConstraint(
            model_name="workplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__gte", 2017), ("year__lte", 2100)),
                name="work_plan_is_of_a_year",
                violation_error_message="Write the year with four digits, for example 2021.",
            ),
        ),
        migrations.AddConstraint(
            model_name="workplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("reviewed_on", None), ("handed_in_on__isnull", False), _connector="OR"),
                name="work_plan_is_reviewed_after_it_was_handed_in",
                violation_error_message="A plan is reviewed after it was handed in.",
            ),
        ),
    ]
