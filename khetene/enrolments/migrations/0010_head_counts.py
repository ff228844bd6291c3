"""Head counts under their own name, in the table in which they were sealed; what was taken back loses its place."""

from django.db import migrations, models
from django.db.models import Q

import khetene.kernel.encryption


def wipe_taken_back(apps, schema_editor):
    apps.get_model("enrolments", "HeadCount").objects.exclude(taken_back_on=None).update(place=None)


class Migration(migrations.Migration):
    dependencies = [("enrolments", "0009_heads_of_two_logs_and_half_way")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameModel("Outreach", "HeadCount"),
                migrations.AlterModelTable("HeadCount", "enrolments_outreach"),
            ],
        ),
        migrations.AlterField(
            model_name="headcount",
            name="log",
            field=models.CharField(
                choices=[("outreach", "looking for people"), ("attendance", "who came")], max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="headcount",
            name="place",
            field=khetene.kernel.encryption.EncryptedTextField(blank=True, null=True),
        ),
        migrations.RunPython(wipe_taken_back, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="headcount",
            constraint=models.CheckConstraint(
                condition=Q(taken_back_on=None, place__isnull=False) | Q(taken_back_on__isnull=False, place=None),
                name="head_count_has_a_place_while_it_counts",
                violation_error_message="What counts has a place; what was taken back has none.",
            ),
        ),
    ]
