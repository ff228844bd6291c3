"""What help fits a client: answers and questions beside the verdicts, and the result kept in the case."""

from __future__ import annotations

import functools
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts.rules import works_with_cases
from khetene.cases import actions as case_actions
from khetene.cases import reads as cases
from khetene.eligibility.values import Missing
from khetene.facts.reads import question, vocabulary
from khetene.kernel import clock
from khetene.programmes import actions, reads
from khetene.territory import reads as territory
from khetene.web.desk.programmes.answers import origin_label, shown_value
from khetene.web.desk.programmes.forms import AnswerForm, Question, engine_value, unanswered
from khetene.web.http import ActorRequest, attempt, page

QUESTIONS_AT_ONCE = 3
ONCE_ANSWERS = {"yes": True, "no": False, "not_known": Missing.NOT_KNOWN, "declined": Missing.DECLINED}


@page(allowed_to=works_with_cases, writes=("POST",))
def what_fits(request: ActorRequest, case_id: uuid.UUID, client_id: uuid.UUID | None = None) -> HttpResponse:
    """Each new answer is kept with its origin and changes the verdicts at once; a once-only answer just changes them."""
    head = cases.case_head(case_id, actor=request.actor)
    client = _client(head, client_id)
    if client is None:
        return render(request, "desk/programmes/nobody_yet.html", {"case": head})
    once, form = _once(request), _sent_form(request)
    if form and form.is_valid():
        if form.fact.keep == "once":
            once[form.fact.id] = engine_value(*form.answer())
            form = None
        elif _recorded(client.id, form, request):
            if not once:
                return redirect("programmes:what_fits_client", case_id, client.id)
            form = None
    if request.method == "GET":
        case_actions.record_opening(head, actor=request.actor)
    return render(request, "desk/programmes/what_fits.html", _shown(request, head, client, once, form))


def _client(head: cases.CaseHead, client_id: uuid.UUID | None) -> cases.ClientRow | None:
    """The client asked for, or the first one; None while the case has nobody yet."""
    chosen = [client for client in head.clients if client_id in (None, client.id)]
    if client_id and not chosen:
        raise Http404
    return chosen[0] if chosen else None


def _sent_form(request: ActorRequest) -> AnswerForm | None:
    name = request.POST.get("fact", "")
    if request.method != "POST" or name not in vocabulary():
        return None
    return AnswerForm(request.POST, fact=vocabulary()[name])


def _recorded(client_id: uuid.UUID, form: AnswerForm, request: ActorRequest) -> bool:
    """Whether the answer is kept now; a refusal stands in the form."""
    value, state = form.answer()
    record = functools.partial(
        case_actions.record_fact,
        client_id,
        fact=form.fact.id,
        value=value,
        state=state,
        known_on=clock.today(),
        origin=form.cleaned_data["origin"],
        valid_to=form.cleaned_data.get("valid_to"),
        actor=request.actor,
    )
    return attempt(form, record) is not None


def _once(request: ActorRequest) -> dict[str, Any]:
    """Answers that are used now and never kept travel only in the body of the form."""
    given = {
        fact.id: request.POST.get(f"once-{fact.id}", "") for fact in vocabulary().facts.values() if fact.keep == "once"
    }
    return {name: ONCE_ANSWERS[value] for name, value in given.items() if value in ONCE_ANSWERS}


def _posted(value: Any) -> str:
    return next(word for word, answer in ONCE_ANSWERS.items() if answer is value)


def _shown(
    request: ActorRequest, head: cases.CaseHead, client: cases.ClientRow, once: dict[str, Any], form: AnswerForm | None
) -> dict[str, Any]:
    today = clock.today()
    known, ran_out = cases.answers_of(client.id, actor=request.actor, as_of=today)
    screened = reads.verdicts_on(known, once=once, on=today, near=territory.territory_by_id(head.territory_id))
    return {
        "case": head,
        "client": client,
        "screened": screened,
        "forms": _forms(screened.questions, form, request.GET.get("fact", "")),
        "form": form,
        "answers": _answers(client, known),
        "ran_out": _answers(client, ran_out),
        "once": [(name, _posted(value), question(name)) for name, value in once.items()],
    }


def _forms(questions: list[str], sent: AnswerForm | None, wanted: str) -> list[AnswerForm | Question]:
    """The answer that could not be taken or was asked for, then the questions that help most."""
    first = sent.fact.id if sent else wanted
    names = [name for name in dict.fromkeys([first, *questions]) if name in vocabulary()][:QUESTIONS_AT_ONCE]
    return [sent if sent and sent.fact.id == name else unanswered(name) for name in names]


def _answers(client: cases.ClientRow, known: dict[str, cases.KnownFact]) -> list[dict[str, Any]]:
    return [
        {
            "fact": name,
            "question": question(name),
            "value": shown_value(name, row.state, row.value),
            "row": row,
            "in_case_file": name == "birth_date" and client.birth_date is not None,
        }
        for name, row in known.items()
        if name in vocabulary()
    ]


@page(allowed_to=works_with_cases, writes=("POST",))
def keep(request: ActorRequest, case_id: uuid.UUID, client_id: uuid.UUID) -> HttpResponse:
    """Keep the result with its day, its rules and the facts it stood on; the once-only answers are not kept."""
    head = cases.case_head(case_id, actor=request.actor)
    client = _client(head, client_id)
    if request.method != "POST" or client is None:
        return redirect("programmes:what_fits_client", case_id, client_id)
    result = actions.screen_client(client.id, on=clock.today(), actor=request.actor)
    messages.success(request, _("The result is kept in the case."))
    return redirect("programmes:kept", result.pk)


@page(allowed_to=works_with_cases)
def kept(request: ActorRequest, screening_id: uuid.UUID) -> HttpResponse:
    """A kept result, as it was on its day with the facts it stood on; and whether it is still good."""
    result = reads.kept(screening_id, actor=request.actor)
    head = cases.case_head(result.case_id, actor=request.actor)
    case_actions.record_opening(head, actor=request.actor)
    facts = [
        {
            "question": question(fact.name),
            "value": shown_value(fact.name, fact.state, fact.value),
            "known_on": fact.known_on,
            "origin": origin_label(fact.origin),
        }
        for fact in reads.facts_used(result)
        if fact.name in vocabulary()
    ]
    context = {
        "result": result,
        "screened": reads.run_again(result),
        "facts": facts,
        "outdated": reads.outdated_because(result, on=clock.today(), actor=request.actor),
    }
    return render(request, "desk/programmes/kept.html", context)
