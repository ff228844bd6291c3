"""What all the steps that it replaces lead to, for databases that are new."""

import django.db.models.deletion
from django.db import migrations, models

import khetene.kernel.encryption
import khetene.kernel.ids
import khetene.kernel.migration_operations


class Migration(migrations.Migration):
    replaces = [("cases", "0001_initial"), ("cases", "0002_newest_answers")]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0003_accounts_end"),
        ("directory", "0001_squashed_0002_roles_of_the_whole_country"),
        ("territory", "0001_initial"),
    ]

    operations = [
        khetene.kernel.migration_operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Goal",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("words", khetene.kernel.encryption.EncryptedTextField()),
                        ("position", models.PositiveSmallIntegerField()),
                        ("needs", models.ManyToManyField(related_name="goals", to="cases.need")),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="cases.plan"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Case",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("key", models.CharField(max_length=20)),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("accompaniment", "Accompanying a person to services"),
                                    ("social_service", "Municipal social service"),
                                    ("employment_service", "Help with finding work"),
                                    ("schooling", "Support for learning"),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "legal_basis",
                            models.CharField(
                                choices=[
                                    ("agreement", "The person agreed to be accompanied"),
                                    ("public_task", "A task given by law"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("people_concerned", models.PositiveSmallIntegerField(default=1)),
                        ("opened_on", models.DateField()),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        (
                            "closing_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("done", "The needs are met"),
                                    ("person_ended", "The person wishes to end it"),
                                    ("moved", "The person moved away"),
                                    ("handed_over", "Another organisation carries on"),
                                    ("no_contact", "No contact for a long time"),
                                    ("withdrawn", "The agreement was withdrawn"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("last_activity_on", models.DateField()),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "supervisor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supervised_cases",
                                to="accounts.membership",
                            ),
                        ),
                        (
                            "territory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="territory.territory"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["organisation", "closed_on", "-last_activity_on"], name="case_list_of_a_silo"
                            ),
                            models.Index(fields=["supervisor", "closed_on"], name="case_of_a_supervisor"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "key"), name="case_key_unique_in_its_silo"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_on", None), ("closing_reason", "")),
                                    models.Q(
                                        ("closed_on__isnull", False), models.Q(("closing_reason", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="case_closed_with_a_reason",
                                violation_error_message="A closed case has a date and a reason; an open one has neither.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_on", None), ("closed_on__gte", models.F("opened_on")), _connector="OR"
                                ),
                                name="case_closes_after_it_opens",
                                violation_error_message="A case cannot close before it was opened.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("people_concerned__gte", 1), ("people_concerned__lte", 30)),
                                name="case_concerns_somebody",
                                violation_error_message="A case concerns 1 to 30 people.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccessRequest",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("requested_at", models.DateTimeField()),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("standing_in", "I stand in for a colleague"),
                                    ("taking_over", "I take the case over"),
                                    ("joint_work", "We work on it together"),
                                    ("urgent", "Somebody is in danger now"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("words", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("decide_by", models.DateField()),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("granted", models.BooleanField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
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
                            "requested_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="access_requests",
                                to="cases.case",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at", None), ("decided_by", None), ("ends_on", None), ("granted", None)
                                    ),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("ends_on", None),
                                        ("granted", False),
                                    ),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("ends_on__isnull", False),
                                        ("granted", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="access_decided_as_a_whole",
                                violation_error_message="A decision has a person, a time and, if access is given, a last day.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("decided_at", None)),
                                fields=("case", "requested_by"),
                                name="one_waiting_request_each",
                                violation_error_message="You have already asked; the answer is awaited.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseNumber",
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
                            models.UniqueConstraint(fields=("organisation", "year"), name="one_counter_per_year")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseWorker",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("from_day", models.DateField()),
                        ("to_day", models.DateField(blank=True, null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="workers", to="cases.case"
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["membership", "to_day"], name="cases_of_a_worker")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("to_day", None)),
                                fields=("case", "membership"),
                                name="works_on_a_case_once",
                                violation_error_message="This colleague already works on the case.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Client",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("called", khetene.kernel.encryption.EncryptedTextField()),
                        ("legal_name", khetene.kernel.encryption.EncryptedTextField(blank=True, null=True)),
                        ("called_index", models.CharField(db_index=True, editable=False, max_length=32)),
                        ("legal_name_index", models.CharField(blank=True, db_index=True, max_length=32)),
                        ("birth_date", models.DateField(blank=True, null=True)),
                        (
                            "age_band",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("0-6", "under 7"),
                                    ("7-14", "7 to 14"),
                                    ("15-17", "15 to 17"),
                                    ("18-29", "18 to 29"),
                                    ("30-49", "30 to 49"),
                                    ("50-64", "50 to 64"),
                                    ("65+", "65 or more"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("phone", khetene.kernel.encryption.EncryptedTextField(blank=True, null=True)),
                        ("other_contact", khetene.kernel.encryption.EncryptedTextField(blank=True, null=True)),
                        ("languages", models.JSONField(default=list)),
                        (
                            "interpreter",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("lv", "Latvian"),
                                    ("ru", "Russian"),
                                    ("rom", "Romani"),
                                    ("en", "English"),
                                    ("other", "another language"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("added_at", models.DateTimeField()),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="clients", to="cases.case"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("birth_date", None), ("age_band", ""), _connector="OR"),
                                name="client_has_birth_date_or_age_band",
                                violation_error_message="Give the birth date or the age group, not both.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Agreement",
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
                                    ("accompaniment", "Agreement to be accompanied"),
                                    ("data_consent", "Consent to hand over data"),
                                    ("participation", "Participation in a programme"),
                                    ("publication", "Release for publication"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(choices=[("agreed", "agreed"), ("refused", "refused")], max_length=10),
                        ),
                        ("explained", khetene.kernel.encryption.EncryptedTextField()),
                        (
                            "explained_in",
                            models.CharField(
                                choices=[
                                    ("lv", "Latvian"),
                                    ("ru", "Russian"),
                                    ("rom", "Romani"),
                                    ("en", "English"),
                                    ("other", "another language"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "given_how",
                            models.CharField(
                                choices=[
                                    ("signed", "signed on paper"),
                                    ("spoken", "spoken, with a witness"),
                                    ("guardian", "by the child's guardian"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("witness", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("parts", models.JSONField(default=list)),
                        ("purpose", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("programme", models.CharField(blank=True, max_length=60)),
                        ("report_back", models.BooleanField(default=False)),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        ("withdrawn_on", models.DateField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "recipient",
                            models.ForeignKey(
                                blank=True,
                                null=True,
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="agreements", to="cases.case"
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="agreements",
                                to="cases.client",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["case", "kind", "-valid_from"], name="agreements_of_a_case")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "data_consent"), _negated=True),
                                    ("recipient__isnull", False),
                                    _connector="OR",
                                ),
                                name="data_consent_names_recipient",
                                violation_error_message="Consent to hand over data names the recipient.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "participation"), _negated=True),
                                    models.Q(("programme", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="participation_names_programme",
                                violation_error_message="Agreement to take part names the programme.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                                ),
                                name="agreement_ends_after_it_begins",
                                violation_error_message="The last day is before the first day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("withdrawn_on", None), ("answer", "agreed"), _connector="OR"),
                                name="only_an_agreement_is_withdrawn",
                                violation_error_message="A refusal cannot be withdrawn; record a new answer.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClientFact",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("fact", models.CharField(max_length=60)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("known", "known"),
                                    ("not_known", "the person does not know"),
                                    ("declined", "the person prefers not to say"),
                                    ("not_applicable", "does not apply"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("number", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                        ("truth", models.BooleanField(blank=True, null=True)),
                        ("word", models.CharField(blank=True, max_length=60)),
                        ("day", models.DateField(blank=True, null=True)),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        ("known_on", models.DateField()),
                        ("superseded_on", models.DateField(editable=False, null=True)),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("said", "said by the person"),
                                    ("document", "seen in a document"),
                                    ("register", "from a register"),
                                    ("referral", "received with a referral"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="facts", to="cases.client"
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["client", "fact", "-known_on", "-id"], name="newest_fact_of_a_client")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("state", "known"), _negated=True),
                                        ("day", None),
                                        ("number", None),
                                        ("truth", None),
                                        ("word", ""),
                                    ),
                                    models.Q(
                                        ("day", None),
                                        ("number__isnull", False),
                                        ("state", "known"),
                                        ("truth", None),
                                        ("word", ""),
                                    ),
                                    models.Q(
                                        ("day", None),
                                        ("number", None),
                                        ("state", "known"),
                                        ("truth__isnull", False),
                                        ("word", ""),
                                    ),
                                    models.Q(
                                        ("day", None),
                                        ("number", None),
                                        ("state", "known"),
                                        ("truth", None),
                                        models.Q(("word", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("day__isnull", False),
                                        ("number", None),
                                        ("state", "known"),
                                        ("truth", None),
                                        ("word", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="fact_has_one_value_if_known",
                                violation_error_message="A known answer has exactly one value; any other answer has none.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("superseded_on", None)),
                                fields=("client", "fact"),
                                name="one_newest_answer_to_a_question",
                                violation_error_message="Somebody answered the same question just now. Look at the answer and try again.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Draft",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("form", models.CharField(max_length=120)),
                        ("fields", khetene.kernel.encryption.EncryptedTextField()),
                        ("kept_on", models.DateField()),
                        ("kept_at", models.DateTimeField()),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.membership"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("membership", "form"), name="one_draft_per_form")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DutyReport",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("arose_at", models.DateTimeField()),
                        ("reported_to_other", models.CharField(blank=True, max_length=120)),
                        ("reported_at", models.DateTimeField(blank=True, null=True)),
                        ("reported_how", models.CharField(blank=True, max_length=20)),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="duty_reports",
                                to="cases.case",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "reported_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reported_at", None),
                                    ("reported_to__isnull", False),
                                    models.Q(("reported_to_other", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="report_of_duty_names_recipient",
                                violation_error_message="Say to whom it was reported.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Measure",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("words", khetene.kernel.encryption.EncryptedTextField()),
                        ("support", models.CharField(blank=True, max_length=60)),
                        ("responsible", khetene.kernel.encryption.EncryptedTextField()),
                        ("due_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("under_way", "under way"),
                                    ("done", "done"),
                                    ("not_done", "not done"),
                                ],
                                default="planned",
                                max_length=12,
                            ),
                        ),
                        ("settled_on", models.DateField(blank=True, null=True)),
                        ("reason", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        (
                            "goal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="measures", to="cases.goal"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("settled_on", None), ("state__in", ["planned", "under_way"])),
                                    models.Q(("settled_on__isnull", False), ("state__in", ["done", "not_done"])),
                                    _connector="OR",
                                ),
                                name="settled_measure_has_its_day",
                                violation_error_message="A step that is done or given up has a day.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Need",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "domain",
                            models.CharField(
                                choices=[
                                    ("preschool", "Preschool"),
                                    ("school", "School"),
                                    ("further_education", "Further education"),
                                    ("work", "Work"),
                                    ("housing", "Housing"),
                                    ("health", "Health"),
                                    ("documents", "Documents"),
                                    ("benefits", "Benefits"),
                                    ("debt", "Debt"),
                                    ("language_and_reading", "Language and reading"),
                                    ("discrimination", "Discrimination"),
                                    ("safety", "Safety"),
                                    ("participation", "Participation"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("words", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "open"),
                                    ("under_way", "under way"),
                                    ("met", "met"),
                                    ("dropped", "dropped"),
                                ],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("noted_on", models.DateField()),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="needs", to="cases.case"
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
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NeedChange",
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
                                    ("open", "open"),
                                    ("under_way", "under way"),
                                    ("met", "met"),
                                    ("dropped", "dropped"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("words", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("changed_at", models.DateTimeField()),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        (
                            "need",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="cases.need"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Outcome",
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
                                    ("status_granted", "A status or benefit was granted"),
                                    ("registered", "Registered with an office"),
                                    ("started_school", "Started or went back to school"),
                                    ("training_completed", "Completed a course"),
                                    ("started_work", "Started work"),
                                    ("housing", "Housing was found or kept"),
                                    ("documents", "Documents were arranged"),
                                    ("health_care", "Health care was received"),
                                    ("other", "Another result"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("words", khetene.kernel.encryption.EncryptedTextField(blank=True)),
                        ("happened_on", models.DateField()),
                        (
                            "proof",
                            models.CharField(
                                choices=[
                                    ("said", "said by the person"),
                                    ("document", "seen in a document"),
                                    ("office", "told by the office"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="outcomes", to="cases.case"
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="outcomes", to="cases.client"
                            ),
                        ),
                        (
                            "need",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="outcomes",
                                to="cases.need",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["happened_on", "kind"], name="outcomes_by_day")],
                    },
                ),
                migrations.CreateModel(
                    name="Plan",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("agreed", "agreed"),
                                    ("completed", "completed"),
                                    ("replaced", "replaced by a newer plan"),
                                ],
                                default="draft",
                                max_length=12,
                            ),
                        ),
                        ("drafted_at", models.DateTimeField()),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        ("review_on", models.DateField(blank=True, null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="plans", to="cases.case"
                            ),
                        ),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "number"), name="plan_versions_are_numbered"),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["draft", "agreed"])),
                                fields=("case", "state"),
                                name="one_current_plan",
                                violation_error_message="The case already has such a plan.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "draft"),
                                    models.Q(("agreed_on__isnull", False), ("review_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="agreed_plan_has_dates",
                                violation_error_message="An agreed plan has the day of agreement and a day of review.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Promise",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("we", "we promised"),
                                    ("office", "an office promised"),
                                    ("family", "the family takes it on"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("words", khetene.kernel.encryption.EncryptedTextField()),
                        ("due_on", models.DateField()),
                        ("kept", models.BooleanField(blank=True, null=True)),
                        ("settled_on", models.DateField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="promises", to="cases.case"
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                blank=True,
                                null=True,
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("office__isnull", False), ("side", "office")),
                                    models.Q(models.Q(("side", "office"), _negated=True), ("office", None)),
                                    _connector="OR",
                                ),
                                name="promise_of_an_office_names_it",
                                violation_error_message="Say which office promised it; our own and the family's promises name none.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kept", None), ("settled_on", None)),
                                    models.Q(("kept__isnull", False), ("settled_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="settled_promise_has_its_day",
                                violation_error_message="A kept or broken promise has a day.",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
