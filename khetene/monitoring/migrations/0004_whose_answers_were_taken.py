"""Each taking belongs to the organisation that asked; its entries tell answers by their part, and who gave none."""

from __future__ import annotations

import uuid
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

Entry = dict[str, Any]


def tell_whose(apps: Any, _schema_editor: Any) -> None:
    contributions = apps.get_model("monitoring", "Contributions")
    parts = apps.get_model("instruments", "Part")
    known: dict[Any, str] = {}
    for row in contributions.objects.select_related("taken_by").order_by("year", "number"):
        row.organisation_id = row.taken_by.organisation_id
        asked = parts.objects.filter(
            evaluation__organisation_id=row.organisation_id, evaluation__year=row.year, evaluation__purpose="overview"
        )
        row.content = [_told(entry, asked, known, (row.organisation_id, row.year)) for entry in row.content]
        row.save(update_fields=["organisation", "content"])


def _told(entry: Entry, asked: Any, known: dict[Any, str], whose: tuple[Any, int]) -> Entry:
    """When somebody can still answer was not kept, so nothing says that they are silent."""
    if "unanswered" in entry:
        return entry
    answered = asked.filter(evaluation__territory__name=entry["town"], field=entry["field"], state="answered")
    keys = list(answered.order_by("asked_on", "answers_for", "pk").values_list("answers_for", "pk"))
    said = []
    for place, (institution, lines) in enumerate(entry["said"]):
        key = next((one for one in keys if one[0] == institution), None)
        if key is not None:
            keys.remove(key)
        again = (*whose, entry["town"], entry["field"], institution, place)
        part = str(key[1]) if key else known.setdefault(again, str(uuid.uuid4()))
        said.append({"part": part, "institution": institution, "lines": [_line(line) for line in lines]})
    unanswered = [] if said else [{"institution": "", "state": "asked"}]
    return {
        "town": entry["town"],
        "field": entry["field"],
        "closes_on": None,
        "said": said,
        "unanswered": unanswered,
    }


def _line(line: Entry) -> Entry:
    is_typed = line["number"] is None and set(line["words"]) == {"lv"}
    return {**line, "is_typed": is_typed, "is_wiped": False}


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0002_roles_of_the_whole_country"),
        ("instruments", "0003_words_deleted_for_good"),
        ("monitoring", "0003_contributions_and_versions"),
    ]

    operations = [
        migrations.AddField(
            model_name="contributions",
            name="organisation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directory.organisation",
            ),
        ),
        migrations.RunPython(tell_whose, migrations.RunPython.noop),
    ]
