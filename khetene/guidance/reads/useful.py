"""Who could use which practice, always with the reason: what was asked, what was said about the town, what many need."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from khetene.cases import reads as cases
from khetene.cases.enums import NeedDomain
from khetene.guidance.enums import ASKING, Theme
from khetene.guidance.models import Addressing, Adoption, Practice, Statement, StatementTheme
from khetene.guidance.reads.practices import practice_row, practice_rows
from khetene.guidance.reads.rows import CouldUse, PracticeRow
from khetene.guidance.rules import keeps_the_register
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.territory import reads as territory

MOST_REASONS = 3
Reason = tuple[uuid.UUID, str, int]
# Which practices answer which needs of people; what stands in no line has no theme of its own.
THEMES_OF_A_NEED: dict[str, tuple[Theme, ...]] = {
    NeedDomain.PRESCHOOL: (Theme.EARLY_CHILDHOOD,),
    NeedDomain.SCHOOL: (Theme.EDUCATION, Theme.SCHOOL_ATTENDANCE, Theme.TEACHER_ASSISTANT),
    NeedDomain.FURTHER_EDUCATION: (Theme.EDUCATION, Theme.YOUTH),
    NeedDomain.WORK: (Theme.EMPLOYMENT,),
    NeedDomain.HOUSING: (Theme.HOUSING,),
    NeedDomain.HEALTH: (Theme.HEALTH,),
    NeedDomain.BENEFITS: (Theme.SOCIAL_SUPPORT,),
    NeedDomain.DEBT: (Theme.FINANCE_LITERACY,),
    NeedDomain.LANGUAGE_AND_READING: (Theme.LITERACY, Theme.LANGUAGE),
    NeedDomain.DISCRIMINATION: (Theme.DISCRIMINATION,),
    NeedDomain.PARTICIPATION: (Theme.CIVIC_PARTICIPATION,),
}


def useful_for(actor: Actor) -> list[PracticeRow]:
    """Published practices for the actor's organisation: about what was asked of it, and about what many of its cases need."""
    organisation = actor.organisation_key
    asked = Addressing.objects.each_once().to_organisation(organisation).unfinished()
    asked_about = Counter(asked.order_by("pk").values_list("statement__themes__theme", flat=True))
    needed = _needed_by_many(actor)
    weights = asked_about + Counter(needed.keys())
    own = set(Adoption.objects.filter(organisation_id=organisation).values_list("practice_id", flat=True))
    fitting = []
    for found in practice_rows(Practice.objects.published()):
        shared = [theme for theme in found.themes if weights[theme]]
        if shared and found.pk not in own and found.organisation_id != organisation:
            why = [reason for theme in shared for reason in _reasons(theme, asked_about, needed)]
            fitting.append((-sum(weights[theme] for theme in shared), practice_row(found, why)))
    return [row for _weight, row in sorted(fitting, key=lambda pair: (pair[0], pair[1].title))]


def _needed_by_many(actor: Actor) -> dict[str, str]:
    """Themes that many open cases of the own silo are about, as the actor may see them, with the need in words."""
    found: dict[str, str] = {}
    for domain in cases.domains_needed_by_many(actor=actor):
        found |= {theme.value: str(NeedDomain(domain).label) for theme in THEMES_OF_A_NEED.get(domain, ())}
    return found


def _reasons(theme: str, asked_about: Counter[str], needed: dict[str, str]) -> list[str]:
    reasons = []
    if asked_about[theme]:
        reasons.append(_("asked of you about: %(theme)s") % {"theme": Theme(theme).label})
    if theme in needed:
        reasons.append(_("many of your open cases need: %(need)s") % {"need": needed[theme]})
    return reasons


def could_use(practice_id: uuid.UUID, *, actor: Actor) -> list[CouldUse]:
    """Organisations of which something unfinished is asked on the themes of a practice, and towns about which it was said.

    Who runs the practice or took it over is not on the list. Those with the most reasons come first.
    """
    found = Practice.objects.visible_to(actor).filter(pk=practice_id).first()
    if found is None:
        raise NotForYou
    there = set(found.adoptions.order_by("pk").values_list("organisation_id", flat=True)) | {found.organisation_id}
    rows = [row for row in _asked_about(found.themes) if row.organisation_id not in there]
    names = {row.organisation_id: row.organisation.name for row in rows if row.organisation}
    asked: dict[str, list[Reason]] = defaultdict(list)
    for row in rows:
        asked[names[row.organisation_id]].append((row.statement_id, row.statement.words, row.statement.year))
    fitting = [CouldUse(name, "asked", reasons[:MOST_REASONS], len(reasons)) for name, reasons in asked.items()]
    fitting += _towns(found)
    return sorted(fitting, key=lambda one: (one.why != "asked", -one.how_many, one.name))


def _asked_about(themes: Iterable[str]) -> list[Addressing]:
    rows = Addressing.objects.each_once().unfinished().filter(statement__themes__theme__in=list(themes))
    rows = rows.filter(organisation__isnull=False, statement__kind__in=ASKING).distinct()
    rows = rows.select_related("statement", "organisation")
    return list(rows.order_by("statement__year", "pk"))


def _towns(found: Practice) -> list[CouldUse]:
    """Municipalities of today in which the practice is not known to be, with what was said about them."""
    boundaries = territory.Boundaries(clock.today())
    known = {place.pk for own in found.places.all() for place in boundaries.where(own.pk)}
    rows = (
        Statement.objects.each_once()
        .filter(kind__in=ASKING, themes__theme__in=found.themes, places__isnull=False)
        .distinct()
    )
    said: dict[str, list[Reason]] = defaultdict(list)
    for row in rows.prefetch_related("places").order_by("year", "slug"):
        towns = {town.pk: town.name for place in row.places.all() for town in boundaries.where(place.pk)}
        for key, name in towns.items():
            if key not in known:
                said[name].append((row.pk, row.words, row.year))
    return [CouldUse(name, "said", reasons[:MOST_REASONS], len(reasons)) for name, reasons in said.items()]


def helpful(statement_id: uuid.UUID) -> list[tuple[uuid.UUID, str, str]]:
    """Published practices on the themes of something that was said and not joined with it yet, with the shared themes."""
    themes = set(
        StatementTheme.objects.filter(statement_id=statement_id).order_by("pk").values_list("theme", flat=True)
    )
    labels = dict(Theme.choices)
    rows = Practice.objects.published().exclude(statements=statement_id).order_by("title", "pk")
    return [
        (row.pk, row.title, ", ".join(str(labels[theme]) for theme in row.themes if theme in themes))
        for row in rows
        if themes & set(row.themes)
    ]


def linkable(statement_id: uuid.UUID, *, actor: Actor) -> list[tuple[str, str]]:
    """Practices that the actor may join with it: the coordinator any that is published, an organisation its own."""
    rows = Practice.objects.visible_to(actor).exclude(statements=statement_id).order_by("title", "pk")
    if not keeps_the_register(actor):
        rows = rows.filter(owner_id=actor.organisation_key)
    return [(str(key), title) for key, title in rows.values_list("pk", "title")]
