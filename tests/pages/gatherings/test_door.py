"""The page behind the square, the sheet that carries it, and materials."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from khetene.gatherings import actions
from khetene.gatherings.door import door_link, own_code
from khetene.gatherings.links import signature_of
from khetene.gatherings.models import Material, Presence
from khetene.kernel import clock
from tests.factories import files
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.gatherings import BEGINS, announced, on_the_list, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def desk(janis):
    return sign_in(Client(), janis)


@pytest.fixture
def gathering(janis):
    return announced(janis)


def words(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text(" ").split())


def door(gathering):
    return door_link(gathering.pk, gathering.days[0]).partition("8000")[2]


def test_the_answer_at_the_door_is_the_same_for_everybody_and_lists_nobody(janis, gathering):
    on_the_list(gathering, janis, "Vija Ēriksone", email="vija@example.org")

    with clock.set_to(BEGINS):
        opened = Client().get(door(gathering))
        answers = [
            Client().post(door(gathering), {"said": said}) for said in ("vija@example.org", "x@example.org", "AAAA")
        ]

    assert Presence.objects.get().source == "scanned"
    assert len({words(answer) for answer in answers}) == 1
    assert "Ēriksone" not in words(opened) + words(answers[0])
    assert (opened["X-Robots-Tag"], opened["Referrer-Policy"]) == ("noindex, nofollow, noarchive", "same-origin")


def test_a_sheet_opens_nothing_on_another_day(gathering):
    closed = Client().get(door(gathering))

    assert (closed.status_code, gathering.title in words(closed)) == (404, False)


def test_guessing_squares_is_slowed_down(gathering):
    made_up = reverse("gatherings:at_the_door", args=[gathering.pk, gathering.days[0].isoformat(), "x"])

    statuses = [Client().get(made_up).status_code for _ in range(12)]

    assert (statuses[0], statuses[-1]) == (404, 429)


def test_too_many_from_one_place_are_asked_to_wait(gathering, monkeypatch):
    monkeypatch.setattr("khetene.web.desk.gatherings.views_door.MOST_FROM_ONE_PLACE", 2)

    with clock.set_to(BEGINS):
        statuses = [Client().post(door(gathering), {"said": "AAAA"}).status_code for _ in range(3)]

    assert statuses == [200, 200, 429]


def test_the_sheet_carries_a_square_for_each_day(janis, desk):
    gathering = announced(janis, hours=30)

    page = BeautifulSoup(desk.get(reverse("gatherings:sign_in_sheet", args=[gathering.pk])).content, "html.parser")

    squares = [image["src"] for image in page.select("img.kh-qr")]
    assert (len(squares), len(set(squares)), {one[:14] for one in squares}) == (2, 2, {"data:image/svg"})


def test_the_own_code_stands_behind_the_own_link(janis, gathering):
    row = on_the_list(gathering, janis, email="vija@example.org")

    page = Client().get(reverse("gatherings:invitation", args=[row.pk, signature_of(row.pk)]))

    assert own_code(row.pk) in words(page)


def test_whoever_takes_part_online_says_so_by_their_link(janis, desk):
    gathering = announced(janis, mode="online", link="https://example.org/m")
    row = on_the_list(gathering, janis, email="vija@example.org")
    link = reverse("gatherings:invitation", args=[row.pk, signature_of(row.pk)])
    assert "Esmu klāt tiešsaistē" not in words(Client().get(link))

    with clock.set_to(BEGINS):
        offered = words(Client().get(link))
        Client().post(link, {"decision": "online"})
        again = words(Client().get(link))

    assert ("Esmu klāt tiešsaistē" in offered, "Esmu klāt tiešsaistē" in again) == (True, False)
    assert Presence.objects.get().source == "link"
    assert "bija tiešsaistē" in words(desk.get(reverse("gatherings:participants", args=[gathering.pk])))


def test_the_organiser_says_how_presence_was_seen_and_takes_back_only_what_stood_there(janis, desk, gathering):
    rows = [on_the_list(gathering, janis, f"D {number}", email=f"d{number}@example.org") for number in range(3)]
    page = reverse("gatherings:presence", args=[gathering.pk, gathering.days[0].isoformat()])

    with clock.set_to(BEGINS):
        desk = sign_in(Client(), janis)
        desk.post(page, {"came": [rows[0].pk], "source": "signed"})
        Client().post(door(gathering), {"said": "d1@example.org"})
        desk.post(page, {"came": [rows[2].pk], "stood": f"{rows[0].pk}", "source": "platform"})
        shown = words(desk.get(page))

    sources = Presence.objects.order_by("participation__order").values_list("participation_id", "source")
    assert list(sources) == [(rows[1].pk, "scanned"), (rows[2].pk, "platform")]
    assert "pie ieejas nolasīts kods" in shown


def test_materials_are_named_seen_by_everybody_at_work_and_taken_away(janis, desk, gathering):
    page = reverse("gatherings:materials", args=[gathering.pk])

    desk.post(page, {"title": "Prezentācija", "language": "en", "address": "example.org/p.pdf"})
    colleague = sign_in(Client(), MembershipFactory(role="regional_expert"))
    seen = colleague.get(reverse("gatherings:gathering", args=[gathering.pk]))
    link = BeautifulSoup(seen.content, "html.parser").find("a", string="Prezentācija")
    assert (link["href"], link["hreflang"]) == ("https://example.org/p.pdf", "en")
    desk.post(reverse("gatherings:remove_material", args=[gathering.pk, Material.objects.get().pk]))

    assert Material.objects.count() == 0
    assert colleague.get(page).status_code == 404


def test_a_file_is_saved_by_whoever_sees_the_gathering_and_goes_with_a_reason(janis, desk, gathering):
    page, row = (
        reverse("gatherings:materials", args=[gathering.pk]),
        on_the_list(gathering, janis, email="v@example.org"),
    )
    sent = SimpleUploadedFile("Anna Bērziņa - atgādne.pdf", files.pdf(), "text/html")
    desk.post(page, {"title": "Atgādne", "language": "lv", "address": "", "file": sent})
    key = Material.objects.get().pk
    colleague = sign_in(Client(), MembershipFactory(role="regional_expert"))
    by_letter = reverse("gatherings:invitation", args=[row.pk, signature_of(row.pk)])
    links = [
        (client, BeautifulSoup(client.get(at).content, "html.parser").find("a", string="Atgādne")["href"])
        for client, at in (
            (colleague, reverse("gatherings:gathering", args=[gathering.pk])), (Client(), by_letter), (desk, page),
        )
    ]  # fmt: skip

    saved = [client.get(link) for client, link in links]
    remove = reverse("gatherings:remove_material", args=[gathering.pk, key])
    refused = words(desk.post(remove, {}))
    desk.post(remove, {"why_removed": "better_copy"})

    assert [one.content for one in saved] == [files.pdf()] * 3
    assert {one["Content-Disposition"] for one in saved} == {"attachment; filename*=utf-8''Atg%C4%81dne.pdf"}
    assert "Atgādne" in refused
    assert [client.get(link).status_code for client, link in links[:2]] == [404, 404]
    assert Client().get(links[0][1]).status_code == 302


def test_a_guessed_letter_saves_no_file_and_a_plan_shows_none(janis, gathering):
    hidden = planned(janis)
    given = {"title": "Atgādne", "language": "lv", "file": files.given()}
    material, kept = (actions.add_material(one.pk, **given, actor=actor_of(janis)) for one in (hidden, gathering))
    row = on_the_list(gathering, janis, email="v@example.org")
    colleague = sign_in(Client(), MembershipFactory(role="regional_expert"))
    by_letter = [
        reverse("gatherings:invitation_material", args=args)
        for args in ([row.pk, "guessed", kept.pk], [row.pk, signature_of(row.pk), material.pk])
    ]

    answers = [Client().get(at).status_code for at in by_letter]
    answers.append(colleague.get(reverse("gatherings:material_file", args=[hidden.pk, material.pk])).status_code)
    answers.append(colleague.get(reverse("gatherings:material_file", args=[gathering.pk, material.pk])).status_code)

    assert answers == [404] * 4
