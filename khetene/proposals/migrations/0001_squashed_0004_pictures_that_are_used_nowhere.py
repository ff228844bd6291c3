"""What all the steps that it replaces lead to, for databases that are new."""

import django.db.models.deletion
from django.db import migrations, models

import khetene.kernel.encryption
import khetene.kernel.ids
import khetene.kernel.migration_operations


class Migration(migrations.Migration):
    replaces = [
        ("proposals", "0001_initial"),
        ("proposals", "0002_wiped_words_and_the_last_change"),
        ("proposals", "0003_pictures_of_reports"),
        ("proposals", "0004_pictures_that_are_used_nowhere"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0003_accounts_end"),
        ("directory", "0001_squashed_0002_roles_of_the_whole_country"),
        ("guidance", "0001_squashed_0011_says_when_a_practice_was_public"),
        ("monitoring", "0001_squashed_0002_report_to_the_commission"),
    ]

    operations = [
        khetene.kernel.migration_operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Call",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("title", models.CharField(max_length=250)),
                        ("funder", models.CharField(max_length=200)),
                        ("closes", models.DateField(blank=True, null=True)),
                        ("project_from", models.DateField(blank=True, null=True)),
                        ("project_to", models.DateField(blank=True, null=True)),
                        ("largest", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                        ("own_percent", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                        ("source", models.CharField(max_length=300)),
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
                        "indexes": [models.Index(fields=["organisation", "-closes"], name="calls_of_an_organisation")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("project_from", None),
                                    ("project_to", None),
                                    ("project_to__gte", models.F("project_from")),
                                    _connector="OR",
                                ),
                                name="call_lets_a_project_end_after_it_begins",
                                violation_error_message="The last day for projects cannot be before the first one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("largest", None), ("largest__gt", 0), _connector="OR"),
                                name="call_gives_more_than_nothing",
                                violation_error_message="The largest sum is more than nothing. Leave it empty if the call names none.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("own_percent", None),
                                    models.Q(("own_percent__gte", 0), ("own_percent__lte", 100)),
                                    _connector="OR",
                                ),
                                name="own_part_is_from_0_to_100_per_cent",
                                violation_error_message="The own part is from 0 to 100 per cent.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source", ""), _negated=True),
                                name="call_says_where_it_is_written",
                                violation_error_message="Say where the call is published, so that others can check it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Application",
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
                                choices=[
                                    ("draft", "being written"),
                                    ("sent", "sent"),
                                    ("granted", "granted: the project runs"),
                                    ("refused", "not granted"),
                                    ("withdrawn", "given up"),
                                    ("closed", "report sent, closed"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("state_on", models.DateField()),
                        ("begun_at", models.DateTimeField()),
                        ("granted", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                        ("agreement", models.CharField(blank=True, max_length=80)),
                        ("report_due", models.DateField(blank=True, null=True)),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        ("changed_on", models.DateField()),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "call",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applications",
                                to="proposals.call",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["organisation", "state"], name="applications_of_a_house")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_on__isnull", False), ("state__in", ("refused", "withdrawn", "closed"))
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ("refused", "withdrawn", "closed")), _negated=True),
                                        ("closed_on", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="ended_application_has_its_day",
                                violation_error_message="An application that ended has the day of its end; any other has none.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["granted", "closed"]), _negated=True),
                                    models.Q(("granted__gt", 0), ("granted__isnull", False)),
                                    _connector="OR",
                                ),
                                name="granted_application_has_an_amount",
                                violation_error_message="Write which amount was granted.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Citation",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("title", "Title"),
                                    ("time", "Time of the project"),
                                    ("need", "Need"),
                                    ("aim", "Aim"),
                                    ("target", "Target group"),
                                    ("activity", "Activities"),
                                    ("team", "People and roles"),
                                    ("partner", "Partners"),
                                    ("result", "Results"),
                                    ("line", "Money"),
                                    ("after", "After the project"),
                                    ("done", "What was done"),
                                    ("spent", "What was paid"),
                                    ("reached", "What was reached"),
                                    ("picture", "Pictures"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "behind",
                            models.CharField(
                                choices=[
                                    ("figure", "figure of a source"),
                                    ("computed", "figure counted in Khetene"),
                                    ("quotation", "quotation"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=400)),
                        ("said", models.TextField(max_length=2000)),
                        ("of_what", models.CharField(blank=True, max_length=400)),
                        ("source", models.CharField(max_length=900)),
                        ("chosen_at", models.DateTimeField()),
                        ("taken_out_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="citations",
                                to="proposals.application",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="monitoring.indicator",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="guidance.statement",
                            ),
                        ),
                        (
                            "value",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="monitoring.value",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("application", "number"), name="a_number_is_one_citation"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("behind", "figure"),
                                        ("indicator", None),
                                        ("statement", None),
                                        ("value__isnull", False),
                                    ),
                                    models.Q(
                                        ("behind", "computed"),
                                        ("indicator__isnull", False),
                                        ("statement", None),
                                        ("value", None),
                                    ),
                                    models.Q(
                                        ("behind", "quotation"),
                                        ("indicator", None),
                                        ("statement__isnull", False),
                                        ("value", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="citation_points_at_one_thing",
                                violation_error_message="A citation points at one figure or one statement.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source", ""), _negated=True),
                                name="citation_names_its_source",
                                violation_error_message="A figure without a source is not cited.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Piece",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("title", "Title"),
                                    ("time", "Time of the project"),
                                    ("need", "Need"),
                                    ("aim", "Aim"),
                                    ("target", "Target group"),
                                    ("activity", "Activities"),
                                    ("team", "People and roles"),
                                    ("partner", "Partners"),
                                    ("result", "Results"),
                                    ("line", "Money"),
                                    ("after", "After the project"),
                                    ("done", "What was done"),
                                    ("spent", "What was paid"),
                                    ("reached", "What was reached"),
                                    ("picture", "Pictures"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("number", models.PositiveIntegerField(default=0)),
                        (
                            "about",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reported",
                                to="proposals.piece",
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pieces",
                                to="proposals.application",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("part__in", ("title", "time", "need", "aim", "target", "team", "after"))
                                ),
                                fields=("application", "part"),
                                name="some_parts_are_there_once",
                                violation_error_message="This part is there already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("about__isnull", False), ("part__in", ["done", "picture", "reached", "spent"])
                                    ),
                                    models.Q(
                                        models.Q(("part__in", ["done", "picture", "reached", "spent"]), _negated=True),
                                        ("about", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_row_of_the_report_is_about_a_row_of_the_plan",
                                violation_error_message="What is reported is about a row of the plan.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportPicture",
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
                        ("shows", khetene.kernel.encryption.EncryptedTextField()),
                        ("caption", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("width", models.PositiveIntegerField()),
                        ("height", models.PositiveIntegerField()),
                        (
                            "recognisable",
                            models.CharField(
                                choices=[
                                    ("nobody", "nobody can be recognised"),
                                    ("adults", "adults can be recognised"),
                                    ("children", "children can be recognised, perhaps adults too"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "given_how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("signed", "signed on paper"),
                                    ("spoken", "spoken, with a witness"),
                                    ("guardian", "by the child's guardian"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("vouched_by", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        ("for_network", models.BooleanField(default=False)),
                        ("for_reports", models.BooleanField(default=False)),
                        ("for_public", models.BooleanField(default=False)),
                        ("unseen_since", models.DateTimeField(blank=True, null=True)),
                        ("place", models.PositiveSmallIntegerField()),
                        (
                            "piece",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pictures",
                                to="proposals.piece",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["piece", "place"], name="pictures_of_an_activity")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0), ("size__lte", 10485760)),
                                name="reportpicture_is_neither_empty_nor_too_large",
                                violation_error_message="A file is neither empty nor larger than 10 MB.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["png", "jpg"])),
                                name="reportpicture_is_a_picture",
                                violation_error_message="Choose a picture: JPEG or PNG.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("recognisable", "nobody"),
                                    models.Q(("given_how", ""), _negated=True),
                                    models.Q(("for_network", False), ("for_public", False), ("for_reports", False)),
                                    _connector="OR",
                                ),
                                name="reportpicture_of_people_is_shown_once_they_agreed",
                                violation_error_message="People who can be recognised agree before they are shown.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("given_how", ""), ("recognisable", "nobody")),
                                    models.Q(("given_how__in", ["", "signed", "spoken"]), ("recognisable", "adults")),
                                    models.Q(("given_how__in", ["", "guardian"]), ("recognisable", "children")),
                                    _connector="OR",
                                ),
                                name="reportpicture_is_released_by_whom_it_shows",
                                violation_error_message="For a child the guardian agrees. Adults agree themselves.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("agreed_on", None), ("given_how", "")),
                                    models.Q(
                                        models.Q(("given_how", ""), _negated=True),
                                        ("agreed_on__isnull", False),
                                        ("until__gte", models.F("agreed_on")),
                                        ("until__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="reportpicture_release_has_its_days",
                                violation_error_message="A release says on which day it was given and until when it holds.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("for_network", False),
                                        ("for_public", False),
                                        ("for_reports", False),
                                        ("unseen_since__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("for_network", False),
                                            ("for_public", False),
                                            ("for_reports", False),
                                            _negated=True,
                                        ),
                                        ("unseen_since", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="reportpicture_without_a_use_says_since_when",
                                violation_error_message="A picture that is shown nowhere says since when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Version",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("wiped_at", models.DateTimeField(blank=True, null=True)),
                        ("number", models.PositiveIntegerField()),
                        ("content", khetene.kernel.encryption.EncryptedTextField()),
                        ("removed", models.BooleanField(default=False)),
                        ("saved_at", models.DateTimeField()),
                        (
                            "piece",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="proposals.piece",
                            ),
                        ),
                        (
                            "saved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("piece", "number"), name="a_saving_has_its_number")
                        ],
                    },
                ),
            ],
        ),
    ]
