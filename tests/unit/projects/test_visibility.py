"""The text that names the funder has no empty slot, or does not come out at all."""

from __future__ import annotations

import pytest

from khetene.projects import reads
from khetene.projects.errors import SlotIsEmpty
from khetene.projects.models import VisibilityText
from khetene.projects.visibility import filled, slots_of
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.projects import TEXT


def test_every_slot_is_filled():
    values = {
        "object": "ziņojums",
        "project": "P",
        "agreement": "1",
        "object_genitive": "ziņojuma",
        "responsible": "KM",
    }

    assert filled(TEXT, values) == "Šis ziņojums ir tapis projektā „P” (līgums Nr. 1). Par ziņojuma saturu atbild KM."


def test_an_empty_slot_is_refused_and_all_of_them_are_named():
    with pytest.raises(SlotIsEmpty) as refusal:
        filled(TEXT, {"object": "ziņojums", "project": " ", "responsible": "KM"})

    assert refusal.value.slots == ["project", "agreement", "object_genitive"]


def test_what_somebody_fills_in_is_text_and_no_slot():
    assert filled("{a} {b}", {"a": "{b}", "b": "x"}) == "{b} x"
    assert slots_of("{a} {b} {a} {B}") == ["a", "b"]


def test_the_texts_of_the_documents_come_out_whole(latvia):
    reader = actor_of(MembershipFactory(role="regional_expert"))
    written = {
        row.slug: filled(row.text, reads.visibility(row.pk, actor=reader)[1].values)
        for row in VisibilityText.objects.order_by("slug")
    }

    assert sorted(written) == ["lrp1-material", "lrp4-event", "lrp5-material"]
    assert written["lrp4-event"].startswith(
        "Šis pasākums ir organizēts projekta „Latvijas romu platforma IV” ietvaros (līgums Nr. 856468-NRP4-LV) ar Eiropas "
        "Savienības programmas „Tiesības, vienlīdzība un pilsonība 2014–2020” finansiālo atbalstu."
    )
    assert not any("{" in text for text in written.values())
