"""Taking recommendations out of a document: the text, its paragraphs, a form for each chosen one, then all at once."""

from __future__ import annotations

import functools
import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khetene.directory import reads as directory
from khetene.guidance import actions, reads
from khetene.guidance.enums import AddresseeGroup
from khetene.guidance.rules import keeps_the_register
from khetene.kernel import clock
from khetene.kernel.errors import DomainError
from khetene.kernel.wordfiles import paragraphs_of_file, paragraphs_of_text
from khetene.territory.reads import municipality_choices
from khetene.web.desk.guidance.forms_reading import DocumentForm, FinishForm, PassageForm
from khetene.web.http import ActorRequest, attempt, page

MOST_AT_ONCE = 15


@page(allowed_to=keeps_the_register, writes=("POST",))
def documents(request: ActorRequest) -> HttpResponse:
    """Paste or choose a text; nothing becomes a recommendation before it is marked."""
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        kept = attempt(form, lambda: _keep(form, request))
        if kept:
            return redirect("guidance:read_document", kept.pk)
    context = {"form": form, "rows": reads.documents(actor=request.actor)}
    return render(request, "desk/guidance/documents.html", context)


def _keep(form: DocumentForm, request: ActorRequest) -> Any:
    given = dict(form.cleaned_data)
    file, text = given.pop("file"), given.pop("text")
    found = paragraphs_of_file(file.name, file.read()) if file else paragraphs_of_text(text)
    return actions.keep_document(**given, paragraphs=found, actor=request.actor)


@page(allowed_to=keeps_the_register)
def read_document(request: ActorRequest, document_id: uuid.UUID) -> HttpResponse:
    """The numbered paragraphs; a tick for each that says something."""
    shown = reads.document(document_id, actor=request.actor)
    return render(request, "desk/guidance/document.html", {"shown": shown, "row": shown.row, "most": MOST_AT_ONCE})


@page(allowed_to=keeps_the_register, writes=("POST",))
def passages(request: ActorRequest, document_id: uuid.UUID) -> HttpResponse:
    """One form for each chosen paragraph; all are recorded, or none."""
    shown = reads.document(document_id, actor=request.actor)
    chosen = set(request.GET.getlist("p"))
    ticked = [row for row in shown.paragraphs if str(row.number) in chosen]
    now, later = ticked[:MOST_AT_ONCE], ticked[MOST_AT_ONCE:]
    pairs = _pairs(request, now)
    if not pairs:
        messages.error(request, _("Tick at least one paragraph."))
        return redirect("guidance:read_document", document_id)
    if request.method == "POST":
        whole = [form.is_valid() for _row, form in pairs]  # each is asked, so that each shows what it lacks
        if all(whole) and _record(request, shown, pairs):
            return redirect(_next_page(document_id, later))
    forms = [form for _row, form in pairs]
    context = {"shown": shown, "row": shown.row, "pairs": pairs, "forms": forms, "later": len(later)}
    return render(request, "desk/guidance/passages.html", context)


def _next_page(document_id: uuid.UUID, later: list[reads.Paragraph]) -> str:
    """What was ticked beyond the most at once comes next; otherwise the document."""
    if not later:
        return reverse("guidance:read_document", args=[document_id])
    query = urlencode({"p": [row.number for row in later]}, doseq=True)
    return f"{reverse('guidance:passages', args=[document_id])}?{query}"


def _pairs(request: ActorRequest, rows: list[reads.Paragraph]) -> list[tuple[reads.Paragraph, PassageForm]]:
    """A form for each paragraph; what can be chosen is asked for once, however many there are."""
    if not rows:
        return []
    places, offices = municipality_choices(on=clock.today()), directory.organisation_choices(on=clock.today())
    to = [*AddresseeGroup.choices, *offices]
    return [
        (
            row,
            PassageForm(
                request.POST or None, prefix=f"p{row.number}", places=places, to=to, initial={"words": row.text}
            ),
        )
        for row in rows
    ]


def _record(request: ActorRequest, shown: reads.DocumentPage, pairs: list[tuple[reads.Paragraph, PassageForm]]) -> bool:
    """Whether all became statements; a refusal stands at the form of its paragraph, and nothing is written."""
    items = [form.passage(row.number) for row, form in pairs]
    for (_row, form), item in zip(pairs, items, strict=True):
        attempt(form, functools.partial(actions.check_passage, shown.row.id, item, actor=request.actor))
    if any(form.errors for _row, form in pairs):
        return False
    try:
        kept = actions.record_passages(shown.row.id, items, actor=request.actor)
    except DomainError as refusal:
        pairs[0][1].add_error(None, str(refusal.message))
        return False
    words = ngettext("%(number)s passage is recorded.", "%(number)s passages are recorded.", len(kept))
    messages.success(request, words % {"number": len(kept)})
    return True


@page(allowed_to=keeps_the_register, writes=("POST",))
def finish_document(request: ActorRequest, document_id: uuid.UUID) -> HttpResponse:
    """The text goes; what was taken out of it stays."""
    shown = reads.document(document_id, actor=request.actor)
    form = FinishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.finish_document(document_id, actor=request.actor)
        messages.success(request, _("The text is deleted. What was taken out of it stays."))
        return redirect("guidance:documents")
    back = reverse("guidance:read_document", args=[document_id])
    context = {"form": form, "title": _("Delete the text"), "submit": _("Delete the text"), "back_to": back}
    return render(request, "desk/guidance/form.html", {**context, "named": shown.row.title})
