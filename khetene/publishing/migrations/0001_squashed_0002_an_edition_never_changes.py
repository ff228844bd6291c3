"""What all the steps that it replaces lead to, for databases that are new."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

import khetene.kernel.ids
import khetene.kernel.migration_operations

edition = import_module("khetene.publishing.migrations.0002_an_edition_never_changes")


class Migration(migrations.Migration):
    replaces = [("publishing", "0001_initial"), ("publishing", "0002_an_edition_never_changes")]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0003_accounts_end"),
    ]

    operations = [
        khetene.kernel.migration_operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Edition",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("data_set", models.SlugField(max_length=40)),
                        ("period", models.SlugField(max_length=12)),
                        ("number", models.PositiveSmallIntegerField()),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        ("content", models.JSONField()),
                        ("release", models.JSONField()),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("published_at", models.DateTimeField()),
                        (
                            "published_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("data_set", "period", "number"),
                                name="edition_is_published_once",
                                violation_error_message="Somebody published this edition just now.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("number", 1), ("reason", "")),
                                    models.Q(("number__gt", 1), models.Q(("reason", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="correction_says_why",
                                violation_error_message="A corrected edition says why; the first one corrects nothing.",
                            ),
                        ],
                    },
                ),
            ],
        ),
        migrations.RunPython(edition.forbid, edition.allow),
    ]
