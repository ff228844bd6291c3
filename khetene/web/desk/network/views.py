"""Bodies of the platform, who is in them on any day, and which seats a reform made fall together."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from khetene.accounts.rules import at_work
from khetene.kernel import clock
from khetene.network import reads
from khetene.network.rules import keeps_networks
from khetene.web.desk.network.files import as_file
from khetene.web.desk.network.forms import OnDayForm, SearchForm
from khetene.web.http import ActorRequest, page


@page(allowed_to=at_work)
def bodies(request: ActorRequest) -> HttpResponse:
    """All bodies, and who knows what where."""
    form, today = SearchForm(request.GET or None), clock.today()
    words, field = "", ""
    if form.is_valid():
        words, field = form.cleaned_data["words"], form.cleaned_data["field"]
    found = reads.who_knows(words, field=field, actor=request.actor, on=today) if words or field else None
    context = {"bodies": reads.bodies(actor=request.actor, on=today), "form": form, "found": found}
    return render(request, "desk/network/bodies.html", context)


@page(allowed_to=at_work)
def roster(request: ActorRequest, body: str) -> HttpResponse:
    """Seats of a body on a day; the same as a workbook, as cards and as JSON."""
    form = OnDayForm(request.GET if "on_day" in request.GET else None)
    on = (form.cleaned_data["on"] if form.is_valid() else None) or clock.today()
    shown = reads.roster(body, on=on, actor=request.actor)
    answer = as_file(shown, request.GET.get("format", ""))
    return answer or render(request, "desk/network/roster.html", {"roster": shown, "form": form, "body": shown.body})


@page(allowed_to=keeps_networks)
def renewal(request: ActorRequest, body: str) -> HttpResponse:
    """Seats of towns that are no more: what falls together, who is asked, who confirmed."""
    context = {
        "groups": reads.renewal(body, on=clock.today(), actor=request.actor),
        "renewed": reads.renewed(body, actor=request.actor),
        "body": reads.roster(body, on=clock.today(), actor=request.actor).body,
    }
    return render(request, "desk/network/renewal.html", context)
