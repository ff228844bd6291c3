"""The page that the square on the sign-in sheet opens: whoever scans it says who they are, and learns nothing of others."""

from __future__ import annotations

import uuid

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from khetene.gatherings import actions, reads
from khetene.gatherings.door import opens
from khetene.kernel import limits
from khetene.kernel.errors import NotForYou
from khetene.web.desk.gatherings.forms import DoorForm
from khetene.web.desk.referrals.throttle import is_throttled, missed
from khetene.web.http import anybody, page, private

# Everybody in a room may share one address of the network.
MOST_FROM_ONE_PLACE = 300
MINUTES = 60


@private
@page(allowed_to=anybody, writes=("POST",))
def at_the_door(request: HttpRequest, gathering_id: uuid.UUID, day: str, signature: str) -> HttpResponse:
    """The answer is the same for every address and code, on the list or not."""
    if is_throttled(request):
        return render(request, "desk/referrals/link_busy.html", status=429)
    if not opens(gathering_id, day, signature):
        missed(request)
        return render(request, "desk/gatherings/door_closed.html", status=404)
    form = DoorForm(request.POST if request.method == "POST" else None)
    thanks = False
    if request.method == "POST" and form.is_valid():
        if _is_flooding(request):
            return render(request, "desk/gatherings/register_busy.html", status=429)
        try:
            actions.sign_in_at_the_door(gathering_id, said=form.cleaned_data["said"])
        except NotForYou:
            return render(request, "desk/gatherings/door_closed.html", status=404)
        thanks, form = True, DoorForm()
    context = {"row": reads.at_the_door(gathering_id), "form": form, "thanks": thanks}
    return render(request, "desk/gatherings/door.html", context)


def _is_flooding(request: HttpRequest) -> bool:
    key = f"door:{get_adapter().get_client_ip(request)}"
    limits.count(key, minutes=MINUTES)
    return limits.counted(key) > MOST_FROM_ONE_PLACE
