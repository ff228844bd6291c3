"""Two records that may be the same pupil: the head of the school looks at both and decides."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khetene.earlyleaving import actions, reads
from khetene.earlyleaving.rules import leads_a_school
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.earlyleaving.forms import OtherNameForm
from khetene.web.desk.wiping import wipe_after_a_question
from khetene.web.http import ActorRequest, attempt, page


class JoinForm(KheteneForm):
    kept = forms.ChoiceField(label=gettext_lazy("Which record stays, with its name?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("How do you know that it is the same pupil?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "An equal name alone is not enough. The head of the school reads this, and nobody else. No personal code."
        ),
    )

    def __init__(self, *args: Any, records: tuple[reads.OneOfTwo, reads.OneOfTwo], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        both = (_("the first one: %(name)s"), _("the second one: %(name)s"))
        self.offer(
            "kept", [(str(row.id), words % {"name": row.called}) for row, words in zip(records, both, strict=True)]
        )


@page(allowed_to=leads_a_school, writes=("POST",))
def perhaps_the_same(request: ActorRequest, pupil_id: uuid.UUID) -> HttpResponse:
    """Other records with the same name, or with a name that is looked for: that one travels in the body."""
    form = OtherNameForm(request.POST or None)
    searched = request.method == "POST" and form.is_valid()
    called = form.cleaned_data["called"] if searched else ""
    context = {
        "form": form,
        "pupil": reads.pupil_page(pupil_id, actor=request.actor),
        "rows": reads.perhaps_the_same(pupil_id, actor=request.actor, called=called),
        "searched": searched,
    }
    return render(request, "desk/earlyleaving/perhaps_the_same.html", context)


@page(allowed_to=leads_a_school, writes=("POST",))
def join_pupils(request: ActorRequest, pupil_id: uuid.UUID, other_pupil_id: uuid.UUID) -> HttpResponse:
    """Both side by side, what would happen, and the decision with its reason."""
    records = reads.two_records(pupil_id, other_pupil_id, actor=request.actor)
    for row in records:
        if request.method != "POST":
            actions.record_opening("pupil", row.id, actor=request.actor, silo=request.actor.organisation_key)
    form = JoinForm(request.POST or None, records=records)
    if request.method == "POST" and form.is_valid():
        kept = uuid.UUID(form.cleaned_data["kept"])
        other = next(row.id for row in records if row.id != kept)
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: actions.join_pupils(kept, other, reason=reason, actor=request.actor)):
            messages.success(request, _("The two records are one now."))
            return redirect("early:pupil", kept)
    context = {"form": form, "records": records, "pupil": records[0]}
    return render(request, "desk/earlyleaving/join_pupils.html", context)


@page(allowed_to=leads_a_school, writes=("POST",))
def wipe_joining(request: ActorRequest, pupil_id: uuid.UUID, joining_id: uuid.UUID) -> HttpResponse:
    """Delete the other name and the reason for good, after a question."""
    row = reads.joining(pupil_id, joining_id, actor=request.actor)
    facts = [
        (_("Name of the other record"), row.was_called),
        (_("How do you know that it is the same pupil?"), row.reason),
    ]
    return wipe_after_a_question(
        request,
        lambda: actions.wipe_joining(joining_id, actor=request.actor),
        caption=_("Records that became one"),
        facts=facts,
        back=reverse("early:pupil", args=[pupil_id]),
    )
