"""Writing together: versions, two writers at once, what is refused, and who sees it."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from khetene.kernel import clock
from khetene.kernel.actions import delete_expired
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.kernel.personal_codes import PersonalCodeFound
from khetene.proposals import actions, reads
from khetene.proposals.contents import KIND, Activity, Text, Time, read, written
from khetene.proposals.enums import NEXT, ROWS, SINGLE, Part, State
from khetene.proposals.errors import (
    ChangedMeanwhile,
    EndsBeforeItBegins,
    NoReportYet,
    NotThisStep,
    PlanStands,
    StillStands,
    WriteTheAmount,
)
from khetene.proposals.models import Application, Piece, Version
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.proposals import TITLE, begun, called, granted, planned, rowed, writer, wrote

pytestmark = pytest.mark.django_db


@pytest.fixture
def sarma():
    return writer()


@pytest.fixture
def egils(sarma):
    return writer(organisation=sarma.organisation)


def texts_of(application, by, part):
    return [one.content.text for one in reads.history(application.pk, part, actor=actor_of(by))]


def test_every_part_knows_what_stands_in_it():
    assert set(KIND) == set(Part)
    assert {*SINGLE, *ROWS, Part.DONE, Part.SPENT, Part.REACHED, Part.PICTURE} == set(Part)


def test_what_is_kept_is_read_back_whole():
    whole = Activity("Klubs", "Skolotāja", "", date(2027, 3, 1), None, 12)

    assert read(Part.ACTIVITY, written(whole)) == whole
    assert read(Part.ACTIVITY, "{}") == Activity()


def test_every_saving_is_a_version_with_its_writer(sarma, egils):
    application = begun(sarma)
    wrote(application, sarma, Part.AIM, "Pirmais")
    wrote(application, egils, Part.AIM, "Otrais", seen=1)

    rows = reads.history(application.pk, Part.AIM, actor=actor_of(sarma))

    assert [(one.content.text, one.saved_by) for one in rows] == [
        ("Otrais", egils.user.name),
        ("Pirmais", sarma.user.name),
    ]


def test_who_saves_over_a_version_that_they_have_not_seen_is_stopped_and_nothing_is_lost(sarma, egils):
    application = begun(sarma)
    wrote(application, sarma, Part.AIM, "Pirmais")
    wrote(application, egils, Part.AIM, "Egila", seen=1)

    with pytest.raises(ChangedMeanwhile):
        wrote(application, sarma, Part.AIM, "Sarmas", seen=1)
    wrote(application, sarma, Part.AIM, "Abu", seen=2)

    assert texts_of(application, sarma, Part.AIM) == ["Abu", "Egila", "Pirmais"]


def test_two_who_begin_the_same_part_do_not_overwrite_each_other(sarma, egils):
    application = begun(sarma)
    wrote(application, egils, Part.AIM, "Egila")

    with pytest.raises(ChangedMeanwhile):
        wrote(application, sarma, Part.AIM, "Sarmas")


def test_the_same_text_twice_is_saved_once(sarma):
    application = begun(sarma)
    wrote(application, sarma, Part.AIM, "Viens")
    entries = AuditEntry.objects.count()
    wrote(application, sarma, Part.AIM, "Viens", seen=0)

    assert texts_of(application, sarma, Part.AIM) == ["Viens"]
    assert AuditEntry.objects.count() == entries


def test_a_row_that_is_taken_out_keeps_its_text_in_the_history(sarma):
    application, activity, _result, _line = planned(sarma)
    actor = actor_of(sarma)

    with pytest.raises(ChangedMeanwhile):
        actions.remove(activity.pk, seen=0, actor=actor)
    actions.remove(activity.pk, seen=1, actor=actor)

    assert reads.application(application.pk, actor=actor).plan.activities == []
    rows = reads.history(application.pk, Part.ACTIVITY, actor=actor)
    assert [(one.content.words, one.removed) for one in rows] == [
        ("Mājasdarbu klubs", True),
        ("Mājasdarbu klubs", False),
    ]


def test_words_of_an_earlier_saving_are_wiped_for_good(sarma, egils):
    application = begun(sarma)
    wrote(application, sarma, Part.NEED, "Vijas ģimenei nav ūdens.")
    wrote(application, egils, Part.NEED, "Trīs mājās nav ūdens.", seen=1)
    new, old = reads.history(application.pk, Part.NEED, actor=actor_of(egils))

    actions.wipe(old.version_id, actor=actor_of(egils))
    actions.wipe(old.version_id, actor=actor_of(egils))

    rows = reads.history(application.pk, Part.NEED, actor=actor_of(egils))
    assert [(one.content.text, one.wiped, one.saved_by) for one in rows] == [
        ("Trīs mājās nav ūdens.", False, new.saved_by),
        ("", True, old.saved_by),
    ]
    assert "Vijas" not in str([one.content for one in Version.objects.all()])
    assert AuditEntry.objects.filter(verb="proposal_version.wiped").count() == 1


def test_words_that_stand_now_are_changed_before_they_are_wiped(sarma):
    application, activity, _result, _line = planned(sarma)
    actor = actor_of(sarma)
    (stands,) = reads.history(application.pk, Part.ACTIVITY, actor=actor)

    with pytest.raises(StillStands):
        actions.wipe(stands.version_id, actor=actor)
    actions.remove(activity.pk, seen=1, actor=actor)
    taken_out, earlier = reads.history(application.pk, Part.ACTIVITY, actor=actor)
    for one in (taken_out, earlier):
        actions.wipe(one.version_id, actor=actor)

    assert [one.wiped for one in reads.history(application.pk, Part.ACTIVITY, actor=actor)] == [True, True]
    assert [one.may_be_wiped for one in reads.history(application.pk, Part.ACTIVITY, actor=actor)] == [False, False]


def test_another_organisation_wipes_nothing(sarma):
    application = begun(sarma)
    wrote(application, sarma, Part.NEED, "Vecs")
    wrote(application, sarma, Part.NEED, "Jauns", seen=1)
    old = reads.history(application.pk, Part.NEED, actor=actor_of(sarma))[1]

    with pytest.raises(NotForYou):
        actions.wipe(old.version_id, actor=actor_of(writer()))
    with pytest.raises(NotForYou):
        reads.old_version(old.version_id, actor=actor_of(writer()))


@pytest.mark.parametrize(("last_saved", "left"), [(date(2016, 11, 19), 0), (date(2016, 11, 21), 1)])
def test_a_draft_that_nobody_ends_is_kept_ten_years_from_its_last_saving(last_saved, left):
    sarma = writer(from_day=date(2015, 1, 1))
    with clock.set_to(datetime(2015, 3, 2, 12, tzinfo=clock.HOME)):
        application = begun(sarma)
    with clock.set_to(datetime.combine(last_saved, time(12), clock.HOME)):
        wrote(application, sarma, Part.NEED, "Vēl kas")

    delete_expired(clock.today())

    assert Application.objects.count() == left


def test_what_is_written_is_sealed_in_the_database(sarma):
    begun(sarma)

    assert TITLE not in str(Version.objects.values_list("content", flat=True).get())


@pytest.mark.parametrize("code", ["010190-12345", "01019012345", "32123456789", "321234-56789"])
def test_a_personal_code_is_refused(sarma, code):
    with pytest.raises(PersonalCodeFound):
        wrote(begun(sarma), sarma, Part.NEED, f"Persona {code} lūdz palīdzību.")


@pytest.mark.parametrize("words", ["Kopā 12345678901,00 €", "Tālrunis 29999999", "2026-2027 un 101-LV"])
def test_other_numbers_are_no_personal_codes(sarma, words):
    assert wrote(begun(sarma), sarma, Part.NEED, words).number == 1


def test_an_end_before_the_beginning_is_refused(sarma):
    backwards = Time(date(2027, 3, 2), date(2027, 3, 1))

    with pytest.raises(EndsBeforeItBegins):
        actions.write(begun(sarma).pk, Part.TIME, backwards, actor=actor_of(sarma))


def test_writers_of_another_organisation_and_other_roles_find_nothing(sarma):
    application, activity, _result, _line = planned(sarma, called(sarma))
    strangers = [writer(), MembershipFactory(role="case_worker", organisation=sarma.organisation)]
    strangers += [MembershipFactory(role="auditor", organisation=sarma.organisation)]

    for actor in map(actor_of, strangers):
        with pytest.raises(NotForYou):
            reads.application(application.pk, actor=actor)
        with pytest.raises(NotForYou):
            reads.history(application.pk, Part.AIM, actor=actor)
        with pytest.raises(NotForYou):
            actions.write(application.pk, Part.AIM, Text("Svešs"), actor=actor)
        with pytest.raises(NotForYou):
            actions.remove(activity.pk, seen=1, actor=actor)
        assert reads.calls(actor=actor) == []


def test_the_call_of_another_organisation_cannot_be_chosen(sarma):
    with pytest.raises(NotForYou):
        begun(sarma, called(writer()))


def test_no_step_is_forgotten_and_each_state_can_be_reached():
    assert set(NEXT) == set(State)
    assert {one for following in NEXT.values() for one in following} == set(State)


def test_a_sent_plan_stands_and_may_be_taken_back_to_be_written(sarma):
    application, activity, _result, _line = planned(sarma)
    actor = actor_of(sarma)
    actions.move(application.pk, actions.Decision("sent"), actor=actor)

    with pytest.raises(PlanStands):
        wrote(application, sarma, Part.AIM, "Par vēlu")
    with pytest.raises(PlanStands):
        actions.choose_call(application.pk, call_id=None, actor=actor)
    with pytest.raises(NoReportYet):
        rowed(application, sarma, Part.DONE, about=activity, words="Par agru")
    actions.move(application.pk, actions.Decision("draft"), actor=actor)

    assert wrote(application, sarma, Part.AIM, "Laikā").number == 1


def test_a_step_that_leads_nowhere_is_refused(sarma):
    application = begun(sarma)
    actor = actor_of(sarma)

    with pytest.raises(NotThisStep):
        actions.move(application.pk, actions.Decision("closed"), actor=actor)
    actions.move(application.pk, actions.Decision("sent"), actor=actor)
    with pytest.raises(WriteTheAmount):
        actions.move(application.pk, actions.Decision("granted"), actor=actor)


def test_a_closed_project_has_the_day_from_which_it_is_kept(sarma):
    application, _activity, _result, _line = planned(sarma)
    granted(application, sarma)
    actions.move(application.pk, actions.Decision("closed", on=date(2027, 11, 30)), actor=actor_of(sarma))

    closed = Application.objects.get()
    assert (closed.closed_on, closed.changed_on) == (date(2027, 11, 30), date(2027, 11, 30))


def test_what_is_reported_is_about_a_row_of_the_same_plan(sarma):
    application, activity, result, _line = planned(sarma)
    _other, strange, _r, _l = planned(sarma)
    granted(application, sarma)

    rowed(application, sarma, Part.DONE, about=activity, words="Notika")
    for wrong in (strange, result, None):
        with pytest.raises(NotForYou):
            rowed(application, sarma, Part.DONE, about=wrong, words="Notika")

    assert list(Piece.objects.filter(part=Part.DONE).values_list("about", flat=True)) == [activity.pk]
