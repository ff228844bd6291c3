"""What all the steps that it replaces lead to, for databases that are new."""

import django.db.models.deletion
from django.db import migrations, models

import khetene.kernel.ids
import khetene.kernel.migration_operations
import khetene.kernel.translated


class Migration(migrations.Migration):
    replaces = [("monitoring", "0001_initial"), ("monitoring", "0002_report_to_the_commission")]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0003_accounts_end"),
    ]

    operations = [
        khetene.kernel.migration_operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Indicator",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("code", models.SlugField(max_length=60, unique=True)),
                        (
                            "objective",
                            models.CharField(
                                choices=[
                                    ("O1", "O1 Against antigypsyism and discrimination"),
                                    ("O2", "O2 Less poverty and social exclusion"),
                                    ("O3", "O3 Participation, empowerment and trust"),
                                    ("O4", "O4 Education"),
                                    ("O5", "O5 Employment"),
                                    ("O6", "O6 Health and social services"),
                                    ("O7", "O7 Housing and essential services"),
                                ],
                                max_length=2,
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("is_headline", models.BooleanField(default=False)),
                        ("name", khetene.kernel.translated.TranslatedTextField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[("structure", "structure"), ("process", "process"), ("outcome", "outcome")],
                                max_length=10,
                            ),
                        ),
                        ("definition", khetene.kernel.translated.TranslatedTextField()),
                        ("numerator", khetene.kernel.translated.TranslatedTextField(blank=True, default=dict)),
                        ("denominator", khetene.kernel.translated.TranslatedTextField(blank=True, default=dict)),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("percent", "%"),
                                    ("persons", "persons"),
                                    ("families", "families"),
                                    ("years", "years"),
                                    ("risks", "risks"),
                                    ("posts", "posts"),
                                    ("months", "months of mediators"),
                                    ("contacts", "contacts"),
                                    ("changes", "changes"),
                                    ("gatherings", "gatherings"),
                                    ("rows", "rows of lists"),
                                    ("municipalities", "municipalities"),
                                    ("seats", "seats"),
                                    ("answers", "requests to institutions"),
                                    ("recommendations", "recommendations"),
                                    ("practices", "practices taken over"),
                                    ("programmes", "programmes"),
                                    ("organisations", "organisations"),
                                    ("activities", "activities"),
                                    ("euros", "euros"),
                                    ("post_months", "months of posts"),
                                    ("schools", "schools"),
                                    ("complaints", "complaints"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("population", khetene.kernel.translated.TranslatedTextField(blank=True, default=dict)),
                        ("geography", khetene.kernel.translated.TranslatedTextField(blank=True, default=dict)),
                        ("source", khetene.kernel.translated.TranslatedTextField(blank=True, default=dict)),
                        (
                            "source_kind",
                            models.CharField(
                                choices=[
                                    ("survey", "survey"),
                                    ("register", "register"),
                                    ("admin", "count of an institution"),
                                    ("estimate", "estimate"),
                                    ("qualitative", "qualitative study"),
                                    ("computed", "computed here"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("period", khetene.kernel.translated.TranslatedTextField(blank=True, default=dict)),
                        ("baseline", khetene.kernel.translated.TranslatedTextField(blank=True, default=dict)),
                        ("target", khetene.kernel.translated.TranslatedTextField(blank=True, default=dict)),
                        (
                            "direction",
                            models.CharField(
                                choices=[
                                    ("more", "more is better"),
                                    ("less", "less is better"),
                                    ("neither", "neither is better: it says how things are"),
                                ],
                                default="neither",
                                max_length=8,
                            ),
                        ),
                        ("breaks", khetene.kernel.translated.TranslatedTextField(blank=True, default=dict)),
                        ("quality", khetene.kernel.translated.TranslatedTextField(blank=True, default=dict)),
                        ("responsible", models.CharField(blank=True, max_length=200)),
                        ("computed_by", models.CharField(blank=True, max_length=40)),
                        (
                            "gap",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_measured", "not measured in Latvia"),
                                    ("not_asked", "nobody asked for it"),
                                    ("not_known", "not known"),
                                    ("not_published", "counted, but not published"),
                                    ("suppressed", "hidden to protect people"),
                                    ("not_recorded", "nothing was recorded here for the year"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("gap_reason", khetene.kernel.translated.TranslatedTextField(blank=True, default=dict)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["objective", "order"], name="indicators_of_an_objective")],
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("last_year", models.PositiveSmallIntegerField()),
                        ("question", models.SlugField(max_length=20)),
                        ("number", models.PositiveSmallIntegerField()),
                        ("text", models.TextField(max_length=12000)),
                        ("written_at", models.DateTimeField()),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("last_year", "question", "number"),
                                name="versions_of_an_answer_are_numbered",
                                violation_error_message="Somebody saved this text at the same time.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("last_year__in", range(2022, 2101, 2))),
                                name="report_ends_with_an_even_year",
                                violation_error_message="The report covers two years, the second of them even: 2025 and 2026.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Chapter",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        (
                            "objective",
                            models.CharField(
                                choices=[
                                    ("O1", "O1 Against antigypsyism and discrimination"),
                                    ("O2", "O2 Less poverty and social exclusion"),
                                    ("O3", "O3 Participation, empowerment and trust"),
                                    ("O4", "O4 Education"),
                                    ("O5", "O5 Employment"),
                                    ("O6", "O6 Health and social services"),
                                    ("O7", "O7 Housing and essential services"),
                                ],
                                max_length=2,
                            ),
                        ),
                        ("text", models.TextField(max_length=12000)),
                        ("written_at", models.DateTimeField()),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("year", "objective"),
                                name="objective_has_one_chapter_a_year",
                                violation_error_message="The text of this year is there already. Change it.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Value",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("slug", models.SlugField(blank=True, max_length=120, null=True, unique=True)),
                        ("year", models.PositiveSmallIntegerField()),
                        ("as_of", models.DateField(blank=True, null=True)),
                        ("period", models.CharField(blank=True, max_length=120)),
                        ("number", models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True)),
                        (
                            "qualifier",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "exactly"),
                                    ("about", "about"),
                                    ("more_than", "more than"),
                                    ("up_to", "up to"),
                                ],
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=200)),
                        (
                            "gap",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_measured", "not measured in Latvia"),
                                    ("not_asked", "nobody asked for it"),
                                    ("not_known", "not known"),
                                    ("not_published", "counted, but not published"),
                                    ("suppressed", "hidden to protect people"),
                                    ("not_recorded", "nothing was recorded here for the year"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("denominator", models.CharField(blank=True, max_length=250)),
                        ("geography", models.CharField(blank=True, max_length=120)),
                        ("source", models.CharField(max_length=200)),
                        (
                            "source_kind",
                            models.CharField(
                                choices=[
                                    ("survey", "survey"),
                                    ("register", "register"),
                                    ("admin", "count of an institution"),
                                    ("estimate", "estimate"),
                                    ("qualitative", "qualitative study"),
                                    ("computed", "computed here"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("document", models.CharField(blank=True, max_length=300)),
                        ("note", models.CharField(blank=True, max_length=500)),
                        ("entered_at", models.DateTimeField()),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="monitoring.value",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="values",
                                to="monitoring.indicator",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["indicator", "-year"], name="figures_newest_first")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("gap", ""),
                                        models.Q(
                                            ("number__isnull", False),
                                            models.Q(("words", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    models.Q(models.Q(("gap", ""), _negated=True), ("number", None), ("words", "")),
                                    _connector="OR",
                                ),
                                name="figure_is_there_or_says_why_not",
                                violation_error_message="Write a number, or choose why there is none. Not both.",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
