"""What municipalities say comes into the overview: by field and institution, n of m, and never over silence."""

from __future__ import annotations

import json
from datetime import timedelta
from importlib import import_module
from io import BytesIO

import pytest
from django.apps import apps
from docx import Document

from khetene.instruments import actions as instruments
from khetene.instruments.enums import Domain
from khetene.instruments.models import Evaluation, Part
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.kernel.ids import new_key
from khetene.kernel.models import AuditEntry
from khetene.monitoring import actions, reads, reports
from khetene.monitoring.enums import OBJECTIVE_OF
from khetene.monitoring.errors import NothingToTake, TakenMeanwhile
from khetene.monitoring.models import Contributions
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.instruments import CLOSES, EDUCATION, answered_for, asked_for_overview
from tests.instant import at_one_instant

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def three(janis):
    """Three municipalities: one with two institutions, one without a number, one silent."""
    talsi, tukums, cesis = (asked_for_overview(janis, name) for name in ("Talsi", "Tukums", "Cēsis"))
    answered_for(talsi, janis, "Talsu pārvalde", EDUCATION)
    answered_for(talsi, janis, "Talsu bibliotēka", {**EDUCATION, "edu_measures": "4"})
    answered_for(tukums, janis, "Tukuma pārvalde", {"edu_done": "Pēcpusdienas", "edu_reach": "not_counted"})
    instruments.ask_part(cesis.pk, field="education", name="C", answers_for="Cēsu pārvalde", actor=actor_of(janis))
    return talsi, tukums, cesis


def taken(janis):
    return actions.take_contributions(2026, actor=actor_of(janis))


def education(who):
    parts = reads.overview(2026, actor=actor_of(who)).parts
    return next(part for part in parts if part.code == "O4").contributed[0]


def test_it_says_how_many_of_how_many_answered_and_who_did_not(janis, three):
    taken(janis)

    found = education(janis)

    assert (found.answered, found.asked) == (2, 3)
    assert [(one.name, one.state) for one in found.unanswered] == [("Cēsis (Cēsu pārvalde)", "waiting")]
    assert [(one.town, one.organisation) for one in found.said] == [
        ("Talsi", "Talsu bibliotēka"),
        ("Talsi", "Talsu pārvalde"),
        ("Tukums", "Tukuma pārvalde"),
    ]


def test_a_sum_names_who_gave_a_number_and_of_how_many(janis, three):
    taken(janis)

    (count,) = education(janis).counts

    assert (count.total, count.towns, count.asked) == (7, [("Talsi", 7)], 3)


def test_nothing_is_in_the_overview_before_it_is_taken(janis, three):
    assert [part.contributed for part in reads.overview(2026, actor=actor_of(janis)).parts if part.contributed] == []


def test_who_answered_later_comes_in_when_it_is_taken_again_and_the_first_taking_stays(janis, three):
    first = taken(janis)
    answered_for(three[2], janis, "Cēsu novads", EDUCATION)

    again = taken(janis)

    assert (first.number, again.number, taken(janis).pk) == (1, 2, again.pk)
    assert (education(janis).answered, len(education(janis).unanswered)) == (3, 1)
    assert Contributions.objects.count() == 2


def test_nothing_is_taken_before_somebody_answered(janis):
    asked_for_overview(janis, "Tukums")

    with pytest.raises(NothingToTake):
        taken(janis)


def test_only_the_coordinator_takes_and_everybody_at_work_reads(janis, three):
    expert = MembershipFactory(role="regional_expert")
    with pytest.raises(NotForYou):
        taken(expert)
    taken(janis)

    found = education(expert)
    assert [one.may_be_wiped for one in found.said] == [False, False, False]
    assert [who for _one, who in found.told] == [who for _one, who in education(janis).told]


def test_the_files_carry_it_with_its_silence(janis, three):
    taken(janis)
    shown = reads.overview(2026, actor=actor_of(janis))

    (field,) = next(one for one in json.loads(reports.as_json(shown))["objectives"] if one["code"] == "O4")[
        "municipalities"
    ]
    part = next(one for one in reports.report_of(shown, with_pictures=False).parts if one.contributed)

    (left,) = field["no_answer"]
    assert (field["answered"], field["asked"]) == (2, 3)
    assert (left["municipality"], left["institution"], left["state"], left["last_day"]) == (
        "Cēsis",
        "Cēsu pārvalde",
        "waiting",
        "2026-12-18",
    )
    assert (field["counts"][0]["total"], field["counts"][0]["answered"], field["counts"][0]["of"]) == (7, 1, 3)
    assert part.contributed[0].silent == "Vēl gaida atbildi līdz 18.12.2026.: Cēsis (Cēsu pārvalde)."
    assert reports.as_pdf(reports.report_of(shown, with_pictures=False)).startswith(b"%PDF")
    assert reports.as_docx(reports.report_of(shown, with_pictures=False)).startswith(b"PK")


