"""People correct what country data tells, with what the source says beside it, and join two records of one statement."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_squashed_0003_accounts_end"),
        ("gatherings", "0001_squashed_0007_few_people_of_a_course_are_not_counted"),
        ("guidance", "0001_squashed_0011_says_when_a_practice_was_public"),
        ("territory", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="statement",
            name="correction",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="statement",
            name="one_with",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recorded_twice",
                to="guidance.statement",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("one_with", None), models.Q(("one_with", models.F("id")), _negated=True), _connector="OR"
                ),
                name="statement_is_not_one_with_itself",
                violation_error_message="A statement is not the same as itself.",
            ),
        ),
    ]
