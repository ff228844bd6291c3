"""A gathering for people's calendars (iCalendar, RFC 5545 and 5546): the same UID always, a higher SEQUENCE when it changed."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress

from khetene.gatherings.reads.rows import GatheringPage
from khetene.kernel import clock


def calendar_of(page: GatheringPage, *, attendee: str = "", comes: bool = False) -> bytes:
    """METHOD is REQUEST, or CANCEL when it was cancelled: an entry that is there is updated or taken out.

    A letter names whom it is for (`attendee`); the answer comes by the link, so programs are not asked for one.
    Raises ValueError when it is not known when the gathering is.
    """
    row = page.row
    if row.starts is None or row.ends is None:
        raise ValueError("A calendar entry needs a time.")
    calendar = Calendar()
    calendar.add("prodid", "-//Khetene//LV")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if row.is_cancelled else "REQUEST")
    event = Event()
    event.add("uid", f"{row.id}@{urlsplit(settings.PUBLIC_ADDRESS).hostname or 'khetene'}")
    event.add("sequence", page.sequence)
    event.add("dtstamp", clock.now())
    event.add("summary", row.title)
    _add_span(event, page, row.starts, row.ends)
    event.add("status", "CANCELLED" if row.is_cancelled else "CONFIRMED")
    organizer = vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL}")
    organizer.params["cn"] = row.organiser
    event.add("organizer", organizer)
    if attendee:
        invited = vCalAddress(f"mailto:{attendee}")
        invited.params |= {"rsvp": "FALSE", "partstat": "ACCEPTED" if comes else "NEEDS-ACTION"}
        event.add("attendee", invited)
    if row.place:
        event.add("location", row.place)
    if page.purpose or row.is_cancelled:
        event.add("description", page.cancelled_why or page.purpose)
    if page.link:
        event.add("url", page.link)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _add_span(event: Event, page: GatheringPage, starts: datetime, ends: datetime) -> None:
    """Whole days where only the day is known. Moments in UTC: programs read time zone definitions differently."""
    if page.row.has_time:
        event.add("dtstart", starts.astimezone(UTC))
        event.add("dtend", ends.astimezone(UTC))
    else:
        event.add("dtstart", page.days[0])
        event.add("dtend", page.days[-1].fromordinal(page.days[-1].toordinal() + 1))
