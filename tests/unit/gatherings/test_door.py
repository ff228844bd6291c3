"""Signing in at the door with a phone, online by the own link, and by the organiser: none takes another back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from khetene.gatherings import actions, reads
from khetene.gatherings.door import door_link, is_code, opens, own_code
from khetene.gatherings.errors import NeitherAddressNorFile, NotOnlineNow, SayWhyTheFileGoes
from khetene.gatherings.models import MaterialFile, Presence
from khetene.gatherings.reads.pages import page_for_participant
from khetene.gatherings.reports.content import report_of
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from tests.factories import files
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.gatherings import BEGINS, announced, on_the_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def gathering(janis):
    return announced(janis)


def seen(gathering):
    rows = Presence.objects.filter(participation__gathering=gathering).order_by("participation__order")
    return list(rows.values_list("source", flat=True))


def in_the_annex(gathering, actor):
    page = reads.gathering(gathering.pk, actor=actor)
    return report_of(page, reads.figures(gathering.pk), [], names=False).participants


def test_an_address_or_a_code_is_enough_at_the_door_and_nothing_comes_back(janis, gathering):
    on_the_list(gathering, janis, email="vija@example.org")
    zane = on_the_list(gathering, janis, "Zane")

    with clock.set_to(BEGINS):
        told = [
            actions.sign_in_at_the_door(gathering.pk, said=said)
            for said in (
                " Vija@Example.org ",
                own_code(zane.pk).lower().replace("-", " "),
                "nobody@example.org",
                "AAAA-AAAA",
            )
        ]

    assert (seen(gathering), told) == (["scanned", "scanned"], [None] * 4)


@pytest.mark.parametrize("replied", ["invited", "declined"])
def test_signing_in_leaves_the_reply_so_that_no_list_of_others_changes(janis, gathering, replied):
    row = on_the_list(gathering, janis, email="vija@example.org", reply=replied, position="eksperte")
    colleague = actor_of(MembershipFactory(role="regional_expert"))

    with clock.set_to(BEGINS):
        before = in_the_annex(gathering, colleague)
        actions.sign_in_at_the_door(gathering.pk, said="vija@example.org")
        after = in_the_annex(gathering, colleague)

    row.refresh_from_db()
    assert (row.reply, before, after) == (replied, [], [])


def test_who_is_there_gets_the_link_whatever_they_had_replied(janis):
    gathering = announced(janis, mode="mixed", link="https://meet.example.org/x")
    row = on_the_list(gathering, janis, email="vija@example.org", reply="declined")

    with clock.set_to(BEGINS):
        links = [page_for_participant(row).link]
        actions.sign_in_online(row.pk)
        links.append(page_for_participant(row).link)

    assert links == ["", "https://meet.example.org/x"]


def test_nobody_signs_in_on_another_day(janis, gathering):
    on_the_list(gathering, janis, email="vija@example.org")

    for moment in (BEGINS - timedelta(days=1), BEGINS + timedelta(days=1)):
        with clock.set_to(moment), pytest.raises(NotForYou):
            actions.sign_in_at_the_door(gathering.pk, said="vija@example.org")


def test_the_square_of_a_sheet_opens_on_its_day_alone(gathering):
    day = gathering.days[0]
    signature = door_link(gathering.pk, day).rstrip("/").rpartition("/")[2]

    with clock.set_to(BEGINS):
        today = [opens(gathering.pk, day.isoformat(), one) for one in (signature, signature[:-1] + "x", "")]
        forged = opens(gathering.pk, (day + timedelta(days=1)).isoformat(), signature)
    with clock.set_to(BEGINS + timedelta(days=1)):
        tomorrow = opens(gathering.pk, day.isoformat(), signature)

    assert (today, forged, tomorrow) == ([True, False, False], False, False)


def test_a_code_belongs_to_one_row(janis, gathering):
    rows = [on_the_list(gathering, janis, f"D {number}") for number in range(3)]

    assert [[is_code(own_code(one.pk), other.pk) for other in rows] for one in rows] == [
        [True, False, False], [False, True, False], [False, False, True],
    ]  # fmt: skip


def test_online_presence_is_noted_by_the_own_link_where_it_is_held_online(janis, gathering):
    here, online = (
        on_the_list(gathering, janis),
        on_the_list(announced(janis, mode="mixed", link="https://x.lv"), janis),
    )

    with clock.set_to(BEGINS):
        with pytest.raises(NotOnlineNow):
            actions.sign_in_online(here.pk)
        actions.sign_in_online(online.pk)
    with pytest.raises(NotOnlineNow):
        actions.sign_in_online(online.pk)
    row = reads.participants(online.gathering_id, actor=actor_of(janis))[0]

    assert (row.was_remote, row.seen) == (True, ("tiešsaistē, ar savu saiti",))


def test_a_page_that_was_opened_before_takes_nobody_back_who_signed_in_meanwhile(janis, gathering):
    early = on_the_list(gathering, janis, "Agra", email="agra@example.org")
    late = on_the_list(gathering, janis, "Vēla", email="vela@example.org")
    day = gathering.days[0]
    with clock.set_to(BEGINS):
        actions.sign_in_at_the_door(gathering.pk, said="agra@example.org")
        stood = [early.pk]
        actions.sign_in_at_the_door(gathering.pk, said="vela@example.org")
        actions.note_presence(gathering.pk, day=day, participation_ids=[], stood=stood, actor=actor_of(janis))

    assert list(Presence.objects.values_list("participation_id", flat=True)) == [late.pk]


def test_how_it_was_seen_first_is_kept(janis, gathering):
    row = on_the_list(gathering, janis, email="vija@example.org")
    other = on_the_list(gathering, janis, "Zane")
    with clock.set_to(BEGINS):
        actions.sign_in_at_the_door(gathering.pk, said="vija@example.org")
        actions.note_presence(
            gathering.pk,
            day=gathering.days[0],
            participation_ids=[row.pk, other.pk],
            source="signed",
            actor=actor_of(janis),
        )
        actions.sign_in_at_the_door(gathering.pk, said=own_code(other.pk))

    assert seen(gathering) == ["scanned", "signed"]


def test_materials_are_web_addresses_and_stand_once(janis, gathering):
    given = {"title": "Prezentācija", "language": "lv", "address": "https://example.org/p.pdf"}
    material = actions.add_material(gathering.pk, **given, actor=actor_of(janis))
    with pytest.raises(ValidationError):
        actions.add_material(gathering.pk, **given, actor=actor_of(janis))
    with pytest.raises(ValidationError):
        actions.add_material(gathering.pk, **{**given, "address": "javascript:alert(1)"}, actor=actor_of(janis))
    with pytest.raises(NotForYou):
        actions.remove_material(material.pk, actor=actor_of(MembershipFactory(role="national_coordinator")))

    actions.remove_material(material.pk, actor=actor_of(janis))

    assert gathering.materials.count() == 0


def test_a_material_is_an_address_a_file_or_both(janis, gathering):
    with pytest.raises(NeitherAddressNorFile):
        actions.add_material(gathering.pk, title="Prezentācija", language="lv", actor=actor_of(janis))

    for _number in range(2):
        actions.add_material(gathering.pk, title="Atgādne", language="lv", file=files.given(), actor=actor_of(janis))

    rows = reads.gathering(gathering.pk, actor=actor_of(janis)).materials
    assert [(row.title, row.address, row.file.name) for row in rows] == [("Atgādne", "", "Rēķins 17.pdf")] * 2


def test_a_file_goes_with_its_bytes_and_a_reason(janis, gathering):
    given = {"title": "Atgādne", "language": "lv", "file": files.given()}
    material = actions.add_material(gathering.pk, **given, actor=actor_of(janis))
    with pytest.raises(SayWhyTheFileGoes):
        actions.remove_material(material.pk, why="", actor=actor_of(janis))

    actions.remove_material(material.pk, why="names_people", actor=actor_of(janis))

    assert MaterialFile.objects.count() == 0
    assert AuditEntry.objects.get(verb="material.removed").reason == "names_people"
