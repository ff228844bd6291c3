from django.db import migrations, models
from django.db.models.functions import TruncDate


def begin_the_clock(apps, _editor):
    """What was there before counts from its last saving, or from the day on which it was begun."""
    applications = apps.get_model("proposals", "Application").objects
    versions = apps.get_model("proposals", "Version").objects
    last = versions.filter(piece__application=models.OuterRef("pk")).order_by("-saved_at").values("saved_at")[:1]
    applications.update(changed_on=TruncDate(models.Subquery(last)))
    applications.filter(changed_on=None).update(changed_on=TruncDate("begun_at"))
    applications.filter(closed_on__isnull=False).update(changed_on=models.F("closed_on"))


class Migration(migrations.Migration):
    dependencies = [("proposals", "0001_initial")]

    operations = [
        migrations.AddField("version", "wiped_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("application", "changed_on", models.DateField(null=True)),
        migrations.RunPython(begin_the_clock, migrations.RunPython.noop),
        migrations.AlterField("application", "changed_on", models.DateField()),
    ]
