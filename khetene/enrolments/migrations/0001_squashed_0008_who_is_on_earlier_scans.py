"""What all the steps that it replaces lead to, for databases that are new."""

import django.db.models.deletion
from django.db import migrations, models

import khetene.enrolments.models.scan
import khetene.kernel.encryption
import khetene.kernel.ids
import khetene.kernel.migration_operations


class Migration(migrations.Migration):
    replaces = [
        ("enrolments", "0001_initial"),
        ("enrolments", "0002_nothing_to_encrypt_is_nothing"),
        ("enrolments", "0003_ways_through_a_programme"),
        ("enrolments", "0004_totals_of_a_quarter"),
        ("enrolments", "0005_sheets_that_wait"),
        ("enrolments", "0006_scans_of_confirmations"),
        ("enrolments", "0007_everybody_on_a_scan"),
        ("enrolments", "0008_who_is_on_earlier_scans"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0003_accounts_end"),
        ("cases", "0001_squashed_0002_newest_answers"),
        ("directory", "0001_squashed_0002_roles_of_the_whole_country"),
        ("instruments", "0001_initial"),
        ("programmes", "0001_squashed_0003_operations"),
        ("referrals", "0001_squashed_0002_answers_and_clocks"),
        ("territory", "0001_initial"),
    ]

    operations = [
        khetene.kernel.migration_operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name="ConfirmationScan",
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
                        ("signed_on", models.DateField()),
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
                                name="confirmationscan_is_neither_empty_nor_too_large",
                                violation_error_message="A file is neither empty nor larger than 10 MB.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeliverySheet",
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
                        ("job", models.UUIDField(blank=True, null=True)),
                        ("found", khetene.kernel.encryption.EncryptedTextField(blank=True, null=True)),
                        ("checked_at", models.DateTimeField(blank=True, null=True)),
                        ("waits_until", models.DateField()),
                        (
                            "brought_by",
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
                        "abstract": False,
                        "indexes": [models.Index(fields=["brought_by", "-added_at"], name="sheets_of_a_person")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0), ("size__lte", 10485760)),
                                name="deliverysheet_is_neither_empty_nor_too_large",
                                violation_error_message="A file is neither empty nor larger than 10 MB.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("checked_at", None), ("found", None)),
                                    models.Q(("checked_at__isnull", False), ("found__isnull", False)),
                                    _connector="OR",
                                ),
                                name="sheet_was_checked_or_not",
                                violation_error_message="What was found has the moment of the check.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Enrolment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("key", models.CharField(max_length=20)),
                        ("programme", models.CharField(max_length=60)),
                        ("operation", models.CharField(max_length=40)),
                        ("stage", models.CharField(max_length=40)),
                        (
                            "phase",
                            models.CharField(
                                choices=[
                                    ("before", "being prepared"),
                                    ("running", "takes part"),
                                    ("paused", "paused"),
                                    ("ended", "ended"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("entry", models.PositiveSmallIntegerField(default=1)),
                        ("begun_on", models.DateField()),
                        ("started_on", models.DateField(blank=True, null=True)),
                        ("exited_on", models.DateField(blank=True, null=True)),
                        ("exit_reason", models.CharField(blank=True, max_length=40)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.client"
                            ),
                        ),
                        (
                            "mentor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
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
                            "referral",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="referrals.referral",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["case", "programme"], name="enrolments_of_a_case"),
                            models.Index(fields=["organisation", "programme", "phase"], name="enrolments_of_a_silo"),
                            models.Index(fields=["programme", "exited_on"], name="enrolments_by_exit"),
                            models.Index(fields=["mentor", "phase"], name="enrolments_of_a_mentor"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organisation", "key"), name="enrolment_key_unique_in_its_silo"
                            ),
                            models.UniqueConstraint(
                                fields=("client", "operation"),
                                name="participant_counted_once_per_operation",
                                violation_error_message="The person is already enrolled in this programme. Who comes back is the same participant.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("exited_on", None), ("phase", "before"), ("started_on", None)),
                                    models.Q(
                                        ("exited_on", None),
                                        ("phase__in", ["running", "paused"]),
                                        ("started_on__isnull", False),
                                    ),
                                    models.Q(("exited_on__isnull", False), ("phase", "ended")),
                                    _connector="OR",
                                ),
                                name="enrolment_phase_fits_its_days",
                                violation_error_message="Who takes part has a first day; who has ended has a last day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("phase", "ended"), models.Q(("exit_reason", ""), _negated=True)),
                                    models.Q(models.Q(("phase", "ended"), _negated=True), ("exit_reason", "")),
                                    _connector="OR",
                                ),
                                name="enrolment_ends_with_a_reason",
                                violation_error_message="A participation that ended says why; any other does not.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("started_on", None),
                                    ("exited_on", None),
                                    ("exited_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="enrolment_ends_after_it_starts",
                                violation_error_message="A participation cannot end before it began.",
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
                        ("support", models.CharField(max_length=40)),
                        ("need", models.CharField(max_length=30)),
                        ("kind", models.CharField(max_length=30)),
                        ("unit", models.CharField(max_length=10)),
                        ("given_on", models.DateField()),
                        ("month", models.PositiveIntegerField()),
                        ("covers_from", models.DateField()),
                        ("covers_to", models.DateField()),
                        ("quantity", models.DecimalField(decimal_places=2, default=0, max_digits=9)),
                        ("cents", models.PositiveBigIntegerField(default=0)),
                        ("given_as", models.CharField(blank=True, max_length=40)),
                        ("giver", khetene.kernel.encryption.EncryptedTextField(blank=True, null=True)),
                        (
                            "confirmation",
                            models.CharField(
                                choices=[
                                    ("not_asked", "not asked for"),
                                    ("waiting", "waits for a signature"),
                                    ("paper", "signed on paper"),
                                    ("screen", "confirmed on screen"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("confirmed_on", models.DateField(blank=True, null=True)),
                        ("together", models.UUIDField(blank=True, null=True)),
                        ("struck", models.BooleanField(default=False)),
                        ("reason", khetene.kernel.encryption.EncryptedTextField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="corrected_by",
                                to="enrolments.delivery",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "scan",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="deliveries",
                                to="enrolments.confirmationscan",
                            ),
                        ),
                        (
                            "enrolment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="enrolments.enrolment",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["enrolment", "-given_on", "-id"], name="deliveries_of_an_enrolment"),
                            models.Index(fields=["enrolment", "support", "month"], name="deliveries_by_month"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("struck", True), ("quantity__gt", 0), ("cents__gt", 0), _connector="OR"
                                ),
                                name="delivery_gives_something",
                                violation_error_message="Write how much was given.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gte", 0)),
                                name="delivery_is_never_negative",
                                violation_error_message="Less than nothing cannot be given.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("confirmation__in", ("paper", "screen")), ("confirmed_on__isnull", False)
                                    ),
                                    models.Q(
                                        models.Q(("confirmation__in", ("paper", "screen")), _negated=True),
                                        ("confirmed_on", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="delivery_confirmed_as_a_whole",
                                violation_error_message="A confirmation has its day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("scan", None), ("confirmation", "paper"), _connector="OR"),
                                name="delivery_with_a_scan_is_confirmed_on_paper",
                                violation_error_message="A scan belongs to what was confirmed on paper.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("covers_to__gte", models.F("covers_from"))),
                                name="delivery_covers_some_time",
                                violation_error_message="A support covers at least one day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("struck", False), ("corrects__isnull", False), _connector="OR"),
                                name="only_a_correction_strikes_out",
                                violation_error_message="Only an entry that exists is struck out.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EnrolmentNumber",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("last", models.PositiveIntegerField(default=0)),
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
                                fields=("organisation", "year"), name="one_enrolment_counter_per_year"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EnrolmentStep",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("stage", models.CharField(max_length=40)),
                        (
                            "phase",
                            models.CharField(
                                choices=[
                                    ("before", "being prepared"),
                                    ("running", "takes part"),
                                    ("paused", "paused"),
                                    ("ended", "ended"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("entry", models.PositiveSmallIntegerField()),
                        ("on_day", models.DateField()),
                        ("reason", models.CharField(blank=True, max_length=40)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "enrolment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="enrolments.enrolment",
                            ),
                        ),
                        (
                            "rules",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="programmes.ruleversion",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="JobOffer",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("work", khetene.kernel.encryption.EncryptedTextField()),
                        ("offered_on", models.DateField()),
                        ("checked_on", models.DateField(blank=True, null=True)),
                        ("doubts", models.CharField(blank=True, max_length=400)),
                        ("person_says", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("open", "not answered yet"),
                                    ("accepted", "accepted"),
                                    ("refused", "refused"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("answered_on", models.DateField(blank=True, null=True)),
                        ("refusal_reason", models.CharField(blank=True, max_length=40)),
                        ("started_on", models.DateField(blank=True, null=True)),
                        ("confirmed_on", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("noted_at", models.DateTimeField()),
                        (
                            "enrolment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="job_offers",
                                to="enrolments.enrolment",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["enrolment", "-offered_on"], name="offers_of_an_enrolment")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "open"), ("answered_on", None)),
                                    models.Q(
                                        models.Q(("answer", "open"), _negated=True), ("answered_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="offer_answered_on_a_day",
                                violation_error_message="An answer to an offer has its day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("answer", "open"), ("checked_on__isnull", False), _connector="OR"),
                                name="offer_talked_through_before_the_answer",
                                violation_error_message="Talk through with the person whether the work suits before an answer is noted.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "refused"), models.Q(("refusal_reason", ""), _negated=True)),
                                    models.Q(models.Q(("answer", "refused"), _negated=True), ("refusal_reason", "")),
                                    _connector="OR",
                                ),
                                name="offer_refused_with_a_reason",
                                violation_error_message="A refused offer has a reason; any other has none.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("started_on", None), ("answer", "accepted"), _connector="OR"),
                                name="job_begins_after_a_yes",
                                violation_error_message="Only an offer that was accepted becomes a job.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_on", None),
                                        models.Q(
                                            ("ended_on__gte", models.F("started_on")), ("started_on__isnull", False)
                                        ),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("confirmed_on", None),
                                        models.Q(
                                            ("confirmed_on__gte", models.F("started_on")), ("started_on__isnull", False)
                                        ),
                                        _connector="OR",
                                    ),
                                ),
                                name="job_is_followed_from_its_first_day",
                                violation_error_message="A job cannot end before it began.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeasuredOutcome",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("entry", models.PositiveSmallIntegerField()),
                        ("window", models.CharField(max_length=40)),
                        ("result", models.CharField(max_length=40)),
                        ("positive", models.BooleanField()),
                        ("situation_on", models.DateField()),
                        ("evidence", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "enrolment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="outcomes",
                                to="enrolments.enrolment",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="replaced_by",
                                to="enrolments.measuredoutcome",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["enrolment", "entry", "window"], name="outcomes_of_an_enrolment")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OnScan",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "enrolment",
                            models.ForeignKey(
                                on_delete=khetene.enrolments.models.scan.with_the_scan,
                                related_name="+",
                                to="enrolments.enrolment",
                            ),
                        ),
                        (
                            "scan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="printed",
                                to="enrolments.confirmationscan",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("scan", "enrolment"), name="somebody_is_on_a_scan_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OtherFinance",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("need", models.CharField(max_length=30)),
                        ("kind", models.CharField(max_length=30)),
                        ("payer", khetene.kernel.encryption.EncryptedTextField()),
                        ("covers_from", models.DateField()),
                        ("covers_to", models.DateField(blank=True, null=True)),
                        ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                        ("noted_at", models.DateTimeField()),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.client"
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["client", "need", "kind"], name="other_finance_of_a_client")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("covers_to", None), ("covers_to__gte", models.F("covers_from")), _connector="OR"
                                ),
                                name="other_finance_ends_after_it_begins",
                                violation_error_message="The last day is before the first day.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Outreach",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("programme", models.CharField(max_length=60)),
                        ("happened_on", models.DateField()),
                        ("kind", models.CharField(max_length=40)),
                        ("place", khetene.kernel.encryption.EncryptedTextField()),
                        ("heads", models.PositiveIntegerField()),
                        ("noted_at", models.DateTimeField()),
                        ("taken_back_on", models.DateField(blank=True, null=True)),
                        (
                            "noted_by",
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
                            models.Index(
                                fields=["programme", "organisation", "-happened_on"], name="outreach_of_a_programme"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("heads__lte", 100000)),
                                name="outreach_counts_heads",
                                violation_error_message="Count heads: at most 100 000.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Partner",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("programme", models.CharField(max_length=60)),
                        ("joined_on", models.DateField()),
                        ("left_on", models.DateField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField()),
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
                        ("territories", models.ManyToManyField(blank=True, related_name="+", to="territory.territory")),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["programme", "organisation", "joined_on"], name="partners_of_a_programme"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_on", None), ("left_on__gt", models.F("joined_on")), _connector="OR"
                                ),
                                name="partner_leaves_after_joining",
                                violation_error_message="An agreement ends after it begins.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Passage",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("passage", models.CharField(max_length=40)),
                        ("referred_on", models.DateField()),
                        ("taken_up_on", models.DateField(blank=True, null=True)),
                        ("finished_on", models.DateField(blank=True, null=True)),
                        ("noted_at", models.DateTimeField()),
                        (
                            "enrolment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="passages",
                                to="enrolments.enrolment",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("taken_up_on", None),
                                        ("taken_up_on__gte", models.F("referred_on")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("finished_on", None),
                                        models.Q(
                                            ("finished_on__gte", models.F("taken_up_on")),
                                            ("taken_up_on__isnull", False),
                                        ),
                                        _connector="OR",
                                    ),
                                ),
                                name="passage_goes_in_order",
                                violation_error_message="First referred, then taken up, then finished.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlannedComponent",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("component", models.CharField(max_length=40)),
                        ("words", khetene.kernel.encryption.EncryptedTextField()),
                        ("written_at", models.DateTimeField()),
                        (
                            "enrolment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="components",
                                to="enrolments.enrolment",
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
                            models.UniqueConstraint(fields=("enrolment", "component"), name="component_planned_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProfileCard",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("answers", khetene.kernel.encryption.EncryptedTextField()),
                        ("filled_on", models.DateField()),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "enrolment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cards",
                                to="enrolments.enrolment",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="replaced_by",
                                to="enrolments.profilecard",
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
                        "indexes": [models.Index(fields=["enrolment", "-recorded_at"], name="cards_of_an_enrolment")],
                    },
                ),
                migrations.CreateModel(
                    name="QuarterTotals",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("programme", models.CharField(max_length=60)),
                        ("counted_until", models.DateField()),
                        ("counted_at", models.DateTimeField()),
                        ("content", models.JSONField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("programme", "counted_until"), name="a_quarter_is_added_up_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SearchStep",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("words", khetene.kernel.encryption.EncryptedTextField()),
                        ("due_on", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "open"), ("done", "done"), ("dropped", "dropped")],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("settled_on", models.DateField(blank=True, null=True)),
                        ("written_at", models.DateTimeField()),
                        (
                            "enrolment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="search_steps",
                                to="enrolments.enrolment",
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
                                    models.Q(("settled_on", None), ("state", "open")),
                                    models.Q(models.Q(("state", "open"), _negated=True), ("settled_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="search_step_settled_on_a_day",
                                violation_error_message="A step that is done or dropped has its day; an open one has none.",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
