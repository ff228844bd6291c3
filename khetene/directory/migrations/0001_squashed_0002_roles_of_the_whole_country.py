"""What all the steps that it replaces lead to, for databases that are new."""

import django.db.models.deletion
from django.db import migrations, models

import khetene.kernel.ids
import khetene.kernel.migration_operations
import khetene.kernel.translated


class Migration(migrations.Migration):
    replaces = [("directory", "0001_initial"), ("directory", "0002_roles_of_the_whole_country")]

    initial = True

    dependencies = [
        ("territory", "0001_initial"),
    ]

    operations = [
        khetene.kernel.migration_operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Organisation",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        ("name", models.CharField(max_length=200)),
                        ("alternate_name", models.CharField(blank=True, max_length=200)),
                        ("folded", models.CharField(blank=True, editable=False, max_length=500)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("ministry", "ministry"),
                                    ("agency", "state agency"),
                                    ("municipality", "municipality"),
                                    ("municipal_unit", "municipal office"),
                                    ("school", "school"),
                                    ("centre", "centre"),
                                    ("association", "association"),
                                    ("provider", "service provider"),
                                    ("independent", "independent body"),
                                    ("network", "council or network"),
                                    ("international", "international organisation"),
                                    ("other", "other organisation"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("description", khetene.kernel.translated.TranslatedTextField(blank=True, default=dict)),
                        ("country", models.CharField(default="LV", max_length=2)),
                        ("website", models.URLField(blank=True)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        ("phone", models.CharField(blank=True, max_length=40)),
                        ("accepts_referrals", models.BooleanField(default=False)),
                        ("national_roles", models.JSONField(blank=True, default=list)),
                        ("reminder_days", models.PositiveSmallIntegerField(default=10)),
                        ("escalation_days", models.PositiveSmallIntegerField(default=30)),
                        ("valid_from", models.DateField(blank=True, null=True)),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        ("edited_in_product", models.BooleanField(default=False)),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="units",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from", None),
                                    ("valid_to", None),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="organisation_ends_after_it_begins",
                                violation_error_message="An organisation cannot end before it began.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("escalation_days__gte", models.F("reminder_days"))),
                                name="organisation_escalates_after_reminding",
                                violation_error_message="The supervisor is told after the reminder, not before.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Service",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        ("name", khetene.kernel.translated.TranslatedTextField()),
                        ("description", khetene.kernel.translated.TranslatedTextField()),
                        (
                            "eligibility_description",
                            khetene.kernel.translated.TranslatedTextField(blank=True, default=dict),
                        ),
                        (
                            "application_process",
                            khetene.kernel.translated.TranslatedTextField(blank=True, default=dict),
                        ),
                        ("required_documents", khetene.kernel.translated.TranslatedTextField(blank=True, default=dict)),
                        ("fees_description", khetene.kernel.translated.TranslatedTextField(blank=True, default=dict)),
                        ("schedule", khetene.kernel.translated.TranslatedTextField(blank=True, default=dict)),
                        ("languages", models.JSONField(blank=True, default=list)),
                        ("domains", models.JSONField(default=list)),
                        ("programme", models.CharField(blank=True, max_length=60)),
                        ("address", models.CharField(blank=True, max_length=200)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        ("phone", models.CharField(blank=True, max_length=40)),
                        ("folded", models.CharField(blank=True, editable=False, max_length=4000)),
                        ("reminder_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("escalation_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("source", models.CharField(blank=True, max_length=120)),
                        ("last_verified_on", models.DateField(blank=True, null=True)),
                        ("last_verified_by", models.UUIDField(blank=True, null=True)),
                        ("edited_in_product", models.BooleanField(default=False)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="services",
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("last_verified_by", None), ("last_verified_on", None)),
                                    models.Q(("last_verified_by__isnull", False), ("last_verified_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="service_verified_as_a_whole",
                                violation_error_message="A verification has a day and a person.",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
