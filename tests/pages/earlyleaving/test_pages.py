"""The pages of the register: what each shows, what it refuses at the field, and what it costs."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khetene.earlyleaving import actions
from khetene.earlyleaving.models import PaidElsewhere, School
from khetene.kernel.models import AuditEntry
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.directory import OrganisationFactory
from tests.factories.earlyleaving import (
    drafted,
    give,
    house,
    risk_in,
    seen,
    step,
    support_for,
    under_way,
    whole,
)
from tests.factories.files import pdf

pytestmark = pytest.mark.django_db
COSTS = {"list": 6, "pupil": 12, "plan": 10, "waiting": 4, "totals": 8}


@pytest.fixture
def there():
    return house()


@pytest.fixture
def inese(there):
    return sign_in(Client(), there.inese)


def main(answer):
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").find("main")


def errors(page):
    return [link["href"] for link in page.select(".govuk-error-summary a")]


def test_a_school_finds_its_plans_from_every_page_and_another_office_does_not(there, inese):
    address = reverse("early:pupils")
    office = sign_in(Client(), MembershipFactory(role="supervisor"))

    assert BeautifulSoup(inese.get(reverse("my_day:today")).content, "html.parser").find_all("a", href=address)
    shown = BeautifulSoup(office.get(reverse("my_day:today")).content, "html.parser")
    assert shown.find_all("a", href=address) == []
    assert main(office.get(address)).find("form") is None


def test_my_day_shows_the_head_what_to_approve_and_the_author_what_was_approved(there, inese):
    plan = step(whole(there), "submit", there.inese)
    head = sign_in(Client(), there.head)
    address = reverse("early:support_plan", args=[plan.pk])

    assert main(head.get(reverse("my_day:today"))).find("a", href=address).get_text() == plan.number
    assert main(inese.get(reverse("my_day:today"))).find("a", href=address) is None
    for who in (there.head, there.coordinator, there.ikvd):
        step(plan, "approve", who)
    assert main(inese.get(reverse("my_day:today"))).find("a", href=address) is not None


def test_the_list_finds_a_pupil_by_name_without_diacritics(there, inese):
    seen(there, called="Pēteris")
    seen(there, called="Elza")

    page = main(inese.post(reverse("early:pupils"), {"called": "peteris"}))
    nobody = main(inese.post(reverse("early:pupils"), {"called": "Anete"}))

    assert [link.get_text() for link in page.select(".kh-row strong a")] == ["Pēteris"]
    assert nobody.select(".kh-rows li")[0].get_text() == (
        "Nevienam no jūsu skolēniem nav tāda vārda. Pārbaudiet rakstību."
    )
    assert errors(main(inese.post(reverse("early:pupils"), {"called": ""}))) == ["#id_called"]


def test_a_pupils_name_never_stands_in_an_address(there, inese):
    """A page of the list is asked for by its number; what somebody writes into the address finds nobody."""
    for number in range(26):
        seen(there, called=f"Bērns {number}")
    address = reverse("early:pupils")

    forms = main(inese.get(address)).select("form")
    first, second = main(inese.get(address, {"words": "Bērns 3"})), main(inese.get(address, {"page": 2}))

    assert [(form["method"], form.select("[name=page], [name=words]")) for form in forms] == [("post", [])]
    assert [len(page.select(".kh-row")) for page in (first, second)] == [25, 1]
    assert main(inese.post(f"{address}?page=2", {"called": "Bērns 3"})).select("nav.govuk-pagination") == []


def test_who_looked_is_written_into_the_trail_of_the_school(there, inese):
    plan = step(step(whole(there), "submit", there.inese), "approve", there.head)
    coordinator = sign_in(Client(), there.coordinator)

    inese.get(reverse("early:support_plan", args=[plan.pk]))
    inese.get(reverse("early:pupil", args=[plan.pupil_id]))
    coordinator.get(reverse("early:submitted_plan", args=[plan.pk]))

    opened = AuditEntry.objects.filter(verb__endswith=".opened").order_by("at", "pk")
    assert list(opened.values_list("verb", "silo", "reason")) == [
        ("plan.opened", there.school.pk, "own_case"),
        ("pupil.opened", there.school.pk, "own_case"),
        ("plan.opened", there.school.pk, "approval"),
    ]


def test_a_step_says_before_what_is_missing_and_refuses_after(there, inese):
    plan = drafted(there)
    address = reverse("early:plan_step", args=[plan.pk, "submit"])

    asked, refused = main(inese.get(address)), main(inese.post(address, {"csrf": "x"}))

    assert "Katram riskam ieplānojiet atbalsta pasākumu." in asked.get_text()
    assert refused.select_one(".govuk-error-summary") is not None
    assert inese.get(reverse("early:plan_step", args=[plan.pk, "start"])).status_code == 404


def test_interrupting_asks_for_the_reason_at_its_field(there, inese):
    plan = under_way(there)
    address = reverse("early:plan_step", args=[plan.pk, "interrupt"])

    refused = main(inese.post(address, {"reason": " "}))
    done = inese.post(address, {"reason": "Ģimene uz mēnesi izbrauca."})

    assert errors(refused) == ["#id_reason"]
    assert done["Location"] == reverse("early:support_plan", args=[plan.pk])
    assert "Ģimene uz mēnesi izbrauca." in main(inese.get(done["Location"])).get_text()


@pytest.mark.parametrize("decision", ["return", "reject"])
def test_a_decision_against_a_plan_says_why(there, decision):
    plan = step(step(whole(there), "submit", there.inese), "approve", there.head)
    coordinator = sign_in(Client(), there.coordinator)
    address = reverse("early:submitted_plan", args=[plan.pk])

    refused = main(coordinator.post(address, {"decision": decision, "reason": ""}))
    done = coordinator.post(address, {"decision": decision, "reason": "Pamatojums par īsu."})

    assert errors(refused) == ["#id_reason"]
    assert done["Location"] == reverse("early:waiting_plans")
    plan.refresh_from_db()
    assert plan.state == {"return": "draft", "reject": "inactive"}[decision]


def test_what_is_paid_elsewhere_is_refused_in_the_form_with_the_payer(there, inese):
    head = sign_in(Client(), there.head)
    values = {"kind": "meals", "payer": "Novada dome", "first_grade": "1", "last_grade": "6"}
    days = {"covers_from_day": "1", "covers_from_month": "9", "covers_from_year": "2026"}
    days |= {"covers_to_day": "31", "covers_to_month": "5", "covers_to_year": "2027"}
    noted = head.post(reverse("early:paid_elsewhere"), values | days)
    risk = risk_in(drafted(there), there)
    form = {"kind": "meals", "meeting": "", "quantity": "2", "unit_euro": "30", "responsible": "skola"}
    form |= {"begins_day": "1", "begins_month": "11", "begins_year": "2026"}
    form |= {"ends_day": "31", "ends_month": "12", "ends_year": "2026"}
    address = reverse("early:add_support", args=[risk.pk])

    refused = main(inese.post(address, form))

    assert noted.status_code == 302
    assert "Novada dome" in refused.select_one(".govuk-error-summary").get_text()
    assert errors(refused) == ["#id_kind_0"]
    row = PaidElsewhere.objects.get()
    assert head.post(reverse("early:paid_no_more", args=[row.pk]), {"csrf": "x"}).status_code == 302
    assert inese.post(address, form).status_code == 302


def test_parts_of_a_plan_are_removed_after_a_question(there, inese):
    plan = drafted(there)
    risk = risk_in(plan, there)
    support = support_for(risk, there)
    for name, key in (("remove_risk", risk.pk), ("remove_support", support.pk), ("remove_risk", risk.pk)):
        address = reverse(f"early:{name}", args=[key])
        assert inese.get(address).status_code == 200
        inese.post(address, {"csrf": "x"})
    assert plan.risks.count() == 0

    gone = inese.post(reverse("early:plan_step", args=[plan.pk, "delete"]), {"csrf": "x"})

    assert gone["Location"] == reverse("early:pupil", args=[plan.pupil_id])
    assert inese.get(reverse("early:support_plan", args=[plan.pk])).status_code == 404


def test_what_was_given_is_taken_back_after_a_question(there, inese):
    plan = under_way(there)
    address = reverse("early:take_back_given", args=[give(plan, there).pk])

    assert inese.get(address).status_code == 200
    assert inese.post(address, {"csrf": "x"}).status_code == 302
    assert inese.get(address).status_code == 404


def test_the_signed_confirmation_is_kept_saved_and_removed(there, inese):
    plan = under_way(there)
    given = give(plan, there)
    papers = reverse("early:given_papers", args=[given.pk])

    inese.post(papers, {"file": SimpleUploadedFile("Apliecinājums.pdf", pdf())})
    proof = given.proofs.get().pk
    shown = main(inese.get(reverse("early:support_plan", args=[plan.pk]))).get_text()
    saved = inese.get(reverse("early:given_paper", args=[proof]))
    removed = inese.post(reverse("early:remove_given_paper", args=[proof]))

    assert "1 skenējums" in shown
    assert (saved.status_code, saved.content[:5]) == (200, b"%PDF-")
    assert AuditEntry.objects.filter(verb="proof.opened", object=proof).count() == 1
    assert (removed.url, given.proofs.count()) == (papers, 0)


def test_the_service_adds_a_school_and_another_holder_does_not_see_the_list(there):
    school, municipality = OrganisationFactory(kind="school"), OrganisationFactory(kind="municipality")
    ikvd = sign_in(Client(), there.ikvd)
    form = {"school": school.pk, "kind": "general", "municipality": "", "joined_on_day": "1"}
    form |= {"joined_on_month": "9", "joined_on_year": "2026"}
    address = reverse("early:schools")

    refused = main(ikvd.post(address, form))
    done = ikvd.post(address, form | {"municipality": municipality.pk})

    assert errors(refused) == ["#id_municipality"]
    assert done.status_code == 302
    assert School.objects.filter(organisation=school, municipality=municipality).exists()
    assert sign_in(Client(), MembershipFactory(role="programme_holder")).get(address).status_code == 404


def test_a_school_that_leaves_begins_no_new_plan_and_keeps_those_that_it_has(there, inese):
    plan = under_way(there)
    ikvd = sign_in(Client(), there.ikvd)
    address = reverse("early:end_school", args=[School.objects.get().pk])
    too_early = {"left_on_day": "1", "left_on_month": "9", "left_on_year": "2026"}

    assert errors(main(ikvd.post(address, too_early))) == ["#id_left_on_0"]
    assert ikvd.post(address, too_early | {"left_on_month": "11"}).status_code == 302
    assert ikvd.get(address).status_code == 404
    page = main(inese.get(reverse("early:pupils")))
    assert page.find("a", href=reverse("early:observe")) is None
    assert page.find("a", string=plan.number) is not None
    assert give(plan, there).quantity == 1


def test_a_colleague_is_let_in_and_a_second_observation_is_added(there, inese):
    pupil = seen(there)
    colleague = MembershipFactory(organisation=there.school, role="school_staff")
    more = {"words": "Sestdien nāca uz talku.", "colleague": ""}
    more |= {"observed_on_day": "19", "observed_on_month": "11", "observed_on_year": "2026"}

    inese.post(reverse("early:let_in", args=[pupil.pk]), {"colleague": colleague.pk})
    inese.post(reverse("early:observe_again", args=[pupil.pk]), more)

    page = main(sign_in(Client(), colleague).get(reverse("early:pupil", args=[pupil.pk]))).get_text()
    assert "Sestdien nāca uz talku." in page
    assert "Divas nedēļas sēž viens." in page


@pytest.mark.parametrize("year", [2015, 2101, 99999])
def test_a_school_year_that_cannot_be_is_not_found(inese, year):
    assert inese.get(f"/atbalsta-plani/kopskaiti/skola/{year}/").status_code == 404


def test_the_country_shows_hidden_numbers_as_hidden(there):
    whole(there)
    janis = sign_in(Client(), MembershipFactory(role="national_coordinator"))

    page = main(janis.get(reverse("early:national_plan_totals", args=[2026])))

    assert "2026./2027. mācību gads" in page.get_text()
    assert {value.get_text(strip=True) for value in page.select("dd")} == {"nerāda"}


def full(there, rows):
    """So many pupils, colleagues, plans, risks, supports and things given; the last plan."""
    for number in range(rows):
        pupil = seen(there, called=f"Skolēns {number}")
        colleague = MembershipFactory(organisation=there.school, role="school_staff")
        actions.let_in(pupil.pk, colleague_id=colleague.pk, actor=actor_of(there.inese))
        plan = drafted(there, pupil)
        for criterion in ("motivation", "behaviour", "no-meals")[:rows]:
            support_for(risk_in(plan, there, criterion), there)
        drafted(there, pupil, semester="2026-2")
        step(step(whole(there), "submit", there.inese), "approve", there.head)
    under_way(there, whole(there, plan))
    for _time in range(rows):
        give(plan, there)
    return plan


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_the_same_however_much_there_is(there, inese, rows):
    plan = full(there, rows)
    coordinator = sign_in(Client(), there.coordinator)
    pages = {
        "list": (inese, reverse("early:pupils")),
        "pupil": (inese, reverse("early:pupil", args=[plan.pupil_id])),
        "plan": (inese, reverse("early:support_plan", args=[plan.pk])),
        "waiting": (coordinator, reverse("early:waiting_plans")),
        "totals": (inese, reverse("early:school_totals", args=[2026])),
    }

    assert {name: cost(*page) for name, page in pages.items()} == COSTS


def cost(desk, address):
    desk.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(address).status_code == 200
    return len(asked)


def test_the_plan_leaves_as_a_file_only_to_who_may_open_it_and_the_trail_says_so(there, inese):
    plan = whole(there)
    address = reverse("early:support_plan_file", args=[plan.pk])
    coordinator, elsewhere = sign_in(Client(), there.coordinator), sign_in(Client(), house().inese)

    got = [inese.get(address, {"format": kind}) for kind in ("pdf", "docx")]

    assert [answer["Content-Disposition"] for answer in got] == [
        f'attachment; filename="{plan.number}.{kind}"' for kind in ("pdf", "docx")
    ]
    assert [client.get(address).status_code for client in (coordinator, elsewhere)] == [404, 404]
    assert AuditEntry.objects.filter(verb="plan.printed", silo=there.school.pk).count() == 2


def test_the_empty_plan_can_be_printed_from_the_list(inese):
    address = reverse("early:blank_plan_file")

    assert main(inese.get(reverse("early:pupils"))).find("a", href=f"{address}?format=pdf") is not None
    assert inese.get(address)["Content-Type"] == "application/pdf"
