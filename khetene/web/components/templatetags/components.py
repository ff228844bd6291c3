"""Components of every face: small templates with named arguments. The page `components:gallery` shows them all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from khetene.kernel.prose import as_html
from khetene.web.components.bound import BoundField
from khetene.web.components.escaping import escaped
from khetene.web.components.parts import Happening, Link, Message, Row, Task, Words

register = template.Library()
Context = dict[str, Any]

# One colour per kind of state, always together with its word.
COLOURS = {
    "green": (
        "met", "done", "kept", "accepted", "outcome", "fits", "agreed", "completed", "verified", "approved",
        "coming", "confirmed", "held", "paid", "shown",
    ),
    "yellow": (
        "under_way", "may_fit", "sent", "seen", "in_work", "draft", "planned", "pending", "unknown", "open",
        "approval", "review", "invited", "announced", "waiting", "partly", "committed",
    ),
    "red": ("declined", "not_met", "overdue", "refused", "cancelled"),
    "grey": ("dropped", "withdrawn", "replaced", "not_done", "does_not_fit", "not_in_force", "not_possible", "nowhere"),
}  # fmt: skip
COLOUR_OF = {state: colour for colour, states in COLOURS.items() for state in states}
KINDS_OF_BUTTON = {"": "", "secondary": " govuk-button--secondary", "warning": " govuk-button--warning"}


@register.simple_tag
def prose(text: str, *, first_heading: int = 3) -> SafeString:
    """A text with headings, lists and emphasis as safe HTML."""
    return as_html(text, first_heading=first_heading)


# What people press and follow


@register.inclusion_tag("components/button.html")
def button(*, text: Words, url: str = "", kind: str = "", name: str = "", value: str = "") -> Context:
    """A button that sends its form once, or with `url` a link that looks like one. `kind`: secondary or warning."""
    return {"text": text, "url": url, "look": KINDS_OF_BUTTON[kind], "name": name, "value": value}


@register.inclusion_tag("components/back_link.html")
def back_link(*, url: str, text: Words = "") -> Context:
    """One step back, above the heading."""
    return {"url": url, "text": text}


@register.inclusion_tag("components/print_button.html")
def print_button() -> Context:
    """For a page that is made for paper, where a phone hides "Print" deep in its menus. Without scripts it stays hidden."""
    return {}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*, links: Sequence[Link]) -> Context:
    """The way from the first page to here, without this page itself."""
    return {"links": links}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, *, page: Page[Any], name: str = "page", label: Words = "") -> Context:
    """Earlier and later pages; filters, order and the pages of other lists (each of its own `name`) stay in the address."""
    request: HttpRequest = context["request"]
    before = _address_with(request, **{name: page.number - 1}) if page.has_previous() else ""
    after = _address_with(request, **{name: page.number + 1}) if page.has_next() else ""
    return {"page": page, "before": before, "after": after, "label": label}


@register.inclusion_tag("components/sort_header.html", takes_context=True)
def sort_header(context: Context, *, text: Words, field: str) -> Context:
    """The head of a column that sorts the list by `?sort=field`, the second time by `?sort=-field`."""
    request: HttpRequest = context["request"]
    now = request.GET.get("sort", "")
    order = {field: "ascending", f"-{field}": "descending"}.get(now, "none")
    following = f"-{field}" if order == "ascending" else field
    return {"text": text, "order": order, "url": _address_with(request, sort=following, page=None)}


def _address_with(request: HttpRequest, **changes: Any) -> str:
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}"


# What stands on a page


@register.inclusion_tag("components/page_header.html")
def page_header(*, title: Words, caption: Words = "") -> Context:
    """The one first-level heading of a page, with a quiet line above it."""
    return {"title": title, "caption": caption}


@register.simple_tag
def tag(*, text: Words, state: str = "", colour: str = "") -> SafeString:
    """A state as a word on a colour. Drawn without a template of its own, because it stands in every row of long lists."""
    return SafeString(
        f'<strong class="govuk-tag govuk-tag--{colour or COLOUR_OF.get(state, "grey")}">{escaped(text)}</strong>'
    )


@register.inclusion_tag("components/badge.html")
def badge(*, text: Words, colour: str = "green") -> Context:
    """A quiet mark beside a heading, for what is not a state."""
    return {"text": text, "colour": colour}


@register.inclusion_tag("components/summary_list.html")
def summary_list(*, rows: Sequence[Row], title: Words = "") -> Context:
    """Facts as pairs with what can be done with each; with `title` as a card."""
    return {"rows": rows, "title": title}


@register.inclusion_tag("components/timeline.html")
def timeline(*, items: Sequence[Happening]) -> Context:
    """What happened, in the order given."""
    return {"items": items}


@register.inclusion_tag("components/identity_bar.html")
def identity_bar(*, title: Words, facts: Sequence[Row] = (), actions: Sequence[Link] = ()) -> Context:
    """Whose page this is, on all pages of one case."""
    return {"title": title, "facts": facts, "actions": actions}


@register.inclusion_tag("components/message_thread.html")
def message_thread(*, messages: Sequence[Message], label: Words) -> Context:
    """A conversation between two offices."""
    return {"messages": messages, "label": label}


@register.inclusion_tag("components/task_list.html")
def task_list(*, tasks: Sequence[Task], name: str = "task") -> Context:
    """Things to do with their state. `name` keeps the ids of two lists on one page apart."""
    lines = [{"task": task, "colour": COLOUR_OF.get(task.state, "grey")} for task in tasks]
    return {"lines": lines, "name": name}


@register.inclusion_tag("components/progress.html")
def progress(*, label: Words, done: int, total: int, name: str = "progress") -> Context:
    """How far something is, as a bar and in words."""
    return {"label": label, "done": done, "total": total, "name": name}


@register.inclusion_tag("components/warning.html")
def warning(*, text: Words) -> Context:
    """A sentence that must not be overlooked."""
    return {"text": text}


@register.inclusion_tag("components/empty_state.html")
def empty_state(*, title: Words, text: Words = "", link: Link | None = None) -> Context:
    """What an empty list says: that it is empty, and what to do next."""
    return {"title": title, "text": text, "link": link}


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm | BaseFormSet[Any]) -> Context:
    """What is wrong, at the top, each with a link to its field."""
    return {"errors": [error for form in forms if form.is_bound for error in _errors_of(form)]}


def _errors_of(form: BaseForm | BaseFormSet[Any]) -> list[Context]:
    if isinstance(form, BaseFormSet):
        whole = [{"text": message, "field": ""} for message in form.non_form_errors()]
        return whole + [error for each in form.forms for error in _errors_of(each)]
    return [
        {"text": message, "field": _place_of(form, name)}
        for name, messages in form.errors.items()
        for message in messages
    ]


def _place_of(form: BaseForm, name: str) -> str:
    field = form[name] if name in form.fields else None
    return field.first_input_id if isinstance(field, BoundField) else ""


# What wraps a piece of a page: {% details summary="…" %} … {% enddetails %}


@register.simple_block_tag
def details(content: str, *, summary: Words, is_open: bool = False) -> SafeString:
    """More for those who want it."""
    return _drawn("components/details.html", content, summary=summary, is_open=is_open)


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """A piece of text set apart."""
    return _drawn("components/inset.html", content)


@register.simple_block_tag
def notification(content: str, *, title: Words, name: str = "notification", success: bool = False) -> SafeString:
    """News at the top of a page. `name` keeps the ids of two of them apart."""
    return _drawn("components/notification.html", content, title=title, name=name, success=success)


@register.simple_block_tag
def filter_panel(content: str, *, title: Words, clear_url: str = "", selected: Sequence[Link] = ()) -> SafeString:
    """Fields that narrow a list, in a form that keeps them in the address; `selected` are the links that take one away."""
    return _drawn("components/filter_panel.html", content, title=title, clear_url=clear_url, selected=selected)


def _drawn(template_name: str, content: str, **context: Any) -> SafeString:
    return render_to_string(template_name, {"content": content, **context})
