from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("instruments", "0002_contributions_of_municipalities")]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="wiped",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
