"""The computed figures, one function each. The rule is a sentence that stands beside the figure wherever it is shown."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khetene.disclosure.door import Shown
from khetene.enrolments import reads as enrolments
from khetene.facts.reads import words
from khetene.guidance import reads as guidance
from khetene.guidance.enums import Answer
from khetene.monitoring.computed.country import OF_THE_COUNTRY
from khetene.monitoring.computed.figure import Figure
from khetene.monitoring.computed.year import RULE, Year, of_open_year, protected
from khetene.monitoring.enums import Gap
from khetene.network import reads as network
from khetene.programmes import reads as programmes

ACCEPTED = {Answer.ACCEPTED, Answer.UNDER_WAY, Answer.PARTLY_DONE, Answer.DONE, Answer.CONFIRMED}
DONE = {Answer.DONE, Answer.CONFIRMED}


def mediators(year: Year) -> Figure:
    read = "accounts.reads.mediators_between"
    rule = _(
        "Posts of mediators that were held on at least one day of the year. A post is not a person and not full time."
    )
    if not year.posts:
        return year.nothing(read, rule, _("No mediator had access to Khetene in that year."))
    organisations = len({post.organisation for post in year.posts})
    note = ngettext("In %(number)s organisation.", "In %(number)s organisations.", organisations)
    return year.figure(read, rule, number=len(year.posts), notes=[note % {"number": organisations}])


def months_signed(year: Year) -> Figure:
    read = "mediation.reads.national_month"
    rule = _("Signed months of mediators, the newest signing of each, out of the months of all posts that have ended.")
    signed = sum(month.signed for month in year.months)
    due = sum(month.signed + len(month.missing) for month in year.months)
    if not due:
        return year.nothing(read, rule, _("No mediator had access to Khetene in a month that has ended."))
    return year.figure(read, rule, number=signed, out_of=due)


def contacts(year: Year) -> Figure:
    read = "mediation.reads.national_month, disclosure.door.protect_series"
    rule = _(
        "Contacts in months of mediators that were accepted by the 15th of the following month, added up. Shown from "
        "%(minimum)s upwards, from at least %(contributors)s organisations, and only if no hidden month can be worked out."
    ) % {"minimum": RULE.minimum, "contributors": RULE.contributors}
    if not any(month.signed for month in year.months):
        return year.nothing(read, rule, _("No month of a mediator is signed."))
    closed = [month for month in year.months if month.is_closed]
    if not closed:
        return year.nothing(read, rule, _("No month of that year has been added up yet."))
    cell, left_out = (protected("contacts", closed), 0) if year.is_closed else of_open_year("contacts", closed)
    notes = _unsigned(year) + _left_out(left_out + len(year.months) - len(closed))
    if not isinstance(cell, Shown):
        reason = _("Small numbers, or numbers from few organisations, could say something about single people.")
        return year.nothing(read, rule, reason, gap=Gap.SUPPRESSED, notes=notes)
    return year.figure(read, rule, number=cell.number, notes=notes)


def changes(year: Year) -> Figure:
    read = "mediation.reads.national_month"
    rule = _(
        "What mediators noted that an institution now does differently, in signed months, added up. No person is counted."
    )
    if not any(month.signed for month in year.months):
        return year.nothing(read, rule, _("No month of a mediator is signed."))
    number = sum(month.open_figures["changes"] for month in year.months)
    return year.figure(read, rule, number=number, notes=_unsigned(year))


def _unsigned(year: Year) -> list[str]:
    missing = sum(len(month.missing) for month in year.months)
    said = ngettext("%(number)s month is not signed.", "%(number)s months are not signed.", missing)
    return [said % {"number": missing} + " " + _("What happened in them is not in the figure.")] if missing else []


def _left_out(months: int) -> list[str]:
    said = ngettext(
        "%(number)s month is hidden or not added up yet.", "%(number)s months are hidden or not added up yet.", months
    )
    return [said % {"number": months} + " " + _("What happened in them is not in the figure.")] if months else []


def gatherings_held(year: Year) -> Figure:
    rule = _("Gatherings with the state “held” in the year in which they began, by kind. Cancelled ones are left out.")
    if not year.gatherings.held:
        return _no_gatherings(year, rule)
    return year.figure(HELD_IN, rule, number=year.gatherings.held, parts=year.gatherings.by_kind)


HELD_IN = "gatherings.reads.held_in"


def rows(year: Year) -> Figure:
    rule = _("Rows of those who were there, over all lists of the year. Who came three times has three rows.")
    found = year.gatherings
    if not found.rows.high:
        return _no_lists(year, rule)
    return year.figure(HELD_IN, rule, number=found.rows.high, notes=_without_list(year))


def persons(year: Year) -> Figure:
    rule = _(
        "Rows that belong to one card count once. A row without a card counts as one person each time. While it is not "
        "said whether two rows with one name are one person, the figure is a span."
    )
    found = year.gatherings.persons
    if not found.high:
        return _no_lists(year, rule)
    return year.figure(HELD_IN, rule, number=found.low, high=found.high, notes=_without_list(year))


def municipalities(year: Year) -> Figure:
    rule = _("Different municipalities for which participants came, by the first post of each.")
    found = year.gatherings
    if not found.rows.high:
        return _no_lists(year, rule)
    parts = [
        (_("by their own staff"), found.municipalities["staff"]),
        (_("with further posts of participants"), found.municipalities["all"]),
    ]
    outside = ngettext(
        "%(number)s row names no municipality.", "%(number)s rows name no municipality.", found.without_municipality
    )
    notes = [outside % {"number": found.without_municipality}] if found.without_municipality else []
    return year.figure(
        HELD_IN, rule, number=found.municipalities["first"], parts=parts, notes=notes + _without_list(year)
    )


def _no_gatherings(year: Year, rule: str) -> Figure:
    return year.nothing(HELD_IN, rule, _("No gathering of that year is recorded as held."))


def _no_lists(year: Year, rule: str) -> Figure:
    if not year.gatherings.held:
        return _no_gatherings(year, rule)
    return year.nothing(HELD_IN, rule, _("Gatherings are recorded, but no list says who was there."))


def _without_list(year: Year) -> list[str]:
    number = year.gatherings.without_list
    said = ngettext("%(number)s gathering has no list here.", "%(number)s gatherings have no list here.", number)
    return [said % {"number": number} + " " + _("Who came to them is not in the figure.")] if number else []


def seats(year: Year) -> Figure:
    read = "network.reads.seats_filled"
    rule = _(
        "Seats of bodies that everybody at work may read, with a confirmed holder on the day. Substitutes are not counted."
    )
    found = network.seats_filled(year.as_of)
    if not found:
        return year.nothing(read, rule, _("No seat is recorded on that day."))
    filled = sum(number for _name, _seats, number in found)
    total = sum(number for _name, number, _filled in found)
    if not filled:
        # Documents name seats and nobody who held them: that nobody is recorded does not say that nobody was there.
        return year.nothing(read, rule, _("Seats are recorded, but nobody who held one on that day."))
    return year.figure(read, rule, number=filled, out_of=total, parts=[(name, number) for name, _all, number in found])


YEARLY_CHECK = "guidance.reads.yearly_check"


def recommendations_asked(year: Year) -> Figure:
    rule = _("Recommendations, proposals and other requests that were said in the year and are addressed to somebody.")
    if not year.check.asked:
        return year.nothing(YEARLY_CHECK, rule, _("No recommendation of that year is recorded."))
    return year.figure(YEARLY_CHECK, rule, number=year.check.asked, notes=_never_asked(year))


def recommendations_accepted(year: Year) -> Figure:
    rule = _(
        "Requests to institutions about what was said in the year that were accepted, begun or carried out, as they stand "
        "today. One recommendation to three institutions is three requests."
    )
    return _of_requests(year, rule, sum(1 for one in year.requests if one.answer in ACCEPTED))


def recommendations_done(year: Year) -> Figure:
    rule = _(
        "Requests about what was said in the year that the institution says are done, or that were confirmed, as they "
        "stand today."
    )
    return _of_requests(year, rule, sum(1 for one in year.requests if one.answer in DONE))


def recommendations_overdue(year: Year) -> Figure:
    rule = _("Requests about what was said in the year whose day has passed and that are not finished today.")
    return _of_requests(year, rule, sum(1 for one in year.requests if one.overdue))


def _of_requests(year: Year, rule: str, number: int) -> Figure:
    if not year.requests:
        reason = _("Nobody asked an institution through Khetene about what was said in that year.")
        return year.nothing(YEARLY_CHECK, rule, reason, gap=Gap.NOT_ASKED, notes=_never_asked(year))
    return year.figure(YEARLY_CHECK, rule, number=number, out_of=len(year.requests), notes=_never_asked(year))


def _never_asked(year: Year) -> list[str]:
    number = year.never_asked
    said = ngettext(
        "%(number)s institution is named in a document and was never asked here.",
        "%(number)s times a document names an institution that was never asked here.",
        number,
    )
    return [said % {"number": number}] if number else []


def practices(year: Year) -> Figure:
    read = "guidance.reads.taken_over_in"
    rule = _("Good practices that an organisation took over in the year and adapts or runs; each organisation counts.")
    found = guidance.taken_over_in(year.number)
    if not found:
        return year.nothing(read, rule, _("No organisation recorded that it took over a practice in that year."))
    return year.figure(read, rule, number=sum(number for _title, number in found), parts=found)


def programmes_in_force(year: Year) -> Figure:
    read = "programmes.reads.in_force_on"
    rule = _(
        "Programmes of the catalogue that are in force on the day. They are for everybody who fits, not for Roma only."
    )
    found = programmes.in_force_on(year.as_of) if programmes.are_loaded() else []
    if not found:
        return year.nothing(read, rule, _("The catalogue has no programme in force on that day."))
    return year.figure(read, rule, number=len(found), parts=[(title, 1) for title in found])


def partners(year: Year) -> Figure:
    read = "enrolments.reads.joined_by"
    rule = _(
        "Agreements of organisations with programmes that are in force on the day and kept in Khetene. One organisation "
        "in two programmes counts twice."
    )
    found = enrolments.joined_by(year.as_of)
    if not found:
        return year.nothing(read, rule, _("No agreement of an organisation with a programme is recorded."))
    titles = {one.id: words(one.title) for one in programmes.catalogue()} if programmes.are_loaded() else {}
    parts = [(titles.get(slug, slug), number) for slug, number in found]
    return year.figure(read, rule, number=sum(number for _title, number in found), parts=parts)


FIGURES: dict[str, Callable[[Year], Figure]] = {
    "mediators": mediators,
    "months-signed": months_signed,
    "contacts": contacts,
    "changes": changes,
    "gatherings": gatherings_held,
    "rows": rows,
    "persons": persons,
    "municipalities": municipalities,
    "seats": seats,
    "recommendations-asked": recommendations_asked,
    "recommendations-accepted": recommendations_accepted,
    "recommendations-done": recommendations_done,
    "recommendations-overdue": recommendations_overdue,
    "practices": practices,
    "programmes": programmes_in_force,
    "partners": partners,
    **OF_THE_COUNTRY,
}
