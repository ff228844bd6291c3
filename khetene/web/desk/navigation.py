"""What stands around every page: who I am here, and where I can go."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyotp
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from khetene.accounts import rules
from khetene.accounts.models import Membership
from khetene.directory.enums import OrganisationKind
from khetene.earlyleaving import rules as early
from khetene.instruments.rules import keeps_evaluations
from khetene.kernel.actor import Actor
from khetene.layouts.rules import keeps_layouts
from khetene.proposals.rules import writes_applications
from khetene.schoolstaff.rules import at_a_school
from khetene.surveys.rules import keeps_surveys


@dataclass(frozen=True, slots=True)
class Place:
    url_name: str
    label: Any
    shown_to: Callable[[Actor], bool]
    where: frozenset[str] = frozenset()  # kinds of organisation; empty means everywhere


SCHOOLS = frozenset({OrganisationKind.SCHOOL.value})
MUNICIPALITIES = frozenset({OrganisationKind.MUNICIPALITY.value, OrganisationKind.MUNICIPAL_UNIT.value})
# What people in the platform do together, on one page. Whoever has no cases finds what is used most in the menu too.
PLATFORM = (
    Place("guidance:register", _("Recommendations"), rules.at_work),
    Place("guidance:practices", _("Practices"), rules.at_work),
    Place("gatherings:calendar", _("Gatherings"), rules.at_work),
    Place("surveys:surveys", _("Surveys"), keeps_surveys),
    Place("network:bodies", _("Network"), rules.at_work),
    Place("projects:phases", _("Phases"), rules.at_work),
    Place("dashboards:national_dashboard", _("At a glance"), rules.at_work),
    Place("monitoring:indicators", _("Indicators"), rules.at_work),
    Place("guidance:ideas", _("Project ideas"), rules.at_work),
    Place("proposals:applications", _("Project applications"), writes_applications),
    Place("publishing:editions", _("Published figures"), rules.at_work),
    Place("sources:documents_behind", _("Sources"), rules.at_work),
    Place("instruments:evaluations", _("Evaluations"), keeps_evaluations),
    Place("mediation:posts", _("Mediators' posts"), rules.coordinates_nationally),
    Place("jobs:jobs", _("Work in the background"), rules.at_work),
    Place("layouts:layouts", _("Document templates"), keeps_layouts),
)
WHAT_FOR = {
    "guidance:register": _("What was said, of whom it is asked, and what became of it."),
    "guidance:practices": _("What works somewhere, and how others took it over."),
    "gatherings:calendar": _("Meetings, visits and seminars: agenda, who comes, reports."),
    "surveys:surveys": _("Ask a body or those of a gathering; what came back, in which nobody can be recognised."),
    "network:bodies": _("Who works together in the platform, for which town and which field."),
    "projects:phases": _("Funded phases: goals, what was done, results with their contradictions."),
    "dashboards:national_dashboard": _(
        "A few questions about the country, where programmes are there, municipalities."
    ),
    "monitoring:indicators": _("Indicators, the yearly overview of the situation and the report to the Commission."),
    "guidance:ideas": _("Ideas of organisations, their plans, and who joins."),
    "proposals:applications": _(
        "Write an application with figures and their sources; the report grows during the project."
    ),
    "publishing:editions": _("Tables of years that are over, in which nobody can be recognised."),
    "sources:documents_behind": _(
        "What the documents of the platform state, where it stands in them, and where it is kept."
    ),
    "mediation:posts": _("Who pays each post, which places it serves, and where a gap is."),
    "jobs:jobs": _("What takes long: how far it is, how it ended; cancel, or start again."),
    "layouts:layouts": _("How documents look in Word: the ministry's own templates, tried before they are used."),
    "instruments:evaluations": _("How the work of mediators is seen by each institution, once a year, without marks."),
}


USED_MOST = ("guidance:register", "gatherings:calendar", "network:bodies", "dashboards:national_dashboard")


def _without_cases(place: Place) -> Callable[[Actor], bool]:
    """In the menu of those whose pages are not full of cases."""
    return lambda actor: place.shown_to(actor) and not rules.works_with_cases(actor)


PLACES = (
    Place("my_day:today", _("My day"), rules.works_with_cases),
    Place("mediation:contacts", _("Contacts"), rules.works_with_cases),
    Place("cases:list", _("Cases"), rules.works_with_cases),
    Place("referrals:inbox", _("Referrals"), rules.works_with_cases),
    Place("enrolments:list", pgettext_lazy("programme", "Participation"), rules.works_with_cases),
    Place("early:pupils", _("Support plans"), early.works_at_school, SCHOOLS),
    Place("staff:school_staff", _("Staff"), at_a_school, SCHOOLS),
    Place("early:waiting_plans", _("Support plans"), early.coordinates_in_a_municipality, MUNICIPALITIES),
    Place("overview:national", _("Overview"), rules.sees_national_totals),
    Place("programmes:catalogue", _("Programmes"), lambda actor: True),
    Place("directory:find", _("Services"), lambda actor: True),
    Place("my_day:platform", _("Platform"), rules.at_work),
    *(Place(place.url_name, place.label, _without_cases(place)) for place in PLATFORM if place.url_name in USED_MOST),
    Place("cases:openings", _("Who opened what"), rules.sees_access_log),
    Place("accounts:people", _("People"), rules.administers_people),
)


def page_furniture(request: HttpRequest) -> dict[str, Any]:
    """The actor, their membership, and the places that their role may go to."""
    actor: Actor | None = getattr(request, "actor", None)
    return {
        "actor": actor,
        "membership": getattr(request, "membership", None),
        "memberships": getattr(request, "memberships", []),
        "demo_code": _demo_code(request),
        "works_with_cases": bool(actor and rules.works_with_cases(actor)),
        "mediates": bool(actor and rules.mediates(actor)),
        "supervisor": bool(actor and rules.supervises(actor)),
        "navigation": _menu_of(actor, request) if actor else "",
    }


def _menu_of(actor: Actor, request: HttpRequest) -> SafeString:
    shown = tuple(number for number, place in enumerate(PLACES) if _is_shown(place, actor, request))
    here = tuple(number for number in shown if _leads_to(_address(PLACES[number].url_name), request.path))
    return _menu(shown, here, get_language())


def _leads_to(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))


@functools.lru_cache(maxsize=1024)
def _menu(shown: tuple[int, ...], here: tuple[int, ...], _language: str | None) -> SafeString:
    """The main menu, drawn once for the places that somebody may go to, where they are, and their language."""
    places = [
        {"label": str(PLACES[each].label), "url": _address(PLACES[each].url_name), "current": each in here}
        for each in shown
    ]
    return render_to_string("_menu.html", {"places": places})


def _is_shown(place: Place, actor: Actor, request: HttpRequest) -> bool:
    return (not place.where or works_in(place.where, request)) and place.shown_to(actor)


def works_in(kinds: frozenset[str], request: HttpRequest) -> bool:
    """Whether the person works in an organisation of one of these kinds now."""
    membership: Membership | None = getattr(request, "membership", None)
    return bool(membership and membership.organisation.kind in kinds)


def _demo_code(request: HttpRequest) -> str:
    """The invented people have no phones: the demonstration shows the code that theirs would show."""
    asked = settings.DEMO and request.path == reverse("mfa_authenticate")
    return pyotp.TOTP(settings.DEMO_SECOND_FACTOR).now() if asked else ""


@functools.cache
def _address(url_name: str) -> str:
    """The places stand still: their addresses hold no key and no language."""
    return reverse(url_name)
