from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial")]

    operations = [
        migrations.AlterField(model_name="ruleversion", name="digest", field=models.CharField(max_length=64)),
    ]
