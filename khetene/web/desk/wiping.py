"""Words that must not be kept: a page shows them once more, and after the answer they are deleted for good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.web.components.forms import KheteneForm
from khetene.web.http import ActorRequest, attempt


def wipe_after_a_question(
    request: ActorRequest, wipe: Callable[[], Any], *, caption: str, facts: Sequence[tuple[str, str]], back: str
) -> HttpResponse:
    """`facts` are the words with their labels; `back` is the page where they stand."""
    form = KheteneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        attempt(form, wipe)
        if not form.errors:
            messages.success(request, _("The words are deleted."))
            return redirect(back)
    return render(request, "desk/wipe.html", {"caption": caption, "facts": facts, "back": back, "form": form})
