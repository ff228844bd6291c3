"""What a reader of the fund would ask: one question for each thing that is missing, none for what is there."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khetene.proposals.checks import findings_of, report_tasks
from khetene.proposals.contents import Activity, Done, Line, Partner, Picture, Reached, Result, Spent
from khetene.proposals.enums import Part
from khetene.proposals.plan import Cited, Plan, Row, Terms

TODAY = date(2026, 11, 20)
FIRST, LAST = date(2027, 3, 1), date(2027, 10, 31)
KEYS = [uuid.UUID(int=number) for number in range(1, 9)]
TERMS = Terms(date(2026, 12, 31), FIRST, LAST, Decimal(900), Decimal(10))
ACTIVITY = Activity("Klubs", "Skolotāja", "Jauniešu māja", FIRST, LAST, 12)
RESULT = Result("Nodarbības", 50, "nodarbības", "žurnāls")
LINE = Line("Skolotāja", Decimal(100), "stundas", Decimal(10), Decimal(900), Decimal(100))
GOOD = Plan(
    texts={
        Part.TITLE: "Kopā pie grāmatas",
        Part.NEED: "Skolēni pamet skolu [1].\n\nPēc stundām nav, kas palīdz [1].",
        Part.AIM: "Mājasdarbi ir izpildīti.",
        Part.TARGET: "12 bērni",
        Part.TEAM: "Skolotāja, 16 stundas mēnesī",
        Part.AFTER: "Klubs paliek.",
    },
    begins=FIRST,
    ends=LAST,
    activities=[Row(KEYS[0], ACTIVITY)],
    partners=[Row(KEYS[1], Partner("Jauniešu māja", "Dod telpas", agreed=True))],
    results=[Row(KEYS[2], RESULT)],
    lines=[Row(KEYS[3], LINE)],
    cited=[Cited(KEYS[4], 1, Part.NEED, is_figure=True)],
    terms=TERMS,
)


def asked(plan, today=TODAY):
    return [(one.part, one.code) for one in findings_of(plan, today=today)]


def texted(part, text):
    return replace(GOOD, texts=GOOD.texts | {part: text})


def test_a_whole_application_is_asked_nothing():
    assert asked(GOOD) == []


def test_an_empty_application_is_asked_about_every_part_that_matters():
    assert asked(Plan()) == [
        (Part.TITLE, "title"),
        (Part.TIME, "time"),
        (Part.TIME, "call"),
        (Part.NEED, "need"),
        (Part.AIM, "empty"),
        (Part.TARGET, "empty"),
        (Part.ACTIVITY, "none"),
        (Part.TEAM, "empty"),
        (Part.RESULT, "none"),
        (Part.LINE, "none"),
        (Part.AFTER, "empty"),
    ]


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("Kopā pie grāmatas 2027", [(Part.TITLE, "title_year")]),
        ("2026.–2027. gada klubs", [(Part.TITLE, "title_year")]),
        ("Kopā 24 stundas", []),
        ("Telpa 12027", []),
    ],
)
def test_a_title_carries_no_year(title, codes):
    assert asked(texted(Part.TITLE, title)) == codes


def test_the_rule_about_the_year_names_the_training_as_its_source():
    (found,) = findings_of(texted(Part.TITLE, "Klubs 2027"), today=TODAY)

    assert "2027" in found.words
    assert found.source == "Romu NVO projektu rakstīšanas apmācības, platformas slaidi, 2019"


def test_need_without_a_figure_is_asked_for_one_and_a_quotation_is_none():
    quoted = replace(GOOD, cited=[Cited(KEYS[4], 1, Part.NEED, is_figure=False)])

    assert asked(replace(texted(Part.NEED, "Slikti iet."), cited=[])) == [(Part.NEED, "no_figure")]
    assert asked(quoted) == [(Part.NEED, "no_figure")]


def test_every_claim_of_need_has_a_figure():
    assert asked(texted(Part.NEED, "Skolēni pamet skolu [1].\n\nNav telpu.")) == [(Part.NEED, "claim")]


def test_a_mark_without_a_citation_is_asked_about():
    assert asked(texted(Part.AIM, "Kā teikts [7].")) == [(Part.AIM, "unknown_mark")]


def test_a_corrected_figure_is_asked_about():
    troubled = replace(GOOD, cited=[replace(GOOD.cited[0], trouble="avots to laboja")])

    assert asked(troubled) == [(Part.NEED, "trouble")]


def test_a_target_group_has_a_number_and_the_number_of_a_citation_is_none():
    assert asked(texted(Part.TARGET, "Bērni [1]")) == [(Part.TARGET, "how_many")]


@pytest.mark.parametrize(
    ("missing", "code"),
    [({"who": ""}, "who"), ({"where": ""}, "where"), ({"begins": None}, "when"), ({"ends": None}, "when")],
)
def test_an_activity_says_who_where_and_when(missing, code):
    plan = replace(GOOD, activities=[Row(KEYS[0], replace(ACTIVITY, **missing))])

    assert asked(plan) == [(Part.ACTIVITY, code)]


@pytest.mark.parametrize("days", [{"begins": date(2027, 2, 28)}, {"ends": date(2027, 11, 1)}])
def test_an_activity_lies_inside_the_time_of_the_project(days):
    plan = replace(GOOD, activities=[Row(KEYS[0], replace(ACTIVITY, **days))])

    assert asked(plan) == [(Part.ACTIVITY, "outside")]


@pytest.mark.parametrize(
    ("missing", "code"), [({"number": None}, "number"), ({"unit": ""}, "unit"), ({"how": ""}, "how")]
)
def test_a_result_is_measurable(missing, code):
    assert asked(replace(GOOD, results=[Row(KEYS[2], replace(RESULT, **missing))])) == [(Part.RESULT, code)]


def test_a_result_of_nothing_is_a_number():
    assert asked(replace(GOOD, results=[Row(KEYS[2], replace(RESULT, number=0))])) == []


def test_a_line_adds_up_to_the_cent():
    assert asked(replace(GOOD, lines=[Row(KEYS[3], replace(LINE, own=Decimal("100.01")))])) == [(Part.LINE, "adds_up")]
    assert asked(replace(GOOD, lines=[Row(KEYS[3], replace(LINE, price=None))])) == [(Part.LINE, "price")]


def test_the_sum_stays_inside_the_call_to_the_cent():
    tight = replace(GOOD, terms=replace(TERMS, largest=Decimal("899.99")))

    (found,) = findings_of(tight, today=TODAY)

    assert (found.code, found.source) == ("too_much", "konkursa nolikums")
    assert "0,01" in found.words


def test_the_own_part_is_as_large_as_the_call_asks():
    assert asked(replace(GOOD, terms=replace(TERMS, own_percent=Decimal("10.01")))) == [(Part.LINE, "own")]


@given(st.integers(1, 10**9), st.integers(0, 10**9))
def test_a_line_whose_price_is_what_both_pay_is_never_asked_about(grant, own):
    line = Line("x", Decimal(1), "", Decimal(grant + own) / 100, Decimal(grant) / 100, Decimal(own) / 100)
    plan = replace(GOOD, lines=[Row(KEYS[0], line)], terms=replace(TERMS, largest=None, own_percent=None))

    assert asked(plan) == []
    assert plan.total * 100 == grant + own


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"closes": date(2026, 11, 19)}, "closed"),
        ({"project_from": date(2027, 3, 2)}, "too_early"),
        ({"project_to": date(2027, 10, 30)}, "too_late"),
    ],
)
def test_dates_lie_inside_the_call(terms, code):
    assert asked(replace(GOOD, terms=replace(TERMS, **terms))) == [(Part.TIME, code)]


def test_on_its_last_day_a_call_is_open():
    assert asked(replace(GOOD, terms=replace(TERMS, closes=TODAY))) == []


def test_a_partner_has_a_role_and_said_yes():
    plan = replace(GOOD, partners=[Row(KEYS[1], Partner("Jauniešu māja"))])

    assert asked(plan) == [(Part.PARTNER, "role"), (Part.PARTNER, "agreed")]


def tasks(plan, today, granted=Decimal(900)):
    return [(one.part, one.code) for one in report_tasks(plan, granted, today=today)]


def test_what_is_still_to_come_is_no_task():
    assert tasks(GOOD, TODAY) == []


def test_after_the_last_day_everything_is_to_be_told():
    assert tasks(GOOD, LAST) == [(Part.DONE, "not_told"), (Part.REACHED, "not_told"), (Part.SPENT, "not_told")]


TOLD = replace(
    GOOD,
    done=[Row(KEYS[5], Done(LAST, 12, "Notika"), KEYS[0])],
    reached=[Row(KEYS[6], Reached(50, "žurnāls"), KEYS[2])],
    spent=[Row(KEYS[7], Spent(LAST, Decimal(1000), "Rēķins 17"), KEYS[3])],
)


def test_a_report_that_tells_all_lacks_nothing():
    assert tasks(TOLD, LAST) == []


def test_fewer_people_or_less_reached_is_explained():
    done = [Row(KEYS[5], Done(LAST, 9, "Notika"), KEYS[0])]
    reached = [Row(KEYS[6], Reached(49, "žurnāls"), KEYS[2])]
    silent = replace(TOLD, done=done, reached=reached)
    explained = replace(
        silent,
        done=[replace(done[0], content=replace(done[0].content, differs="Sporta diena"))],
        reached=[replace(reached[0], content=replace(reached[0].content, differs="Slimība"))],
    )

    assert tasks(silent, LAST) == [(Part.DONE, "differs"), (Part.REACHED, "differs")]
    assert tasks(explained, LAST) == []


def test_a_day_and_heads_and_a_document_are_missed():
    plan = replace(
        TOLD,
        done=[Row(KEYS[5], Done(None, None, "Notika", "Citādi"), KEYS[0])],
        spent=[Row(KEYS[7], Spent(LAST, Decimal(5), ""), KEYS[3])],
    )

    assert tasks(plan, LAST) == [(Part.DONE, "counted"), (Part.SPENT, "document")]


def test_a_cent_over_the_line_is_a_task():
    spent = [Row(KEYS[7], Spent(LAST, Decimal("1000.01"), "Rēķins 17"), KEYS[3])]

    assert tasks(replace(TOLD, spent=spent), LAST) == [(Part.SPENT, "over")]


def test_a_smaller_grant_than_asked_for_is_told_in_the_report():
    assert tasks(TOLD, LAST, Decimal("899.99")) == [(Part.SPENT, "granted")]


@pytest.mark.parametrize(
    ("release", "found"),
    [("nobody", []), ("there", []), ("missing", [(Part.PICTURE, "release")]), ("", [(Part.PICTURE, "release")])],
)
def test_a_picture_waits_for_everybody_in_it(release, found):
    plan = replace(TOLD, pictures=[Row(KEYS[5], Picture("Lasīšanas vakars", "mape", release), KEYS[0])])

    assert tasks(plan, LAST) == found
