"""Participations: the list, those of one case, and one of them."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts.rules import works_with_cases
from khetene.cases import actions as case_actions
from khetene.cases import reads as cases
from khetene.enrolments import actions, reads
from khetene.enrolments.enums import Phase
from khetene.kernel import clock
from khetene.kernel.labels import labels
from khetene.programmes import reads as programmes
from khetene.web.desk.enrolments.forms import EnrolForm
from khetene.web.http import ActorRequest, attempt, page

ON_A_PAGE = 25


@page(allowed_to=works_with_cases)
def enrolments(request: ActorRequest) -> HttpResponse:
    """Participations of cases that I may open; programme, phase, number and page stay in the address."""
    filters = {name: request.GET.get(name, "")[:60] for name in ("programme", "phase", "key")}
    shown = Paginator(reads.listed(actor=request.actor, **filters), ON_A_PAGE).get_page(request.GET.get("page"))
    published = programmes.published()
    choices = reads.enrolling(published)
    context = {
        "page": shown,
        "lines": reads.lines(shown.object_list, published),
        "filters": filters,
        "programmes": choices,
        "chosen": filters["programme"] if filters["programme"] in dict(choices) else "",
        "phases": labels(Phase).items(),
    }
    return render(request, "desk/enrolments/list.html", context)


@page(allowed_to=works_with_cases, writes=("POST",))
def of_case(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    """Participations of the people in one case, and enrolling one of them."""
    head = cases.case_head(case_id, actor=request.actor)
    case_actions.record_opening(head, actor=request.actor)
    published = programmes.published()
    open_to = reads.open_to(published, on=clock.today(), actor=request.actor)
    form = EnrolForm(
        request.POST or None,
        clients=[(str(client.id), client.called) for client in head.clients],
        programmes=reads.programme_choices(published, open_to),
        initial={"client": str(head.clients[0].id) if len(head.clients) == 1 else ""},
    )
    if request.method == "POST" and form.is_valid():
        client_id, programme = uuid.UUID(form.cleaned_data["client"]), form.cleaned_data["programme"]
        begun = attempt(form, lambda: actions.enrol(client_id, programme=programme, actor=request.actor))
        if begun:
            messages.success(request, _("The participation has begun in its first stage."))
            return redirect("enrolments:enrolment", begun.pk)
    context = {"case": head, "lines": reads.of_case(case_id, published, actor=request.actor), "form": form}
    return render(request, "desk/enrolments/of_case.html", context)


@page(allowed_to=works_with_cases)
def enrolment(request: ActorRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """One participation: where it stands, what is missing, what was given, what came of it."""
    published = programmes.published()
    shown = reads.enrolment_page(enrolment_id, published, actor=request.actor)
    case_actions.record_opening(cases.case_head(shown.line.case_id, actor=request.actor), actor=request.actor)
    deliveries = Paginator(reads.deliveries_of(shown), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "shown": shown,
        "line": shown.line,
        "page": deliveries,
        "deliveries": reads.delivery_rows(deliveries.object_list, published.operations[shown.programme]),
    }
    return render(request, "desk/enrolments/enrolment.html", context)
