"""The page behind a personal link: somebody without an account answers the questions of their own field."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from khetene.instruments import actions, reads
from khetene.instruments.errors import LinkIsOver
from khetene.web.desk.instruments.forms import PassOnForm
from khetene.web.desk.instruments.questions import QuestionsForm
from khetene.web.desk.referrals.throttle import is_throttled, missed
from khetene.web.http import anybody, attempt, page, private


@private
@page(allowed_to=anybody, writes=("POST",))
def part(request: HttpRequest, part_token: str) -> HttpResponse:
    """Answer, or say whom to ask instead. An ended link explains itself and tells nothing."""
    if is_throttled(request):
        return render(request, "desk/referrals/link_busy.html", status=429)
    try:
        shown = reads.door(part_token)
    except LinkIsOver as refusal:
        missed(request)
        return render(request, "desk/instruments/over.html", {"message": refusal.message}, status=410)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    questions = QuestionsForm(request.POST if step == "answer" else None, asked=shown.asked)
    pass_on = PassOnForm(request.POST if step == "pass_on" else None, prefix="ask")
    if step == "answer" and questions.is_valid():
        if attempt(questions, lambda: actions.answer_part(part_token, answers=questions.answers)):
            return redirect("instruments:part", part_token)
    if step == "pass_on" and pass_on.is_valid():
        if attempt(pass_on, lambda: actions.pass_on(part_token, **pass_on.cleaned_data)):
            return redirect("instruments:part", part_token)
    context = {"shown": shown, "form": questions, "pass_on": pass_on}
    return render(request, "desk/instruments/part.html", context)
