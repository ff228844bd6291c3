"""The demonstration at one moment of the work: `make demo STAGE=referred`. What led there went through the real actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khetene.accounts.models import Membership, User
from khetene.cases import reads as cases
from khetene.cli import demo_proposals, demo_stories, demonstration, invented
from khetene.cli.loaded import DEMONSTRATION
from khetene.kernel import clock
from khetene.kernel.actions import remember_loaded
from khetene.kernel.actor import Actor
from khetene.kernel.errors import DomainError
from khetene.kernel.reads import loaded_digest
from khetene.mediation import reads as mediation
from khetene.proposals import reads as proposals
from khetene.referrals import reads as referrals
from khetene.territory.models import Territory

Working = dict[str, Actor]
Places = dict[str, Territory]


@dataclass(frozen=True, slots=True)
class Stage:
    """A moment: how it comes about, who stands in it, and the page on which they go on."""

    email: str
    words: str | Promise
    make: Callable[[Mapping[str, Any], Working, Places], None]
    page: Callable[[Actor], str]


@dataclass(frozen=True, slots=True)
class Moment:
    """What the person at the keyboard needs."""

    email: str
    words: str
    page: str


def _first_visit(row: Mapping[str, Any], working: Working, places: Places) -> None:
    demo_stories.tell(row["family"], working, places)


def _month_signed(row: Mapping[str, Any], working: Working, places: Places) -> None:
    today = clock.today()
    first = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    for each in row["visits"]:
        ago = (today - first.replace(day=each["day"])).days
        demonstration.visit(each | {"ago": ago}, working[each["by"]], places)
    demonstration.last_month(dict(row), working)


def _report_due(row: Mapping[str, Any], working: Working, _places: Places) -> None:
    """The project of the demonstration, as if it were so many days later."""
    day = clock.today() - timedelta(days=row["later"])
    with clock.set_to(datetime.combine(day, time(10), tzinfo=clock.HOME)):
        demo_proposals.write_running(invented.read("proposals.yaml"), working, invented.DEMO)


def _case_of_haris(actor: Actor) -> str:
    (found,) = cases.find_by_name("Haris", actor=actor)
    return reverse("cases:case", args=[found.case_id])


def _referral_of_haris(actor: Actor) -> str:
    return reverse("referrals:referral", args=[referrals.inbox(actor=actor)[0].pk])


def _month_of_anna(actor: Actor) -> str:
    return reverse("mediation:submitted_month", args=[mediation.submitted(actor=actor)[0].id])


def _report_of_sarma(actor: Actor) -> str:
    return reverse("proposals:project_report", args=[proposals.applications(actor=actor)[0].id])


STAGES = {
    "first-visit": Stage(
        "anna@khetene.example",
        _("The mediator visited Haris yesterday, opened a case and noted that he needs work. Which help fits?"),
        _first_visit,
        _case_of_haris,
    ),
    "referred": Stage(
        "ieva@khetene.example",
        _("Haris agreed, and the mediator sent his referral to the social service, which has not opened it yet."),
        _first_visit,
        _referral_of_haris,
    ),
    "month-signed": Stage(
        "rita@khetene.example",
        _("The mediator signed the report of last month. It waits for the supervisor."),
        _month_signed,
        _month_of_anna,
    ),
    "report-due": Stage(
        "sarma@khetene.example",
        _("The project of the association is over, and its report to the funder is due in two weeks."),
        _report_due,
        _report_of_sarma,
    ),
}


@transaction.atomic
def load(name: str) -> Moment:
    """Bring an empty database with the country in it to a stage; one that stands there is left as it is.

    Raises DomainError where people work already.
    """
    stage, marker = STAGES[name], f"stage {name}"
    if loaded_digest(DEMONSTRATION) != marker:
        if User.objects.exists():
            raise DomainError(f"This database is in use. Use: make demo STAGE={name}")
        working, places = demonstration.people_at_work()
        stage.make(invented.read("stages.yaml")[name], working, places)
        remember_loaded(DEMONSTRATION, marker, actor=invented.LOADER)
    return Moment(stage.email, str(stage.words), stage.page(_at_work(stage.email)))


def _at_work(email: str) -> Actor:
    row = Membership.objects.active_on(clock.today()).select_related("organisation").get(user__email=email)
    kind = row.organisation.kind
    return Actor(row.user_id, row.pk, row.organisation_id, row.role, second_factor=True, organisation_kind=kind)
