"""Hand-overs made the way people make them."""

from __future__ import annotations

from typing import Any

from khetene.accounts.models import Membership
from khetene.cases.models import Case, Need
from khetene.kernel import clock
from khetene.referrals import actions
from khetene.referrals.models import Referral
from khetene.referrals.shared import Chosen
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import agree, client_of

PARTS = ("called", "needs")


def draft(case: Case, by: Membership, to: Any, *, way: str = "product", parts: tuple[str, ...] = PARTS) -> Referral:
    """A prepared hand-over of what to call the person and of all needs; within the product somebody is there to get it."""
    if way == "product" and not Membership.objects.filter(organisation=to).exists():
        MembershipFactory(organisation=to, role="case_worker")
    needs = list(Need.objects.filter(case=case).order_by("id").values_list("pk", flat=True))
    return actions.draft_referral(
        case.pk,
        client_id=client_of(case).pk,
        recipient_id=to.pk,
        way=way,
        chosen=Chosen(parts=parts, need_ids=needs),
        actor=actor_of(by),
    )


def sent(case: Case, by: Membership, to: Any, *, report_back: bool = True, way: str = "product") -> Referral:
    """A hand-over that was sent under a consent that covers it."""
    agree(
        case,
        by,
        kind="data_consent",
        recipient_id=to.pk,
        parts=list(PARTS),
        report_back=report_back,
        valid_from=clock.today(),
    )
    return actions.send_referral(draft(case, by, to, way=way).pk, actor=actor_of(by))
