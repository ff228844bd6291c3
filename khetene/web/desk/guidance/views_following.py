"""Following a recommendation: one button, and a page with everything that one follows."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts.rules import at_work
from khetene.guidance import actions, reads
from khetene.web.http import ActorRequest, page


@page(allowed_to=at_work)
def followed(request: ActorRequest) -> HttpResponse:
    return render(request, "desk/guidance/following.html", {"rows": reads.followed(actor=request.actor)})


@page(allowed_to=at_work, writes=("POST",))
def follow(request: ActorRequest, statement_id: uuid.UUID) -> HttpResponse:
    """A button that follows, or no longer follows."""
    if request.method == "POST" and "stop" in request.POST:
        actions.unfollow(statement_id, actor=request.actor)
        messages.success(request, _("You no longer follow it."))
    elif request.method == "POST":
        actions.follow(statement_id, actor=request.actor)
        messages.success(
            request, _("You follow it. When others do something about it, you get a letter, at most one a day.")
        )
    return redirect("guidance:statement", statement_id)
