"""What all the steps that it replaces lead to, for databases that are new."""

import django.db.models.deletion
from django.db import migrations, models

import khetene.kernel.encryption
import khetene.kernel.ids
import khetene.kernel.migration_operations


class Migration(migrations.Migration):
    replaces = [("referrals", "0001_initial"), ("referrals", "0002_answers_and_clocks")]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0003_accounts_end"),
        ("cases", "0001_squashed_0002_newest_answers"),
        ("directory", "0001_squashed_0002_roles_of_the_whole_country"),
    ]

    operations = [
        khetene.kernel.migration_operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name="ReferralNumber",
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
                    name="Referral",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("key", models.CharField(max_length=20, unique=True)),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("product", "here, in Khetene"),
                                    ("link", "by a link to an office without an account"),
                                    ("letter", "by a printed letter"),
                                    ("phone", "by phone"),
                                    ("on_foot", "together, on foot"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("parts", models.JSONField(default=list)),
                        ("shared", khetene.kernel.encryption.EncryptedTextField(blank=True, null=True)),
                        ("words", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("sent", "sent"),
                                    ("seen", "seen"),
                                    ("accepted", "accepted"),
                                    ("declined", "declined"),
                                    ("withdrawn", "withdrawn"),
                                    ("in_work", "in work"),
                                    ("outcome", "outcome known"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("report_back", models.BooleanField(default=False)),
                        ("created_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decline_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_our_task", "It is not our task"),
                                    ("wrong_territory", "The person lives elsewhere"),
                                    ("criteria_not_met", "The conditions are not met"),
                                    ("no_capacity", "We have no free place now"),
                                    ("not_reached", "We could not reach the person"),
                                    ("other", "Another reason"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("decline_words", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        (
                            "withdrawn_why",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("called_back", "The sender called it back."),
                                    ("consent_withdrawn", "The person took the consent back."),
                                    ("consent_ended", "The person's consent ended."),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("first_appointment_on", models.DateField(blank=True, null=True)),
                        ("outcome_kind", models.CharField(blank=True, max_length=30)),
                        ("outcome_words", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("outcome_on", models.DateField(blank=True, null=True)),
                        ("remind_on", models.DateField(blank=True, null=True)),
                        ("escalate_on", models.DateField(blank=True, null=True)),
                        ("reminded_on", models.DateField(blank=True, null=True)),
                        ("escalated_on", models.DateField(blank=True, null=True)),
                        (
                            "agreement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.agreement",
                            ),
                        ),
                        (
                            "better_address",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
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
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "recipient_case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cases.case",
                            ),
                        ),
                        (
                            "sender",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.service",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["recipient", "state", "-sent_at"], name="referrals_received"),
                            models.Index(fields=["case", "-created_at"], name="referrals_of_a_case"),
                            models.Index(fields=["state", "remind_on"], name="referrals_to_remind"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("way__in", ("product", "link", "letter")), _negated=True),
                                    ("state", "draft"),
                                    ("agreement__isnull", False),
                                    _connector="OR",
                                ),
                                name="referral_data_needs_agreement",
                                violation_error_message="Data go over only under an agreement.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "declined"), _negated=True),
                                    models.Q(("decline_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="referral_declined_with_a_reason",
                                violation_error_message="Say why the referral is declined.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "outcome"), _negated=True),
                                    models.Q(
                                        models.Q(("outcome_kind", ""), _negated=True), ("outcome_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="referral_outcome_has_kind_and_day",
                                violation_error_message="An outcome has a kind and a day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("sent", "seen", "accepted", "in_work")), _negated=True),
                                    models.Q(
                                        ("escalate_on__isnull", False),
                                        ("remind_on__isnull", False),
                                        ("sent_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="referral_waiting_has_a_clock",
                                violation_error_message="What waits for somebody has a day of reminder.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), models.Q(("withdrawn_why", ""), _negated=True)),
                                    models.Q(models.Q(("state", "withdrawn"), _negated=True), ("withdrawn_why", "")),
                                    _connector="OR",
                                ),
                                name="referral_withdrawn_says_why",
                                violation_error_message="What is called back says why; nothing else does.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("way__in", ("product", "link", "letter")), ("shared", None), _connector="OR"
                                ),
                                name="referral_on_foot_carries_no_data",
                                violation_error_message="By phone and on foot no data go over.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("recipient", models.F("sender")), _negated=True),
                                name="referral_leaves_the_organisation",
                                violation_error_message="A referral goes to another organisation.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnswerLink",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField()),
                        ("valid_to", models.DateField()),
                        ("used_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn", models.BooleanField(default=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="referrals.referral",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReferralMessage",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="messages",
                                to="referrals.referral",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReferralStep",
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
                                    ("draft", "draft"),
                                    ("sent", "sent"),
                                    ("seen", "seen"),
                                    ("accepted", "accepted"),
                                    ("declined", "declined"),
                                    ("withdrawn", "withdrawn"),
                                    ("in_work", "in work"),
                                    ("outcome", "outcome known"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("by_link", models.BooleanField(default=False)),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="referrals.referral",
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
