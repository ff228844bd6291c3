"""The programmes themselves, a person without a name, and my caseload against all of them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from khetene.accounts.rules import at_work, works_with_cases
from khetene.cases import reads as cases
from khetene.directory import reads as directory
from khetene.eligibility.screening import Answer
from khetene.enrolments import reads as enrolments
from khetene.facts.reads import vocabulary, words
from khetene.kernel import clock
from khetene.kernel.database import reading_only
from khetene.programmes import reads
from khetene.programmes.operations.showing import shown
from khetene.programmes.rulebook import LARGEST
from khetene.web.desk.programmes.forms import AnswerForm, RulesForm, engine_value, unanswered
from khetene.web.http import ActorRequest, attempt, page

QUESTIONS_AT_ONCE = 3
CASES_ON_A_PAGE = 25
ANSWERS = {"atbilst": Answer.FITS, "var-atbilst": Answer.MAY_FIT}


@page(allowed_to=at_work)
def catalogue(request: ActorRequest) -> HttpResponse:
    """Every programme, those that run now first."""
    today = clock.today()
    programmes = [
        {
            "id": programme.id,
            "code": programme.code,
            "title": words(programme.title),
            "summary": words(programme.summary),
            "in_force": programme.span.holds_on(today),
        }
        for programme in reads.catalogue()
    ]
    programmes.sort(key=lambda programme: not programme["in_force"])
    context = {"programmes": programmes, "works_with_cases": works_with_cases(request.actor)}
    return render(request, "desk/programmes/catalogue.html", context)


@page(allowed_to=at_work)
def programme(request: ActorRequest, programme_id: str) -> HttpResponse:
    """One programme: its dated conditions, what it offers, who decides, and where each rule comes from."""
    found = reads.programme(programme_id)
    context = {
        "programme": found,
        "title": words(found.title),
        "summary": words(found.summary),
        "note": words(found.validity_note),
        "decides": words(found.decides),
        "in_force": found.span.holds_on(clock.today()),
        "criteria": reads.dated_criteria(found),
        "measures": [(words(measure.text), words(measure.note)) for measure in found.measures],
        "documents": [words(text) for text in found.documents],
        "next_steps": [words(text) for text in found.next_steps],
        "manual_checks": [words(text) for text in found.manual_checks],
        "services": directory.services_for_programme(found.id),
        "operation": shown(operation) if (operation := reads.operations().get(found.id)) else None,
        "works_with_cases": works_with_cases(request.actor),
        "sees_totals": works_with_cases(request.actor) or enrolments.is_holder(found.id, actor=request.actor),
    }
    return render(request, "desk/programmes/programme.html", context)


@page(allowed_to=works_with_cases, writes=("POST",))
def what_if(request: ActorRequest, programme_id: str) -> HttpResponse:
    """What changed rules would mean for my own clients, before anybody publishes them; nothing is kept."""
    found = reads.programme(programme_id)
    form = RulesForm(request.POST or None, request.FILES or None)
    moves: list[reads.Move] | None = None
    if request.method == "POST" and form.is_valid():
        moves = attempt(form, lambda: _impact(form, found.id, request))
    context = {"programme": found, "title": words(found.title), "form": form, "moves": moves}
    return render(request, "desk/programmes/what_if.html", context)


def _impact(form: RulesForm, programme_id: str, request: ActorRequest) -> list[reads.Move]:
    content = form.cleaned_data["rules"].read(LARGEST + 1)
    with reading_only():
        return reads.impact_of_file(content, programme_id=programme_id, on=clock.today(), actor=request.actor)


@page(allowed_to=at_work, writes=("POST",))
def screen_nobody(request: ActorRequest) -> HttpResponse:
    """For a person without a name: answers travel only in the form, and nothing can be stored."""
    with reading_only():
        return _screen_nobody(request)


def _screen_nobody(request: ActorRequest) -> HttpResponse:
    answered = [AnswerForm(request.POST, fact=vocabulary()[name], keeps=False) for name in _answered(request)]
    given = {form.fact.id: engine_value(*form.answer()) for form in answered if form.is_valid()}
    screened = reads.verdicts_without_a_name(given, on=clock.today())
    asked = {form.fact.id for form in answered}
    open_questions = [name for name in screened.questions if name not in asked and name in vocabulary()]
    following = [unanswered(name, keeps=False) for name in open_questions[:QUESTIONS_AT_ONCE]]
    context = {"answered": answered, "following": following, "screened": screened, "form": _first_wrong(answered)}
    return render(request, "desk/programmes/screen.html", context)


def _answered(request: ActorRequest) -> list[str]:
    """The questions that the form carried and that were answered, in their order; the others are asked again below."""
    named = [name for name in dict.fromkeys(request.POST.getlist("asked")) if name in vocabulary()]
    return [name for name in named if any(key.startswith(f"{name}-") and value for key, value in request.POST.items())]


def _first_wrong(answered: list[AnswerForm]) -> AnswerForm | None:
    return next((form for form in answered if form.errors), None)


@page(allowed_to=works_with_cases)
def my_caseload(request: ActorRequest) -> HttpResponse:
    """My open cases against every programme that runs now: how many, never who."""
    lines = reads.caseload_verdicts(on=clock.today(), actor=request.actor)
    return render(request, "desk/programmes/caseload.html", {"lines": lines})


@page(allowed_to=works_with_cases)
def my_cases(request: ActorRequest, programme_id: str, answer: str) -> HttpResponse:
    """The keys of my open cases that one programme fits, or may fit."""
    if answer not in ANSWERS:
        raise Http404
    found = reads.caseload_cases(programme_id, ANSWERS[answer], on=clock.today(), actor=request.actor)
    shown = Paginator(found, CASES_ON_A_PAGE).get_page(request.GET.get("page"))
    keys = cases.keys_of(set(shown.object_list), actor=request.actor)
    headings = {Answer.FITS: _("Cases in which the programme fits"), Answer.MAY_FIT: _("Cases in which it may fit")}
    context = {
        "heading": headings[ANSWERS[answer]],
        "title": words(reads.programme(programme_id).title),
        "page": shown,
        "keys": list(keys.items()),
    }
    return render(request, "desk/programmes/caseload_cases.html", context)
