"""Pēteris, from what the class teacher saw to "the risks are gone" (source 001, the worked example)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.earlyleaving.models import Plan, PlanStep, Pupil
from khetene.kernel import clock
from khetene.kernel.models import AuditEntry
from tests.factories.accounts import sign_in
from tests.factories.earlyleaving import house

pytestmark = pytest.mark.django_db
RISKS = {
    "low-marks": "Trīs priekšmetos vērtējums zem 4.",
    "bullying": "Vienaudži pazemo, novērots četras reizes.",
    "poor-status": "Mājsaimniecībai ir trūcīgas statuss.",
    "little-help-at-home": "Mājasdarbi nav pildīti sešas nedēļas.",
    "self-esteem": "Stundās nerunā, saka, ka neko nevar.",
}


def day(name: str, when: date) -> dict[str, str]:
    return {f"{name}_day": str(when.day), f"{name}_month": str(when.month), f"{name}_year": str(when.year)}


def main(answer):
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").find("main")


def sends(desk, address, values, to=None):
    """The form is accepted; what it leads to."""
    answer = desk.post(address, values)
    assert answer.status_code == 302, main(answer).select_one(".govuk-error-summary")
    if to:
        assert answer["Location"] == to
    return answer["Location"]


def test_peteris_from_what_was_seen_to_the_risks_are_gone():
    there = house()
    velga, inese, head, coordinator, ikvd = (
        sign_in(Client(), who) for who in (there.velga, there.inese, there.head, there.coordinator, there.ikvd)
    )
    seen = {"called": "Pēteris", "words": "Vienaudži izsmej.", "signs": ["bullying"], "colleague": there.inese.pk}
    sends(velga, reverse("early:observe"), seen | day("observed_on", date(2026, 11, 16)))
    pupil = Pupil.objects.get()

    plan = _written(inese, pupil, there)
    at = reverse("early:support_plan", args=[plan.pk])
    for desk in (coordinator, ikvd):
        assert desk.get(reverse("early:submitted_plan", args=[plan.pk])).status_code == 404
    sends(inese, reverse("early:plan_step", args=[plan.pk, "submit"]), {}, to=at)
    sends(head, reverse("early:plan_step", args=[plan.pk, "approve"]), {}, to=at)
    for desk in (coordinator, ikvd):
        _approves_without_a_name(desk, plan)
    sends(inese, reverse("early:plan_step", args=[plan.pk, "start"]), {}, to=at)
    _gives(inese, plan)
    _ends(inese, plan)

    shown = main(velga.get(at)).get_text(" ", strip=True)
    assert "Riski ir novērsti." in shown
    plan.refresh_from_db()
    assert (plan.state, plan.result, set(plan.risks.values_list("change", flat=True))) == (
        "inactive",
        "risks_gone",
        {"gone"},
    )
    assert list(PlanStep.objects.filter(plan=plan).order_by("at", "pk").values_list("verb", flat=True)) == [
        "",
        "submit",
        "approve",
        "approve",
        "approve",
        "start",
        "evaluate",
    ]
    assert set(AuditEntry.objects.filter(object=plan.pk).values_list("silo", flat=True)) == {there.school.pk}


def _written(inese, pupil, there):
    begun = {"semester": "2026-1", "grade": "5", "class_name": "5.b", "overseer": there.inese.pk}
    sends(inese, reverse("early:draft_support_plan", args=[pupil.pk]), begun)
    plan = Plan.objects.get()
    for criterion, words in RISKS.items():
        risk = {"criterion": criterion, "seriousness": "marked", "justification": words}
        sends(inese, reverse("early:add_risk", args=[plan.pk]), risk)
    risks = {risk.criterion: risk for risk in plan.risks.order_by("pk")}
    when = day("begins", date(2026, 11, 20)) | day("ends", date(2026, 12, 31))
    lessons = {"quantity": "4", "unit_euro": "12,50", "meeting": "individual", "responsible": "pedagogs"} | when
    for criterion, kind in (
        ("low-marks", "subject-teacher"),
        ("bullying", "social-pedagogue"),
        ("little-help-at-home", "assistant"),
        ("self-esteem", "psychologist"),
    ):
        sends(inese, reverse("early:add_support", args=[risks[criterion].pk]), lessons | {"kind": kind})
    clothes = {"kind": "clothing", "quantity": "1", "unit_euro": "60", "meeting": "", "responsible": "skola"} | when
    address = reverse("early:add_support", args=[risks["poor-status"].pk])
    refused = main(inese.post(address, clothes))
    assert [link["href"] for link in refused.select(".govuk-error-summary a")] == ["#id_poor_until_0"]
    sends(inese, address, clothes | day("poor_until", date(2027, 2, 1)))
    signed = {"signed_by": "representative"} | day("signed_on", date(2026, 11, 19))
    sends(inese, reverse("early:application", args=[plan.pk]), signed | day("informed_on", date(2026, 11, 19)))
    sends(inese, reverse("early:plan_goal", args=[plan.pk]), {"goal": "Visi vērtējumi vismaz 4."})
    sends(inese, reverse("early:no_overlap", args=[plan.pk]), {"csrf": "1"})
    return plan


def _approves_without_a_name(desk, plan):
    assert main(desk.get(reverse("early:waiting_plans"))).find("a", string=plan.number) is not None
    address = reverse("early:submitted_plan", args=[plan.pk])
    page = main(desk.get(address)).get_text(" ", strip=True)
    assert "Pēter" not in page
    assert "5.b" not in page
    assert "Visi vērtējumi" not in page
    assert RISKS["bullying"] in page
    assert desk.get(reverse("early:support_plan", args=[plan.pk])).status_code == 404
    sends(desk, address, {"decision": "approve", "reason": ""})
    assert desk.get(address).status_code == 404


def _gives(inese, plan):
    now = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    given = day("given_on", date(2026, 12, 1))
    with clock.set_to(now):
        for support in plan.supports.order_by("pk"):
            address = reverse("early:give_support", args=[support.pk])
            if support.kind == "clothing":
                sends(inese, address, given | {"quantity": "1", "euro": "58,20", "document": "Čeks 114"})
            else:
                confirmed = given | {"quantity": "2", "signature": "paper"} | day("confirmed_on", date(2026, 12, 1))
                sends(inese, address, confirmed)
        totals = main(inese.get(reverse("early:school_totals", args=[2026]))).get_text(" ", strip=True)
    assert "258,20" not in totals
    assert "158,20" in totals
    assert "8 stundas" in totals


def _ends(inese, plan):
    changes = {f"risk-{risk.pk}": "gone" for risk in plan.risks.order_by("pk")}
    ended = changes | {"result": "risks_gone", "words": "Pāriet uz paralēlklasi."}
    with clock.set_to(datetime(2026, 12, 18, 9, 0, tzinfo=UTC)):
        sends(inese, reverse("early:evaluate_plan", args=[plan.pk]), ended)
