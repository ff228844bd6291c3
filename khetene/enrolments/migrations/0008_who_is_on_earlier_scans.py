"""Scans that were brought before it was written down who is printed on them: everybody of their sessions."""

from django.db import migrations

from khetene.kernel.ids import new_key


def _sessions(deliveries, scan):
    """Every version of the entries that a scan confirms, and the day for which each was printed."""
    versions = newest = list(deliveries.filter(scan=scan))
    while newest:
        newest = list(deliveries.filter(corrected_by__in=newest))
        versions = versions + newest
    return versions


def write_down(apps, schema_editor):
    scans = apps.get_model("enrolments", "ConfirmationScan")._base_manager
    deliveries = apps.get_model("enrolments", "Delivery").objects.order_by("pk")
    on_scan = apps.get_model("enrolments", "OnScan")
    for scan in scans.order_by("pk").defer("sealed"):
        printed = set()
        for row in _sessions(deliveries, scan):
            printed.add(row.enrolment_id)
            if row.together:
                same = {"together": row.together, "support": row.support, "given_on": row.given_on}
                printed.update(deliveries.filter(**same).values_list("enrolment_id", flat=True))
        on_scan.objects.bulk_create(on_scan(pk=new_key(), scan_id=scan.pk, enrolment_id=key) for key in sorted(printed))


class Migration(migrations.Migration):
    dependencies = [("enrolments", "0007_everybody_on_a_scan")]
    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]
