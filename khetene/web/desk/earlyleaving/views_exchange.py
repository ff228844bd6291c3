"""Files for VIIS and from it: the head of the school starts it, sees what would change, and decides who is who."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from khetene.earlyleaving import actions, reads
from khetene.earlyleaving.exchange import COLUMNS, ExchangeRow, Problem, as_csv, as_xlsx, parse, table_of
from khetene.earlyleaving.rules import leads_a_school
from khetene.kernel.errors import DomainError
from khetene.web.components.forms import KheteneForm
from khetene.web.http import ActorRequest, attempt, page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1000
VALID_SECONDS = 3600


class FileForm(KheteneForm):
    about_others = False

    file = forms.FileField(
        label=gettext_lazy("File (.csv or .xlsx)"), widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"})
    )
    colleague = forms.ChoiceField(label=gettext_lazy("Who works with pupils who are new?"))

    def __init__(self, *args: Any, colleagues: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("colleague", [("", gettext_lazy("choose")), *colleagues])


@page(allowed_to=leads_a_school)
def exchange_file(request: ActorRequest) -> HttpResponse:
    """All pupils of the register of the school, as CSV or XLSX; the trail says for each that it left."""
    rows = reads.outgoing(actor=request.actor)
    is_csv = request.GET.get("format") == "csv"
    actions.record_sending([uuid.UUID(row.record) for row in rows], actor=request.actor)
    answer = HttpResponse(as_csv(rows) if is_csv else as_xlsx(rows), content_type="text/csv" if is_csv else XLSX)
    answer["Content-Disposition"] = f'attachment; filename="viis.{"csv" if is_csv else "xlsx"}"'
    return answer


@page(allowed_to=leads_a_school, writes=("POST",))
def exchange(request: ActorRequest) -> HttpResponse:
    """Choose a file and see what it would change; nothing is written before the second step."""
    if request.method == "POST" and "checked" in request.POST:
        return _write(request)
    form = FileForm(request.POST or None, request.FILES or None, colleagues=reads.colleagues(actor=request.actor))
    context: dict[str, Any] = {"form": form, "columns": COLUMNS, "rows": None, "problems": [], "checked": ""}
    if request.method == "POST" and form.is_valid():
        found = attempt(form, lambda: _read(form.cleaned_data["file"].read(), request))
        if found:
            rows, problems = found
            context |= {"rows": rows, "problems": problems, "counts": _counts(rows)}
            if rows and not problems:
                context["checked"] = _signed(rows, form.cleaned_data["colleague"], request)
    return render(request, "desk/earlyleaving/exchange.html", context)


def _read(content: bytes, request: ActorRequest) -> tuple[list[reads.Incoming], list[Problem]]:
    rows, problems = parse(table_of(content))
    if len(rows) > MOST_ROWS:
        raise DomainError(_("On this page at most %(rows)s rows at once.") % {"rows": MOST_ROWS})
    found, more = reads.incoming(rows, actor=request.actor)
    return found, problems + more


def _counts(rows: Sequence[reads.Incoming]) -> dict[str, int]:
    return {
        "there": sum(one.is_there for one in rows),
        "counted": sum(one.is_known and not one.is_there for one in rows),
        "new": sum(not one.is_known and not one.candidates for one in rows),
    }


def _signed(rows: Sequence[reads.Incoming], colleague: str, request: ActorRequest) -> str:
    """The rows travel on in the form, signed for this person alone."""
    plain = [asdict(one.row) | {"counted_on": str(one.row.counted_on or "")} for one in rows]
    return signing.dumps({"rows": plain, "colleague": colleague}, salt=_salt(request), compress=True)


def _salt(request: ActorRequest) -> str:
    return f"exchange of {request.actor.membership_key}"


def _write(request: ActorRequest) -> HttpResponse:
    try:
        plain = signing.loads(request.POST["checked"], salt=_salt(request), max_age=VALID_SECONDS)
        rows = [_row(row) for row in plain["rows"]]
        decisions = {row.line: request.POST.get(f"line-{row.line}", "") for row in rows}
        colleague = uuid.UUID(plain["colleague"])
        changed = actions.take_in(rows, decisions=decisions, colleague_id=colleague, actor=request.actor)
    except signing.BadSignature:
        messages.error(request, _("The preview is too old. Choose the file again."))
        return redirect("early:exchange")
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect("early:exchange")
    sentence = ngettext("%(number)s row is recorded.", "%(number)s rows are recorded.", changed)
    messages.success(request, sentence % {"number": changed})
    return redirect("early:pupils")


def _row(plain: dict[str, Any]) -> ExchangeRow:
    day = plain["counted_on"]
    return ExchangeRow(**plain | {"counted_on": date.fromisoformat(day) if day else None})
