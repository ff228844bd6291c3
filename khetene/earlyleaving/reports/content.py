"""A plan as it stands, in the order of D 3.2. What is not written yet stays an empty line to be filled in by hand."""

from __future__ import annotations

from datetime import date

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khetene.earlyleaving.enums import Level, Verb
from khetene.earlyleaving.reads import PlanPage, SupportRow
from khetene.earlyleaving.reads.rows import DeliveryRow, RiskRow
from khetene.earlyleaving.reports.form import (
    Facts,
    Form,
    Item,
    Part,
    Table,
    delivery_heads,
    fixed_words,
    kind_words,
    semester_words,
    signature_heads,
    span,
    statement_words,
    support_heads,
)
from khetene.kernel import clock
from khetene.kernel.numbers import amount, euros_of_cents, measured
from khetene.kernel.translated import short_day

EMPTY = "…………"
# After these steps everybody approves anew.
ANEW = (Verb.SUBMIT, Verb.RETURN, Verb.REVISE, Verb.RESUME)


def form_of(page: PlanPage) -> Form:
    """The whole plan, for the file of the school and for signatures."""
    return Form(
        language=(get_language() or "lv").split("-")[0],
        title=_("Support plan %(number)s") % {"number": page.line.number},
        kind=kind_words(),
        author=page.school,
        parts=[
            _header(page),
            _application(page),
            _risks(page),
            _goal(page),
            _supports(page),
            _statement(page),
            _approval(page),
            _given(page),
            *_end(page),
        ],
        labels=fixed_words(),
    )


def _header(page: PlanPage) -> Part:
    facts: Facts = [
        [_("Pupil"), page.called],
        [_("School"), f"{page.school} ({page.kind_label})"],
        [_("Municipality"), page.municipality],
        [_("Education programme"), page.education_programme],
        [_("Grade or year of study"), " ".join(filter(None, (str(page.grade), page.class_name)))],
        [_("School year and semester"), semester_words(page.line.school_year, page.line.semester)],
        [_("Time"), span(page.begins, page.ends)],
        [_("Author"), _with_hours(page.author, amount(page.preparing_hours))],
        [_("Oversees the plan"), _with_hours(page.overseer, amount(page.overseeing_hours))],
        [_("State"), ", ".join(filter(None, (str(page.line.state_label), str(page.line.with_whom))))],
    ]
    return Part(_("1. The plan"), [fact for fact in facts if fact[1]])


def _with_hours(name: str, hours: str) -> str:
    return name if hours == "0" else _("%(name)s (%(hours)s h)") % {"name": name, "hours": hours}


def _day(day: date | None) -> str:
    return short_day(day) if day else EMPTY


def _application(page: PlanPage) -> Part:
    facts: Facts = [
        [_("Signed on"), _day(page.signed_on)],
        [_("Signed by"), str(page.signed_by) or EMPTY],
        [_("Informed about the data on"), _day(page.informed_on)],
    ]
    return Part(_("2. Application"), facts)


def _risks(page: PlanPage) -> Part:
    items = [
        Item(
            f"{number}. {risk.title}",
            [
                [_("Family of risks"), risk.family],
                [_("Justification"), risk.justification],
                [_("How strong at the start"), str(risk.seriousness)],
            ],
        )
        for number, risk in enumerate(page.risks, 1)
    ]
    return Part(_("3. Risks"), paragraphs=[] if items else [_("No risk is named yet.")], items=items)


def _goal(page: PlanPage) -> Part:
    facts: Facts = [
        [_("What should be different at the end of the semester"), page.goal or EMPTY],
        [_("The pupil promises"), page.pupil_promises],
        [_("The family promises"), page.family_promises],
    ]
    return Part(_("4. Goal and promises"), [fact for fact in facts if fact[1]])


def _supports(page: PlanPage) -> Part:
    items = [
        Item(f"{number}. {risk.title}", tables=[Table(support_heads(), _support_rows(risk), numbers=3)])
        for number, risk in enumerate(page.risks, 1)
        if risk.supports
    ]
    whole = _("Planned together: %(amount)s") % {"amount": euros_of_cents(page.planned_cents)}
    return Part(_("5. Support against each risk"), paragraphs=[whole] if items else [EMPTY], items=items)


def _support_rows(risk: RiskRow) -> list[list[str]]:
    return [
        [
            _titled(row),
            span(row.begins, row.ends),
            row.responsible,
            measured(row.quantity, row.unit),
            euros_of_cents(row.unit_cents),
            euros_of_cents(row.cents),
        ]
        for row in risk.supports
    ]


def _titled(row: SupportRow) -> str:
    words = [row.title, str(row.meeting)]
    if row.poor_until:
        words.append(_("status of a poor household until %(day)s") % {"day": short_day(row.poor_until)})
    return ", ".join(filter(None, words))


def _statement(page: PlanPage) -> Part:
    stated: Facts = [[_("Stated on"), _day(page.paid_nowhere_else_on)], [_("Author"), page.author]]
    return Part(_("6. Nothing is paid twice"), stated, [statement_words()])


def _approval(page: PlanPage) -> Part:
    """Who approved in this round, and lines for those who sign on paper; no name from outside the school is made up."""
    levels = [level for level in Level if level != Level.MUNICIPALITY or page.municipality]
    approved = _approved_in_this_round(page)
    rows = [
        [capfirst(_("author")), page.author, "", ""],
        *([capfirst(str(level.label)), *approved.get(number, ["", ""]), ""] for number, level in enumerate(levels)),
        [capfirst(_("the family, or the learner of age")), "", "", ""],
    ]
    return Part(_("7. Approval and signatures"), tables=[Table(signature_heads(), rows)])


def _approved_in_this_round(page: PlanPage) -> dict[int, list[str]]:
    """Approvals since the plan was given to be approved last, in the order of the levels."""
    round_: list[list[str]] = []
    for step in reversed(page.steps):
        if step.verb in ANEW:
            round_ = []
        if step.verb == Verb.APPROVE:
            round_.append([step.by, short_day(step.at.astimezone(clock.HOME).date())])
    return dict(enumerate(round_))


def _given(page: PlanPage) -> Part:
    rows = [
        [
            short_day(given.given_on),
            row.title,
            _proof(given),
            measured(given.quantity, row.unit),
            euros_of_cents(given.cents),
        ]
        for risk in page.risks
        for row in risk.supports
        for given in row.deliveries
        if not given.taken_back
    ]
    spent = _("Spent: %(amount)s") % {"amount": euros_of_cents(page.given_cents)}
    tables = [Table(delivery_heads(), rows, numbers=2)] if rows else []
    return Part(
        _("8. Support that was given"), paragraphs=[spent if rows else _("Nothing was given yet.")], tables=tables
    )


def _proof(given: DeliveryRow) -> str:
    if given.confirmed_on is None:
        return given.document
    words = f"{short_day(given.confirmed_on)}, {given.signature}"
    if not given.remote:
        return words
    order = _("remote, order %(number)s") % {"number": given.order_number}
    return f"{words}; {order}"


def _end(page: PlanPage) -> list[Part]:
    if not page.result:
        return []
    facts: Facts = [
        [_("How the semester ended"), str(page.result)],
        [_("In a few words"), page.evaluation],
        [_("New risks"), "; ".join(page.new_signs)],
    ]
    changes = [[risk.title, str(risk.change_label)] for risk in page.risks]
    heads = [_("Risk"), _("What became of it")]
    return [Part(_("9. End of the semester"), [fact for fact in facts if fact[1]], tables=[Table(heads, changes)])]
