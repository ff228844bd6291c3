"""The plan as a file: for those who may open the plan, and the same form empty."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation

from khetene.directory import reads as directory
from khetene.earlyleaving import actions, reads, reports
from khetene.earlyleaving.rules import reads_reduction, works_at_school
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.web.components.files import to_be_saved
from khetene.web.desk.earlyleaving.views_register import checked_year
from khetene.web.desk.gatherings.views_report import WORD
from khetene.web.http import ActorRequest, page


@page(allowed_to=works_at_school)
def support_plan_file(request: ActorRequest, iap_id: uuid.UUID) -> HttpResponse:
    """The whole plan in the language of the country, as PDF or Word; whoever takes it is written into the trail."""
    with translation.override(settings.LANGUAGE_CODE):
        shown = reads.plan_page(iap_id, actor=request.actor)
        answer = _file(request, reports.form_of(shown), shown.line.number)
    actions.record_print(shown.id, actor=request.actor, silo=shown.silo)
    return answer


@page(allowed_to=works_at_school)
def confirmation_file(request: ActorRequest, support_id: uuid.UUID) -> HttpResponse:
    """The page that a pupil signs after each consultation; whoever takes it is written into the trail."""
    with translation.override(settings.LANGUAGE_CODE):
        shown, support = reads.plan_of_support(support_id, actor=request.actor)
        if not support.is_consultation:
            raise NotForYou
        answer = _file(request, reports.confirmation_form(shown, support), f"{shown.line.number}-apliecinajums")
    actions.record_print(shown.id, actor=request.actor, silo=shown.silo)
    return answer


@page(allowed_to=works_at_school)
def blank_plan_file(request: ActorRequest) -> HttpResponse:
    """The empty form with the risks and supports of today."""
    with translation.override(settings.LANGUAGE_CODE):
        return _file(request, reports.blank_form(reads.instrument(on=clock.today())), "IAP")


@page(allowed_to=reads_reduction)
def reduction_file(request: ActorRequest, year: int) -> HttpResponse:
    """The plan for reducing early leaving of the own school or municipality, as PDF or Word."""
    with translation.override(settings.LANGUAGE_CODE):
        shown = reads.reduction_plan(checked_year(year), actor=request.actor)
        mine = request.actor.organisation_key
        form = reports.reduction_form(shown, directory.names_of([mine])[mine])
        return _file(request, form, f"mazinasana-{year}")


def _file(request: ActorRequest, form: reports.Form, name: str) -> HttpResponse:
    is_word = request.GET.get("format") == "docx"
    content = reports.as_docx(form) if is_word else reports.as_pdf(form)
    answer = HttpResponse(content, content_type=WORD if is_word else "application/pdf")
    return to_be_saved(answer, f"{name}.{'docx' if is_word else 'pdf'}")
