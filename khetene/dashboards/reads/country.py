"""The questions of the whole country. Nothing here counts by itself that another module counts already."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from khetene.accounts import reads as accounts
from khetene.accounts.rules import at_work
from khetene.charts import Bar, Cell, Chart, Gap, Mark, Series, Stack, bars, matrix, paired, stacked, written
from khetene.charts.theme import DARK, MIDDLE, QUIET, STRONG, WARM
from khetene.dashboards.reads.reach import joined_chart
from khetene.gatherings import reads as gatherings
from khetene.guidance import reads as guidance
from khetene.guidance.reads import Standing
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.numbers import euros
from khetene.mediation import reads as mediation
from khetene.projects import reads as projects
from khetene.publishing import reads as publishing

OUTCOMES = "clients-with-outcomes"
YEARS_OF_OUTCOMES = 5


def national(*, actor: Actor) -> list[Chart]:
    """What the actor may see of the whole country. Raises NotForYou."""
    if not at_work(actor):
        raise NotForYou
    found = [
        outcomes_by_year(),
        joined_chart(clock.today()),
        mediators_by_phase(),
        requests_by_year(),
        gatherings_by_kind(),
    ]
    grants = projects.grants(actor=actor)
    return found + ([money_by_phase(grants)] if grants else [])


def number_words(number: int | Decimal) -> str:
    return written(number, (get_language() or "lv").split("-")[0])


def outcomes_by_year() -> Chart:
    """Published editions and nothing else: one number for a year, and the ledger knows it."""
    wholes, this_year = publishing.wholes_of(OUTCOMES), clock.today().year
    rows: list[tuple[Cell, ...]] = []
    drawn = []
    for year in range(this_year - YEARS_OF_OUTCOMES, this_year):
        number = wholes.get(str(year))
        gap = _("hidden to protect people") if str(year) in wholes else _("not published")
        rows.append((str(year), Gap(gap) if number is None else number))
        is_hidden = number is None and str(year) in wholes
        drawn.append(Bar(str(year), number, gap if number is None else number_words(number), is_hidden))
    known = [f"{bar.label}: {bar.shown}" for bar in drawn if bar.number is not None]
    finding = "; ".join(known) + "." if known else _("There is no year yet whose number may be shown.")
    return Chart(
        name="outcomes",
        question=_("Does help lead to change?"),
        finding=finding,
        columns=(_("Year"), _("People for whom something changed")),
        rows=tuple(rows),
        spec=bars(drawn),
        rule=_(
            "Clients with at least one outcome in the year, each once in the organisation that helped. The newest published "
            "edition of an ended year; a hidden number is not zero."
        ),
        read="publishing.reads.wholes_of",
        sources=(_("Published figures: people for whom something changed, by place"),),
    )


def mediators_by_phase() -> Chart:
    posts, signed, today = accounts.mediator_posts(), mediation.signed_by_month(), clock.today()
    rows: list[tuple[Cell, ...]] = []
    left, right = [], []
    for label, span in _spans(today):
        when = _("not recorded here") if span else _("its time is not known")
        held = sum(1 for post in posts if post.held_between(*span)) if span else 0
        months = sum(number for month, number in signed.items() if _begins_in(month, span)) if span else 0
        rows.append((label, held or Gap(when), months or Gap(when)))
        left.append(Bar(label, held or None, number_words(held) if held else when))
        right.append(Bar(label, months or None, number_words(months) if months else when))
    known = [f"{one.label}: {one.shown} / {two.shown}" for one, two in zip(left, right, strict=True) if one.number]
    titles = (_("Posts"), _("Signed months"))
    return Chart(
        name="mediators",
        question=_("How many posts of mediators and signed months did each phase have?"),
        finding=_("Posts and signed months: %(found)s.") % {"found": "; ".join(known)}
        if known
        else _("No phase has a post of a mediator that is recorded here."),
        columns=(_("Phase"), *titles),
        rows=tuple(rows),
        spec=paired((titles[0], left), (titles[1], right)) if known else None,
        rule=_(
            "Posts of mediators that were held on at least one day of the phase, and months of single mediators that were "
            "signed and not given back. A post is not a person and not full time. Before a post "
            "was recorded here nothing is known."
        ),
        read="accounts.reads.mediator_posts, mediation.reads.signed_by_month, projects.reads.phases",
        indicators=("o3-computed-mediators", "o3-computed-months-signed", "o3-mediators-stated"),
        sources=(_("Access of mediators and their signed months in Khetene"),),
    )


def _begins_in(month: date, span: tuple[date, date]) -> bool:
    return span[0].replace(day=1) <= month <= span[1]


def _spans(today: date) -> list[tuple[str, tuple[date, date] | None]]:
    """Phases with their days up to today, and the time since the last of them."""
    found: list[tuple[str, tuple[date, date] | None]] = []
    last: date | None = None
    for phase in reversed(projects.phases()):
        known = (phase.begins, min(phase.ends or today, today)) if phase.begins and phase.begins <= today else None
        found.append((_("Phase %(number)s") % {"number": phase.roman}, known))
        last = max(last, known[1]) if last and known else known[1] if known else last
    if last and last < today:
        found.append((_("since then"), (date.fromordinal(last.toordinal() + 1), today)))
    return found


def requests_by_year() -> Chart:
    series = {
        Standing.DONE: Series(pgettext("requests", "done"), STRONG),
        Standing.UNDER_WAY: Series(_("promised or under way"), MIDDLE),
        Standing.WAITING: Series(_("waiting for an answer"), WARM),
        Standing.CLOSED: Series(_("refused or replaced"), DARK),
        Standing.NEVER_ASKED: Series(_("never asked here"), QUIET),
    }
    found = guidance.standing_by_year()
    drawn = [
        Stack(str(year), [by[one] for one in series], [number_words(by[one]) for one in series])
        for year, by in found.items()
    ]
    whole = sum(sum(by.values()) for by in found.values())
    done = sum(by[Standing.DONE] for by in found.values())
    never = sum(by[Standing.NEVER_ASKED] for by in found.values())
    return Chart(
        name="requests",
        question=_("What became of the recommendations?"),
        finding=_("Of %(whole)s requests to institutions %(done)s are done, and %(never)s were never asked here.")
        % {"whole": number_words(whole), "done": number_words(done), "never": number_words(never)}
        if whole
        else _("No request to an institution is recorded."),
        columns=(_("Said in"), *(one.label for one in series.values())),
        rows=tuple((str(year), *(by[one] for one in series)) for year, by in found.items()),
        spec=stacked(drawn, list(series.values())) if drawn else None,
        rule=_(
            "Requests to institutions by the year in which they were said, as they stand today. One recommendation to three "
            "institutions is three requests. “Never asked here” means that a document names the institution and nobody asked it "
            "through Khetene."
        ),
        read="guidance.reads.standing_by_year",
        indicators=("o3-computed-recommendations-asked", "o3-computed-recommendations-done"),
        sources=(_("Documents of the platform and answers of the institutions"),),
    )


def gatherings_by_kind() -> Chart:
    counted = Counter(gatherings.held_by_year())
    found = {year for year, _kind in counted}
    # A year without any is a column too: a gap in the picture would hide it.
    years = list(range(min(found), max(found) + 1)) if found else []
    # In the order of the alphabet: which kind is more frequent says nothing about which is better.
    kinds = sorted({kind for _year, kind in counted})
    marks = [Mark(kind, str(year), number, number_words(number)) for (year, kind), number in sorted(counted.items())]
    whole = sum(counted.values())
    words = ngettext("%(number)s gathering was held", "%(number)s gatherings were held", whole)
    said = words % {"number": number_words(whole)}
    span = _("from %(first)s to %(last)s") % {"first": years[0], "last": years[-1]} if years else ""
    return Chart(
        name="gatherings",
        question=_("How did people of the platform meet over the years?"),
        finding=f"{said} {span}." if years else _("No gathering is recorded as held."),
        columns=(_("Kind"), *map(str, years)),
        rows=tuple((kind, *(counted[year, kind] for year in years)) for kind in kinds),
        spec=matrix(marks, kinds, [str(year) for year in years]) if years else None,
        rule=_(
            "Gatherings with the state “held” in the year in which they began, by kind. Cancelled ones are left out."
        ),
        read="gatherings.reads.held_by_year",
        indicators=("o3-computed-gatherings",),
        sources=(_("Gatherings recorded in Khetene; earlier ones from documents of the platform"),),
        is_wide=len(years) > 4,
    )


def money_by_phase(grants: list[projects.Grant]) -> Chart:
    used = {source for grant in grants for source in grant.parts}
    inks = (STRONG, WARM, MIDDLE, QUIET)
    named = [(source, label) for source, label in projects.sources() if source in used]
    series = [Series(label, ink) for (_source, label), ink in zip(named, inks, strict=False)]
    rows: list[tuple[Cell, ...]] = []
    drawn = []
    for grant in grants:
        label = _("Phase %(number)s") % {"number": grant.roman}
        unknown = Gap(_("not known")) if not grant.parts else 0
        parts: list[Cell] = [grant.parts.get(source, unknown) for source, _label in named]
        total: Cell = Gap(_("not known")) if grant.total is None else grant.total
        rows.append((label, *parts, total))
        if grant.parts:
            amounts = [grant.parts.get(source, Decimal(0)) for source, _label in named]
            drawn.append(Stack(label, [int(amount) for amount in amounts], [euros(amount) for amount in amounts]))
    without = [str(row[0]) for row in rows if isinstance(row[-1], Gap)]
    return Chart(
        name="money",
        question=_("Who paid for the phases?"),
        finding="; ".join(f"{row[0]}: {euros(row[-1])}" for row in rows if isinstance(row[-1], Decimal)) + "."
        if drawn
        else _("No document here states the grant of a phase."),
        columns=(_("Phase"), *(label for _source, label in named), _("Grant")),
        rows=tuple(rows),
        spec=stacked(drawn, series) if drawn else None,
        rule=_("The newest agreed grant in euros, divided by the shares of the agreement to the cent."),
        read="projects.reads.grants",
        sources=(_("Grant agreements and their amendments"),),
        notes=(_("Not known: %(phases)s.") % {"phases": ", ".join(without)},) if without else (),
    )