def test_every_field_that_can_be_asked_has_its_objective():
    assert set(OBJECTIVE_OF) == set(Domain.values)


def silent_words(janis):
    shown = reads.overview(2026, actor=actor_of(janis))
    return (
        next(one for one in reports.report_of(shown, with_pictures=False).parts if one.contributed)
        .contributed[0]
        .silent
    )


def test_whoever_had_time_when_it_was_taken_is_waited_for_and_later_never_named_as_silent(janis, three):
    taken(janis)
    assert silent_words(janis) == "Vēl gaida atbildi līdz 18.12.2026.: Cēsis (Cēsu pārvalde)."

    with clock.set_to(clock.start_of(CLOSES + timedelta(days=1))):
        before = silent_words(janis)
        taken(janis)
        after = silent_words(janis)

    assert before == "Kad atbildes ielika pārskatā (20.11.2026.), atbildes vēl nebija: Cēsis (Cēsu pārvalde)."
    assert after == "Nav atbildes: Cēsis (Cēsu pārvalde)."


def test_the_silent_one_of_two_institutions_is_named_and_who_said_it_is_not_theirs_apart(janis, three):
    talsi = three[0]
    for name in ("Talsu skola", "Talsu muzejs"):
        _part, token = instruments.ask_part(
            talsi.pk, field="education", name="A", answers_for=name, actor=actor_of(janis)
        )
    instruments.pass_on(token, name="Kāds cits")
    for contribution in three:
        instruments.close(contribution.pk, actor=actor_of(janis))
    taken(janis)

    assert silent_words(janis) == (
        "Nav atbildes: Cēsis (Cēsu pārvalde), Talsi (Talsu skola). Atbildēja, ka tā nav viņu joma: Talsi (Talsu muzejs)."
    )
    assert (education(janis).answered, education(janis).asked) == (2, 3)


@pytest.fixture
def other():
    return MembershipFactory(role="national_coordinator", organisation__name="Labklājības ministrija")


def also_asked(other, town_of, institution, answers=EDUCATION):
    """The other ministry asks the same municipality about the same year."""
    (again,) = instruments.ask_municipalities(
        2026, territory_ids=[town_of.territory_id], closes_on=CLOSES, actor=actor_of(other)
    )
    answered_for(again, other, institution, answers)
    return again


def test_what_one_ministry_takes_hides_nothing_of_the_other(janis, three, other):
    taken(janis)
    answered_for(asked_for_overview(other, "Rīga"), other, "Rīgas pārvalde", EDUCATION)

    second = actions.take_contributions(2026, actor=actor_of(other))

    found = education(janis)
    assert (second.number, second.organisation_id) == (1, other.organisation_id)
    assert (found.answered, found.asked) == (3, 4)
    assert [one.town for one in found.said] == ["Rīga", "Talsi", "Talsi", "Tukums"]
    assert [name for name, _at in reads.overview(2026, actor=actor_of(janis)).taken] == sorted(
        [janis.organisation.name, "Labklājības ministrija"]
    )


def test_a_municipality_that_two_asked_stands_twice_and_its_numbers_are_not_added_up(janis, three, other):
    taken(janis)
    also_asked(other, three[0], "Talsu pārvalde")
    actions.take_contributions(2026, actor=actor_of(other))

    found = education(janis)

    who = [name for _said, name in found.told if "Talsu pārvalde" in name]
    assert sorted(who) == sorted(
        f"Talsi, Talsu pārvalde (jautāja: {name})" for name in (janis.organisation.name, "Labklājības ministrija")
    )
    assert (found.answered, found.asked) == (2, 3)
    (count,) = found.counts
    assert (count.total, count.answered, count.asked, count.twice) == (None, 1, 3, ["Talsi"])
    assert sorted(number for _town, number in count.towns) == [3, 7]


def test_who_takes_at_the_instant_of_a_colleague_is_told(janis, three):
    first = taken(janis)
    answered_for(three[2], janis, "Cēsu novads", EDUCATION)

    def colleague():
        first.pk, first.number = new_key(), 2
        Contributions.objects.bulk_create([first])

    with at_one_instant(Contributions, colleague), pytest.raises(TakenMeanwhile):
        taken(janis)


