"""Two records of one pupil become one by the decision of the head; nothing is lost and nothing counts twice."""

from __future__ import annotations

from datetime import date

import pytest

from khetene.earlyleaving import actions, reads
from khetene.earlyleaving.errors import BothAreFollowed, BothHaveAPlan, SameRecord, SayWhyTheSame
from khetene.earlyleaving.models import Absence, Joining, Plan, Pupil
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from tests.factories.accounts import actor_of
from tests.factories.earlyleaving import drafted, followed, house, seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(there):
    return seen(there), seen(there, called="Peteris")


def of(school):
    return Pupil.objects.filter(organisation=school).order_by("pk")


def joined(kept, other, who, reason="Abi ieraksti ir par vienu 5.b skolēnu."):
    return actions.join_pupils(kept.pk, other.pk, reason=reason, actor=actor_of(who))


def test_everything_of_both_records_stands_in_one(there, two):
    kept, other = two
    plan = drafted(there, other)
    followed(other, there, words="Zvanījām.")
    for pupil, day in ((kept, 2), (other, 2), (other, 9)):
        Absence.objects.create(pupil=pupil, semester="2026-1", unexcused_lessons=day, counted_on=date(2026, 11, day))

    joined(kept, other, there.head)

    page = reads.pupil_page(kept.pk, actor=actor_of(there.inese))
    assert [row.words for row in page.observations] == ["Divas nedēļas sēž viens."] * 2
    assert ([line.id for line in page.plans], len(page.followed), len(page.people)) == ([plan.pk], 1, 2)
    assert [lessons for _semester, lessons, _day in page.absences] == [9, 2]
    (told,) = reads.pupil_page(kept.pk, actor=actor_of(there.head)).joinings
    assert (told.was_called, told.reason) == ("Peteris", "Abi ieraksti ir par vienu 5.b skolēnu.")
    assert list(of(there.school).values_list("pk", flat=True)) == [kept.pk]


def test_the_record_is_kept_as_long_as_the_longer_of_both(there, two):
    kept, other = two
    plan = drafted(there, other)

    joined(kept, other, there.head)

    kept.refresh_from_db()
    assert kept.needed_until == plan.ends


def test_the_other_name_and_the_reason_are_for_the_head_alone(there, two):
    kept, other = two
    joined(kept, other, there.head)
    (told,) = reads.pupil_page(kept.pk, actor=actor_of(there.head)).joinings

    for colleague in (there.velga, there.inese):
        assert reads.pupil_page(kept.pk, actor=actor_of(colleague)).joinings == []
        with pytest.raises(NotForYou):
            reads.joining(kept.pk, told.id, actor=actor_of(colleague))


def test_the_other_name_and_the_reason_are_wiped_for_good_and_the_joining_stays(there, two):
    kept, other = two
    joined(kept, other, there.head)
    (told,) = reads.pupil_page(kept.pk, actor=actor_of(there.head)).joinings
    for stranger in (there.inese, house().head):
        with pytest.raises(NotForYou):
            actions.wipe_joining(told.id, actor=actor_of(stranger))

    for _twice in range(2):
        actions.wipe_joining(told.id, actor=actor_of(there.head))

    (left,) = reads.pupil_page(kept.pk, actor=actor_of(there.head)).joinings
    assert (left.was_called, left.reason, left.wiped, left.by) == ("", "", True, there.head.user.name)
    assert [(row.was_called, row.reason) for row in Joining.objects.order_by("pk")] == [("", "")]
    assert AuditEntry.objects.filter(verb="joining.wiped", silo=there.school.pk).count() == 1
    with pytest.raises(NotForYou):
        reads.joining(kept.pk, told.id, actor=actor_of(there.head))


def test_a_pupil_of_two_records_counts_once(there, two):
    kept, other = two
    drafted(there, kept)
    drafted(there, other, semester="2026-2")
    before = reads.school_totals(2026, actor=actor_of(there.head)).units["pupils"]

    joined(kept, other, there.head)

    after = reads.school_totals(2026, actor=actor_of(there.head)).units
    assert (before, after["pupils"], after["plans"]) == (2, 1, 2)


def test_two_plans_for_one_semester_are_decided_first(there, two):
    for pupil in two:
        drafted(there, pupil)

    with pytest.raises(BothHaveAPlan) as refusal:
        joined(*two, there.head)

    assert "2026-1" in str(refusal.value.message)
    assert (of(there.school).count(), Plan.objects.filter(pupil=two[1]).count()) == (2, 1)


def test_two_agreements_that_go_on_are_decided_first(there, two):
    for pupil in two:
        followed(pupil, there)

    with pytest.raises(BothAreFollowed):
        joined(*two, there.head)


def test_a_name_alone_is_no_reason(there, two):
    with pytest.raises(SayWhyTheSame):
        joined(*two, there.head, reason=" ")
    with pytest.raises(SameRecord):
        joined(two[0], two[0], there.head)


def test_records_of_two_schools_are_never_joined(there, two):
    elsewhere = house()
    strange = seen(elsewhere)

    for kept, other in ((two[0], strange), (strange, two[0])):
        for head in (there.head, elsewhere.head):
            with pytest.raises(NotForYou):
                joined(kept, other, head)


def test_only_the_head_joins_records(there, two):
    for colleague in (there.velga, there.inese, there.coordinator, there.ikvd):
        with pytest.raises(NotForYou):
            joined(*two, colleague)


def test_records_with_an_equal_name_are_offered_and_others_are_looked_for(there):
    pupil, same, other = seen(there), seen(there, called="pēteris"), seen(there, called="Peteris B.")
    seen(house())
    head = actor_of(there.head)

    offered = reads.perhaps_the_same(pupil.pk, actor=head)
    looked_for = reads.perhaps_the_same(pupil.pk, actor=head, called="Peteris B.")

    assert ([row.id for row in offered], [row.id for row in looked_for]) == ([same.pk], [other.pk])


def test_the_trail_names_both_records_and_no_words(there, two):
    kept, other = two
    joined(kept, other, there.head)

    entries = AuditEntry.objects.filter(verb__startswith="pupil.joined").order_by("position")

    assert list(entries.values_list("verb", "object")) == [
        ("pupil.joined_to_another", other.pk),
        ("pupil.joined", kept.pk),
    ]
    assert "ieraksti" not in str(list(entries.values()))
