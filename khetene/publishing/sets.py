"""The declared data sets: what is counted, of whom, along which dimensions, and by which rule it is protected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from khetene.cases import reads as cases
from khetene.cases.enums import NeedDomain
from khetene.disclosure.policy import Policy
from khetene.disclosure.tally import Tally
from khetene.earlyleaving import reads as earlyleaving
from khetene.enrolments import reads as enrolments
from khetene.mediation import reads as mediation
from khetene.programmes import reads as programmes
from khetene.publishing.periods import Calendar, Period
from khetene.publishing.places import Code, Places, municipalities, regions

LANGUAGES = ("lv", "en")
WHOLE, NOT_PLACED = _("Latvia"), _("Not placed")
PERSONS = Policy(minimum=10, organisations=3, width=5)
# A family is met several times a year, so ten contacts are fewer people than ten (reliability 1.4: count persons).
CONTACTS = Policy(minimum=30, organisations=3, width=5)


@dataclass(frozen=True, slots=True)
class Axis:
    """One dimension. Without a total its codes may overlap: one person may stand under several."""

    id: str
    title: dict[str, str]
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """The dimensions of a period and the numbers, closed."""

    axes: tuple[Axis, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class DataSet:
    """`id` and `version` stand in addresses and never change their meaning; `rule` says exactly who is counted."""

    id: str
    title: Any
    unit: Any
    rule: Any
    calendar: Calendar
    policy: Policy
    count: Callable[[Period], Counted]
    version: str = "1.0"


def in_languages(text: Any) -> dict[str, str]:
    """A lazy text in every language of the open data."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = str(text)
    return found


def _place(places: Places) -> Axis:
    return Axis("PLACE", in_languages(_("Place")), places.codes)


def _regions(period: Period) -> Places:
    return regions(period.last, in_languages(WHOLE), in_languages(NOT_PLACED))


def _outcomes(period: Period) -> Counted:
    places = municipalities(period.last, in_languages(WHOLE), in_languages(NOT_PLACED))
    tally = cases.clients_with_outcomes(period.first, period.last)
    return Counted((_place(places),), tally.recoded(lambda codes: (places.code_of(codes[0]),)))


def _by_region(axis: Axis, tally: Tally, period: Period) -> Counted:
    places = _regions(period)
    known = {code.code for code in axis.codes}
    recoded = tally.recoded(lambda codes: (codes[0] if codes[0] in known else OTHER, places.code_of(codes[1])))
    return Counted((axis, _place(places)), recoded)


OTHER = "other"


def _apart(name: str, title: Any, codes: list[tuple[str, dict[str, str]]]) -> Axis:
    """Codes without a total; what the definitions of today do not know any more stands under "other"."""
    told = [Code(code, None, {each: words.get(each) or words["lv"] for each in LANGUAGES}) for code, words in codes]
    return Axis(name, in_languages(title), (*told, Code(OTHER, None, in_languages(_("Other")))))


def _participants(period: Period) -> Counted:
    known = programmes.catalogue() if programmes.are_loaded() else []
    codes = [(one.id, dict(one.title)) for one in known]
    axis = _apart("PROGRAMME", _("Programme"), codes)
    return _by_region(axis, enrolments.participants_began(period.first, period.last), period)


def _pupils(period: Period) -> Counted:
    axis = _apart("RISK_FAMILY", _("Family of risks"), earlyleaving.families())
    return _by_region(axis, earlyleaving.pupils_by_family(period.year), period)


def _contacts(period: Period) -> Counted:
    axis = _apart("TOPIC", _("Topic"), [(value, in_languages(label)) for value, label in _topics()])
    return _by_region(axis, mediation.contacts_by_topic(period.first, period.last), period)


def _topics() -> list[tuple[str, Any]]:
    return [(domain.value, domain.label) for domain in NeedDomain]


PARTICIPANTS = "participants"
DATA_SETS = {
    found.id: found
    for found in (
        DataSet(
            "clients-with-outcomes",
            _("People for whom something changed, by place"),
            _("people"),
            _(
                "Clients with at least one outcome in the year, each once in the organisation that helped. A person helped by "
                "two organisations counts in both: nothing joins their files."
            ),
            Calendar.YEAR,
            PERSONS,
            _outcomes,
        ),
        DataSet(
            PARTICIPANTS,
            _("Participants of programmes, by programme and region"),
            _("people"),
            _(
                "Participants whose first start was in the year, each once per operation. Who comes back later is not counted "
                "again. Programmes are not added up: one person may be in several."
            ),
            Calendar.YEAR,
            PERSONS,
            _participants,
        ),
        DataSet(
            "early-leaving",
            _("Pupils with a plan against leaving school early, by family of risks and region"),
            _("pupils"),
            _(
                "Pupils with an approved individual support plan in the school year, each once under every family of risks that "
                "a plan names. Families are not added up."
            ),
            Calendar.SCHOOL_YEAR,
            PERSONS,
            _pupils,
        ),
        DataSet(
            "mediator-contacts",
            _("Contacts of mediators, by topic and region"),
            _("contacts"),
            _(
                "Contacts in months that mediators signed. A contact is not a person; one with two topics stands under both, so "
                "topics are not added up."
            ),
            Calendar.YEAR,
            CONTACTS,
            _contacts,
        ),
    )
}
