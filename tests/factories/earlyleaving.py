"""A school that takes part, its people, and plans made the way they make them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings

from khetene.accounts.models import Membership
from khetene.directory.models import Organisation
from khetene.earlyleaving import actions, loading
from khetene.earlyleaving.models import Delivery, FollowUp, Plan, Pupil, Risk, Support
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.directory import OrganisationFactory

YEAR_BEGINS = date(2026, 1, 1)


@dataclass(slots=True)
class House:
    """One school with its class teacher, social pedagogue, head, coordinator and the service."""

    school: Organisation
    velga: Membership
    inese: Membership
    head: Membership
    coordinator: Membership
    ikvd: Membership


def house(*, kind: str = "general", school: Organisation | None = None) -> House:
    """A school that takes part since the first of September."""
    service = Organisation.objects.filter(slug="ikvd").first() or OrganisationFactory(slug="ikvd", kind="agency")
    loading.load_country(settings.COUNTRY_FOLDER)
    school = school or OrganisationFactory(kind="school")
    municipality = OrganisationFactory(kind="municipality")

    def at(organisation: Organisation, role: str) -> Membership:
        return MembershipFactory.create(organisation=organisation, role=role, from_day=YEAR_BEGINS)

    ikvd = at(service, "programme_holder")
    actions.join_school(
        school.pk,
        kind=kind,
        municipality_id=municipality.pk if kind == "general" else None,
        joined_on=date(2026, 9, 1),
        actor=actor_of(ikvd),
    )
    return House(
        school=school,
        velga=at(school, "school_staff"),
        inese=at(school, "school_staff"),
        head=at(school, "supervisor"),
        coordinator=at(municipality, "programme_coordinator"),
        ikvd=ikvd,
    )


def seen(there: House, *, called: str = "Pēteris", **more: Any) -> Pupil:
    """Velga observed something and gave it to Inese."""
    values: dict[str, Any] = {
        "called": called,
        "observed_on": date(2026, 11, 2),
        "signs": ["low-marks", "bullying"],
        "words": "Divas nedēļas sēž viens.",
        "colleague_id": there.inese.pk,
    }
    return actions.observe(**(values | more), actor=actor_of(there.velga)).pupil


def drafted(there: House, pupil: Pupil | None = None, **more: Any) -> Plan:
    values: dict[str, Any] = {"semester": "2026-1", "grade": 5, "overseer_id": there.inese.pk}
    return actions.draft_plan((pupil or seen(there)).pk, **(values | more), actor=actor_of(there.inese))


def risk_in(plan: Plan, there: House, criterion: str = "low-marks") -> Risk:
    return actions.add_risk(
        plan.pk,
        criterion=criterion,
        justification="Trīs priekšmetos vērtējums zem 4.",
        seriousness="marked",
        actor=actor_of(there.inese),
    )


def support_for(risk: Risk, there: House, **more: Any) -> Support:
    """Ten hours with the subject teacher, until the end of the semester."""
    values: dict[str, Any] = {
        "kind": "subject-teacher",
        "quantity": Decimal(10),
        "unit_cents": 1250,
        "begins": date(2026, 11, 1),
        "ends": date(2026, 12, 31),
        "responsible": "matemātikas skolotāja",
        "meeting": "individual",
    }
    return actions.add_support(risk.pk, **(values | more), actor=actor_of(there.inese))


MEALS: dict[str, Any] = {"kind": "meals", "quantity": Decimal(2), "unit_cents": 3000, "meeting": ""}


def whole(there: House, plan: Plan | None = None) -> Plan:
    """A plan that can be given to be approved."""
    plan = plan or drafted(there)
    support_for(risk_in(plan, there), there)
    return signed(plan, there)


def signed(plan: Plan, there: House) -> Plan:
    inese = actor_of(there.inese)
    day = date(2026, 11, 3)
    actions.sign_application(plan.pk, signed_on=day, signed_by="representative", informed_on=day, actor=inese)
    actions.write_goal(plan.pk, goal="Visos priekšmetos vismaz 4.", actor=inese)
    return actions.state_no_overlap(plan.pk, actor=inese)


def step(plan: Plan, verb: str, by: Membership, reason: str = "") -> Plan:
    actions.take_step(plan.pk, verb=verb, reason=reason, actor=actor_of(by))
    plan.refresh_from_db()
    return plan


def approved(there: House, plan: Plan | None = None) -> Plan:
    """Through every level."""
    plan = plan or whole(there)
    step(plan, "submit", there.inese)
    for who in (there.head, there.coordinator, there.ikvd):
        if who is not there.coordinator or plan.kind == "general":
            step(plan, "approve", who)
    return plan


def under_way(there: House, plan: Plan | None = None) -> Plan:
    return step(approved(there, plan), "start", there.inese)


def give(plan: Plan, there: House, **more: Any) -> Delivery:
    """One hour with the subject teacher, confirmed on paper on the same day."""
    day = date(2026, 11, 20)
    values: dict[str, Any] = {
        "given_on": day,
        "quantity": Decimal(1),
        "confirmed_on": day,
        "signature": "paper",
    }
    support = plan.supports.order_by("begins", "pk").first()
    assert support is not None
    return actions.note_delivery(support.pk, **(values | more), actor=actor_of(there.inese))


def followed(pupil: Pupil, there: House, *, words: str = "", **more: Any) -> FollowUp:
    """The pupil left, the family agreed until June, and another school was offered."""
    values: dict[str, Any] = {
        "left_on": date(2026, 10, 1),
        "agreed_on": date(2026, 10, 5),
        "agreed_by": "representative",
    }
    values |= {"tracked_until": date(2027, 6, 30)}
    inese = actor_of(there.inese)
    following = actions.begin_following(pupil.pk, **(values | more), actor=inese)
    offer: dict[str, Any] = {"happened_on": date(2026, 10, 6), "offered": "other_school", "said": "waiting"}
    actions.note_offer(following.pk, words=words, **offer, actor=inese)
    return following
