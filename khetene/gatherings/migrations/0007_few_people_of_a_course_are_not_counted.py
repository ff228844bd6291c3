"""Source 004 counts two people of a course: so few can be recognised. Their numbers go."""

from django.db import migrations


def forget(apps, _schema_editor):
    apps.get_model("gatherings", "StatedFigure").objects.filter(gathering__slug="ev-2020-english").delete()


class Migration(migrations.Migration):
    dependencies = [("gatherings", "0006_materials_as_files")]
    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
