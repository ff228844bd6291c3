"""A page that shows every component with invented content."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from khetene.web.components import samples
from khetene.web.http import anybody, page


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
