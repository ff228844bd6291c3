"""The plan as an empty paper form, with the risks and supports of the country data to choose from."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khetene.earlyleaving.enums import Group, Level
from khetene.earlyleaving.instrument import Instrument
from khetene.earlyleaving.reports.form import (
    Facts,
    Form,
    Item,
    Part,
    Table,
    delivery_heads,
    fixed_words,
    kind_words,
    signature_heads,
    statement_words,
    support_heads,
)

LINE = "…" * 30
ROWS = 6


def blank_form(instrument: Instrument) -> Form:
    """For those who write on paper first; nobody's data stand in it."""
    return Form(
        language=(get_language() or "lv").split("-")[0],
        title=kind_words(),
        kind=_("To be filled in by hand"),
        author="",
        parts=[
            Part(_("1. The plan"), _lines(_header())),
            Part(_("2. Application"), _lines([_("Signed on"), _("Signed by"), _("Informed about the data on")])),
            Part(_("3. Risks"), tables=[_empty(_risk_heads())], items=_to_choose(instrument)),
            Part(_("4. Goal and promises"), _lines(_goal())),
            Part(
                _("5. Support against each risk"),
                tables=[_empty([_("Risk no."), *support_heads()])],
                items=_supports(instrument),
            ),
            Part(_("6. Nothing is paid twice"), _lines([_("Stated on"), _("Author")]), [statement_words()]),
            Part(_("7. Approval and signatures"), tables=[Table(signature_heads(), _who_signs())]),
            Part(_("8. Support that was given"), tables=[_empty(delivery_heads())]),
            Part(
                _("9. End of the semester"),
                _lines([_("How the semester ended"), _("New risks")]),
                tables=[_empty(_end_heads())],
            ),
        ],
        labels=fixed_words(),
    )


def _header() -> list[str]:
    return [
        _("Pupil"),
        _("School"),
        _("Municipality"),
        _("Education programme"),
        _("Grade or year of study"),
        _("School year and semester"),
        _("Author"),
        _("Oversees the plan"),
    ]


def _goal() -> list[str]:
    return [
        _("What should be different at the end of the semester"),
        _("The pupil promises"),
        _("The family promises"),
    ]


def _risk_heads() -> list[str]:
    return [_("No."), _("Risk"), _("Justification"), _("How strong at the start")]


def _end_heads() -> list[str]:
    return [_("Risk"), _("What became of it")]


def _lines(names: list[str]) -> Facts:
    return [[name, LINE] for name in names]


def _empty(heads: list[str]) -> Table:
    return Table(heads, [[""] * len(heads) for _row in range(ROWS)])


def _to_choose(instrument: Instrument) -> list[Item]:
    return [
        Item(str(family.title), [["–", str(each.title)] for each in family.criteria]) for family in instrument.families
    ]


def _supports(instrument: Instrument) -> list[Item]:
    return [
        Item(
            capfirst(str(group.label)),
            [["–", f"{each.title} ({each.unit.label})"] for each in instrument.supports if each.group == group],
        )
        for group in Group
    ]


def _who_signs() -> list[list[str]]:
    who = [_("author"), *(str(level.label) for level in Level), _("the family, or the learner of age")]
    return [[capfirst(words), "", "", ""] for words in who]
