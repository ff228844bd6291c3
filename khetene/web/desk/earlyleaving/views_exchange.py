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
from khetene.web.components.files import to_be_saved
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


class DecisionForm(KheteneForm):
    """Who is who, asked for each row with a name that is there already; and who works with those who are new."""

    def __init__(
        self, *args: Any, rows: Sequence[reads.Incoming], colleagues: Sequence[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked = [one for one in rows if one.candidates and not one.is_there]
        self.some_are_new = any(one.is_new for one in rows)
        for one in self.asked:
            said = {"line": one.row.line, "name": one.row.name}
            self.fields[f"line-{one.row.line}"] = forms.ChoiceField(
                label=_("Row %(line)s: %(name)s. Is it the same pupil?") % said, choices=_answers(one)
            )
        if self.asked or self.some_are_new:
            self.fields["colleague"] = forms.ChoiceField(
                label=gettext_lazy("Who works with pupils who are new?"),
                choices=[("", gettext_lazy("choose")), *colleagues],
                required=self.some_are_new,
            )

    def decisions(self) -> dict[int, str]:
        """What was said, by line."""
        return {one.row.line: self.cleaned_data[f"line-{one.row.line}"] for one in self.asked}

    def colleague(self) -> uuid.UUID | None:
        chosen = self.cleaned_data.get("colleague", "")
        return uuid.UUID(chosen) if chosen else None


def _answers(one: reads.Incoming) -> list[tuple[str, Any]]:
    same = [
        (str(each.id), " ".join(filter(None, (_("the same:"), each.called, ", ".join(each.plans)))))
        for each in one.candidates
    ]
    more = [("new", _("another pupil with the same name")), ("skip", _("leave this row out"))]
    return [("", gettext_lazy("choose")), *same, *more]


@page(allowed_to=leads_a_school)
def exchange_file(request: ActorRequest) -> HttpResponse:
    """All pupils of the register of the school, as CSV or XLSX; the trail says for each that it left."""
    rows = reads.outgoing(actor=request.actor)
    is_csv = request.GET.get("format") == "csv"
    actions.record_sending([uuid.UUID(row.record) for row in rows], actor=request.actor)
    answer = HttpResponse(as_csv(rows) if is_csv else as_xlsx(rows), content_type="text/csv" if is_csv else XLSX)
    return to_be_saved(answer, f"viis.{'csv' if is_csv else 'xlsx'}")


@page(allowed_to=leads_a_school, writes=("POST",))
def exchange(request: ActorRequest) -> HttpResponse:
    """Choose a file and see what it would change; nothing is written before the second step."""
    if request.method == "POST" and "checked" in request.POST:
        return _write(request)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        found = attempt(form, lambda: _read(form.cleaned_data["file"].read(), request))
        if found:
            rows, problems = found
            return _preview(request, rows, problems, _signed(rows, request))
    return render(request, "desk/earlyleaving/exchange.html", {"form": form, "columns": COLUMNS, "rows": None})


def _preview(
    request: ActorRequest,
    rows: Sequence[reads.Incoming],
    problems: Sequence[Problem],
    checked: str,
    decision: DecisionForm | None = None,
) -> HttpResponse:
    """What the file would change, with what was answered already and what is missing."""
    context: dict[str, Any] = {
        "form": FileForm(),
        "columns": COLUMNS,
        "rows": rows,
        "problems": problems,
        "counts": _counts(rows),
        "checked": checked if rows and not problems else "",
        "decision": decision or _decision_form(request, rows),
    }
    return render(request, "desk/earlyleaving/exchange.html", context)


def _decision_form(request: ActorRequest, rows: Sequence[reads.Incoming], data: Any = None) -> DecisionForm:
    return DecisionForm(data, rows=rows, colleagues=reads.colleagues(actor=request.actor))


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
        "new": sum(one.is_new for one in rows),
    }


def _signed(rows: Sequence[reads.Incoming], request: ActorRequest) -> str:
    """The rows travel on in the form, signed for this person alone."""
    plain = [asdict(one.row) | {"counted_on": str(one.row.counted_on or "")} for one in rows]
    return signing.dumps({"rows": plain}, salt=_salt(request), compress=True)


def _salt(request: ActorRequest) -> str:
    return f"exchange of {request.actor.membership_key}"


def _write(request: ActorRequest) -> HttpResponse:
    """The second step; where an answer is missing, the same rows stand there again with those that were given."""
    checked = request.POST["checked"]
    try:
        plain = signing.loads(checked, salt=_salt(request), max_age=VALID_SECONDS)
    except signing.BadSignature:
        messages.error(request, _("The preview is too old. Choose the file again."))
        return redirect("early:exchange")
    rows = [_row(row) for row in plain["rows"]]
    found, problems = reads.incoming(rows, actor=request.actor)
    form = _decision_form(request, found, request.POST)
    changed = None
    if not problems and form.is_valid():
        decisions, colleague = form.decisions(), form.colleague()
        changed = attempt(
            form, lambda: actions.take_in(rows, decisions=decisions, colleague_id=colleague, actor=request.actor)
        )
    if changed is None:
        return _preview(request, found, problems, checked, form)
    sentence = ngettext("%(number)s row is recorded.", "%(number)s rows are recorded.", changed)
    messages.success(request, sentence % {"number": changed})
    return redirect("early:pupils")


def _row(plain: dict[str, Any]) -> ExchangeRow:
    day = plain["counted_on"]
    changes = {"counted_on": date.fromisoformat(day) if day else None, "places": tuple(plain["places"])}
    return ExchangeRow(**plain | changes)
