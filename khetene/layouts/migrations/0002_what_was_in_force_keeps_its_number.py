from django.db import migrations, models


def fill(apps, schema_editor):
    moments, versions = (apps.get_model("layouts", name).objects for name in ("LayoutInForce", "LayoutVersion"))
    number = versions.filter(pk=models.OuterRef("version")).values("number")
    moments.exclude(version=None).update(number=models.Subquery(number))


class Migration(migrations.Migration):
    dependencies = [("layouts", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="layoutinforce",
            name="number",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="layoutinforce",
            constraint=models.CheckConstraint(
                condition=models.Q(("version", None), ("number__isnull", False), _connector="OR"),
                name="layout_in_force_keeps_its_number",
                violation_error_message="What was in force keeps the number of its version.",
            ),
        ),
    ]
