from datetime import UTC, datetime

from django.db import migrations, models


def say_since_when(apps, schema_editor):
    """Whoever waits for an agreement waits since they were added; all others begin their thirty days now."""
    nowhere = apps.get_model("proposals", "ReportPicture")._base_manager.filter(
        for_network=False, for_reports=False, for_public=False
    )
    nowhere.exclude(recognisable="nobody").filter(given_how="").update(unseen_since=models.F("added_at"))
    nowhere.filter(unseen_since=None).update(unseen_since=datetime.now(UTC))


class Migration(migrations.Migration):
    dependencies = [("proposals", "0003_pictures_of_reports")]

    operations = [
        migrations.AddField(
            model_name="reportpicture",
            name="unseen_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(say_since_when, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="reportpicture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("for_network", False),
                        ("for_public", False),
                        ("for_reports", False),
                        ("unseen_since__isnull", False),
                    ),
                    models.Q(
                        models.Q(("for_network", False), ("for_public", False), ("for_reports", False), _negated=True),
                        ("unseen_since", None),
                    ),
                    _connector="OR",
                ),
                name="reportpicture_without_a_use_says_since_when",
                violation_error_message="A picture that is shown nowhere says since when.",
            ),
        ),
    ]
