"""My portfolio: mine alone, also when no post is left."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khetene.accounts.models import User
from khetene.mediation import actions, reads, reports
from khetene.mediation.enums import EntryKind
from khetene.web.components.files import to_be_saved
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.mediation.files import as_file
from khetene.web.desk.mediation.forms_portfolio import FORMS
from khetene.web.http import attempt, page, signed_in

NAME = "portfolio"
FIELDS = ("title", "giver", "taken_on", "hours", "certificate", "level")


@page(allowed_to=signed_in)
def portfolio(request: HttpRequest) -> HttpResponse:
    """What I learned and can do; as JSON, HTML, Word and PDF to take along."""
    me = _me(request)
    shown, kind = reads.portfolio(me.pk), request.GET.get("format", "")
    if kind == "json":
        answer: HttpResponse = JsonResponse(
            reports.portfolio_json(me.name, shown), json_dumps_params={"ensure_ascii": False, "indent": 2}
        )
        return _named(answer, kind)
    document = reports.portfolio_document(me.name, shown)
    if kind == "html":
        return _named(render(request, "desk/mediation/portfolio_file.html", document.as_dict()), kind)
    if kind:
        return as_file(document, kind, NAME)
    return render(request, "desk/mediation/portfolio.html", {"shown": shown})


def _named(answer: HttpResponse, kind: str) -> HttpResponse:
    return to_be_saved(answer, f"{NAME}.{kind}")


@page(allowed_to=signed_in, writes=("POST",))
def add_entry(request: HttpRequest, entry_kind: str) -> HttpResponse:
    return _write(request, entry_kind, None, {})


@page(allowed_to=signed_in, writes=("POST",))
def change_entry(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    row = reads.portfolio_entry(entry_id, user_id=_me(request).pk)
    return _write(request, row.kind, entry_id, {name: getattr(row, name) for name in FIELDS})


@page(allowed_to=signed_in, writes=("POST",))
def remove_entry(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Ask first."""
    row = reads.portfolio_entry(entry_id, user_id=_me(request).pk)
    if request.method == "POST":
        actions.remove_entry(entry_id, user_id=_me(request).pk)
        messages.success(request, _("It is removed."))
        return redirect("mediation:portfolio")
    return _form(request, KheteneForm(), _("Remove it from the portfolio?"), words=row.title, submit=_("Remove"))


def _write(request: HttpRequest, kind: str, entry_id: uuid.UUID | None, initial: dict[str, Any]) -> HttpResponse:
    if kind not in EntryKind.values:
        raise Http404
    form = FORMS[kind](request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        me = _me(request).pk
        if attempt(form, lambda: actions.write_entry(kind, **form.cleaned_data, entry_id=entry_id, user_id=me)):
            messages.success(request, _("Saved."))
            return redirect("mediation:portfolio")
    return _form(request, form, str(EntryKind(kind).label))


def _form(request: HttpRequest, form: KheteneForm, title: str, *, words: str = "", submit: str = "") -> HttpResponse:
    context = {"form": form, "title": title, "caption": _("My portfolio"), "words": words, "submit": submit}
    return render(request, "desk/mediation/form.html", context | {"back_to": reverse("mediation:portfolio")})


def _me(request: HttpRequest) -> User:
    return cast("User", request.user)
