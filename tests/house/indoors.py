"""Pages asked by somebody who is in already: each page's own guard and view answer, as they do behind the door.

What stands before them (sessions, languages, the page for "not found") is the same for every address, and takes three
quarters of the time of a matrix of addresses and roles. `test_access_matrix` compares the answers of both ways
for one person.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseNotFound
from django.test import Client, RequestFactory
from django.urls import resolve

ASK = RequestFactory()
OF_ONE_REQUEST = {"GET", "POST", "FILES", "environ", "META", "resolver_match"}


class Indoors:
    """Somebody who came in by the door; every page is asked with what the door said about them."""

    def __init__(self, client: Client) -> None:
        came_in = vars(client.get("/").wsgi_request)
        plain = vars(ASK.get("/"))
        self._said = {
            name: value
            for name, value in came_in.items()
            if name not in plain and name not in OF_ONE_REQUEST and not name.startswith("_")
        }
        self._said["LANGUAGE_CODE"] = came_in["LANGUAGE_CODE"]

    def get(self, address: str) -> HttpResponse:
        """The answer of the page; an error in it is the test's."""
        request: Any = ASK.get(address)
        vars(request).update(self._said)
        match = request.resolver_match = resolve(request.path_info)
        try:
            answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
        except Http404:
            return HttpResponseNotFound()
        return answer
