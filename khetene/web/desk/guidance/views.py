"""The register of recommendations: the list, one statement, what was asked of us, and the yearly check."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from khetene.accounts.rules import at_work
from khetene.directory import reads as directory
from khetene.guidance import reads
from khetene.guidance.enums import ASKING, AddresseeGroup, StatementKind, Theme
from khetene.guidance.models import Statement
from khetene.guidance.rules import answers_for, answers_for_an_organisation, keeps_the_register
from khetene.kernel import clock
from khetene.network import reads as network
from khetene.territory import reads as territory
from khetene.web.desk.guidance.files import as_file
from khetene.web.http import ActorRequest, page

ON_A_PAGE = 25
LONGEST_SEARCH = 200
MOST_AS_FILE = 20_000
FILES = ("json", "xlsx")
AGES = ("1", "2", "3", "5")  # said at least so many years ago


def asked_for(request: HttpRequest) -> dict[str, str]:
    """The filters of the list as they stand in the address; first come the things that somebody is asked to do."""
    names = ("words", "theme", "addressee", "state", "year", "place", "age")
    return {name: request.GET.get(name, "")[:LONGEST_SEARCH] for name in names} | {
        "kind": request.GET.get("kind", "asking")[:LONGEST_SEARCH]
    }


def found_by(filters: dict[str, str], *, public_only: bool = False) -> QuerySet[Statement]:
    year = filters["year"]
    return reads.statements(
        words=filters["words"],
        kind=filters["kind"],
        theme=filters["theme"],
        addressee=filters["addressee"],
        state=filters["state"],
        year=int(year) if year.isdecimal() and len(year) == len("2026") else None,
        place=filters["place"],
        years_old=int(filters["age"]) if filters["age"] in AGES else None,
        public_only=public_only,
    )


@page(allowed_to=at_work)
def register(request: ActorRequest) -> HttpResponse:
    """What was said and asked; the filters stay in the address, the same list comes as JSON or as a workbook."""
    filters = asked_for(request)
    found = found_by(filters)
    if (answer := asked_as_file(request, found)) is not None:
        return answer
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "lines": reads.lines(shown.object_list),
        "filters": filters,
        "kinds": StatementKind.choices,
        "themes": sorted(Theme.choices, key=lambda choice: str(choice[1])),
        "groups": AddresseeGroup.choices,
        "organisations": directory.organisation_choices(on=clock.today()),
        "states": reads.STATES,
        "years": reads.years(),
        "places": territory.municipality_choices(on=clock.today()),
        "ages": [int(age) for age in AGES],
        "keeps": keeps_the_register(request.actor),
        "answers": answers_for_an_organisation(request.actor),
        "last_year": clock.today().year - 1,
        "late": _late(request),
    }
    return render(request, "desk/guidance/register.html", context)


def _late(request: ActorRequest) -> int:
    """How much has been past its day for long; the coordinator is told until somebody acts."""
    if not keeps_the_register(request.actor):
        return 0
    return reads.number_escalated(on=clock.today())


def asked_as_file(request: HttpRequest, found: QuerySet[Statement]) -> HttpResponse | None:
    """The same list as `?format=json` or `?format=xlsx`; None when it was not asked for."""
    kind = request.GET.get("format", "")
    return as_file(reads.lines(found[:MOST_AS_FILE]), kind) if kind in FILES else None


@page(allowed_to=at_work)
def statement(request: ActorRequest, statement_id: uuid.UUID) -> HttpResponse:
    """One statement with its whole line."""
    shown = reads.statement(statement_id)
    keeps, is_here = keeps_the_register(request.actor), shown.one_with is None
    addressees = [
        {
            "row": row,
            "may_answer": is_here and answers_for(request.actor, row.organisation_id),
            "may_wipe": keeps or answers_for(request.actor, row.organisation_id),
            "may_decide": keeps and bool(row.coordinator_may) and row.asked_on is not None,
        }
        for row in shown.row.addressees
    ]
    context = {
        "shown": shown,
        "follows": reads.follows(statement_id, actor=request.actor),
        "row": shown.row,
        "addressees": addressees,
        "keeps": keeps,
        "may_ask": keeps and is_here,
        "may_act": is_here and answers_for_an_organisation(request.actor),
        "helpful": reads.helpful(statement_id),
        "actions": reads.actions_serving(statement_id),
        "asks": shown.row.kind in ASKING,
        "answers": answers_for_an_organisation(request.actor),
        "earlier": reads.earlier_of_statement(statement_id, actor=request.actor),
    }
    return render(request, "desk/guidance/statement.html", context)


@page(allowed_to=answers_for_an_organisation)
def ours(request: ActorRequest) -> HttpResponse:
    """What is asked of my organisation, and practices that could help with it."""
    organisation = request.actor.organisation_key
    context = {
        "lines": reads.asked_of(organisation),
        "actions": [reads.action_row(row) for row in reads.actions(organisation=organisation)],
        "useful": reads.useful_for(request.actor),
        "invited": network.waiting_for_me(actor=request.actor),
    }
    return render(request, "desk/guidance/ours.html", context)


@page(allowed_to=at_work)
def yearly(request: ActorRequest, year: int) -> HttpResponse:
    """The agenda item "what became of the recommendations of that year", for the screen and for paper."""
    return render(request, "desk/guidance/yearly.html", {"check": reads.yearly_check(year), "years": reads.years()})
