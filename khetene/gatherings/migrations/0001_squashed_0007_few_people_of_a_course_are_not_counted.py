"""What all the steps that it replaces lead to, for databases that are new."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import khetene.kernel.encryption
import khetene.kernel.ids
import khetene.kernel.migration_operations
import khetene.kernel.translated


class Migration(migrations.Migration):
    replaces = [
        ("gatherings", "0001_initial"),
        ("gatherings", "0002_letters_and_registrations"),
        ("gatherings", "0003_signing_in_and_materials"),
        ("gatherings", "0004_says_where_it_was_left_out"),
        ("gatherings", "0005_a_meeting_reviews_recommendations"),
        ("gatherings", "0006_materials_as_files"),
        ("gatherings", "0007_few_people_of_a_course_are_not_counted"),
    ]

    initial = True

    dependencies = [
        ("directory", "0001_squashed_0002_roles_of_the_whole_country"),
        ("network", "0001_initial"),
        ("territory", "0001_initial"),
    ]

    operations = [
        khetene.kernel.migration_operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Kind",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("slug", models.SlugField(max_length=60, unique=True)),
                        ("name", khetene.kernel.translated.TranslatedTextField()),
                        ("days", models.PositiveSmallIntegerField(default=1)),
                        ("families_may_be_visited", models.BooleanField(default=False)),
                        ("reviews_recommendations", models.BooleanField(default=False)),
                        ("attendance_rule", khetene.kernel.translated.TranslatedTextField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Gathering",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("slug", models.SlugField(blank=True, max_length=80, null=True, unique=True)),
                        ("title", models.CharField(max_length=250)),
                        ("purpose", models.TextField(blank=True, max_length=1000)),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("onsite", "in one place"),
                                    ("online", "online"),
                                    ("mixed", "in one place and online"),
                                ],
                                default="onsite",
                                max_length=8,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "being planned"),
                                    ("announced", "announced"),
                                    ("held", "held"),
                                    ("cancelled", "cancelled"),
                                ],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        ("starts", models.DateTimeField(blank=True, null=True)),
                        ("ends", models.DateTimeField(blank=True, null=True)),
                        ("when_words", models.CharField(blank=True, max_length=120)),
                        ("year", models.PositiveSmallIntegerField()),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("link", models.URLField(blank=True, max_length=300)),
                        ("languages", models.CharField(blank=True, max_length=120)),
                        ("interpreters", models.CharField(blank=True, max_length=200)),
                        ("budget_line", models.CharField(blank=True, max_length=120)),
                        ("phase", models.CharField(blank=True, max_length=120)),
                        ("funding_statement", models.TextField(blank=True, max_length=800)),
                        ("places", models.PositiveIntegerField(blank=True, null=True)),
                        ("is_open", models.BooleanField(default=False)),
                        ("country", models.CharField(default="LV", max_length=2)),
                        ("sequence", models.PositiveSmallIntegerField(default=0)),
                        ("first_plan", models.JSONField(blank=True, default=dict)),
                        ("deviation", models.CharField(blank=True, max_length=300)),
                        ("cancelled_why", models.CharField(blank=True, max_length=300)),
                        ("sources", models.JSONField(blank=True, default=list)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("bodies", models.ManyToManyField(blank=True, related_name="+", to="network.body")),
                        (
                            "institutions",
                            models.ManyToManyField(blank=True, related_name="+", to="directory.organisation"),
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="territory.territory",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="gatherings.kind"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["-year", "-starts"], name="gatherings_newest_first")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ends", None), ("starts", None)),
                                    models.Q(
                                        ("ends__gte", models.F("starts")),
                                        ("ends__isnull", False),
                                        ("starts__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="gathering_ends_after_it_begins",
                                violation_error_message="It cannot end before it begins. Check both days and times.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "announced"), _negated=True),
                                    ("starts__isnull", False),
                                    _connector="OR",
                                ),
                                name="announced_gathering_has_a_time",
                                violation_error_message="Say when it begins and ends before you announce it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "cancelled"), _negated=True),
                                    models.Q(("cancelled_why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="cancelled_gathering_says_why",
                                violation_error_message="Say why in a few words: everybody who is invited reads it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HeadCount",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("group", models.CharField(max_length=120)),
                        ("number", models.PositiveIntegerField()),
                        ("is_estimate", models.BooleanField(default=False)),
                        (
                            "gathering",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="head_counts",
                                to="gatherings.gathering",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Material",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
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
                        (
                            "address",
                            models.URLField(
                                blank=True,
                                max_length=500,
                                validators=[django.core.validators.URLValidator(schemes=["https", "http"])],
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "gathering",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="materials",
                                to="gatherings.gathering",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("address", ""), _negated=True),
                                fields=("gathering", "address"),
                                name="material_stands_once",
                                violation_error_message="This address stands among the materials already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MaterialFile",
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
                            "material",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="file",
                                to="gatherings.material",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0), ("size__lte", 10485760)),
                                name="materialfile_is_neither_empty_nor_too_large",
                                violation_error_message="A file is neither empty nor larger than 10 MB.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Participation",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("position", models.CharField(blank=True, max_length=160)),
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
                        ("country", models.CharField(default="LV", max_length=2)),
                        (
                            "sex",
                            models.CharField(blank=True, choices=[("female", "women"), ("male", "men")], max_length=6),
                        ),
                        ("also", models.JSONField(blank=True, default=list)),
                        ("roles", models.JSONField(blank=True, default=list)),
                        ("stands_in", models.BooleanField(default=False)),
                        (
                            "reply",
                            models.CharField(
                                choices=[
                                    ("invited", "invited, no answer yet"),
                                    ("coming", "comes"),
                                    ("waiting", "on the waiting list"),
                                    ("declined", "does not come"),
                                ],
                                default="invited",
                                max_length=8,
                            ),
                        ),
                        ("replied_at", models.DateTimeField(blank=True, null=True)),
                        ("may_be_listed", models.BooleanField(default=False)),
                        (
                            "gathering",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="participations",
                                to="gatherings.gathering",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="network.person",
                            ),
                        ),
                        (
                            "represents",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "seat",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="network.seat",
                            ),
                        ),
                        (
                            "territory",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="territory.territory",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["gathering", "order"], name="list_in_order")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("person__isnull", False)),
                                fields=("gathering", "person"),
                                name="person_is_in_a_list_once",
                                violation_error_message="They stand in the list already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Needs",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("words", khetene.kernel.encryption.EncryptedTextField()),
                        ("until", models.DateField()),
                        (
                            "participation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="needs",
                                to="gatherings.participation",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("invitation", "invitation"),
                                    ("changed", "change of time or place"),
                                    ("cancelled", "cancellation"),
                                    ("place_free", "a place has become free"),
                                    ("reminder", "reminder"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("sequence", models.PositiveSmallIntegerField()),
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
                            "participation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letters",
                                to="gatherings.participation",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "asked_at"], name="letters_that_wait")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("participation", "kind", "sequence"), name="letter_goes_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("moved_at__gte", models.F("asked_at"))),
                                name="letter_moves_after_it_was_asked_for",
                                violation_error_message="A letter cannot go before somebody asks for it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Identity",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("name", khetene.kernel.encryption.EncryptedTextField()),
                        ("name_index", models.CharField(db_index=True, editable=False, max_length=32)),
                        ("email", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("says", khetene.kernel.encryption.EncryptedTextField(blank=True, null=True)),
                        ("held_on", models.DateField(blank=True, null=True)),
                        (
                            "participation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="identity",
                                to="gatherings.participation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AgendaItem",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("day", models.DateField(blank=True, null=True)),
                        ("starts", models.TimeField(blank=True, null=True)),
                        ("minutes", models.PositiveSmallIntegerField(default=0)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("talk", "talk"),
                                    ("discussion", "discussion"),
                                    ("visit", "visit to an institution"),
                                    ("family_visit", "visit to families that agreed"),
                                    ("break", "break"),
                                    ("other", "other"),
                                ],
                                default="talk",
                                max_length=14,
                            ),
                        ),
                        ("title", models.CharField(max_length=300)),
                        ("notes", models.TextField(blank=True, max_length=20000)),
                        ("review_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "gathering",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="agenda",
                                to="gatherings.gathering",
                            ),
                        ),
                        (
                            "speakers",
                            models.ManyToManyField(blank=True, related_name="items", to="gatherings.participation"),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["gathering", "day", "order"], name="agenda_in_order")],
                    },
                ),
                migrations.CreateModel(
                    name="Presence",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("day", models.DateField()),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("signed", "signature on paper"),
                                    ("scanned", "code scanned at the door"),
                                    ("platform", "list of the online meeting"),
                                    ("link", "online, by their own link"),
                                    ("ticked", "noted by the organiser"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "participation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="presences",
                                to="gatherings.participation",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("participation", "day"), name="present_once_a_day")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Registration",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("name", khetene.kernel.encryption.EncryptedTextField()),
                        ("email", khetene.kernel.encryption.EncryptedTextField()),
                        ("position", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("needs", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("may_be_listed", models.BooleanField(default=False)),
                        ("waits_until", models.DateField()),
                        (
                            "gathering",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="registrations",
                                to="gatherings.gathering",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SameName",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "not answered"),
                                    ("one", "one person in two roles"),
                                    ("two", "two people"),
                                ],
                                default="",
                                max_length=3,
                            ),
                        ),
                        ("answered_on", models.DateField(blank=True, null=True)),
                        (
                            "first",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="gatherings.participation",
                            ),
                        ),
                        (
                            "gathering",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="same_names",
                                to="gatherings.gathering",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="gatherings.participation",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("first", "second"), name="two_rows_are_asked_about_once"),
                            models.CheckConstraint(
                                condition=models.Q(("first", models.F("second")), _negated=True),
                                name="two_rows_are_not_the_same_row",
                                violation_error_message="A row cannot be compared with itself.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_on", None)),
                                    models.Q(models.Q(("answer", ""), _negated=True), ("answered_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="same_name_answer_has_a_day",
                                violation_error_message="An answer has a day; a question without an answer has none.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Section",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("heading", models.CharField(max_length=200)),
                        ("text", models.TextField(blank=True, max_length=40000)),
                        (
                            "gathering",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sections",
                                to="gatherings.gathering",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="StatedFigure",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("what", models.CharField(max_length=160)),
                        ("number", models.PositiveIntegerField()),
                        ("source", models.CharField(max_length=200)),
                        (
                            "gathering",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="stated",
                                to="gatherings.gathering",
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
