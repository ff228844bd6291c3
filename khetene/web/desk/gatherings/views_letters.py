"""Letters of a gathering for its organiser, and the page behind the link in a letter for whoever got it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khetene.gatherings import actions, reads
from khetene.gatherings.calendar import calendar_of
from khetene.gatherings.door import own_code
from khetene.gatherings.links import is_genuine
from khetene.gatherings.reads.letters import letters as letters_of
from khetene.gatherings.reports.content import when
from khetene.gatherings.rules import plans_gatherings
from khetene.web.components.files import handed_out
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.gatherings.forms import InPlaceForm, ReplyForm
from khetene.web.desk.referrals.throttle import is_throttled, missed
from khetene.web.http import ActorRequest, anybody, attempt, page, private


@page(allowed_to=plans_gatherings, writes=("POST",))
def letters(request: ActorRequest, gathering_id: uuid.UUID) -> HttpResponse:
    """What was written to whom; invitations go when the organiser says so, all else by itself."""
    form = KheteneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        queued = attempt(form, lambda: actions.send_invitations(gathering_id, actor=request.actor))
        if queued:
            sentence = ngettext(
                "%(number)s invitation is on its way.", "%(number)s invitations are on their way.", queued
            )
            messages.success(request, sentence % {"number": queued})
            return redirect("gatherings:letters", gathering_id)
    found = letters_of(gathering_id, actor=request.actor)
    return render(request, "desk/gatherings/letters.html", {"found": found, "row": found.row, "form": form})


@page(allowed_to=plans_gatherings, writes=("POST",))
def letter(request: ActorRequest, gathering_id: uuid.UUID, letter_id: uuid.UUID) -> HttpResponse:
    """A letter that did not go for sure: send it again, or it arrived."""
    if request.method == "POST":
        decide = actions.send_again if request.POST.get("decision") == "again" else actions.note_as_arrived
        decide(letter_id, actor=request.actor)
        messages.success(request, _("Recorded."))
    return redirect("gatherings:letters", gathering_id)


@private
@page(allowed_to=anybody, writes=("POST",))
def invitation(request: HttpRequest, row_id: uuid.UUID, signature: str) -> HttpResponse:
    """Whoever got the letter says whether they come, what they need, or who comes instead. No name stands here."""
    if is_throttled(request):
        return render(request, "desk/referrals/link_busy.html", status=429)
    found = _invited(request, row_id, signature)
    if found is None:
        return render(request, "desk/gatherings/invitation_over.html", status=404)
    step = request.POST.get("decision", "") if request.method == "POST" else ""
    reply = ReplyForm(request.POST if step in ("accept", "decline", "online") else None)
    in_place = InPlaceForm(request.POST if step == "in_place" else None, prefix="instead")
    if _answered(request, row_id, step, reply, in_place):
        return redirect("gatherings:invitation", row_id, signature)
    told = {
        name: getattr(found, name)
        for name in ("shown", "reply", "reply_label", "may_name", "may_sign_in", "is_noted", "may_answer")
    }
    context = told | {
        "row": found.shown.row, "when": when(found.shown), "form": reply, "in_place": in_place,
        "code": own_code(row_id), "signature": signature, "row_id": row_id,
    }  # fmt: skip
    return render(request, "desk/gatherings/invitation.html", context)


def _answered(request: HttpRequest, row_id: uuid.UUID, step: str, reply: ReplyForm, in_place: InPlaceForm) -> bool:
    if step in ("accept", "decline") and reply.is_valid():
        comes = step == "accept"
        written = attempt(reply, lambda: actions.reply_by_link(row_id, comes=comes, **reply.cleaned_data))
        if written:
            messages.success(request, _("Your answer: %(reply)s.") % {"reply": written.get_reply_display()})
        return written is not None
    if step == "online":
        written = attempt(reply, lambda: actions.sign_in_online(row_id))
        if written:
            messages.success(request, _("Thank you. It is noted that you take part online."))
        return written is not None
    if step == "in_place" and in_place.is_valid():
        named = attempt(in_place, lambda: actions.send_in_place_by_link(row_id, **in_place.cleaned_data))
        if named:
            messages.success(request, _("Thank you. We expect the person whom you named."))
        return named is not None
    return False


@private
@page(allowed_to=anybody)
def invitation_calendar(request: HttpRequest, row_id: uuid.UUID, signature: str) -> HttpResponse:
    """For the calendar of whoever got the letter, with the online link when they come."""
    found = None if is_throttled(request) else _invited(request, row_id, signature)
    if found is None or found.shown.row.starts is None:
        raise Http404
    response = HttpResponse(calendar_of(found.shown), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="sanaksme.ics"'
    return response


@private
@page(allowed_to=anybody)
def invitation_material(
    request: HttpRequest, row_id: uuid.UUID, signature: str, material_id: uuid.UUID
) -> HttpResponse:
    """The file of a material, for whoever got the letter."""
    if is_throttled(request) or not _is_genuine(request, row_id, signature):
        raise Http404
    return handed_out(reads.material_of_invited(row_id, material_id))


def _invited(request: HttpRequest, row_id: uuid.UUID, signature: str) -> reads.Invited | None:
    return reads.invited(row_id) if _is_genuine(request, row_id, signature) else None


def _is_genuine(request: HttpRequest, row_id: uuid.UUID, signature: str) -> bool:
    if is_genuine(row_id, signature):
        return True
    missed(request)
    return False
