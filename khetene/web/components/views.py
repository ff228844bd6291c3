"""A page that shows every component with invented content, and the preview of long texts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from khetene.kernel.prose import as_html
from khetene.web.components import samples
from khetene.web.components.forms import ProseForm
from khetene.web.http import anybody, page, signed_in


@page(allowed_to=anybody)
def gallery(request: HttpRequest) -> HttpResponse:
    context: dict[str, Any] = {
        "form": samples.GalleryForm(prefix="plain"),
        "wrong": samples.GalleryForm(samples.WRONG, prefix="wrong"),
        "narrow_form": samples.GalleryForm(prefix="narrow"),
        "page": samples.middle_page(),
        **samples.shown(),
    }
    return render(request, "components/gallery.html", context)


@page(allowed_to=signed_in, writes=("POST",))
def prose(request: HttpRequest) -> HttpResponse:
    """How long texts are written, and how one will look; nothing is kept. The buttons over a text ask for the piece alone."""
    form = ProseForm(request.POST or None)
    preview = as_html(form.cleaned_data["text"]) if form.is_valid() else ""
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return HttpResponse(preview)
    return render(request, "components/prose.html", {"form": form, "preview": preview})
