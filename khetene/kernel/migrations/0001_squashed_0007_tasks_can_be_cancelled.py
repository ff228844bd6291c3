"""What all the steps that it replaces lead to, for databases that are new."""

from importlib import import_module

from django.db import migrations, models

import khetene.kernel.ids
import khetene.kernel.migration_operations

audit = import_module("khetene.kernel.migrations.0002_audit_is_append_only")
chain = import_module("khetene.kernel.migrations.0003_the_database_moves_the_head_of_a_chain")


class Migration(migrations.Migration):
    replaces = [
        ("kernel", "0001_initial"),
        ("kernel", "0002_audit_is_append_only"),
        ("kernel", "0003_the_database_moves_the_head_of_a_chain"),
        ("kernel", "0004_audit_of_an_object"),
        ("kernel", "0005_data_keys"),
        ("kernel", "0006_limits_for_all_processes"),
        ("kernel", "0007_tasks_can_be_cancelled"),
    ]

    initial = True

    dependencies = []

    operations = [
        khetene.kernel.migration_operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name="AuditHead",
                    fields=[
                        ("silo", models.UUIDField(primary_key=True, serialize=False)),
                        ("position", models.PositiveBigIntegerField(default=0)),
                        ("digest", models.CharField(default="", max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="CacheEntry",
                    fields=[
                        ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                        ("value", models.TextField()),
                        ("expires", models.DateTimeField(db_index=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="DeletionProof",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("deleted_at", models.DateTimeField()),
                        ("object_type", models.CharField(max_length=60)),
                        ("silo", models.UUIDField(null=True)),
                        ("how_many", models.PositiveIntegerField()),
                        ("keys_digest", models.CharField(max_length=64)),
                        ("rule", models.CharField(max_length=200)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LoadedData",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("name", models.CharField(max_length=60, unique=True)),
                        ("digest", models.CharField(max_length=64)),
                        ("loaded_at", models.DateTimeField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AuditEntry",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("silo", models.UUIDField()),
                        ("position", models.PositiveBigIntegerField()),
                        ("at", models.DateTimeField()),
                        ("user", models.UUIDField(null=True)),
                        ("membership", models.UUIDField(null=True)),
                        ("organisation", models.UUIDField(null=True)),
                        ("system_task", models.CharField(blank=True, max_length=60)),
                        ("verb", models.CharField(max_length=60)),
                        ("object_type", models.CharField(max_length=60)),
                        ("object", models.UUIDField()),
                        ("case", models.UUIDField(null=True)),
                        ("reason", models.CharField(blank=True, max_length=60)),
                        ("previous_digest", models.CharField(blank=True, max_length=64)),
                        ("digest", models.CharField(max_length=64)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["case", "-at"], name="audit_of_a_case"),
                            models.Index(fields=["silo", "-at"], name="audit_of_a_silo"),
                            models.Index(fields=["object", "-at"], name="audit_of_an_object"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("silo", "position"), name="audit_chain_never_forks")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DataKey",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("silo", models.UUIDField(unique=True)),
                        ("wrapped", models.TextField(blank=True)),
                        ("made_at", models.DateTimeField()),
                        ("destroyed_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("destroyed_at", None), models.Q(("wrapped", ""), _negated=True)),
                                    models.Q(("destroyed_at__isnull", False), ("wrapped", "")),
                                    _connector="OR",
                                ),
                                name="data_key_is_there_or_destroyed",
                                violation_error_message="A key is there until it is destroyed; a destroyed one is empty.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="JobProgress",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("task", models.CharField(max_length=200)),
                        ("organisation", models.UUIDField(null=True)),
                        ("started_by", models.UUIDField(null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "waiting to begin"),
                                    ("running", "running"),
                                    ("done", "done"),
                                    ("failed", "stopped with a problem"),
                                    ("cancelled", "cancelled"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("done", models.PositiveIntegerField(default=0)),
                        ("total", models.PositiveIntegerField(null=True)),
                        ("arguments", models.JSONField(default=dict)),
                        ("result", models.JSONField(default=dict)),
                        ("problem", models.CharField(blank=True, max_length=300)),
                        ("language", models.CharField(blank=True, max_length=5)),
                        ("starts", models.PositiveSmallIntegerField(default=0)),
                        ("cancel_asked_at", models.DateTimeField(null=True)),
                        ("asked_at", models.DateTimeField()),
                        ("seen_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["started_by", "-asked_at"], name="jobs_of_a_person"),
                            models.Index(fields=["organisation", "-asked_at"], name="jobs_of_an_organisation"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("total", None), ("done__lte", models.F("total")), _connector="OR"),
                                name="job_never_does_more_than_all",
                                violation_error_message="A task cannot have done more than there was to do.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("state__in", ["waiting", "running"])),
                                    models.Q(
                                        ("ended_at__isnull", False), ("state__in", ["done", "failed", "cancelled"])
                                    ),
                                    _connector="OR",
                                ),
                                name="job_has_an_end_when_it_ended",
                                violation_error_message="A task that ended has the moment of its end; any other has none.",
                            ),
                        ],
                    },
                ),
            ],
        ),
        migrations.RunPython(audit.forbid, audit.allow),
        migrations.RunPython(chain.hand_over, chain.take_back),
    ]
