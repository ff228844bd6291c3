"""A work plan on paper: needs, goals, measures, the review."""

from __future__ import annotations

from django.utils.translation import gettext as _

from khetene.kernel.translated import short_day
from khetene.mediation.reads import PlanPage, StepRow, TownNeedRow
from khetene.mediation.reports.document import Document, Item, Section, Signature, paragraphs, said


def work_plan_document(page: PlanPage) -> Document:
    line = page.line
    sections = [
        Section(_("What the town needs, in the mediator's judgement"), paragraphs(_standing(page.situation))),
        Section(_("What offices here can do, and what they lack"), paragraphs(page.offices)),
        *(_need(need) for need in page.needs),
        Section(_("How the year went"), paragraphs(_standing(page.review) if line.reviewed_on else "")),
        Section(
            _("Comments"), items=[Item(f"{row.by}, {row.role}", notes=[_standing(row.words)]) for row in page.comments]
        ),
    ]
    return Document(
        kind=_("The mediator's work plan"),
        title=f"{line.place}, {line.year}",
        author=line.mediator,
        facts=said(
            [
                (_("Mediator"), line.mediator),
                (_("Organisation"), line.organisation),
                (_("Handed in"), short_day(line.handed_in_on) if line.handed_in_on else _("not yet: a draft")),
                (_("Reviewed"), short_day(line.reviewed_on) if line.reviewed_on else ""),
            ]
        ),
        notes=[],
        sections=[part for part in sections if part],
        signatures=[
            Signature(_("Mediator: %(name)s") % {"name": line.mediator}, ""),
            Signature(_("Coordinator"), ""),
        ],
    )


def _standing(words: str) -> str:
    return words or _("The words were deleted for good.")


def _need(need: TownNeedRow) -> Section:
    items = [
        Item(_("Goal: %(words)s") % {"words": _standing(goal.words)}, notes=[_step(step) for step in goal.steps])
        for goal in need.goals
    ]
    return Section(
        _("Need: %(domain)s") % {"domain": need.domain_label}, paragraphs(_standing(need.words)), items=items
    )


def _step(step: StepRow) -> str:
    """`Vecāku vakars (skola) – līdz 31.12.2026. – paveikts 20.11.2026. – Atnāca daudzi.`"""
    words = _standing(step.words)
    what = f"{words} ({step.with_whom})" if step.with_whom else words
    day = f" {short_day(step.state_on)}" if step.state_on else ""
    due = _("by %(day)s") % {"day": short_day(step.due_on)}
    return " – ".join(part for part in (what, due, f"{step.state_label}{day}", step.outcome) if part)
