"""Which documents come out in Word by a template, and the content that each template prints (named, because it stands higher)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Layout:
    """`content` is the dataclass that the template prints, `words` gives its fixed words in the reader's language."""

    slug: str
    title: Any
    content: str
    words: str

    @property
    def file(self) -> str:
        return f"{self.slug}.docx"

    def content_type(self) -> Any:
        return import_string(f"khetene.{self.content}")

    def fixed_words(self) -> dict[str, str]:
        found: dict[str, str] = import_string(f"khetene.{self.words}")()
        return found


LAYOUTS = {
    one.slug: one
    for one in (
        Layout(
            "gathering-report",
            _("Report of a gathering"),
            "gatherings.reports.content.Report",
            "gatherings.reports.content.fixed_words",
        ),
        Layout(
            "phase-report",
            _("Report of a phase"),
            "projects.reports.content.Report",
            "projects.reports.content.fixed_words",
        ),
        Layout(
            "yearly-overview",
            _("Yearly overview of the situation"),
            "monitoring.reports.content.Report",
            "monitoring.reports.content.fixed_words",
        ),
        Layout(
            "eu-report",
            _("Report to the European Commission"),
            "monitoring.reports.eu.Report",
            "monitoring.reports.eu.fixed_words",
        ),
        Layout(
            "mediation",
            _("Mediator's month, year's plan and portfolio"),
            "mediation.reports.document.Document",
            "mediation.reports.document.fixed_words",
        ),
        Layout(
            "support-plan",
            _("Individual support plan against leaving school early"),
            "earlyleaving.reports.form.Form",
            "earlyleaving.reports.form.fixed_words",
        ),
        Layout(
            "project",
            _("Project application and its report"),
            "proposals.reports.document.Document",
            "proposals.reports.document.fixed_words",
        ),
    )
}
