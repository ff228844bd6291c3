"""Open data: published editions for everybody, as pages and as files, without signing in. Nothing else is read here."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control

from khetene.publishing import files, reads
from khetene.publishing.files.words import LICENCE, citation
from khetene.web.desk.publishing.words import table_context
from khetene.web.http import anybody, page

AN_HOUR = 3600
JSON_LD, JSON = "application/ld+json", "application/json"


def _base() -> str:
    return settings.PUBLIC_ADDRESS.rstrip("/") + reverse("publishing:open_data")


@page(allowed_to=anybody)
def open_data(request: HttpRequest) -> HttpResponse:
    """What there is, how it is protected, and under which licence it may be used."""
    context = {"sets": reads.open_data_sets(), "licence": LICENCE, "formats": files.FORMATS.values()}
    return render(request, "desk/publishing/open_data.html", context)


@page(allowed_to=anybody)
def data_set(request: HttpRequest, data_set: str) -> HttpResponse:
    """All editions of one data set."""
    found = next((one for one in reads.open_data_sets() if one.id == data_set), None)
    if found is None:
        raise Http404
    return render(request, "desk/publishing/data_set.html", {"found": found, "formats": files.FORMATS.values()})


@page(allowed_to=anybody)
def open_edition(request: HttpRequest, data_set: str, span: str, number: int) -> HttpResponse:
    """One published table; the address by which it is cited."""
    shown = reads.edition_page(data_set, span, number)
    context = {
        "shown": shown,
        "formats": files.FORMATS.values(),
        "licence": LICENCE,
        "citation": citation(shown.content, shown.line.published_at, f"{_base()}{data_set}/{span}/{number}/"),
        **table_context(shown.table),
    }
    return render(request, "desk/publishing/open_edition.html", context)


@page(allowed_to=anybody)
def edition_file(request: HttpRequest, data_set: str, span: str, number: int, ending: str) -> HttpResponse:
    """One edition in one format."""
    form = files.FORMATS.get(ending)
    if form is None:
        raise Http404
    body = files.file_of(reads.edition(data_set, span, number), ending, _base())
    return _file(request, body, form.media_type, f"{data_set}-{span}-{number}.{ending}")


@page(allowed_to=anybody)
def structure(request: HttpRequest, data_set: str) -> HttpResponse:
    """The SDMX structure of one data set."""
    editions = reads.published_of(data_set)
    if not editions:
        raise Http404
    return _file(request, files.structure_of(editions), JSON)


@page(allowed_to=anybody)
def catalogue(request: HttpRequest) -> HttpResponse:
    """The catalogue that data portals collect (DCAT-AP 3)."""
    return _file(request, files.catalogue(reads.published(), _base()), JSON_LD)


def _file(request: HttpRequest, body: bytes, media_type: str, name: str = "") -> HttpResponse:
    """With a tag of its content, so that who has it already is told so; kept by caches for an hour."""
    response = HttpResponse(body, content_type=media_type)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response["ETag"] = tag
    response["Access-Control-Allow-Origin"] = "*"
    if name:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    patch_cache_control(response, public=True, max_age=AN_HOUR)
    return get_conditional_response(request, etag=tag, response=response) or response
