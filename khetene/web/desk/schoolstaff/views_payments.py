"""From what a post is paid; where the rule says no, the page offers what helps instead."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from khetene.kernel import clock
from khetene.schoolstaff import actions, reads
from khetene.schoolstaff.rules import heads_a_school
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.schoolstaff.forms import EndForm, PayForm
from khetene.web.desk.schoolstaff.views_posts import about_post
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=heads_a_school, writes=("POST",))
def pay(request: ActorRequest, post_id: uuid.UUID) -> HttpResponse:
    """From what the post is paid; where the rule blocks, the page offers another service."""
    shown = reads.post_page(post_id, actor=request.actor)
    form = PayForm(
        request.POST or None,
        payers=reads.payer_choices(shown.row.kind),
        initial={"valid_from": shown.row.valid_from, "share": 1},
    )
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.pay_from(post_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("It is noted who pays."))
            return redirect("staff:post", post_id)
    blocked = shown.instead if form.errors else None
    return about_post(request, shown, form, _("Who pays the post"), instead=blocked)


@page(allowed_to=heads_a_school, writes=("POST",))
def end_payment(request: ActorRequest, payment_id: uuid.UUID) -> HttpResponse:
    """The last day on which this source pays."""
    shown, row = reads.payment_of_post(payment_id, actor=request.actor)
    form = EndForm(request.POST or None, initial={"valid_to": row.valid_to or max(clock.today(), row.valid_from)})
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.end_payment(payment_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("The last day is noted. From the day after it another source can pay."))
            return redirect("staff:post", shown.row.id)
    return about_post(request, shown, form, _("Until when it is paid: %(payer)s") % {"payer": row.title})


@page(allowed_to=heads_a_school, writes=("POST",))
def correct_payment(request: ActorRequest, payment_id: uuid.UUID) -> HttpResponse:
    """What was noted wrongly stays to be seen, and the right one stands instead of it."""
    shown, row = reads.payment_of_post(payment_id, actor=request.actor)
    form = PayForm(
        request.POST or None,
        payers=reads.payer_choices(shown.row.kind),
        initial={name: getattr(row, name) for name in ("payer", "share", "valid_from", "valid_to")},
    )
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.correct_payment(payment_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("It is corrected."))
            return redirect("staff:post", shown.row.id)
    blocked = shown.instead if form.errors else None
    return about_post(request, shown, form, _("Correct who pays the post"), instead=blocked)


@page(allowed_to=heads_a_school, writes=("POST",))
def take_back_payment(request: ActorRequest, payment_id: uuid.UUID) -> HttpResponse:
    """Ask first; it stays to be seen and counts no more."""
    shown, row = reads.payment_of_post(payment_id, actor=request.actor)
    form = KheteneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and attempt(form, lambda: actions.take_back_payment(payment_id, actor=request.actor)):
        messages.success(request, _("It counts no more."))
        return redirect("staff:post", shown.row.id)
    title = _("Nobody paid this: %(payer)s") % {"payer": row.title}
    return about_post(request, shown, form, title, submit=_("Take it back"))
