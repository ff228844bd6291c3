"""A pupil, a plan of support and the staff of a school."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from khetene.earlyleaving import actions as earlyleaving
from khetene.earlyleaving import reads
from khetene.schoolstaff import actions as schoolstaff
from khetene.schoolstaff import loading
from tests.factories.accounts import actor_of
from tests.factories.earlyleaving import drafted, followed, seen, under_way, whole
from tests.factories.earlyleaving import give as give_support
from tests.factories.earlyleaving import house as school_house
from tests.factories.files import given as file_given
from tests.factories.schoolstaff import group_at, in_post, met, paid, proved
from tests.house.world.canary import CANARY


def school_at(house):
    """Who works in a school of this house."""
    return school_house(school=house)


def supported(there):
    """A support plan under way, and the keys of all its parts."""
    inese = actor_of(there.inese)
    pupil = seen(there, called=CANARY, words=CANARY)
    plan = whole(there, drafted(there, pupil, class_name=CANARY))
    earlyleaving.write_goal(plan.pk, goal=CANARY, actor=inese)
    covers = {"first_grade": 1, "last_grade": 12, "covers_from": date(2026, 9, 1), "covers_to": date(2027, 5, 31)}
    paid_row = earlyleaving.note_paid_elsewhere(
        kind="accommodation", payer="Dome", **covers, actor=actor_of(there.head)
    )
    under_way(there, plan)
    given = give_support(plan, there)
    following = followed(pupil, there, words=CANARY)
    twin, third = (seen(there, called=CANARY, words=CANARY) for _time in range(2))
    earlyleaving.join_pupils(pupil.pk, third.pk, reason=CANARY, actor=actor_of(there.head))
    return {
        "follow_id": following.pk,
        "pupil_id": pupil.pk,
        "other_pupil_id": twin.pk,
        "joining_id": pupil.joinings.get().pk,
        "iap_id": plan.pk,
        "risk_id": plan.risks.get().pk,
        "support_id": plan.supports.get().pk,
        "given_id": given.pk,
        "proof_id": earlyleaving.add_proof(given.pk, file_given(name=CANARY), actor=inese).pk,
        "paid_row_id": paid_row.pk,
        "school_id": reads.schools(actor=actor_of(there.ikvd))[0].id,
        "verb": "revise",
    }


def reduced_by(there):
    """A measure of the school's plan that was corrected."""
    head = actor_of(there.head)
    measure = {"aim": "environment", "words": "Sarunu stunda", "responsible": "vadītāja", "due_on": date(2026, 12, 1)}
    reduction = earlyleaving.plan_measure(**measure, actor=head)
    earlyleaving.correct_measure(reduction.pk, **measure | {"words": "Saruna"}, actor=head)
    return {"reduction_id": reduction.pk, "written_id": reduction.earlier.get().pk}


def staffed(there):
    """A post, what is paid for it, and a learning group that was corrected."""
    loading.load_country(settings.COUNTRY_FOLDER)
    head = actor_of(there.head)
    post = in_post(there.head, called=CANARY)
    proved(post, there.head, evidence=CANARY)
    group = group_at(there.head, subject="Matem")
    said = {"subject": "Matemātika", "first_grade": 5, "last_grade": 7, "payer": "esf-8-3-2"}
    schoolstaff.correct_group(group.pk, **said, actor=head)
    return {
        "payment_id": paid(post, there.head).pk,
        "earlier_group_id": group.earlier.get().pk,
        "post_id": post.pk,
        "group_id": group.pk,
        "session_id": met(group, there.inese).pk,
    }
