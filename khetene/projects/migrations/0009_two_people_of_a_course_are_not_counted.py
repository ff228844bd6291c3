"""Source 004 counts two people of a course: so few can be recognised. Their numbers go; what people wrote here stays."""

from django.db import migrations

OF_THE_COURSE = ("lrp4-english-partly", "lrp4-english-applied")  # the part before its whole


def forget(apps, _schema_editor):
    for slug in OF_THE_COURSE:
        apps.get_model("projects", "Result").objects.filter(slug=slug).delete()
    told = apps.get_model("projects", "Activity").objects.filter(slug="lrp4-a9", actual__startswith="Kursam pieteicās")
    told.update(actual="Kurss notika, bet netika apgūts pilnībā.")


class Migration(migrations.Migration):
    dependencies = [("projects", "0008_what_does_not_agree_is_explained")]
    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
