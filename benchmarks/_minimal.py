"""The smallest Django page that reads one indexed row: what a page of the desk is measured against."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from khetene.cases.models import Case


def one_row(request: HttpRequest, key: str) -> HttpResponse:
    case = Case.objects.only("key").get(pk=key)
    return HttpResponse(f"<!doctype html><title>{case.key}</title>")


urlpatterns = [path("lietas/<uuid:key>/", one_row)]
