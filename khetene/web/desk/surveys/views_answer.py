"""The page behind a personal link: somebody without an account answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from khetene.surveys import actions, reads
from khetene.surveys.errors import LinkIsOver
from khetene.web.desk.instruments.questions import QuestionsForm
from khetene.web.desk.referrals.throttle import is_throttled, missed
from khetene.web.http import anybody, attempt, page, private


@private
@page(allowed_to=anybody, writes=("POST",))
def answer(request: HttpRequest, survey_token: str) -> HttpResponse:
    """What was promised stands above the questions. An ended link explains itself and tells nothing."""
    if is_throttled(request):
        return render(request, "desk/referrals/link_busy.html", status=429)
    try:
        shown = reads.door(survey_token)
    except LinkIsOver as refusal:
        missed(request)
        return render(request, "desk/instruments/over.html", {"message": refusal.message}, status=410)
    form = QuestionsForm(request.POST if request.method == "POST" else None, asked=shown.asked)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.give_answer(survey_token, answers=form.answers)):
            return redirect("surveys:survey_answer", survey_token)
    return render(request, "desk/surveys/answer.html", {"shown": shown, "form": form})
