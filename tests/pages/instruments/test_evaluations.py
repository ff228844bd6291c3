"""Evaluations as the coordinator and as somebody behind a link see them."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse

from khetene.instruments.models import Answer, Evaluation, Part
from khetene.kernel import clock
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.instruments import SCHOOL, asked_about, opened, questions
from tests.factories.territory import TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def desk(janis):
    return sign_in(Client(), janis)


@pytest.fixture
def evaluation(janis):
    return opened(janis)


@pytest.fixture
def school():
    return Client()


def words(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text(" ").split())


def sent(response, **answers) -> dict[str, object]:
    """What a browser sends from this page: its hidden fields, and these answers."""
    page = BeautifulSoup(response.content, "html.parser")
    seen = [field["value"] for field in page.select("input[name=seen]")]
    return {"step": "answer", "seen": seen, **{f"q_{name}": value for name, value in answers.items()}}


def door(token: str) -> str:
    return reverse("instruments:part", args=[token])


def test_an_evaluation_is_opened_and_a_school_is_asked_by_e_mail(desk, school):
    liga = MembershipFactory(role="mediator")
    town = TerritoryFactory(name="Tukums", kind="municipality")
    version = questions()
    day = {"closes_on_day": "18", "closes_on_month": "12", "closes_on_year": "2026"}
    form = {"post": liga.pk, "territory": town.pk, "year": "2026", "version": version.pk, **day}

    made = desk.post(reverse("instruments:open_evaluation"), form)
    evaluation = Evaluation.objects.get()
    assert made.url == reverse("instruments:evaluation", args=[evaluation.pk])
    asked = {"field": "education", "name": "Ilze Skolotāja", "email": "ilze@example.org", "language": "lv"}
    told = desk.post(reverse("instruments:ask", args=[evaluation.pk]), asked)

    letter = mail.outbox[0]
    link = next(word for word in letter.body.split() if word.startswith("http"))
    assert letter.to == ["ilze@example.org"]
    assert [secret for secret in (liga.user.name, "Ilze") if secret in letter.subject + letter.body] == []
    assert link not in told.content.decode()
    assert "Vai strādājāt kopā?" in words(school.get(link.removeprefix("http://localhost:8000")))


def test_without_an_address_the_link_is_shown_once(desk, evaluation):
    told = desk.post(
        reverse("instruments:ask", args=[evaluation.pk]), {"field": "police", "name": "Iecirknis", "language": "lv"}
    )

    assert "http://localhost:8000/jautajumi/" in words(told)
    assert mail.outbox == []
    assert "/jautajumi/" not in desk.get(reverse("instruments:evaluation", args=[evaluation.pk])).content.decode()


def test_somebody_sees_only_the_questions_of_their_field(janis, evaluation, school):
    _part, other = asked_about(evaluation, janis, "police", name="Iecirknis")
    _part, token = asked_about(evaluation, janis)

    page = school.get(door(token))

    assert ("Vai strādājāt kopā?" in words(page), "policijai" in words(page), "Iecirknis" in words(page)) == (
        True,
        False,
        False,
    )
    assert "policijai" in words(school.get(door(other)))
    assert page["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert "no-store" in page["Cache-Control"]


def test_questions_that_follow_come_with_the_next_sending_without_a_script(janis, evaluation, school):
    _part, token = asked_about(evaluation, janis)
    first = school.get(door(token))
    assert "Pie kā?" not in words(first)

    second = school.post(door(token), sent(first, met="yes"))
    assert ("Pie kā?" in words(second), Answer.objects.count()) == (True, 0)
    done = school.post(door(token), sent(second, met="yes", what="Apmeklējums", meetings=""), follow=True)

    assert "Paldies" in words(done)
    assert json.loads(Answer.objects.get().content) == SCHOOL


def test_what_was_typed_stays_when_an_answer_is_refused_at_its_field(janis, evaluation, school):
    _part, token = asked_about(evaluation, janis)
    page = school.post(door(token), sent(school.get(door(token)), met="yes"))

    refused = school.post(door(token), sent(page, met="yes", what="Garš stāsts", meetings="400"))

    shown = BeautifulSoup(refused.content, "html.parser")
    assert shown.select_one("textarea[name=q_what]").text.strip() == "Garš stāsts"
    assert shown.select_one("input[name=q_meetings]")["value"] == "400"
    assert shown.select_one(".govuk-error-summary a")["href"] == "#id_q_meetings"
    assert Answer.objects.count() == 0
    assert "Uzrakstiet veselu skaitli." in words(
        school.post(door(token), sent(page, met="yes", what="x", meetings="divas"))
    )


def test_not_my_field_ask_somebody_else(janis, desk, evaluation, school):
    part, token = asked_about(evaluation, janis)
    unsaid = school.post(door(token), {"step": "pass_on", "ask-name": "", "ask-email": ""})
    school.post(door(token), {"step": "pass_on", "ask-name": "Vija", "ask-email": "vija@example.org"})

    shown = desk.get(reverse("instruments:evaluation", args=[evaluation.pk]))
    offered = desk.get(reverse("instruments:ask", args=[evaluation.pk]), {"instead": part.pk})
    address = reverse("instruments:ask", args=[evaluation.pk]) + f"?instead={part.pk}"
    desk.post(address, {"field": "education", "name": "Vija", "email": "vija@example.org", "language": "lv"})

    assert "govuk-error-summary" in unsaid.content.decode()
    assert "Vija vija@example.org" in words(shown)
    assert 'value="vija@example.org"' in offered.content.decode()
    assert (Part.objects.get(instead_of=part).name, mail.outbox[0].to) == ("Vija", ["vija@example.org"])
    assert "Paldies" in words(school.get(door(token)))


def test_an_evaluation_names_who_is_silent_and_works_nothing_out(janis, desk, evaluation, school):
    _part, token = asked_about(evaluation, janis, name="Pirmā skola")
    asked_about(evaluation, janis, name="Otrā skola")
    page = school.post(door(token), sent(school.get(door(token)), met="yes"))
    school.post(door(token), sent(page, met="yes", what="Apmeklējums", meetings="3"))
    desk.post(reverse("instruments:close", args=[evaluation.pk]))

    shown = words(desk.get(reverse("instruments:evaluation", args=[evaluation.pk])))
    assert "Cik reižu? 3 – Pirmā skola" in shown
    assert "Otrā skola" in shown
    assert "neatbildēja" in shown
    assert "policija (nevienam nejautāja)" in shown
    assert "%" not in shown
    assert school.get(door(token)).status_code == 410


def test_paper_is_printed_and_entered(janis, desk, evaluation):
    part, _token = asked_about(evaluation, janis)

    blank = words(desk.get(reverse("instruments:blank", args=[evaluation.pk]), {"field": "education"}))
    page = desk.get(reverse("instruments:enter", args=[part.pk]))
    desk.post(reverse("instruments:enter", args=[part.pk]), sent(page, met="no"))

    assert "1. Vai strādājāt kopā? ☐ jā ☐ nē" in blank
    assert "policijai" not in blank
    assert json.loads(Answer.objects.get().content) == {"met": "no"}
    assert "ievadīts no papīra" in words(desk.get(reverse("instruments:evaluation", args=[evaluation.pk])))


def test_a_reminder_goes_to_the_same_person_with_a_working_link(janis, desk, evaluation, school):
    part, token = asked_about(evaluation, janis, email="ilze@example.org")

    desk.post(reverse("instruments:remind", args=[part.pk]))

    part.refresh_from_db()
    link = next(word for word in mail.outbox[0].body.split() if word.startswith("http"))
    assert part.reminded_on == clock.today()
    assert [school.get(one).status_code for one in (door(token), link.removeprefix("http://localhost:8000"))] == [
        200,
        200,
    ]


@pytest.mark.parametrize("role", ["mediator", "supervisor", "case_worker", "organisation_administrator"])
def test_evaluations_do_not_exist_for_others(janis, evaluation, role):
    part, _token = asked_about(evaluation, janis)
    other = sign_in(Client(), MembershipFactory(role=role, organisation=janis.organisation))

    addresses = [
        reverse("instruments:evaluations"),
        reverse("instruments:evaluation", args=[evaluation.pk]),
        reverse("instruments:blank", args=[evaluation.pk]),
        reverse("instruments:enter", args=[part.pk]),
    ]
    assert [other.get(address).status_code for address in addresses] == [404, 404, 404, 404]


EVERY_TYPE = [
    ["text", "a", "Teksts"],
    ["integer", "b", "Skaits"],
    ["decimal", "c", "Stundas"],
    ["date", "d", "Diena"],
    ["select_one yn", "e", "Viena"],
    ["select_multiple yn", "f", "Vairākas"],
    ["acknowledge", "g", "Piekrītu"],
    ["date", "h", "Pēdējā diena", "", "${d} != ''", ". >= ${d}"],
]


def test_every_type_is_answered_kept_and_shown(janis, desk, school):
    evaluation = opened(janis, rows=[[*row, *[""] * (6 - len(row)), "police"] for row in EVERY_TYPE])
    _part, token = asked_about(evaluation, janis, "police")
    day = {"d_day": "20", "d_month": "11", "d_year": "2026"}
    given = {"a": "Laiks", "b": "3", "c": "1,5", **day, "e": "yes", "f": ["yes", "no"], "g": "on"}

    page = school.post(door(token), sent(school.get(door(token)), **given))
    early = {"h_day": "19", "h_month": "11", "h_year": "2026"}
    refused = school.post(door(token), sent(page, **given, **early))
    school.post(door(token), sent(page, **given, **(early | {"h_day": "21"})))

    assert "Šī atbilde neder." in words(refused)
    assert json.loads(Answer.objects.get().content) == {
        "a": "Laiks", "b": "3", "c": "1.5", "d": "2026-11-20", "e": "yes", "f": "yes no", "g": "OK", "h": "2026-11-21",
    }  # fmt: skip
    shown = words(desk.get(reverse("instruments:evaluation", args=[evaluation.pk])))
    for line in ("Stundas 1,5 –", "Diena 20.11.2026. –", "Vairākas jā, nē –", "Piekrītu jā –"):
        assert line in shown


def test_after_the_last_day_no_button_sends_a_dead_link_and_another_day_opens_all(janis, desk, school, evaluation):
    _part, token = asked_about(evaluation, janis, email="ilze@example.org")
    asked_about(evaluation, janis, "police", name="Iecirknis")
    shown_on = reverse("instruments:evaluation", args=[evaluation.pk])
    longer = reverse("instruments:longer", args=[evaluation.pk])
    day = {"closes_on_day": "31", "closes_on_month": "12", "closes_on_year": "2026"}

    with clock.set_to(NOW + timedelta(days=11)):
        over = desk.get(shown_on)
        dead = school.get(door(token)).status_code
        told = words(desk.post(longer, day, follow=True))
        open_again = school.get(door(token)).status_code

    assert ("Pēdējā diena atbildēm ir pagājusi" in words(over), "atgadinat" in over.content.decode()) == (True, False)
    assert f"/novertejumi/{evaluation.pk}/jautat/" not in over.content.decode()
    assert (dead, open_again) == (410, 200)
    assert ("Atbildes pieņem līdz 31.12.2026." in told, "1 cilvēkam e-pasta šeit nav" in told) == (True, True)
    (letter,) = mail.outbox
    assert (letter.to, "31.12.2026." in letter.body, "Līga" in letter.body) == (["ilze@example.org"], True, False)
    link = next(word for word in letter.body.split() if word.startswith("http"))
    assert school.get(link.removeprefix("http://localhost:8000")).status_code == 200


def test_an_earlier_last_day_is_refused_at_its_field(desk, evaluation):
    day = {"closes_on_day": "25", "closes_on_month": "11", "closes_on_year": "2026"}

    refused = desk.post(reverse("instruments:longer", args=[evaluation.pk]), day)

    assert "Izvēlieties vēlāku dienu" in words(refused)
    assert mail.outbox == []
