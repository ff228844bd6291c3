"""What the national contact point can report without asking anybody's ethnicity (D 1.2): work done, money, places, posts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khetene.accounts import reads as accounts
from khetene.directory import reads as directory
from khetene.monitoring.computed.figure import Figure
from khetene.monitoring.computed.year import Year

IN_YEAR = "projects.reads.in_year"
HELD_IN = "gatherings.reads.held_in"
ASSISTANTS = "teachers-assistant"


def measures(year: Year) -> Figure:
    rule = _(
        "Planned activities of phases of the platform that ran on at least one day of the year, as they stand today. "
        "One that runs over two years counts in both."
    )
    found = year.phases
    if not found.activities:
        return _no_phase(year, rule)
    return year.figure(IN_YEAR, rule, number=found.activities, parts=found.by_state, notes=_phases(year))


def grants(year: Year) -> Figure:
    rule = _(
        "Agreed grants of the phases that ran in the year, in euros, after all amendments and divided by the agreed shares. "
        "A phase over two years counts whole in both, so years are never added up. It is not what was spent."
    )
    found = year.phases
    if not found.phases:
        return _no_phase(year, rule)
    unknown = [_("No document states the grant of: %(phases)s.") % {"phases": ", ".join(found.without_total)}]
    if len(found.without_total) == len(found.phases):
        return year.nothing(IN_YEAR, rule, unknown[0], notes=_phases(year))
    notes = [*_phases(year), *(unknown if found.without_total else [])]
    return year.figure(IN_YEAR, rule, number=found.grant, parts=found.by_source, notes=notes)


def municipalities_covered(year: Year) -> Figure:
    rule = _(
        "Different municipalities, as they are on the day, that the phases of the year or their activities name. "
        "A place that was divided is not counted."
    )
    found = [year.boundaries.where(place) for place in sorted(year.phases.territories)]
    covered = {places[0].pk for places in found if len(places) == 1}
    outside = sum(1 for places in found if len(places) != 1)
    if not covered:
        return _no_phase(year, rule)
    said = ngettext(
        "%(number)s place lies in no single municipality of Latvia.",
        "%(number)s places lie in no single municipality of Latvia.",
        outside,
    )
    notes = [*_phases(year), *([said % {"number": outside}] if outside else [])]
    return year.figure(f"{IN_YEAR}, territory.reads.Boundaries", rule, number=len(covered), notes=notes)


def _no_phase(year: Year, rule: str) -> Figure:
    reason = _("No phase of the platform is recorded as running in that year.")
    if year.phases.phases:
        reason = _("Phases ran in that year, but nothing of the kind is recorded for them.")
    return year.nothing(IN_YEAR, rule, reason, notes=_phases(year))


def _phases(year: Year) -> list[str]:
    """Which phases are counted, and of which no document says when they ran."""
    found = year.phases
    notes = [_("Phases: %(phases)s.") % {"phases": ", ".join(found.phases)}] if found.phases else []
    if found.undated:
        notes.append(
            _("Not counted, as no document says when they ran: %(phases)s.") % {"phases": ", ".join(found.undated)}
        )
    return notes


def mediator_months(year: Year) -> Figure:
    read = "accounts.reads.mediator_posts"
    rule = _(
        "Calendar months of the year, up to the day, in which a post of a mediator was held on at least one day, added up "
        "over all posts. How many hours a month were agreed is not recorded."
    )
    posts = accounts.mediator_posts()
    months = [(date(year.number, month, 1), _last_day(year.number, month)) for month in range(1, year.as_of.month + 1)]
    number = sum(post.held_between(first, min(last, year.as_of)) for post in posts for first, last in months)
    if not number:
        return year.nothing(read, rule, _("No mediator had access to Khetene in that year."))
    return year.figure(read, rule, number=number)


def _last_day(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def schools_with_assistants(year: Year) -> Figure:
    read = "directory.reads.schools_offering"
    rule = _(
        "Schools that stand in the directory as offering a teacher's assistant, as the directory is today. "
        "An assistant is for whoever needs one; nobody's ethnicity is asked."
    )
    if not year.runs:
        return year.nothing(read, rule, _("The directory knows only how it is today, not how it was."))
    schools, others = directory.schools_offering(ASSISTANTS, on=year.as_of)
    said = ngettext(
        "%(number)s other organisation offers an assistant; in how many schools is not recorded.",
        "%(number)s other organisations offer an assistant; in how many schools is not recorded.",
        others,
    )
    notes = [said % {"number": others}] if others else []
    if not schools:
        return year.nothing(read, rule, _("No school recorded a teacher's assistant."), notes=notes)
    return year.figure(read, rule, number=schools, notes=notes)


def trained(year: Year) -> Figure:
    rule = _(
        "Rows of those who were there, over the lists of trainings and courses of the year. Who came to two has two rows."
    )
    found = year.gatherings
    if not found.trainings:
        return year.nothing(HELD_IN, rule, _("No training or course of that year is recorded as held."))
    number = found.trainings_without_list
    said = ngettext("%(number)s training has no list here.", "%(number)s trainings have no list here.", number)
    notes = [said % {"number": number}] if number else []
    if not found.trained:
        reason = _("Trainings are recorded, but no list says who was there.")
        return year.nothing(HELD_IN, rule, reason, notes=notes)
    return year.figure(HELD_IN, rule, number=found.trained, notes=notes)


def gatherings_with_associations(year: Year) -> Figure:
    rule = _(
        "Gatherings of the year at which somebody was there for an association, by the organisation or the sector in the "
        "list, out of the gatherings with a list. Which associations are of Roma is not recorded, and no person is asked."
    )
    found = year.gatherings
    listed = found.held - found.without_list
    if not listed:
        reason = _("No gathering of that year has a list of who was there.")
        return year.nothing(HELD_IN, rule, reason)
    return year.figure(HELD_IN, rule, number=found.with_associations, out_of=listed)


OF_THE_COUNTRY: dict[str, Callable[[Year], Figure]] = {
    "measures": measures,
    "grants": grants,
    "municipalities-covered": municipalities_covered,
    "mediator-months": mediator_months,
    "schools-with-assistants": schools_with_assistants,
    "trained": trained,
    "with-associations": gatherings_with_associations,
}
