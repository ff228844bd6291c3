"""Bodies of dashboards, kept until something that they show changes. They are drawn without a request and without a person."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from khetene.kernel.changes import Memory
from khetene.web.desk.dashboards.drawing import Drawn

WHERE_PROGRAMMES_ARE = ("programmes.ruleversion", "territory", "directory", "enrolments.partner", "monitoring")
PLACES = Memory["Body"](*WHERE_PROGRAMMES_ARE)
NEEDS = Memory["Body"]("cases", "territory", "directory")
COUNTRY = Memory["Body"](
    *WHERE_PROGRAMMES_ARE,
    "publishing",
    "accounts.membership",
    "mediation.month",
    "projects",
    "guidance",
    "gatherings",
)


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below the heading of the house: the page's title where it is not always the same, and HTML."""

    body: SafeString
    title: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A body that is still to be drawn: its template with what goes in."""

    template: str
    charts: list[Drawn] = field(default_factory=list)
    context: dict[str, Any] = field(default_factory=dict)
    title: str = ""

    def drawn(self) -> tuple[Body, bool]:
        """The body, and whether it may be kept: a picture that failed is tried again with the next request."""
        html = render_to_string(self.template, {"charts": self.charts, **self.context})
        return Body(html, self.title), all(one.picture or not one.chart.spec for one in self.charts)


def body_of(memory: Memory[Body], key: tuple[Hashable, ...], page: Callable[[], Page]) -> Body:
    """The body of a page. Whatever `page` uses stands in `key`, is a record of a kind that `memory` names, or the day."""
    return memory.get(key, lambda: page().drawn())