def test_words_of_an_answer_are_deleted_in_every_taking_and_stay_deleted(janis, three):
    part = Part.objects.get(answers_for="Talsu pārvalde")
    taken(janis)
    answered_for(three[2], janis, "Cēsu novads", {**EDUCATION, "edu_done": "Cits"})
    taken(janis)

    actions.wipe_said(part.pk, "edu_done", actor=actor_of(janis))
    answered_for(three[1], janis, "Tukuma skola", {**EDUCATION, "edu_done": "Vēl cits"})
    taken(janis)

    rows = Contributions.objects.order_by("number")
    assert [json.dumps(row.content, ensure_ascii=False).count("Sarunas ar vecākiem") for row in rows] == [1, 1, 1]
    shown = next(one for one in education(janis).said if one.part == part.pk)
    assert [(line.shown, line.is_wiped) for line in shown.lines] == [
        ("Teksts ir izdzēsts pavisam.", True),
        ("no 20 līdz 99", False),
    ]
    assert AuditEntry.objects.filter(verb="contributions.words_wiped").count() == 2


def test_words_are_deleted_also_when_only_the_overview_still_has_them(janis, three):
    part = Part.objects.get(answers_for="Talsu pārvalde")
    taken(janis)
    Evaluation.objects.all().delete()
    assert reads.taken_words(part.pk, "edu_done", actor=actor_of(janis)).words == "Sarunas ar vecākiem"

    actions.wipe_said(part.pk, "edu_done", actor=actor_of(janis))

    with pytest.raises(NotForYou):
        reads.taken_words(part.pk, "edu_done", actor=actor_of(janis))


def test_only_who_took_them_deletes_words(janis, three, other):
    part = Part.objects.get(answers_for="Talsu pārvalde")
    taken(janis)

    for who in (other, MembershipFactory(role="regional_expert", organisation=janis.organisation)):
        with pytest.raises(NotForYou):
            actions.wipe_said(part.pk, "edu_done", actor=actor_of(who))
        with pytest.raises(NotForYou):
            reads.taken_words(part.pk, "edu_done", actor=actor_of(who))


def test_no_link_leads_to_a_year_of_which_nobody_can_tell(janis):
    asks = [reads.overview(year, actor=actor_of(janis)).asks for year in (2008, 2012, 2026)]

    assert asks == [False, True, True]


def test_both_years_of_a_report_to_the_commission_say_what_municipalities_did(janis, three):
    taken(janis)
    earlier = asked_for_overview(janis, "Valka", 2025)
    answered_for(earlier, janis, "Valkas skola", {**EDUCATION, "edu_done": "Pērn"})
    actions.take_contributions(2025, actor=actor_of(janis))

    shown = reads.eu_report(2026, actor=actor_of(janis))
    part = next(one for one in shown.parts if one.code == "O4")
    report = reports.eu_report_of(shown, with_pictures=False)
    (found,) = [one for one in json.loads(reports.eu_as_json(shown))["objectives"] if one["code"] == "O4"]

    assert [(year, fields[0].answered) for year, fields in part.contributed] == [(2025, 1), (2026, 2)]
    assert [one["year"] for one in found["municipalities"]] == [2025, 2026]
    assert "Pērn" in Document(BytesIO(reports.eu_as_docx(report))).element.xml
    assert reports.eu_as_pdf(report).startswith(b"%PDF")


def test_takings_of_before_learn_whose_they_are_and_which_answer_is_which(janis, three):
    row = taken(janis)
    new = json.loads(json.dumps(row.content))
    old = [
        {name: entry[name] for name in ("town", "field")}
        | {"said": [[one["institution"], [_as_before(line) for line in one["lines"]]] for one in entry["said"]]}
        for entry in row.content
    ]
    Contributions.objects.update(content=old)

    for _twice in range(2):
        import_module("khetene.monitoring.migrations.0004_whose_answers_were_taken").tell_whose(apps, None)

    row.refresh_from_db()
    assert row.organisation_id == janis.organisation_id
    assert [entry["said"] for entry in row.content] == [entry["said"] for entry in new]
    assert silent_words(janis) == "Kad atbildes ielika pārskatā (20.11.2026.), atbildes vēl nebija: Cēsis."


def _as_before(line):
    return {name: line[name] for name in ("name", "label", "words", "number")}
