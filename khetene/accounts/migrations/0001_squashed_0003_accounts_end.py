"""What all the steps that it replaces lead to, for databases that are new."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import khetene.kernel.clock
import khetene.kernel.ids
import khetene.kernel.migration_operations


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_a_role_for_those_who_write_projects"),
        ("accounts", "0003_accounts_end"),
    ]

    initial = True

    dependencies = [
        ("directory", "0001_squashed_0002_roles_of_the_whole_country"),
    ]

    operations = [
        khetene.kernel.migration_operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        ("email", models.EmailField(max_length=254, verbose_name="E-mail address")),
                        ("name", models.CharField(max_length=120, verbose_name="Name")),
                        (
                            "language",
                            models.CharField(
                                choices=[("lv", "Latviešu"), ("en", "English")],
                                default="lv",
                                max_length=5,
                                verbose_name="Language",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True)),
                        ("created_on", models.DateField(default=khetene.kernel.clock.today)),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        ("forgotten_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("email",),
                                name="user_email_unique",
                                violation_error_message="There is already an account with this e-mail address.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                                name="user_email_in_lower_case",
                                violation_error_message="An e-mail address is kept in lower case.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_on", None), ("is_active", True)),
                                    models.Q(("closed_on__isnull", False), ("is_active", False)),
                                    _connector="OR",
                                ),
                                name="user_active_or_closed",
                                violation_error_message="A closed account has the day on which it was closed; an open one has none.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("mediator", "Roma mediator"),
                                    ("case_worker", "Case worker"),
                                    ("supervisor", "Supervisor"),
                                    ("school_staff", "School staff"),
                                    ("programme_coordinator", "Programme coordinator"),
                                    ("programme_holder", "Programme holder"),
                                    ("regional_expert", "Regional expert"),
                                    ("national_coordinator", "National coordinator"),
                                    ("organisation_administrator", "Organisation administrator"),
                                    ("data_protection_officer", "Data protection officer"),
                                    ("auditor", "Auditor"),
                                    ("project_writer", "Project writer"),
                                ],
                                max_length=40,
                                verbose_name="Role",
                            ),
                        ),
                        ("from_day", models.DateField(verbose_name="First day")),
                        ("to_day", models.DateField(blank=True, null=True, verbose_name="Last day")),
                        ("removed_on", models.DateField(blank=True, null=True)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["organisation", "role", "from_day"], name="membership_of_an_organisation"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_day", None), ("to_day__gte", models.F("from_day")), _connector="OR"
                                ),
                                name="membership_ends_after_it_begins",
                                violation_error_message="The last day cannot be before the first day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "role__in",
                                        [
                                            "mediator",
                                            "case_worker",
                                            "supervisor",
                                            "school_staff",
                                            "programme_coordinator",
                                            "programme_holder",
                                            "regional_expert",
                                            "national_coordinator",
                                            "organisation_administrator",
                                            "data_protection_officer",
                                            "auditor",
                                            "project_writer",
                                        ],
                                    )
                                ),
                                name="membership_has_a_known_role",
                                violation_error_message="Choose a role from the list.",
                            ),
                            models.UniqueConstraint(
                                fields=("user", "organisation", "role", "from_day"),
                                name="membership_begins_once",
                                violation_error_message="This person already has this role in your organisation from this day.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("email", models.EmailField(max_length=254, verbose_name="E-mail address")),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("mediator", "Roma mediator"),
                                    ("case_worker", "Case worker"),
                                    ("supervisor", "Supervisor"),
                                    ("school_staff", "School staff"),
                                    ("programme_coordinator", "Programme coordinator"),
                                    ("programme_holder", "Programme holder"),
                                    ("regional_expert", "Regional expert"),
                                    ("national_coordinator", "National coordinator"),
                                    ("organisation_administrator", "Organisation administrator"),
                                    ("data_protection_officer", "Data protection officer"),
                                    ("auditor", "Auditor"),
                                    ("project_writer", "Project writer"),
                                ],
                                max_length=40,
                                verbose_name="Role",
                            ),
                        ),
                        ("from_day", models.DateField(verbose_name="First day")),
                        ("to_day", models.DateField(blank=True, null=True, verbose_name="Last day")),
                        ("invited_at", models.DateTimeField()),
                        ("valid_to", models.DateField()),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "invited_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "membership",
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_day", None), ("to_day__gte", models.F("from_day")), _connector="OR"
                                ),
                                name="invitation_ends_after_it_begins",
                                violation_error_message="The last day cannot be before the first day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("accepted_at", None), ("membership", None)),
                                    models.Q(("accepted_at__isnull", False), ("membership__isnull", False)),
                                    _connector="OR",
                                ),
                                name="invitation_accepted_into_a_membership",
                                violation_error_message="An accepted invitation leads to a membership; another one does not.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("accepted_at", None), ("withdrawn_at", None), _connector="OR"),
                                name="invitation_answered_once",
                                violation_error_message="An invitation is either accepted or withdrawn.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("accepted_at", None), ("withdrawn_at", None)),
                                fields=("organisation", "email", "role"),
                                name="invitation_open_once",
                                violation_error_message="There is already an open invitation to this address for this role.",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
