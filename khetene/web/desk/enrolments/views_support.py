"""Giving support: to one person, to a group on one screen; correcting and confirming what was written."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khetene.accounts.rules import works_with_cases
from khetene.enrolments import actions, reads
from khetene.enrolments.rules import takes_a_scan
from khetene.kernel import clock
from khetene.kernel.translated import Translated
from khetene.programmes import reads as programmes
from khetene.web.desk.enrolments.forms import CorrectionForm, GiveForm, GroupForm
from khetene.web.desk.enrolments.views_steps import show, shown_page
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=works_with_cases, writes=("POST",))
def give(request: ActorRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """One support to one person. A refusal says why and how much is left."""
    shown = shown_page(enrolment_id, request)
    supports = reads.support_choices(programmes.operation(shown.programme))
    if not shown.gives_support or not supports:
        raise Http404
    form = GiveForm(
        request.POST or None, supports=supports, givers=_givers(shown.programme), initial={"on": clock.today()}
    )
    if request.method == "POST" and form.is_valid():
        support = form.cleaned_data["support"]
        given = attempt(
            form, lambda: actions.give_support(enrolment_id, support=support, **form.amounts(), actor=request.actor)
        )
        if given:
            messages.success(request, _("The support is recorded."))
            return redirect("enrolments:enrolment", enrolment_id)
    return show(request, shown, form, _("Record a support"))


def _givers(programme: str, support_id: str = "") -> list[tuple[str, str]]:
    """Who may give a support, and who may never be paid for it: choosing that is refused with the reason."""
    supports = programmes.operation(programme).supports or ()
    wanted = [support for support in supports if support_id in ("", support.id)]
    entries = [entry for support in wanted for entry in (*support.given_by, *support.never_by)]
    return list({entry.id: str(Translated(entry.title)) for entry in entries}.items())


@page(allowed_to=works_with_cases)
def groups(request: ActorRequest) -> HttpResponse:
    """In which programme the group is."""
    return render(request, "desk/enrolments/groups.html", {"programmes": reads.enrolling(programmes.published())})


@page(allowed_to=works_with_cases, writes=("POST",))
def group(request: ActorRequest, programme_id: str) -> HttpResponse:
    """The same support for everybody who was there, on one screen; all or nothing."""
    published = programmes.published()
    operation = published.operations.get(programme_id)
    if operation is None:
        raise Http404
    people = reads.group(programme_id, published, actor=request.actor)
    form = GroupForm(
        request.POST or None,
        people=people,
        supports=reads.support_choices(operation),
        givers=_givers(programme_id),
        initial={"on": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        common: dict[str, Any] = {name: form.amounts()[name] for name in ("on", "given_as", "giver")}
        support = form.cleaned_data["support"]
        made = attempt(
            form, lambda: actions.give_together(form.entries(), support=support, **common, actor=request.actor)
        )
        if made:
            sentence = ngettext("Recorded for %(number)s person.", "Recorded for %(number)s people.", len(made))
            messages.success(request, sentence % {"number": len(made)})
            chosen = operation.support(support)
            to_sign = f"?to_sign={made[0].pk}" if chosen and takes_a_scan(made[0].confirmation, chosen.confirm) else ""
            return redirect(reverse("enrolments:group", args=[programme_id]) + to_sign)
    title = published.titles[programme_id]
    context = {"form": form, "people": people, "title": title, "to_sign": _to_sign(request)}
    return render(request, "desk/enrolments/group.html", context)


def _to_sign(request: ActorRequest) -> uuid.UUID | None:
    """What was recorded a moment ago, where those who were there may sign for it."""
    try:
        return uuid.UUID(request.GET.get("to_sign", ""))
    except ValueError:
        return None


@page(allowed_to=works_with_cases, writes=("POST",))
def correct(request: ActorRequest, delivery_id: uuid.UUID) -> HttpResponse:
    """What was written stays; the corrected entry stands beside it with the reason."""
    enrolment, row, support = reads.delivery(delivery_id, actor=request.actor)
    shown = shown_page(enrolment.pk, request)
    form = CorrectionForm(
        request.POST or None,
        givers=_givers(enrolment.programme, support),
        initial={
            "on": row.given_on,
            "quantity": row.quantity or None,
            "euro": Decimal(row.cents) / 100 or None,
            "given_as": row.given_as,
            "giver": row.giver,
        },
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done = attempt(
            form,
            lambda: actions.correct_delivery(
                delivery_id, reason=data["reason"], strike=data["strike"], **form.amounts(), actor=request.actor
            ),
        )
        if done:
            messages.success(request, _("The correction is recorded; the earlier entry stays readable."))
            return redirect("enrolments:enrolment", enrolment.pk)
    return show(request, shown, form, _("Correct: %(support)s") % {"support": row.support_label})
