"""From where a page may load anything: the same for every page, so its header is built once."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import HEADER
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse


class OnePolicy:
    """Sets the policy of `CONTENT_SECURITY_POLICY`. No page of the house has rules or a nonce of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response, self.policy = get_response, build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer.headers.setdefault(HEADER, self.policy)
        return answer
