"""What all the steps that it replaces lead to, for databases that are new."""

import django.db.models.deletion
from django.db import migrations, models

import khetene.kernel.encryption
import khetene.kernel.ids
import khetene.kernel.migration_operations


class Migration(migrations.Migration):
    replaces = [
        ("programmes", "0001_initial"),
        ("programmes", "0002_rules_may_come_again"),
        ("programmes", "0003_operations"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0003_accounts_end"),
        ("cases", "0001_squashed_0002_newest_answers"),
    ]

    operations = [
        khetene.kernel.migration_operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name="RuleVersion",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("digest", models.CharField(max_length=64)),
                        ("facts", models.JSONField()),
                        ("programmes", models.JSONField()),
                        ("operations", models.JSONField(default=list)),
                        ("published_at", models.DateTimeField()),
                        ("published_by", models.UUIDField(blank=True, null=True)),
                        ("note", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Screening",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("on_day", models.DateField()),
                        ("made_at", models.DateTimeField()),
                        ("facts", khetene.kernel.encryption.EncryptedTextField()),
                        ("verdicts", models.JSONField()),
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
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="replaced_by",
                                to="programmes.screening",
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
                        "indexes": [models.Index(fields=["client", "-made_at"], name="screenings_of_a_client")],
                    },
                ),
            ],
        ),
    ]
