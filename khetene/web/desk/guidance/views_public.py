"""What may be read without signing in: statements and practices that were marked public."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from khetene.guidance import reads
from khetene.guidance.enums import Theme
from khetene.web.desk.guidance.views import ON_A_PAGE, asked_as_file, asked_for, found_by
from khetene.web.http import anybody, page


@page(allowed_to=anybody)
def register(request: HttpRequest) -> HttpResponse:
    filters = asked_for(request)
    found = found_by(filters, public_only=True)
    if (answer := asked_as_file(request, found)) is not None:
        return answer
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "lines": reads.lines(shown.object_list),
        "filters": filters,
        "themes": sorted(Theme.choices, key=lambda choice: str(choice[1])),
    }
    return render(request, "desk/guidance/public.html", context)


@page(allowed_to=anybody)
def statement(request: HttpRequest, statement_id: uuid.UUID) -> HttpResponse:
    shown = reads.statement(statement_id, public_only=True)
    return render(request, "desk/guidance/public_statement.html", {"shown": shown, "row": shown.row, "public": True})


@page(allowed_to=anybody)
def practices(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/guidance/public_practices.html", {"rows": reads.public_practices()})


@page(allowed_to=anybody)
def practice(request: HttpRequest, practice_id: uuid.UUID) -> HttpResponse:
    shown = reads.public_practice(practice_id)
    return render(request, "desk/guidance/public_practice.html", {"shown": shown, "row": shown.row})
