import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Apart from the step before: PostgreSQL changes no table whose rows were changed in the same transaction."""

    dependencies = [
        ("directory", "0002_roles_of_the_whole_country"),
        ("monitoring", "0004_whose_answers_were_taken"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="contributions",
            name="contributions_of_a_year_are_numbered",
        ),
        migrations.AlterField(
            model_name="contributions",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directory.organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="contributions",
            constraint=models.UniqueConstraint(
                fields=("organisation", "year", "number"),
                name="contributions_to_each_are_numbered",
                violation_error_message="Somebody took the answers at the same time.",
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="wiped_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="chapter",
            name="wiped_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
