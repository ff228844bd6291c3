"""Confirmation by the client: on screen, or on paper with a scan of what was signed; the signature list to be printed."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts.rules import works_with_cases
from khetene.enrolments import actions, reads
from khetene.enrolments.enums import Confirmation
from khetene.kernel import clock
from khetene.web.components.files import handed_out
from khetene.web.desk.enrolments.forms_confirm import ConfirmForm, RemoveScanForm
from khetene.web.desk.enrolments.views_steps import show, shown_page
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=works_with_cases, writes=("POST",))
def confirm(request: ActorRequest, delivery_id: uuid.UUID) -> HttpResponse:
    """The client confirms what they were given, where the programme asks for it; one list may be of a whole group."""
    session = reads.session_of(delivery_id, actor=request.actor)
    entry = next(each for each in session if each.row.id == delivery_id)
    if not entry.row.takes_a_scan:
        raise Http404
    shown = shown_page(entry.enrolment_id, request)
    others = [each for each in session if each is not entry and each.row.takes_a_scan]
    form = ConfirmForm(
        request.POST or None,
        request.FILES or None,
        others=[(str(each.row.id), f"{each.called} {each.key}") for each in others],
        only_scan=entry.row.confirmation != Confirmation.WAITING,
        sees_everybody=reads.sees_whole_session(delivery_id, actor=request.actor),
        initial={"on": entry.row.confirmed_on or clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: _confirmed(form, delivery_id, request)):
            messages.success(request, _("The confirmation is recorded."))
            return redirect("enrolments:enrolment", entry.enrolment_id)
    title = _("Confirmation: %(support)s") % {"support": entry.row.support_label}
    return show(request, shown, form, title, to_print=delivery_id)


def _confirmed(form: ConfirmForm, delivery_id: uuid.UUID, request: ActorRequest) -> object:
    data = form.cleaned_data
    if not data["file"]:
        return actions.confirm_delivery(delivery_id, how=data["how"], on=data["on"], actor=request.actor)
    covered = [delivery_id, *map(uuid.UUID, data["also"])]
    return actions.confirm_on_paper(
        covered, on=data["on"], given=data["file"], only_seen=form.only_seen, actor=request.actor
    )


@page(allowed_to=works_with_cases)
def signature_list(request: ActorRequest, delivery_id: uuid.UUID) -> HttpResponse:
    """A list to be printed and signed by everybody who was there."""
    session = reads.session_of(delivery_id, actor=request.actor)
    shown = shown_page(session[0].enrolment_id, request)
    context = {"entries": session, "first": session[0].row, "line": shown.line}
    return render(request, "desk/enrolments/signature_list.html", context)


@page(allowed_to=works_with_cases, writes=("POST",))
def scan(request: ActorRequest, scan_id: uuid.UUID) -> HttpResponse:
    """What a scan confirms; removing it takes the confirmation back."""
    shown = reads.scan_page(scan_id, actor=request.actor)
    form = RemoveScanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why_removed"]
        if attempt(form, lambda: actions.remove_scan(scan_id, why=why, actor=request.actor)):
            messages.success(request, _("The scan is removed, with its bytes. What it confirmed is as it was before."))
            return redirect("enrolments:enrolment", shown.entries[0].enrolment_id)
    return render(request, "desk/enrolments/scan.html", {"shown": shown, "form": form, "scan_id": scan_id})


@page(allowed_to=works_with_cases)
def scan_file(request: ActorRequest, scan_id: uuid.UUID) -> HttpResponse:
    """The file to be saved; it is never shown inside the site."""
    return handed_out(reads.opened_scan(scan_id, actor=request.actor))
