"""What all the steps that it replaces lead to, for databases that are new."""

import django.db.models.deletion
from django.db import migrations, models

import khetene.kernel.encryption
import khetene.kernel.ids
import khetene.kernel.migration_operations


class Migration(migrations.Migration):
    replaces = [
        ("guidance", "0001_initial"),
        ("guidance", "0002_statements_stand_in_a_gathering"),
        ("guidance", "0003_practices_are_written_in_the_product"),
        ("guidance", "0004_actions_serve_recommendations"),
        ("guidance", "0005_documents_are_read_here"),
        ("guidance", "0006_ideas_become_plans"),
        ("guidance", "0007_somebody_follows_a_statement"),
        ("guidance", "0008_pictures_of_practices"),
        ("guidance", "0009_words_are_corrected_and_wiped"),
        ("guidance", "0010_pictures_that_are_used_nowhere"),
        ("guidance", "0011_says_when_a_practice_was_public"),
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
                    name="SourceDocument",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        ("title", models.CharField(max_length=250)),
                        ("year", models.PositiveSmallIntegerField()),
                        ("dated", models.DateField(blank=True, null=True)),
                        ("language", models.CharField(default="lv", max_length=2)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("platform", "document of the platform"),
                                    ("external", "report of others"),
                                    ("guideline", "guidelines or plan"),
                                ],
                                default="platform",
                                max_length=10,
                            ),
                        ),
                        ("published_by", models.CharField(blank=True, max_length=120)),
                        ("address", models.URLField(blank=True, max_length=300)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Action",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("title", models.CharField(max_length=250)),
                        ("words", models.TextField(blank=True, max_length=2000)),
                        ("responsible", models.CharField(max_length=120)),
                        ("due_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("under_way", "under way"),
                                    ("done", "done, says the organisation"),
                                    ("confirmed", "done and confirmed"),
                                    ("dropped", "given up"),
                                ],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        ("place_in_guideline", models.CharField(blank=True, max_length=60)),
                        (
                            "kept_by",
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
                            "guideline",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="guidance.sourcedocument",
                            ),
                        ),
                        ("statements", models.ManyToManyField(related_name="actions", to="guidance.statement")),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["organisation", "state", "due_on"], name="actions_of_an_organisation")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("place_in_guideline", ""), ("guideline__isnull", False), _connector="OR"
                                ),
                                name="action_stands_in_a_guideline_that_is_named",
                                violation_error_message="Say in which document it stands.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActionNote",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("wiped_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("under_way", "under way"),
                                    ("done", "done, says the organisation"),
                                    ("confirmed", "done and confirmed"),
                                    ("dropped", "given up"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("words", models.TextField(blank=True, max_length=2000)),
                        ("evidence", models.URLField(blank=True, max_length=300)),
                        ("due_on", models.DateField()),
                        ("at", models.DateTimeField()),
                        ("by_coordinator", models.BooleanField(default=False)),
                        (
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="guidance.action"
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Addressing",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "group",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("municipalities", "all municipalities"),
                                    ("roma-ngos", "Roma associations"),
                                    ("mediators", "Roma mediators"),
                                    ("families", "families"),
                                    ("universities", "universities"),
                                    ("line-ministries", "line ministries"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("asked_on", models.DateField(blank=True, null=True)),
                        ("due_on", models.DateField(blank=True, null=True)),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("asked", "asked, no answer yet"),
                                    ("accepted", "accepted"),
                                    ("noted", "noted"),
                                    ("refused", "refused"),
                                    ("outside", "outside our competence"),
                                    ("under_way", "under way"),
                                    ("partly_done", "partly done"),
                                    ("done", "done, says the addressee"),
                                    ("confirmed", "done and confirmed"),
                                    ("superseded", "replaced by another one"),
                                ],
                                default="asked",
                                max_length=12,
                            ),
                        ),
                        ("answered_on", models.DateField(blank=True, null=True)),
                        ("responsible", models.CharField(blank=True, max_length=120)),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="addressings",
                                to="guidance.statement",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["organisation", "answer"], name="asked_of_an_organisation")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("statement", "organisation"),
                                name="organisation_is_asked_once",
                                violation_error_message="This organisation was already asked.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("group", ""), _negated=True),
                                fields=("statement", "group"),
                                name="group_is_addressed_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("group", ""), ("organisation__isnull", False)),
                                    models.Q(
                                        ("answer", "asked"),
                                        ("organisation", None),
                                        models.Q(("group", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="asked_is_an_organisation_or_a_group",
                                violation_error_message="Choose an organisation; nobody answers for a whole group.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "asked"), ("answered_on", None)),
                                    models.Q(("answer", "asked"), _negated=True),
                                    _connector="OR",
                                ),
                                name="answer_has_a_day",
                                violation_error_message="An answer has a day.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Idea",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("words", models.TextField(max_length=3000)),
                        ("themes", models.JSONField(default=list)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("idea", "idea"),
                                    ("planned", "plan"),
                                    ("done", "done"),
                                    ("dropped", "given up"),
                                ],
                                default="idea",
                                max_length=10,
                            ),
                        ),
                        ("looks_for", models.CharField(blank=True, max_length=250)),
                        ("outcome", models.TextField(blank=True, max_length=2000)),
                        ("written_on", models.DateField()),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["idea", "planned"]),
                                    models.Q(("outcome", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="idea_that_ended_says_how",
                                violation_error_message="Say what came of it, or why it was given up.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IdeaPartner",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("words", models.CharField(max_length=250)),
                        ("since", models.DateField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "idea",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="partners", to="guidance.idea"
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
                            models.UniqueConstraint(
                                fields=("idea", "organisation"), name="organisation_joins_an_idea_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IdeaStep",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("words", models.CharField(max_length=250)),
                        ("who", models.CharField(max_length=120)),
                        ("by_when", models.DateField(blank=True, null=True)),
                        ("euros", models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True)),
                        ("paid_by", models.CharField(blank=True, max_length=120)),
                        ("done_on", models.DateField(blank=True, null=True)),
                        (
                            "idea",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="guidance.idea"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("euros", None), ("euros__gte", 0), _connector="OR"),
                                name="step_of_an_idea_costs_nothing_or_more",
                                violation_error_message="An amount is zero or more.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Practice",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        ("title", models.CharField(max_length=200)),
                        ("problem", models.TextField(blank=True, max_length=2000)),
                        ("context", models.TextField(blank=True, max_length=2000)),
                        ("what_was_done", models.TextField(blank=True, max_length=4000)),
                        ("who_did_it", models.CharField(blank=True, max_length=250)),
                        ("conditions", models.TextField(blank=True, max_length=2000)),
                        ("effect", models.TextField(blank=True, max_length=2000)),
                        ("evidence", models.TextField(blank=True, max_length=1000)),
                        ("evidence_address", models.URLField(blank=True, max_length=300)),
                        ("cost", models.CharField(blank=True, max_length=200)),
                        ("legal_base", models.CharField(blank=True, max_length=200)),
                        ("contact", models.CharField(blank=True, max_length=120)),
                        ("themes", models.JSONField(default=list)),
                        ("seen_at", models.JSONField(blank=True, default=list)),
                        ("note", models.CharField(blank=True, max_length=250)),
                        ("folded", models.CharField(blank=True, editable=False, max_length=4000)),
                        ("edited_in_product", models.BooleanField(default=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "draft"), ("proposed", "proposed"), ("published", "published")],
                                default="published",
                                max_length=10,
                            ),
                        ),
                        ("is_public", models.BooleanField(default=False)),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                        ("places", models.ManyToManyField(blank=True, related_name="+", to="territory.territory")),
                        (
                            "visited_at",
                            models.ManyToManyField(blank=True, related_name="practices", to="gatherings.gathering"),
                        ),
                        (
                            "statements",
                            models.ManyToManyField(blank=True, related_name="practices", to="guidance.statement"),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state", "published"), ("owner__isnull", False), _connector="OR"),
                                name="practice_draft_belongs_to_somebody",
                                violation_error_message="A draft belongs to an organisation.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("is_public", False), ("state", "published"), _connector="OR"),
                                name="only_a_published_practice_is_public",
                                violation_error_message="Only a published practice can be shown publicly.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Adoption",
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
                                    ("interested", "interested"),
                                    ("visited", "went to see it"),
                                    ("adapting", "adapting it"),
                                    ("running", "runs it"),
                                    ("stopped", "stopped"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("since", models.DateField()),
                        ("changed", models.TextField(blank=True, max_length=2000)),
                        ("result", models.TextField(blank=True, max_length=2000)),
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
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="adoptions",
                                to="guidance.practice",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("practice", "organisation"),
                                name="practice_is_adopted_once_by_each",
                                violation_error_message="Your organisation is already on the list. Add what is new to it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "stopped"), _negated=True),
                                    models.Q(("result", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="stopped_adoption_says_why",
                                violation_error_message="Say why it was stopped: that is worth as much as a success.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PracticeChange",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("wiped_at", models.DateTimeField(blank=True, null=True)),
                        ("at", models.DateTimeField()),
                        ("before", models.JSONField(blank=True, default=dict)),
                        (
                            "state",
                            models.CharField(
                                blank=True,
                                choices=[("draft", "draft"), ("proposed", "proposed"), ("published", "published")],
                                max_length=10,
                            ),
                        ),
                        ("words", models.TextField(blank=True, max_length=1000)),
                        ("made_public", models.BooleanField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="guidance.practice",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PracticePicture",
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
                            "kept_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pictures",
                                to="guidance.practice",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["practice", "place"], name="pictures_of_a_practice")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0), ("size__lte", 10485760)),
                                name="practicepicture_is_neither_empty_nor_too_large",
                                violation_error_message="A file is neither empty nor larger than 10 MB.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["png", "jpg"])),
                                name="practicepicture_is_a_picture",
                                violation_error_message="Choose a picture: JPEG or PNG.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("recognisable", "nobody"),
                                    models.Q(("given_how", ""), _negated=True),
                                    models.Q(("for_network", False), ("for_public", False), ("for_reports", False)),
                                    _connector="OR",
                                ),
                                name="practicepicture_of_people_is_shown_once_they_agreed",
                                violation_error_message="People who can be recognised agree before they are shown.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("given_how", ""), ("recognisable", "nobody")),
                                    models.Q(("given_how__in", ["", "signed", "spoken"]), ("recognisable", "adults")),
                                    models.Q(("given_how__in", ["", "guardian"]), ("recognisable", "children")),
                                    _connector="OR",
                                ),
                                name="practicepicture_is_released_by_whom_it_shows",
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
                                name="practicepicture_release_has_its_days",
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
                                name="practicepicture_without_a_use_says_since_when",
                                violation_error_message="A picture that is shown nowhere says since when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reminder",
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
                                choices=[
                                    ("owner", "the responsible organisation was reminded"),
                                    ("escalated", "the coordinator was told"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("due_on", models.DateField()),
                        ("at", models.DateTimeField()),
                        (
                            "action",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reminders",
                                to="guidance.action",
                            ),
                        ),
                        (
                            "addressing",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reminders",
                                to="guidance.addressing",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("action", None), ("addressing__isnull", False)),
                                    models.Q(("action__isnull", False), ("addressing", None)),
                                    _connector="OR",
                                ),
                                name="reminder_is_of_an_answer_or_of_an_action",
                                violation_error_message="A reminder is about an answer or about an action.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("action", None)),
                                fields=("addressing", "kind", "due_on"),
                                name="answer_is_reminded_of_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("addressing", None)),
                                fields=("action", "kind", "due_on"),
                                name="action_is_reminded_of_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReadDocument",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("paragraphs", khetene.kernel.encryption.EncryptedTextField()),
                        ("kept_on", models.DateField()),
                        (
                            "kept_by",
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
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="guidance.sourcedocument",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Statement",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("recommendation", "recommendation"),
                                    ("initiative", "initiative"),
                                    ("proposal", "proposal"),
                                    ("agreement", "agreement"),
                                    ("plan", "intention"),
                                    ("need", "need"),
                                    ("challenge", "challenge"),
                                    ("gain", "gain"),
                                    ("good_practice", "good practice"),
                                    ("participant", "statement of a participant"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("words", models.TextField(max_length=2000)),
                        ("verbatim", models.BooleanField(default=False)),
                        (
                            "language",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("lv", "Latvian"),
                                    ("en", "English"),
                                    ("ru", "Russian"),
                                    ("rom", "Romani"),
                                    ("", "another or several"),
                                ],
                                default="lv",
                                max_length=3,
                            ),
                        ),
                        ("place_in_source", models.CharField(blank=True, max_length=60)),
                        ("paragraph", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("occasion", models.CharField(blank=True, max_length=200)),
                        ("said_on", models.DateField(blank=True, null=True)),
                        ("year", models.PositiveSmallIntegerField()),
                        ("said_by", models.CharField(blank=True, max_length=120)),
                        ("may_attribute", models.BooleanField(default=False)),
                        (
                            "recorded",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "the documents do not say"),
                                    ("unknown", "not known"),
                                    ("open", "open"),
                                    ("planned", "planned"),
                                    ("under_way", "under way"),
                                    ("partly_done", "partly done"),
                                    ("done", "done"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("evidence", models.JSONField(blank=True, default=list)),
                        ("is_public", models.BooleanField(default=False)),
                        ("folded", models.CharField(blank=True, editable=False, max_length=4000)),
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
                        ("places", models.ManyToManyField(blank=True, related_name="+", to="territory.territory")),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        (
                            "same_as",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="repeated_by",
                                to="guidance.statement",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="guidance.sourcedocument",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["-year", "slug"], name="statements_newest_first")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("same_as", None),
                                    models.Q(("same_as", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="statement_repeats_another_one",
                                violation_error_message="A statement cannot repeat itself.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("source__isnull", False), ("recorded_by__isnull", False), _connector="OR"
                                ),
                                name="statement_stands_in_a_source_or_was_recorded_here",
                                violation_error_message="Say in which document it stands.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "participant"), _negated=True),
                                    ("said_by", ""),
                                    ("may_attribute", True),
                                    _connector="OR",
                                ),
                                name="participant_agreed_to_be_named_by_capacity",
                                violation_error_message="Without their agreement it was said by a participant, and nothing more.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Following",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("since", models.DateTimeField()),
                        ("told_until", models.DateTimeField()),
                        ("told_on", models.DateField(blank=True, null=True)),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="followings",
                                to="guidance.statement",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("statement", "membership"),
                                name="statement_is_followed_once",
                                violation_error_message="You follow it already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("told_until__gte", models.F("since"))),
                                name="nobody_is_told_before_they_follow",
                                violation_error_message="Somebody is told of what came after they began to follow.",
                            ),
                        ],
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
                        ("what", models.JSONField(blank=True, default=dict)),
                        ("at", models.DateTimeField()),
                        (
                            "action",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="earlier",
                                to="guidance.action",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "idea",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="earlier",
                                to="guidance.idea",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="earlier",
                                to="guidance.statement",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("action", None), ("idea", None), ("statement__isnull", False)),
                                    models.Q(("action", None), ("idea__isnull", False), ("statement", None)),
                                    models.Q(("action__isnull", False), ("idea", None), ("statement", None)),
                                    _connector="OR",
                                ),
                                name="earlier_words_stood_in_one_thing",
                                violation_error_message="Earlier words stood in one thing.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("wiped_at", None), ("what", {}), _connector="OR"),
                                name="wiped_earlier_words_are_gone",
                                violation_error_message="What was deleted for good holds no words.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StatementTheme",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "theme",
                            models.CharField(
                                choices=[
                                    ("education", "education"),
                                    ("early_childhood", "early childhood"),
                                    ("school_attendance", "school attendance"),
                                    ("teacher_assistant", "teacher's assistants"),
                                    ("employment", "employment"),
                                    ("health", "health"),
                                    ("housing", "housing"),
                                    ("social_support", "social support"),
                                    ("mediation", "mediation"),
                                    ("culture", "culture"),
                                    ("stereotypes", "stereotypes"),
                                    ("civic_participation", "participation"),
                                    ("youth", "youth"),
                                    ("women", "women"),
                                    ("discrimination", "discrimination"),
                                    ("data", "data"),
                                    ("coordination", "coordination"),
                                    ("funding", "funding"),
                                    ("language", "language"),
                                    ("literacy", "literacy"),
                                    ("information", "information"),
                                    ("network", "expert network"),
                                    ("cross_border", "cross-border cooperation"),
                                    ("ngo_capacity", "strength of associations"),
                                    ("finance_literacy", "managing money"),
                                    ("volunteering", "volunteering"),
                                    ("reform", "territorial reform"),
                                ],
                                max_length=24,
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="themes",
                                to="guidance.statement",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["theme", "statement"], name="statements_of_a_theme")],
                        "constraints": [
                            models.UniqueConstraint(fields=("statement", "theme"), name="statement_has_a_theme_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Step",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("wiped_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("asked", "asked, no answer yet"),
                                    ("accepted", "accepted"),
                                    ("noted", "noted"),
                                    ("refused", "refused"),
                                    ("outside", "outside our competence"),
                                    ("under_way", "under way"),
                                    ("partly_done", "partly done"),
                                    ("done", "done, says the addressee"),
                                    ("confirmed", "done and confirmed"),
                                    ("superseded", "replaced by another one"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("words", models.TextField(blank=True, max_length=2000)),
                        ("evidence", models.URLField(blank=True, max_length=300)),
                        ("on", models.DateField()),
                        ("at", models.DateTimeField()),
                        ("by_coordinator", models.BooleanField(default=False)),
                        (
                            "addressing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="guidance.addressing",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ],
        ),
    ]
