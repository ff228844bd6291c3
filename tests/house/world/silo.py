"""A case and all that hangs on it."""

from __future__ import annotations

from datetime import date

from khetene.cases import actions as cases
from khetene.enrolments import actions as enrolments
from khetene.enrolments import tasks as sheets
from khetene.files.storing import Given
from khetene.programmes import actions as programmes
from khetene.programmes.reads import catalogue
from khetene.referrals import actions as referrals
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import agree, client_of, open_case
from tests.factories.directory import OrganisationFactory, ServiceFactory
from tests.factories.enrolments import NVA, give, go, joined, offered, taking_part
from tests.factories.files import given as file_given
from tests.factories.programmes import HARIS, know
from tests.factories.referrals import sent
from tests.factories.workbooks import workbook
from tests.house.world.canary import CANARY


def case_of(ieva):
    """A case with a plan, a referral and somebody else's wish to see it."""
    actor, house = actor_of(ieva), ieva.organisation
    case = open_case(ieva, called=CANARY, phone="29999999")
    client = client_of(case)
    need = cases.note_need(case.pk, domain="work", words=CANARY, actor=actor)
    promise = cases.make_promise(case.pk, side="we", words=CANARY, due_on=date(2026, 12, 1), actor=actor)
    plan = cases.draft_plan(case.pk, actor=actor)
    goal = cases.add_goal(plan.pk, words=CANARY, actor=actor)
    measure = cases.add_measure(goal.pk, words=CANARY, responsible="mēs", due_on=date(2026, 12, 1), actor=actor)
    referral = sent(case, ieva, OrganisationFactory(), way="link")
    asking = actor_of(MembershipFactory(organisation=house, role="case_worker"))
    return {
        "case_id": case.pk,
        "client_id": client.pk,
        "need_id": need.pk,
        "promise_id": promise.pk,
        "plan_id": plan.pk,
        "goal_id": goal.pk,
        "measure_id": measure.pk,
        "agreement_id": agree(case, ieva).pk,
        "referral_id": referral.pk,
        "token": referrals.make_answer_link(referral.pk, actor=actor),
        "request_id": cases.request_access(case.pk, reason="joint_work", actor=asking).pk,
        "screening_id": programmes.screen_client(client.pk, on=date(2026, 11, 20), actor=actor).pk,
        "service_id": ServiceFactory(organisation=house).pk,
        "invitation_id": case.pk,
        "programme": catalogue()[0].id,
        **took_part(ieva, client),
    }


def took_part(ieva, client):
    """A participation that ended, with a support that waits for a signature, and the keys of all its parts."""
    enrolment = taking_part(ieva, client=know(client.case, ieva, **HARIS))
    delivery = give(enrolment, ieva, giver=CANARY)
    type(delivery).objects.update(confirmation="waiting")
    scanned = give(enrolment, ieva)
    type(scanned).objects.filter(pk=scanned.pk).update(confirmation="waiting")
    scan = enrolments.confirm_on_paper(
        [scanned.pk], on=date(2026, 11, 20), given=file_given(name=f"{CANARY}.pdf"), actor=actor_of(ieva)
    )
    noted = enrolments.note_other_finance(
        client.pk,
        need="housing",
        kind="accommodation",
        payer=CANARY,
        covers_from=date(2026, 11, 1),
        covers_to=None,
        actor=actor_of(ieva),
    )
    step = enrolments.add_search_step(enrolment.pk, words=CANARY, actor=actor_of(ieva))
    passage = enrolments.refer_to_agency(
        enrolment.pk, passage="agency-measure", referred_on=date(2026, 11, 20), actor=actor_of(ieva)
    )
    offer = offered(enrolment, ieva, work=CANARY)
    go(enrolment, ieva, "ended", why="job")
    return {
        "enrolment_id": enrolment.pk,
        "search_step_id": step.pk,
        "step_state": "done",
        "passage_id": passage.pk,
        "offer_id": offer.pk,
        "head_count_id": enrolment.pk,
        "delivery_id": delivery.pk,
        "scan_id": scan.pk,
        "noted_id": noted.pk,
        "partner_id": joined(ieva, NVA).pk,
        "programme_id": NVA,
        "stage": "running",
        "window": "exit",
    }


def sheet_of(ieva):
    """A spreadsheet that waits to be checked, which only who brought it sees."""
    sheet = sheets.bring_sheet(Given(f"{CANARY}.xlsx", workbook([])), actor=actor_of(ieva))
    return {"sheet_id": sheet.pk, "job_id": sheet.job}
