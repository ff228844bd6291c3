"""Every answer learns when a newer one took its place, so that a caseload joins one row per question."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import Any

from django.db import migrations, models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

BATCH = 1000


def tell_each_answer_its_successor(apps: Any, schema_editor: Any) -> None:
    facts = apps.get_model("cases", "ClientFact").objects.using(schema_editor.connection.alias)
    rows = facts.order_by("client_id", "fact", "known_on", "id").only("client_id", "fact", "known_on")
    changed = []
    for _question, answers in groupby(rows.iterator(), key=lambda row: (row.client_id, row.fact)):
        for answer, newer in pairwise(answers):
            answer.superseded_on = newer.known_on
            changed.append(answer)
    facts.bulk_update(changed, ["superseded_on"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.AddField("clientfact", "superseded_on", models.DateField(editable=False, null=True)),
        migrations.RunPython(tell_each_answer_its_successor, migrations.RunPython.noop),
        migrations.AddConstraint(
            "clientfact",
            models.UniqueConstraint(
                fields=["client", "fact"],
                condition=Q(superseded_on=None),
                name="one_newest_answer_to_a_question",
                violation_error_message=_(
                    "Somebody answered the same question just now. Look at the answer and try again."
                ),
            ),
        ),
    ]
