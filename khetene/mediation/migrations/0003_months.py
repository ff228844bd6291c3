import django.db.models.deletion
from django.db import migrations, models

import khetene.kernel.encryption
import khetene.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("directory", "0001_initial"),
        ("mediation", "0002_a_contact_never_changes"),
    ]

    operations = [
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
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
    ]
