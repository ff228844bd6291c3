"""A payment ends and another source pays; what was mistyped of a post, a payment or a group is put right."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.schoolstaff import actions, reads
from khetene.schoolstaff.errors import (
    AlreadyPaid,
    EndsBeforeItBegins,
    GradesNotInMeasure,
    NotQualified,
    NotThisSchoolYear,
    PaidAfterTheEnd,
    PaymentBeginsLater,
    PostGoesOn,
    PostHasEnded,
)
from khetene.schoolstaff.models import EarlierGroup
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.directory import OrganisationFactory
from tests.factories.schoolstaff import SINCE, group_at, has_none, head_of_a_school, in_post, met, paid, proved

pytestmark = pytest.mark.usefixtures("latvia")
AUGUST = datetime(2026, 8, 25, 9, 0, tzinfo=UTC)
JANUARY = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
DECEMBER_31 = date(2026, 12, 31)


@pytest.fixture
def head(latvia):
    return head_of_a_school()


@pytest.fixture
def post(head):
    """An assistant with the certificate."""
    made = in_post(head)
    proved(made, head)
    return made


def page_of(post, head):
    return reads.post_page(post.pk, actor=actor_of(head))


def ends(post, head, day):
    return actions.end_post(post.pk, valid_to=day, actor=actor_of(head))


def corrected(payment, head, **more):
    values = {"payer": "esf-8-3-2", "share": Decimal(1), "valid_from": SINCE}
    return actions.correct_payment(payment.pk, **(values | more), actor=actor_of(head))


def test_when_the_studies_end_the_project_pays_no_more_and_the_municipality_can(head):
    post = in_post(head)
    has_none(post, head, "pedagogical_education", "completed_72_hours")
    proved(post, head, fact="studies_pedagogy", valid_to=DECEMBER_31)
    project = paid(post, head)

    with clock.set_to(JANUARY):
        assert page_of(post, head).row.lost is True
        with pytest.raises(AlreadyPaid):
            paid(post, head, payer="municipality", valid_from=date(2027, 1, 1))
        actions.end_payment(project.pk, valid_to=DECEMBER_31, actor=actor_of(head))
        paid(post, head, payer="municipality", valid_from=date(2027, 1, 1))

        page = page_of(post, head)
        assert [(row.payer, row.valid_to, row.holds) for row in page.payments] == [
            ("esf-8-3-2", DECEMBER_31, False),
            ("municipality", None, True),
        ]
        assert page.row.lost is False


def test_a_payment_does_not_end_before_it_began_nor_run_into_the_next_one(head, post):
    first = paid(post, head, valid_to=DECEMBER_31)
    paid(post, head, payer="municipality", valid_from=date(2027, 1, 1))

    with pytest.raises(EndsBeforeItBegins):
        actions.end_payment(first.pk, valid_to=date(2026, 8, 31), actor=actor_of(head))
    with pytest.raises(AlreadyPaid):
        actions.end_payment(first.pk, valid_to=date(2027, 1, 1), actor=actor_of(head))


def test_a_corrected_payment_stays_to_be_seen_and_the_right_one_counts(head, post):
    wrong = paid(post, head)

    corrected(wrong, head, payer="municipality", share=Decimal("0.5"))

    page = page_of(post, head)
    assert [(row.payer, row.taken_back) for row in page.payments] == [("esf-8-3-2", True), ("municipality", False)]
    assert [row.payer for row in page.row.paid] == ["municipality"]


def test_a_correction_keeps_to_the_rule_of_the_payer(head):
    post = in_post(head)
    has_none(post, head, "pedagogical_education", "studies_pedagogy", "completed_72_hours")
    noted = paid(post, head, payer="municipality")

    with pytest.raises(NotQualified):
        corrected(noted, head)

    assert [row.payer for row in page_of(post, head).row.paid] == ["municipality"]


def test_a_payment_that_was_taken_back_makes_no_measure_of_the_year(head, post):
    payment = paid(post, head)

    actions.take_back_payment(payment.pk, actor=actor_of(head))

    assert reads.own_year(2026, actor=actor_of(head)).measures == []
    with pytest.raises(NotForYou):
        actions.take_back_payment(payment.pk, actor=actor_of(head))


def test_nothing_is_paid_after_the_last_day_of_the_post(head, post):
    ends(post, head, DECEMBER_31)

    with pytest.raises(PaidAfterTheEnd):
        paid(post, head, valid_to=date(2027, 1, 1))
    with pytest.raises(PaidAfterTheEnd):
        paid(post, head, valid_from=date(2027, 1, 1))

    assert page_of(post, head).row.id == paid(post, head).post_id


def test_a_post_with_a_last_day_ahead_stays_open_and_can_get_another_one(head, post):
    ends(post, head, DECEMBER_31)
    ends(post, head, date(2026, 12, 15))

    row = page_of(post, head).row

    assert (row.valid_to, row.is_over) == (date(2026, 12, 15), False)
    with clock.set_to(JANUARY), pytest.raises(PostHasEnded):
        ends(post, head, DECEMBER_31)


def test_a_mistyped_last_day_is_taken_back_and_payments_go_on(head, post):
    paid(post, head)
    ends(post, head, date(2026, 10, 31))

    actions.take_back_end(post.pk, actor=actor_of(head))

    page = page_of(post, head)
    assert (page.row.valid_to, [row.payer for row in page.row.paid]) == (None, ["esf-8-3-2"])
    with pytest.raises(PostGoesOn):
        actions.take_back_end(post.pk, actor=actor_of(head))


def test_a_mistyped_name_is_corrected_and_no_trail_holds_it(head, post):
    actions.correct_post(post.pk, called="Agnija", valid_from=SINCE, actor=actor_of(head))

    assert page_of(post, head).row.called == "Agnija"
    entry = AuditEntry.objects.get(verb="post.corrected", object=post.pk)
    assert "Agn" not in str(entry.__dict__)


def test_a_post_does_not_begin_after_its_last_day(head, post):
    ends(post, head, date(2026, 10, 31))

    with pytest.raises(EndsBeforeItBegins):
        actions.correct_post(post.pk, called="Agnese", valid_from=date(2026, 11, 1), actor=actor_of(head))


def test_another_school_corrects_nothing(head, post):
    payment, group = paid(post, head), group_at(head)
    stranger = actor_of(head_of_a_school())
    values = {"payer": "municipality", "share": Decimal(1), "valid_from": SINCE}
    words = {"subject": "x", "first_grade": 5, "last_grade": 6, "payer": "municipality"}

    for attempt in (
        lambda: actions.end_payment(payment.pk, valid_to=DECEMBER_31, actor=stranger),
        lambda: actions.correct_payment(payment.pk, **values, actor=stranger),
        lambda: actions.take_back_payment(payment.pk, actor=stranger),
        lambda: actions.take_back_end(post.pk, actor=stranger),
        lambda: actions.correct_post(post.pk, called="x", valid_from=SINCE, actor=stranger),
        lambda: actions.correct_group(group.pk, **words, actor=stranger),
    ):
        with pytest.raises(NotForYou):
            attempt()


def test_the_supervisor_of_an_office_that_is_no_school_keeps_no_posts(latvia):
    office = MembershipFactory(organisation=OrganisationFactory(kind="municipal_unit"), role="supervisor")

    for attempt in (lambda: in_post(office), lambda: reads.posts(actor=actor_of(office)), lambda: group_at(office)):
        with pytest.raises(NotForYou):
            attempt()


def test_a_group_is_corrected_and_what_stood_there_can_be_wiped(head):
    group = group_at(head, subject="Matemātika Pēterim")
    met(group, head)
    said = {"subject": "Matemātika", "first_grade": 5, "last_grade": 7, "payer": "esf-8-3-2"}
    actions.correct_group(group.pk, **said, actor=actor_of(head))
    (before,) = reads.group_page(group.pk, actor=actor_of(head)).earlier

    actions.wipe_earlier_group(before.id, actor=actor_of(head))

    page = reads.group_page(group.pk, actor=actor_of(head))
    assert (page.row.subject, page.row.sessions) == ("Matemātika", 1)
    assert (before.what, before.by) == ([("Priekšmets", "Matemātika Pēterim")], head.user.name)
    assert [(row.what, row.is_wiped) for row in page.earlier] == [([], True)]
    assert EarlierGroup.objects.get().subject == ""
    assert AuditEntry.objects.filter(verb="group.wiped").count() == 1


def test_who_led_a_group_before_stands_in_its_history(head, post):
    group = group_at(head, led_by=post.pk)
    said = {"subject": "Matemātika", "first_grade": 5, "last_grade": 7, "payer": "esf-8-3-2"}

    actions.correct_group(group.pk, **said, actor=actor_of(head))

    page = reads.group_page(group.pk, actor=actor_of(head))
    assert page.row.led_by is None
    assert [row.stays[-1] for row in page.earlier] == [("Kas to vada?", "Agnese")]


def test_a_correction_that_changes_nothing_leaves_no_trace(head):
    group = group_at(head)
    said = {"subject": "Matemātika", "first_grade": 5, "last_grade": 7, "payer": "esf-8-3-2"}

    actions.correct_group(group.pk, **said, actor=actor_of(head))

    assert EarlierGroup.objects.count() == 0
    assert AuditEntry.objects.filter(verb="group.corrected").count() == 0


def test_a_post_that_is_paid_later_on_does_not_end_before_and_the_sentence_says_why(head, post):
    paid(post, head, valid_from=date(2026, 12, 1))

    with pytest.raises(PaymentBeginsLater) as refusal:
        actions.end_post(post.pk, valid_to=date(2026, 11, 30), actor=actor_of(head))

    assert (refusal.value.field, "01.12.2026." in str(refusal.value.message)) == ("valid_to", True)


def test_who_noted_a_payment_is_shown(head, post):
    paid(post, head)

    (row,) = reads.post_page(post.pk, actor=actor_of(head)).payments

    assert (row.by, row.noted_on) == (head.user.name, clock.today())


def test_staff_do_not_see_what_stood_there_before(head):
    group = group_at(head, subject="Matemātika Pēterim")
    said = {"subject": "Matemātika", "first_grade": 5, "last_grade": 7, "payer": "esf-8-3-2"}
    actions.correct_group(group.pk, **said, actor=actor_of(head))
    teacher = MembershipFactory(organisation=head.organisation, role="school_staff")

    page = reads.group_page(group.pk, actor=actor_of(teacher))

    assert (page.earlier, page.may_correct) == ([], False)


def test_a_corrected_group_keeps_to_the_grades_that_are_paid(head):
    group = group_at(head)

    with pytest.raises(GradesNotInMeasure):
        actions.correct_group(
            group.pk, subject="Matemātika", first_grade=3, last_grade=6, payer="esf-8-3-2", actor=actor_of(head)
        )


def test_in_august_a_group_of_the_coming_school_year_is_opened_and_meets_in_september(head):
    with clock.set_to(AUGUST):
        assert reads.school_years() == [2025, 2026]
        group = group_at(head, school_year=2026)
        with pytest.raises(NotThisSchoolYear):
            group_at(head, school_year=2027)

    assert met(group, head, held_on=date(2026, 9, 2)).group_id == group.pk
    assert reads.school_years() == [2026]
    with pytest.raises(NotThisSchoolYear):
        group_at(head, school_year=2027)
