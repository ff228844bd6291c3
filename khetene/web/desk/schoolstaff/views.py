"""Posts and groups of my school, and a school year in numbers at both heights."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from khetene.accounts.rules import sees_national_totals
from khetene.disclosure.door import Cell, Rule, Shown, amount_behind, protect_sum
from khetene.disclosure.tally import Tally
from khetene.earlyleaving.reads import school_year
from khetene.schoolstaff import reads
from khetene.schoolstaff.rules import at_a_school, heads_a_school
from khetene.web.desk.earlyleaving.views_register import FIRST_YEAR, checked_year
from khetene.web.http import ActorRequest, page

# A school is no person, but one school's measure speaks of its few pupils and colleagues.
SCHOOLS = Rule(minimum=3, contributors=3)
POSTS = Rule(minimum=10, contributors=3)
HUNDREDTHS = 100
ON_A_PAGE = 25
Titles = list[tuple[str, str]]


@page(allowed_to=at_a_school)
def school(request: ActorRequest) -> HttpResponse:
    """The head sees posts with what the rule says today; everybody at school sees the groups."""
    heads = heads_a_school(request.actor)
    groups = _page_of(reads.groups(actor=request.actor), request, "grupas")
    context: dict[str, Any] = {
        "heads": heads,
        "groups_page": groups,
        "groups": reads.group_rows(groups.object_list),
        "year": school_year(),
    }
    if heads:
        posts = _page_of(reads.posts(actor=request.actor), request, "amati")
        context |= {"posts_page": posts, "posts": reads.post_rows(posts.object_list)}
    return render(request, "desk/schoolstaff/school.html", context)


def _page_of(rows: QuerySet[Any], request: ActorRequest, name: str) -> Page[Any]:
    return Paginator(rows, ON_A_PAGE).get_page(request.GET.get(name))


@page(allowed_to=at_a_school)
def own_year(request: ActorRequest, year: int) -> HttpResponse:
    """The own school's numbers, as they are."""
    shown = reads.own_year(checked_year(year), actor=request.actor)
    return render(request, "desk/schoolstaff/own_year.html", {"shown": shown, **_years(year)})


@page(allowed_to=sees_national_totals)
def national_year(request: ActorRequest, year: int) -> HttpResponse:
    """Schools by measure and posts by kind over the whole country, protected."""
    hours = reads.hours_of_groups(checked_year(year))
    whole = amount_behind(hours, protect_sum(hours, SCHOOLS))
    context = {
        "measures": _rows(reads.schools_by_measure(year), SCHOOLS, reads.titles_of_measures()),
        "posts": _rows(reads.posts_by_kind(year), POSTS, reads.post_kinds()),
        "hours": Decimal(whole.number) / HUNDREDTHS if isinstance(whole, Shown) else None,
        "schools": SCHOOLS,
        "minimum": POSTS.minimum,
    }
    return render(request, "desk/schoolstaff/national_year.html", context | _years(year))


def _rows(tallies: Mapping[str, Tally], rule: Rule, titles: Titles) -> list[tuple[str, int | None]]:
    """In the order of the country data, without a sum: a school stands in several. What nobody has is hidden like a small one."""
    cells = {key: protect_sum(tally, rule) for key, tally in tallies.items()}
    return [(title, _number(cells.get(key))) for key, title in titles]


def _number(cell: Cell | None) -> int | None:
    return cell.number if isinstance(cell, Shown) else None


def _years(year: int) -> dict[str, Any]:
    now = school_year()
    return {
        "year": year,
        "next_year": year + 1,
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < now else None,
    }
