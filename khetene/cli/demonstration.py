"""Loading the demonstration: invented people at work and an invented caseload, made through the same actions as real ones."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.db import transaction

from khetene.accounts import actions as accounts
from khetene.cases import actions as cases
from khetene.cases.enums import LegalBasis
from khetene.cli import (
    demo_early_leaving,
    demo_editions,
    demo_evaluation,
    demo_gatherings,
    demo_guidance,
    demo_layouts,
    demo_mediators,
    demo_network,
    demo_participation,
    demo_phases,
    demo_proposals,
    demo_school_staff,
    demo_sheets,
    demo_stories,
    demo_surveys,
)
from khetene.cli.invented import DEMO, LOADER, read
from khetene.cli.loaded import knows_invented_people
from khetene.directory.models import Organisation
from khetene.enrolments import actions as enrolments
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.mediation import actions as mediation
from khetene.territory.models import Territory
from khetene.territory.reads import territories_at


@transaction.atomic
def load() -> None:
    """Load people and caseload once. Days count back from today."""
    if knows_invented_people():
        return
    working, places = people_at_work()
    for case in read("caseload.yaml")["cases"]:
        _case(case, working[case["by"]], places)
    visits = read("visits.yaml")
    for each in visits["visits"]:
        visit(each, working[each["by"]], places)
    stories = read("stories.yaml")
    for story in stories["stories"]:
        demo_stories.tell(story, working, places)
    for row in stories["asks_to_see"]:
        demo_stories.ask_to_see(row, working)
    for row in stories["invited"]:
        demo_stories.invite(row, working)
    participation = read("participation.yaml")
    for partner in participation["partners"]:
        demo_participation.join(partner, working)
    for outreach in participation["outreach"]:
        demo_participation.reach_out(outreach, working)
    for row in participation["participations"]:
        demo_participation.take_part(row, working, places)
    for row in participation["scans"]:
        demo_participation.scan(row, working, DEMO)
    for row in participation["sheets"]:
        demo_sheets.bring(row, working)
    demo_early_leaving.tell(read("early-leaving.yaml"), working, DEMO)
    demo_school_staff.tell(read("school-staff.yaml"), working)
    demo_guidance.tell(read("guidance.yaml"), working, DEMO)
    last_month(visits, working)
    demo_network.fill(read("network.yaml"), working)
    demo_gatherings.hold(read("gatherings.yaml"), working)
    demo_evaluation.open_one(read("evaluation.yaml"), working)
    demo_evaluation.collect(read("contributions.yaml"), working)
    demo_mediators.tell(read("mediators.yaml"), working)
    demo_surveys.ask(read("surveys.yaml"), working)
    demo_layouts.keep(working["janis@khetene.example"], DEMO)
    demo_proposals.write(read("proposals.yaml"), working, DEMO)
    demo_phases.keep(read("phases.yaml"), working, DEMO)
    demo_editions.publish(read("editions.yaml"), working, places)
    enrolments.close_quarter()


def people_at_work() -> tuple[dict[str, Actor], dict[str, Territory]]:
    """The invented people by e-mail, each where they work, and the places of today by name."""
    people = read("people.yaml")
    for organisation in people["organisations"]:
        _organisation(organisation)
    working = {row["email"]: _person(row, people["password"]) for row in people["people"]}
    return working, {place.name: place for place in territories_at(clock.today())}


def last_month(content: dict[str, Any], working: dict[str, Actor]) -> None:
    """What the mediators did besides visits in the month before this one, signed as they signed it."""
    first = (clock.today().replace(day=1) - timedelta(days=1)).replace(day=1)
    for row in content["activities"]:
        office = Organisation.objects.get(slug=row["institution"]).pk if "institution" in row else None
        given = {name: row[name] for name in ("kind", "minutes", "people", "words", "change") if name in row}
        day = first.replace(day=row["day"]) if "day" in row else clock.today() - timedelta(days=row["ago"])
        mediation.note_activity(happened_on=day, institution_id=office, **given, actor=working[row["by"]])
    for row in content["months"]:
        signed = mediation.sign_month(first, narrative=row["narrative"], actor=working[row["by"]])
        if "decided_by" in row:
            mediation.accept_month(signed.pk, actor=working[row["decided_by"]])


def _organisation(row: dict[str, Any]) -> None:
    """Part of a real organisation, or one of its own kind and place."""
    parent = Organisation.objects.get(slug=row["parent"]) if "parent" in row else None
    Organisation.objects.create(
        slug=row["slug"],
        name=row["name"],
        kind=parent.kind if parent else row["kind"],
        parent=parent,
        territory=parent.territory if parent else Territory.objects.get(slug=row["territory"]),
        country=parent.country if parent else "LV",
        accepts_referrals=row["accepts_referrals"],
        edited_in_product=True,
    )


def _person(row: dict[str, Any], password: str) -> Actor:
    user = accounts.create_user(email=row["email"], name=row["name"], password=password, actor=LOADER)
    TOTP.activate(user, settings.DEMO_SECOND_FACTOR)
    membership = accounts.give_membership(
        user.pk,
        organisation_id=Organisation.objects.get(slug=row["organisation"]).pk,
        role=row["role"],
        from_day=clock.today() - timedelta(days=400),
        actor=LOADER,
    )
    return Actor(
        user.pk,
        membership.pk,
        membership.organisation_id,
        membership.role,
        second_factor=True,
        organisation_kind=membership.organisation.kind,
    )


def _days_ago(days: int) -> datetime:
    day = clock.today() - timedelta(days=days)
    return datetime.combine(day, time(10), tzinfo=clock.HOME)


def _case(row: dict[str, Any], actor: Actor, places: dict[str, Territory]) -> None:
    with clock.set_to(_days_ago(row["opened"])):
        case = cases.open_case(
            purpose=row["purpose"],
            legal_basis=LegalBasis.PUBLIC_TASK,
            territory_id=places[row["territory"]].pk,
            actor=actor,
        )
        client = cases.add_client(case.pk, called=row["called"], age_band="30-49", languages=["lv"], actor=actor)
        need = cases.note_need(case.pk, domain=row["need"], actor=actor)
    if "outcome" in row:
        with clock.set_to(_days_ago(row["reached"])):
            cases.record_outcome(
                case.pk,
                client_id=client.pk,
                kind=row["outcome"],
                happened_on=clock.today(),
                proof="document",
                need_id=need.pk,
                actor=actor,
            )


def visit(row: dict[str, Any], actor: Actor, places: dict[str, Territory]) -> None:
    """A visit so many days ago that names nobody."""
    with clock.set_to(_days_ago(row["ago"])):
        mediation.note_contact(
            happened_at=clock.now(),
            place=row["place"],
            territory_id=places[row["territory"]].pk,
            minutes=row["minutes"],
            started_by=row["started_by"],
            topics=row["topics"],
            actions=row["actions"],
            result=row["result"],
            words=row.get("words", ""),
            actor=actor,
        )
