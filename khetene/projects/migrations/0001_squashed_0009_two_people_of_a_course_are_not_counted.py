"""What all the steps that it replaces lead to, for databases that are new."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

import khetene.kernel.encryption
import khetene.kernel.ids
import khetene.kernel.migration_operations
import khetene.kernel.translated

money = import_module("khetene.projects.migrations.0002_entries_about_money_are_added_never_changed")
reports = import_module("khetene.projects.migrations.0006_reports_as_they_were_sent")


class Migration(migrations.Migration):
    replaces = [
        ("projects", "0001_initial"),
        ("projects", "0002_entries_about_money_are_added_never_changed"),
        ("projects", "0003_documents_of_costs"),
        ("projects", "0004_phases_begun_in_the_product"),
        ("projects", "0005_tasks_of_a_phase"),
        ("projects", "0006_reports_as_they_were_sent"),
        ("projects", "0007_the_programme_of_an_activity"),
        ("projects", "0008_what_does_not_agree_is_explained"),
        ("projects", "0009_two_people_of_a_course_are_not_counted"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0003_accounts_end"),
        ("directory", "0001_squashed_0002_roles_of_the_whole_country"),
        ("gatherings", "0001_squashed_0007_few_people_of_a_course_are_not_counted"),
        ("territory", "0001_initial"),
    ]

    operations = [
        khetene.kernel.migration_operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name="BudgetLine",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("code", models.CharField(max_length=20)),
                        ("words", models.CharField(max_length=200)),
                        ("planned", models.DecimalField(decimal_places=2, max_digits=14)),
                        (
                            "phase",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="projects.phase"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("phase", "code"),
                                name="a_code_names_one_line_of_a_phase",
                                violation_error_message="This phase has a line with this code.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("planned__gte", 0)),
                                name="planned_amount_is_not_negative",
                                violation_error_message="A planned amount is not negative.",
                            ),
                        ],
                    },
                ),
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
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("phase", "version"), name="frozen_reports_are_numbered"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("changed", ""), ("version", 1)),
                                    models.Q(("version__gt", 1), models.Q(("changed", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="later_version_says_what_changed",
                                violation_error_message="Say what changed since the version before.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Goal",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("slug", models.SlugField(max_length=60, unique=True)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("words", khetene.kernel.translated.TranslatedTextField()),
                        (
                            "phase",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="projects.phase"
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
                        ("slug", models.SlugField(max_length=60, unique=True)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("words", khetene.kernel.translated.TranslatedTextField()),
                        ("begins", models.DateField(blank=True, null=True)),
                        ("ends", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("under_way", "under way"),
                                    ("done", "done"),
                                    ("partly", "partly done"),
                                    ("not_done", "not done"),
                                ],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        ("actual", models.TextField(blank=True, max_length=4000)),
                        ("deviation", models.TextField(blank=True, max_length=2000)),
                        ("by_mediators", models.BooleanField(default=False)),
                        ("programme", models.CharField(blank=True, max_length=60)),
                        ("gatherings", models.ManyToManyField(blank=True, related_name="+", to="gatherings.gathering")),
                        (
                            "institutions",
                            models.ManyToManyField(blank=True, related_name="+", to="directory.organisation"),
                        ),
                        ("territories", models.ManyToManyField(blank=True, related_name="+", to="territory.territory")),
                        ("goals", models.ManyToManyField(blank=True, related_name="activities", to="projects.goal")),
                        (
                            "phase",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="activities",
                                to="projects.phase",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("begins", None), ("ends", None), ("ends__gte", models.F("begins")), _connector="OR"
                                ),
                                name="activity_ends_after_it_begins",
                                violation_error_message="An activity cannot end before it began.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["partly", "not_done"]), _negated=True),
                                    models.Q(("deviation", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="activity_not_as_planned_says_how",
                                violation_error_message="Say how it differs from the plan and why: the report asks for it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Cost",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("committed", "committed"), ("paid", "paid"), ("withdrawn", "withdrawn")],
                                max_length=10,
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                        ("on", models.DateField()),
                        ("words", models.CharField(max_length=200)),
                        ("document", models.CharField(max_length=160)),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        ("noted_at", models.DateTimeField()),
                        (
                            "activity",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="costs",
                                to="projects.activity",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="costs",
                                to="projects.budgetline",
                            ),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="replaced_by",
                                to="projects.cost",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["line", "on"], name="costs_of_a_line")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)),
                                name="cost_is_positive",
                                violation_error_message="An amount is more than nothing. To take an entry back, withdraw it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("document", ""), _negated=True),
                                name="cost_names_its_document",
                                violation_error_message="Name the document: the invoice, the contract or the order.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reason", ""), ("replaces", None)),
                                    models.Q(("replaces__isnull", False), models.Q(("reason", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="replacing_cost_says_why",
                                violation_error_message="Say in a few words why the entry is replaced.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    ("replaces__isnull", False),
                                    _connector="OR",
                                ),
                                name="only_an_earlier_cost_is_withdrawn",
                                violation_error_message="Only an entry that is there can be withdrawn.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CostDocument",
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
                            "cost",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="files", to="projects.cost"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0), ("size__lte", 10485760)),
                                name="costdocument_is_neither_empty_nor_too_large",
                                violation_error_message="A file is neither empty nor larger than 10 MB.",
                            )
                        ],
                    },
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="projects.frozenreport",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0), ("size__lte", 10485760)),
                                name="frozenfile_is_neither_empty_nor_too_large",
                                violation_error_message="A file is neither empty nor larger than 10 MB.",
                            ),
                            models.UniqueConstraint(
                                fields=("report", "kind"), name="a_frozen_report_has_one_file_of_a_kind"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Phase",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("ordinal", models.PositiveSmallIntegerField(unique=True)),
                        ("title", models.CharField(max_length=250)),
                        ("known_as", models.CharField(blank=True, max_length=120)),
                        ("agreement", models.CharField(blank=True, max_length=80)),
                        ("programme", models.CharField(blank=True, max_length=160)),
                        ("programme_years", models.CharField(blank=True, max_length=20)),
                        ("begins", models.DateField(blank=True, null=True)),
                        ("ends", models.DateField(blank=True, null=True)),
                        ("total", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                        ("task", models.TextField(blank=True, max_length=1000)),
                        ("is_inferred", models.BooleanField(default=False)),
                        ("sources", models.JSONField(blank=True, default=list)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("is_written_here", models.BooleanField(default=False)),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        (
                            "beneficiary",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                        ("gatherings", models.ManyToManyField(blank=True, related_name="+", to="gatherings.gathering")),
                        ("territories", models.ManyToManyField(blank=True, related_name="+", to="territory.territory")),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agreed_on", None),
                                    models.Q(
                                        ("begins__isnull", False),
                                        ("ends__isnull", False),
                                        ("is_written_here", True),
                                        models.Q(("agreement", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="agreed_phase_was_begun_here_and_has_its_agreement",
                                violation_error_message="An agreed phase has the number of its agreement and its first and last day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("begins", None), ("ends", None), ("ends__gte", models.F("begins")), _connector="OR"
                                ),
                                name="phase_ends_after_it_begins",
                                violation_error_message="A phase cannot end before it began.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("total", None), ("total__gte", 0), _connector="OR"),
                                name="phase_total_is_not_negative",
                                violation_error_message="A grant is not negative.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Indicator",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("slug", models.SlugField(max_length=60, unique=True)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("words", khetene.kernel.translated.TranslatedTextField()),
                        ("target", models.PositiveIntegerField(blank=True, null=True)),
                        ("source", models.CharField(max_length=200)),
                        (
                            "phase",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="indicators",
                                to="projects.phase",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="GrantShare",
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
                                    ("eu", "European Union"),
                                    ("state", "State of Latvia"),
                                    ("municipality", "municipality"),
                                    ("other", "other"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("percent", models.DecimalField(decimal_places=3, max_digits=6)),
                        ("stated", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                        (
                            "phase",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="shares", to="projects.phase"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("phase", "source"), name="a_source_pays_one_share_of_a_phase"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("percent__gte", 0), ("percent__lte", 100)),
                                name="share_is_between_0_and_100",
                                violation_error_message="A share is from 0 to 100 per cent.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Explanation",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("of", models.CharField(max_length=80)),
                        ("words", models.TextField(max_length=2000)),
                        (
                            "phase",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="explanations",
                                to="projects.phase",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("phase", "of"), name="what_does_not_agree_is_explained_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="explanation_is_not_empty",
                                violation_error_message="Write the explanation.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Deliverable",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("slug", models.SlugField(max_length=60, unique=True)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("words", khetene.kernel.translated.TranslatedTextField()),
                        ("due", models.DateField(blank=True, null=True)),
                        ("delivered", models.DateField(blank=True, null=True)),
                        ("is_stated", models.BooleanField(default=False)),
                        ("link", models.URLField(blank=True, max_length=400)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        (
                            "activity",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="deliverables",
                                to="projects.activity",
                            ),
                        ),
                        (
                            "phase",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliverables",
                                to="projects.phase",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_stated", False), models.Q(("source", ""), _negated=True), _connector="OR"
                                ),
                                name="stated_deliverable_names_its_source",
                                violation_error_message="Name the document that says that it was delivered.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Amendment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("agreed_on", models.DateField()),
                        ("words", models.CharField(max_length=500)),
                        ("document", models.CharField(max_length=160)),
                        ("new_ends", models.DateField(blank=True, null=True)),
                        ("new_total", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                        ("noted_at", models.DateTimeField()),
                        (
                            "phase",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="amendments",
                                to="projects.phase",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("phase", "number"), name="amendments_are_numbered"),
                            models.CheckConstraint(
                                condition=models.Q(("new_total", None), ("new_total__gte", 0), _connector="OR"),
                                name="amended_total_is_not_negative",
                                violation_error_message="A grant is not negative.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("words", ""), _negated=True), models.Q(("document", ""), _negated=True)
                                ),
                                name="amendment_says_what_and_where",
                                violation_error_message="Write what is amended, and name the document.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PhaseTask",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("gap", models.CharField(blank=True, max_length=80)),
                        ("words", models.CharField(max_length=300)),
                        ("due", models.DateField()),
                        ("done_on", models.DateField(blank=True, null=True)),
                        ("noted_at", models.DateTimeField()),
                        (
                            "phase",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="tasks", to="projects.phase"
                            ),
                        ),
                        (
                            "who",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["who", "due"], name="phase_tasks_of_a_person")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="task_says_what_is_to_be_done",
                                violation_error_message="Say what is to be done.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(models.Q(("gap", ""), _negated=True), ("done_on", None)),
                                fields=("phase", "gap"),
                                name="a_gap_is_one_open_task",
                                violation_error_message="There is a task for this already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Result",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("slug", models.SlugField(max_length=60, unique=True)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("words", khetene.kernel.translated.TranslatedTextField()),
                        ("number", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "relation",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("part", "a part: with the other parts it is compared with the whole"),
                                    ("within", "contained in it and counted otherwise: never added"),
                                ],
                                max_length=6,
                            ),
                        ),
                        (
                            "compared_with",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("phase_places", "the list of municipalities of the phase"),
                                    ("activity_places", "the places that the activity names"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("source", models.CharField(max_length=200)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        (
                            "activity",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="results",
                                to="projects.activity",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="results",
                                to="projects.indicator",
                            ),
                        ),
                        (
                            "phase",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="results", to="projects.phase"
                            ),
                        ),
                        (
                            "whole",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="projects.result",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("relation", ""), ("whole", None)),
                                    models.Q(("whole__isnull", False), models.Q(("relation", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="result_says_how_it_stands_to_the_whole",
                                violation_error_message="Say how the figure stands to the one that contains it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source", ""), _negated=True),
                                name="result_names_its_source",
                                violation_error_message="Name the document that states the result.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisibilityText",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("slug", models.SlugField(max_length=60, unique=True)),
                        ("text", models.TextField(max_length=1000)),
                        ("object", models.CharField(blank=True, max_length=60)),
                        ("object_genitive", models.CharField(blank=True, max_length=60)),
                        ("responsible", models.CharField(blank=True, max_length=200)),
                        ("has_banner", models.BooleanField(default=False)),
                        ("placed", models.CharField(blank=True, max_length=200)),
                        ("source", models.CharField(max_length=200)),
                        (
                            "phase",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="visibility",
                                to="projects.phase",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ],
        ),
        migrations.RunPython(money.forbid, money.allow),
        migrations.RunPython(reports.forbid, reports.allow),
    ]
