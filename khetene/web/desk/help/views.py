"""What everybody may read without signing in: what is kept and how long, and how to use the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from khetene.kernel.reads import kept_for_a_time
from khetene.web.http import anybody, page

# From which day the years are counted, in the words of a reader.
COUNTED_FROM = {
    "needed_until": _("after the last semester of its plans"),
    "tracked_until": _("after the agreement or the help ended"),
    "closed_on": _("after it was closed"),
    "changed_on": _("after the last change"),
    "closes_on": _("after its last day"),
    "counted_until": _("after the end of the quarter"),
    "valid_to": _("after its last day"),
    "kept_on": _("after it was typed"),
    "at": _("after it happened"),
    "added_at": _("after it was added"),
    "happened_on": _("after it happened"),
    "first": _("after the month began"),
    "ends": _("after its last day"),
    "ended_at": _("after it ended"),
    "held_on": _("after the gathering"),
    "until": _("after the gathering"),
    "waits_until": _("after it was asked for and not confirmed"),
    "signed_on": _("after nothing that it confirms is kept any more"),
    "out_since": _("after the last time that they took part"),
}


@dataclass(frozen=True, slots=True)
class Kept:
    why: str
    years: int
    counted_from: Any
    legal_basis: str
    controller: str


@page(allowed_to=anybody)
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why, how long and who answers for it: the same rules by which it is deleted."""
    rows = [
        Kept(str(rule.purpose), rule.years, COUNTED_FROM[rule.after], str(rule.legal_basis), str(rule.controller))
        for rule in kept_for_a_time()
    ]
    return render(request, "desk/help/privacy.html", {"rows": rows})


@page(allowed_to=anybody)
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/help/accessibility.html")


@page(allowed_to=anybody)
def keyboard(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/help/keyboard.html")
