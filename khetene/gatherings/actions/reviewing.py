"""The point of the agenda that writes itself: what became of the recommendations of the year before (D 8)."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from khetene.gatherings.enums import ItemKind, State
from khetene.gatherings.models import AgendaItem, Gathering


def plan_review(gathering: Gathering) -> None:
    """The first gathering of a kind that reviews, of one organisation in a year, gets the point; others do not."""
    year = gathering.year - 1
    elsewhere = AgendaItem.objects.filter(gathering__organisation=gathering.organisation_id, review_year=year)
    if not gathering.kind.reviews_recommendations or elsewhere.exclude(gathering__state=State.CANCELLED).exists():
        return
    last = gathering.agenda.aggregate(last=Max("order"))["last"] or 0
    item = AgendaItem(gathering=gathering, kind=ItemKind.DISCUSSION, order=last + 1, review_year=year)
    item.title = title_of(year)
    item.full_clean()
    item.save(force_insert=True)


def move_review(gathering: Gathering) -> None:
    """A gathering that moves into another year asks about the year before that one; a title that people wrote stays."""
    for item in gathering.agenda.exclude(review_year=None).exclude(review_year=gathering.year - 1).order_by("order"):
        item.title = title_of(gathering.year - 1) if item.title == title_of(item.review_year) else item.title
        item.review_year = gathering.year - 1
        item.save(update_fields=["title", "review_year"])


def title_of(year: int | None) -> str:
    """In the language of the country, whoever plans it."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("What became of the recommendations of %(year)s") % {"year": year}
