"""Who may be paid from what, and what would make it possible (source 003)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.schoolstaff import actions, reads
from khetene.schoolstaff.errors import AlreadyPaid, EndsBeforeItBegins, NameTheEvidence, NotQualified, PostHasEnded
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.schoolstaff import SINCE, has_none, head_of_a_school, in_post, paid, proved

pytestmark = pytest.mark.usefixtures("latvia")
NOTHING = ("pedagogical_education", "studies_pedagogy", "completed_72_hours")


@pytest.fixture
def head(latvia):
    return head_of_a_school()


def standing(post, head, payer="esf-8-3-2"):
    page = reads.post_page(post.pk, actor=actor_of(head))
    return next(one for one in page.verdicts if one.payer.id == payer)


@pytest.mark.parametrize("fact", NOTHING)
def test_each_of_the_three_proofs_lets_the_esf_project_pay_an_assistant(head, fact):
    post = in_post(head)
    proved(post, head, fact=fact)

    assert standing(post, head).standing == "may"
    assert paid(post, head).payer == "esf-8-3-2"


def test_what_nobody_asked_is_not_a_no(head):
    found = standing(in_post(head), head)

    assert found.standing == "ask"
    assert len(found.missing) == 3


def test_without_any_proof_the_rule_blocks_and_says_what_would_make_it_possible(head):
    post = in_post(head)
    has_none(post, head, *NOTHING)

    with pytest.raises(NotQualified) as refusal:
        paid(post, head)

    assert "Sākt pedagoģijas studijas. Apgūt 72 stundu pedagoģijas programmu." in str(refusal.value.message)
    assert "Avots 003" in str(refusal.value.message)


def test_where_the_rule_blocks_the_support_person_is_offered_as_another_service(head):
    blocked, qualified = in_post(head), in_post(head)
    has_none(blocked, head, *NOTHING)
    proved(qualified, head)

    page = reads.post_page(blocked.pk, actor=actor_of(head))

    assert (page.instead.programme, [row.slug for row in page.instead.services]) == (
        "support-person",
        ["support-person-valmiera"],
    )
    assert reads.post_page(qualified.pk, actor=actor_of(head)).instead is None


def test_a_support_person_needs_no_qualification(head):
    post = in_post(head, kind="support-person")

    assert standing(post, head, "social-service").standing == "free"
    assert reads.post_page(post.pk, actor=actor_of(head)).asks_papers is False


def test_where_the_sources_name_no_rule_the_answer_is_neither_yes_nor_no(head):
    assert standing(in_post(head), head, "municipality").standing == "no_rule"


def test_proof_counts_on_the_day_from_which_is_paid(head):
    post = in_post(head)
    proved(post, head, fact="studies_pedagogy", valid_from=date(2026, 10, 1))
    has_none(post, head, "pedagogical_education", "completed_72_hours")

    with pytest.raises(NotQualified):
        paid(post, head)

    assert paid(post, head, valid_from=date(2026, 10, 1)).valid_from == date(2026, 10, 1)


def test_studies_that_ended_are_no_proof_any_more_and_the_list_says_so(head):
    post = in_post(head)
    has_none(post, head, "pedagogical_education", "completed_72_hours")
    proved(post, head, fact="studies_pedagogy", valid_to=date(2026, 10, 31))
    paid(post, head)

    row = reads.post_rows(reads.posts(actor=actor_of(head)))[0]

    assert (row.lost, standing(post, head).standing) == (True, "not_yet")


def test_proof_names_the_document_that_was_seen(head):
    with pytest.raises(NameTheEvidence):
        proved(in_post(head), head, evidence=" ")


def test_a_post_is_paid_from_one_source_at_a_time(head):
    post = in_post(head)
    proved(post, head)
    paid(post, head, valid_to=date(2026, 12, 31))

    with pytest.raises(AlreadyPaid):
        paid(post, head, payer="municipality", valid_from=date(2026, 12, 31))

    assert paid(post, head, payer="municipality", valid_from=date(2027, 1, 1), share=Decimal("0.5")).share == Decimal(
        "0.5"
    )


def test_payments_end_with_the_post(head):
    post = in_post(head)
    proved(post, head)
    paid(post, head)

    actions.end_post(post.pk, valid_to=date(2026, 11, 1), actor=actor_of(head))

    (payment,) = reads.post_page(post.pk, actor=actor_of(head)).payments
    assert (payment.valid_to, payment.holds) == (date(2026, 11, 1), False)
    with pytest.raises(PostHasEnded):
        paid(post, head)


def test_a_post_does_not_end_before_it_began(head):
    with pytest.raises(EndsBeforeItBegins):
        actions.end_post(in_post(head).pk, valid_to=date(2026, 8, 31), actor=actor_of(head))


@pytest.mark.parametrize("role", ["school_staff", "case_worker", "programme_holder", "national_coordinator"])
def test_papers_of_colleagues_are_the_heads_alone(head, role):
    post = in_post(head)
    colleague = actor_of(MembershipFactory(organisation=head.organisation, role=role))

    for look in (lambda: reads.posts(actor=colleague), lambda: reads.post_page(post.pk, actor=colleague)):
        with pytest.raises(NotForYou):
            look()


def test_the_head_of_another_school_sees_nothing(head):
    post = in_post(head)
    stranger = actor_of(head_of_a_school())

    assert list(reads.posts(actor=stranger)) == []
    with pytest.raises(NotForYou):
        reads.post_page(post.pk, actor=stranger)


def test_the_trail_says_what_was_done_and_no_name(head):
    post = in_post(head)
    proved(post, head)
    paid(post, head)

    entries = AuditEntry.objects.filter(silo=head.organisation_id).order_by("position")

    assert list(entries.values_list("verb", flat=True)) == ["post.added", "qualification.noted", "post.paid"]
    assert SINCE.isoformat() not in str(list(entries.values("reason")))
