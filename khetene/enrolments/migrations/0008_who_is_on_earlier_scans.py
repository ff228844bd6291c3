"""Scans that were brought before it was written down who is printed on them: everybody of their sessions."""

from django.db import migrations

from khetene.kernel.ids import new_key

# No names or reasons: they are encrypted, and nothing here has to open them.
PLAIN = ("pk", "enrolment_id", "together", "support", "given_on")


def _versions(deliveries, scan):
    """Every version of the entries that a scan confirms: an earlier one was printed with its own day."""
    versions = newest = list(deliveries.filter(scan=scan).values(*PLAIN))
    while newest:
        newest = list(deliveries.filter(corrected_by__in=[row["pk"] for row in newest]).values(*PLAIN))
        versions = versions + newest
    return versions


def write_down(apps, schema_editor):
    scans = apps.get_model("enrolments", "ConfirmationScan")._base_manager.filter(printed=None).order_by("pk")
    deliveries = apps.get_model("enrolments", "Delivery").objects.order_by("pk")
    on_scan = apps.get_model("enrolments", "OnScan")
    for scan in list(scans.values_list("pk", flat=True)):
        printed = set()
        for row in _versions(deliveries, scan):
            printed.add(row["enrolment_id"])
            if row["together"]:
                same = {name: row[name] for name in ("together", "support", "given_on")}
                printed.update(deliveries.filter(**same).values_list("enrolment_id", flat=True))
        on_scan.objects.bulk_create(on_scan(pk=new_key(), scan_id=scan, enrolment_id=key) for key in sorted(printed))


class Migration(migrations.Migration):
    dependencies = [("enrolments", "0007_everybody_on_a_scan")]
    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]
