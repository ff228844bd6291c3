"""Forms that remember what was typed: the page's script keeps a draft on the server, the next opening shows it again."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.forms import Form
from django.http import QueryDict
from django.urls import reverse

from khetene.cases import actions, reads
from khetene.kernel import clock
from khetene.web.http import ActorRequest

AnyForm = TypeVar("AnyForm", bound=Form)


def drafted(
    request: ActorRequest, form_class: type[AnyForm], key: str, *, initial: dict[str, Any] | None = None, **kwargs: Any
) -> AnyForm:
    """The form with what was sent, else with what was being typed under `key`, else with `initial`."""
    if request.method == "POST":
        return form_class(request.POST, initial=initial, **kwargs)
    form = form_class(initial=initial, **kwargs)
    kept = reads.kept_draft(key, actor=request.actor)
    if kept:
        fields, form.kept_at = kept  # type: ignore[attr-defined]  # shown beside the form
        typed = QueryDict(mutable=True)
        for name, value in fields.items():
            typed.setlist(name, value if isinstance(value, list) else [value])
        for name, field in form.fields.items():
            form.initial[name] = field.widget.value_from_datadict(typed, {}, name)
    return form


def draft_attributes(key: str) -> dict[str, str]:
    """What the `<form>` carries so that the page's script knows where to keep the draft."""
    opened = urlencode({"opened": clock.now().isoformat()})
    return {"draft_key": key, "draft_url": f"{reverse('cases:keep_draft', args=[key])}?{opened}"}


def opened_at(request: ActorRequest) -> datetime | None:
    """When the page was opened that keeps a draft; None where it does not say."""
    try:
        said = datetime.fromisoformat(request.GET.get("opened", ""))
    except ValueError:
        return None
    return said if said.tzinfo else None


def sent(request: ActorRequest, key: str) -> None:
    """The form was sent; its draft is no longer needed."""
    actions.discard_draft(key, actor=request.actor)
