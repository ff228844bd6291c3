"""A world with one of everything, for tests that walk all pages."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from khetene.accounts.models import Membership
from khetene.cases import actions as cases
from khetene.earlyleaving import actions as earlyleaving
from khetene.earlyleaving import reads as earlyleaving_reads
from khetene.enrolments import actions as enrolments
from khetene.enrolments import tasks as sheets
from khetene.files.storing import Given
from khetene.gatherings import actions as gatherings
from khetene.gatherings.models import Gathering, Registration
from khetene.guidance import actions as guidance
from khetene.mediation import actions as mediation
from khetene.mediation.enums import PlanPart
from khetene.programmes import actions as programmes
from khetene.programmes.reads import catalogue
from khetene.proposals import actions as proposals
from khetene.referrals import actions as referrals
from khetene.schoolstaff import actions as schoolstaff_actions
from khetene.schoolstaff import loading as schoolstaff
from khetene.surveys import actions as surveys
from khetene.surveys.models import FromPaper
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import agree, client_of, open_case
from tests.factories.directory import OrganisationFactory, ServiceFactory
from tests.factories.earlyleaving import drafted as drafted_plan
from tests.factories.earlyleaving import followed, seen
from tests.factories.earlyleaving import give as give_support
from tests.factories.earlyleaving import house as school_house
from tests.factories.earlyleaving import under_way as plan_under_way
from tests.factories.earlyleaving import whole as support_plan
from tests.factories.enrolments import NVA, give, go, joined, offered, taking_part
from tests.factories.files import given as file_given
from tests.factories.gatherings import announced, on_the_list
from tests.factories.guidance import PracticeFactory, asked, coordinator, document_of, promised, said, thought_of
from tests.factories.instruments import asked_about
from tests.factories.instruments import opened as evaluation_by
from tests.factories.layouts import REPORT
from tests.factories.layouts import kept as template_kept
from tests.factories.mediation import employed, planned_town
from tests.factories.monitoring import IndicatorFactory, entered
from tests.factories.network import BodyFactory, asked_into, known, seat_in
from tests.factories.pictures import of_activity
from tests.factories.pictures import sent as sent_picture
from tests.factories.pictures import told as told_of_picture
from tests.factories.programmes import HARIS, know
from tests.factories.projects import (
    ActivityFactory,
    VisibilityFactory,
    begun,
    frozen,
    kept_with,
    line_in,
    phase_of,
    planned_part,
    spent,
    task_of,
)
from tests.factories.proposals import called, granted, planned
from tests.factories.publishing import OUTCOMES, published
from tests.factories.referrals import sent
from tests.factories.schoolstaff import group_at, in_post, met, paid, proved
from tests.factories.sources import SourceRecordFactory
from tests.factories.surveys import opened as survey_by
from tests.factories.surveys import token_for
from tests.factories.territory import TerritoryFactory
from tests.factories.workbooks import workbook

CANARY = "Kanārijputniņš"


def made():
    """One silo with one of everything, Ieva at work in it, and the keys of all that."""
    programmes.load_country(settings.COUNTRY_FOLDER)
    house, office = OrganisationFactory(kind="school"), OrganisationFactory()
    ieva = MembershipFactory(organisation=house, role="case_worker")
    supervisor = MembershipFactory(organisation=house, role="supervisor")
    actor = actor_of(ieva)
    case = open_case(ieva, called=CANARY, phone="29999999")
    client = client_of(case)
    need = cases.note_need(case.pk, domain="work", words=CANARY, actor=actor)
    promise = cases.make_promise(case.pk, side="we", words=CANARY, due_on=date(2026, 12, 1), actor=actor)
    plan = cases.draft_plan(case.pk, actor=actor)
    goal = cases.add_goal(plan.pk, words=CANARY, actor=actor)
    measure = cases.add_measure(goal.pk, words=CANARY, responsible="mēs", due_on=date(2026, 12, 1), actor=actor)
    referral = sent(case, ieva, office, way="link")
    contact = mediation.note_contact(
        happened_at=client.added_at,
        place="home",
        territory_id=TerritoryFactory().pk,
        minutes=30,
        started_by="family",
        topics=["work"],
        actions=["inform"],
        result="done",
        words=CANARY,
        actor=actor,
    )
    asking = MembershipFactory(organisation=house, role="case_worker")
    mediator = actor_of(MembershipFactory(organisation=house, role="mediator"))
    activity = mediation.note_activity(
        happened_on=date(2026, 11, 2), kind="training", minutes=60, words=CANARY, actor=mediator
    )
    signed = mediation.sign_month(date(2026, 10, 1), narrative=CANARY, actor=mediator)
    enrolment = took_part(ieva, client)
    request = cases.request_access(case.pk, reason="joint_work", actor=actor_of(asking))
    at_school = supported(house)
    janis = coordinator()
    statement = said(janis)
    body = BodyFactory(organisation=janis.organisation)
    seat = seat_in(body, janis)
    holder = asked_into(seat, known(janis, CANARY, may_be_listed=False), janis)
    gathering = meeting_of(janis, holder.person_id)
    evaluation = evaluation_by(janis)
    part, part_token = asked_about(evaluation, janis, name=CANARY)
    survey = surveyed(janis, gathering["gathering_id"])
    project = run_by(janis)
    indicator = IndicatorFactory()
    edition = published(janis)
    idea = thought_of(supervisor)
    idea_step = guidance.add_step(idea.pk, words="Atrast telpu", who="vadība", actor=actor_of(supervisor))
    action = promised(supervisor, statement, words="Runāsim ar domi.")
    adoption = guidance.adopt_practice(PracticeFactory().pk, state="running", actor=actor_of(supervisor))
    return {
        "house": house,
        "ieva": ieva,
        "supervisor": supervisor,
        "inese": at_school.pop("inese"),
        "keys": {
            **at_school,
            "case_id": case.pk,
            "client_id": client.pk,
            "need_id": need.pk,
            "promise_id": promise.pk,
            "plan_id": plan.pk,
            "goal_id": goal.pk,
            "measure_id": measure.pk,
            "agreement_id": agree(case, ieva).pk,
            "referral_id": referral.pk,
            "contact_id": contact.pk,
            "request_id": request.pk,
            "screening_id": programmes.screen_client(client.pk, on=date(2026, 11, 20), actor=actor).pk,
            "service_id": ServiceFactory(organisation=house).pk,
            "organisation_id": house.pk,
            "membership_id": ieva.pk,
            "invitation_id": case.pk,
            "programme": catalogue()[0].id,
            "programme_id": catalogue()[0].id,
            "statement_id": statement.pk,
            "addressing_id": asked(statement, janis, supervisor).pk,
            "practice_id": adoption.practice_id,
            "practice_state": "draft",
            **pictured(adoption.practice_id, janis),
            "document_id": document_of(janis).pk,
            "idea_id": idea.pk,
            "idea_step_id": idea_step.pk,
            "idea_state": "planned",
            "action_id": action.pk,
            "words_kind": "note",
            "words_id": action.notes.get().pk,
            "adoption_id": adoption.pk,
            "body": body.slug,
            "seat_id": seat.pk,
            "holder_id": holder.pk,
            "person_id": holder.person_id,
            "territory_id": contact.territory_id,
            **gathering,
            "evaluation_id": evaluation.pk,
            "part_id": part.pk,
            "part_token": part_token,
            **project,
            **survey,
            **written_by(supervisor),
            "layout": REPORT,
            "layout_version_id": template_kept(janis).pk,
            "indicator_id": indicator.pk,
            "value_id": entered(indicator, janis).pk,
            "objective": "O4",
            "source": documented(),
            "question": "o4-measures",
            "data_set": OUTCOMES,
            "span": edition.period,
            "number": edition.number,
            "ending": "csv",
            "year": 2026,
            "month": "2026-10",
            "month_id": signed.pk,
            "activity_id": activity.pk,
            "topic": "debt",
            "entry_kind": "training",
            "entry_id": mediation.write_entry("skill", title=CANARY, user_id=ieva.user_id).pk,
            **post_of(mediator, janis),
            **plan_of(mediator),
            **enrolment,
            **sheet_of(ieva),
            "token": referrals.make_answer_link(referral.pk, actor=actor),
            "signature": "not-a-signature",
            "key": "need-x",
            "kind": "accompaniment",
            "language": "lv",
            "answer": "fits",
        },
    }


def pictured(practice_id, janis):
    """A picture of a practice that nobody agreed to yet: its words are for those alone who keep it."""
    picture = guidance.add_picture(
        practice_id,
        sent_picture(),
        told_of_picture(shows=CANARY, recognisable="adults", uses=frozenset()),
        actor=actor_of(janis),
    )
    return {"practice_picture_id": picture.pk}


def documented():
    """The short name of a document of which one record was taken."""
    stated = SourceRecordFactory()
    return stated.document.slug


def meeting_of(janis, person):
    """An announced meeting with a name on two rows, a point of the agenda and a part of a report."""
    gathering = announced(janis, is_open=True)
    row = on_the_list(gathering, janis, CANARY, person_id=person, needs=CANARY)
    on_the_list(gathering, janis, CANARY)
    actor = actor_of(janis)
    item = gatherings.write_agenda_item(gathering.pk, title="Diskusija", kind="discussion", actor=actor)
    section = gatherings.write_section(gathering.pk, heading="Daļa", text="Teksts", actor=actor)
    material = gatherings.add_material(
        gathering.pk, title="Prezentācija", language="lv", address="", file=file_given(), actor=actor
    )
    waits = Registration.objects.create(
        gathering=gathering, name=CANARY, email="anna@example.org", waits_until=date(2026, 11, 22)
    )
    written_to = on_the_list(gathering, janis, CANARY, email="vija@example.org")
    gatherings.send_invitations(gathering.pk, actor=actor)
    return {
        "registration_id": waits.pk,
        "letter_id": written_to.letters.get().pk,
        "gathering_id": gathering.pk,
        "row_id": row.pk,
        "pair_id": gathering.same_names.order_by("pk")[0].pk,
        "item_id": item.pk,
        "material_id": material.pk,
        "section_id": section.pk,
        "day": gathering.days[0].isoformat(),
    }


def surveyed(janis, gathering_id):
    """A survey under names of those expected, and the keys of its parts."""
    survey = survey_by(janis, Gathering(pk=gathering_id), is_anonymous=False)
    someone, other = survey.asked.order_by("pk")[:2]
    surveys.enter_paper(survey.pk, asked_id=other.pk, answers={}, actor=actor_of(janis))
    typed = FromPaper.objects.get(answer__asked=other)
    return {
        "survey_id": survey.pk,
        "asked_id": someone.pk,
        "paper_id": typed.pk,
        "survey_token": token_for(someone),
    }


def run_by(janis):
    """A phase of the ministry with a cost, an activity and a text that names the funder."""
    phase = phase_of(janis)
    cost = spent(line_in(phase, janis), janis, words=CANARY, document=CANARY)
    return {
        "ordinal": phase.ordinal,
        "gap_code": "verdict",
        "cost_id": cost.pk,
        "cost_document_id": kept_with(cost, janis, name=CANARY).pk,
        "phase_part": "goal",
        "phase_part_id": planned_part(begun(janis), janis, "goal", words={"lv": CANARY}).pk,
        "frozen_id": frozen(phase, janis).pk,
        "frozen_kind": "json",
        "phase_task_id": task_of(phase, janis, words=CANARY).pk,
        "phase_activity_id": ActivityFactory(phase=phase).pk,
        "visibility_id": VisibilityFactory(phase=phase).pk,
    }


def post_of(mediator, janis):
    """A mediator's contract with a payer and a place."""
    contract = employed(Membership.objects.get(pk=mediator.membership_key), janis)
    boss = actor_of(janis)
    area = mediation.add_area(contract.pk, territory_id=TerritoryFactory().pk, begins=contract.begins, actor=boss)
    funding = mediation.add_funding(contract.pk, source="municipality", payer_id=None, percent=None, actor=boss)
    return {"contract_id": contract.pk, "area_id": area.pk, "funding_id": funding.pk}


def plan_of(mediator):
    """A draft of a work plan, which its mediator alone reads."""
    plan = mediation.begin_plan(territory_id=TerritoryFactory().pk, year=2026, situation=CANARY, actor=mediator)
    need = mediation.add_town_need(plan.pk, domain="work", words=CANARY, actor=mediator)
    goal = mediation.add_town_goal(need.pk, words=CANARY, actor=mediator)
    step = mediation.add_town_step(goal.pk, words=CANARY, due_on=date(2026, 12, 1), actor=mediator)
    return {
        "work_plan_id": plan.pk,
        "town_need_id": need.pk,
        "town_goal_id": goal.pk,
        "town_step_id": step.pk,
        "plan_part": "need",
        "plan_part_id": need.pk,
        "earlier_id": corrected_in(mediator),
    }


def corrected_in(mediator):
    """What stood in a plan that was handed in and corrected."""
    membership = Membership.objects.get(pk=mediator.membership_key)
    plan, step = planned_town(membership, year=2025)
    mediation.hand_plan_in(plan.pk, actor=mediator)
    mediation.change_plan_part(plan.pk, PlanPart.STEP, step.pk, words=CANARY, actor=mediator)
    return plan.earlier.get().pk


def written_by(supervisor):
    """An application of the same house and its call; what stands in it is for all its writers to read."""
    call = called(supervisor)
    application, piece, _result, _line = planned(supervisor, call)
    indicator = IndicatorFactory()
    value = entered(indicator, coordinator())
    citation = proposals.cite(application.pk, "need", f"figure:{value.pk}", actor=actor_of(supervisor))
    return {
        "call_id": call.pk,
        "application_id": application.pk,
        "piece_id": piece.pk,
        "report_picture_id": shown_in_report(supervisor).pk,
        "plan_piece_id": piece.pk,
        "citation_id": citation.pk,
        "version_id": piece.versions.get().pk,
        "proposal_part": "need",
        "report_part": "done",
    }


def shown_in_report(supervisor):
    """A picture in the report of another project of the same house."""
    application, activity, _result, _line = planned(supervisor)
    granted(application, supervisor)
    return of_activity(activity, supervisor)


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
        "outreach_id": enrolment.pk,
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


def supported(house):
    """A support plan under way in the same silo, and the keys of all its parts."""
    there = school_house(school=house)
    inese = actor_of(there.inese)
    pupil = seen(there, called=CANARY, words=CANARY)
    plan = support_plan(there, drafted_plan(there, pupil, class_name=CANARY))
    earlyleaving.write_goal(plan.pk, goal=CANARY, actor=inese)
    covers = {"first_grade": 1, "last_grade": 12, "covers_from": date(2026, 9, 1), "covers_to": date(2027, 5, 31)}
    row = earlyleaving.note_paid_elsewhere(kind="accommodation", payer="Dome", **covers, actor=actor_of(there.head))
    plan_under_way(there, plan)
    following = followed(pupil, there, words=CANARY)
    twin = seen(there, called=CANARY, words=CANARY)
    reduction = earlyleaving.plan_measure(
        aim="environment",
        words="Sarunu stunda",
        responsible="vadītāja",
        due_on=date(2026, 12, 1),
        actor=actor_of(there.head),
    )
    schoolstaff.load_country(settings.COUNTRY_FOLDER)
    post = in_post(there.head, called=CANARY)
    proved(post, there.head, evidence=CANARY)
    payment = paid(post, there.head)
    group = group_at(there.head, subject="Matem")
    head = actor_of(there.head)
    group_said = {"subject": "Matemātika", "first_grade": 5, "last_grade": 7, "payer": "esf-8-3-2"}
    schoolstaff_actions.correct_group(group.pk, **group_said, actor=head)
    measure_said = {"aim": "environment", "words": "Saruna", "responsible": "vadītāja", "due_on": date(2026, 12, 1)}
    earlyleaving.correct_measure(reduction.pk, **measure_said, actor=head)
    return {
        "follow_id": following.pk,
        "reduction_id": reduction.pk,
        "written_id": reduction.earlier.get().pk,
        "payment_id": payment.pk,
        "earlier_group_id": group.earlier.get().pk,
        "post_id": post.pk,
        "group_id": group.pk,
        "session_id": met(group, there.inese).pk,
        "inese": there.inese,
        "pupil_id": pupil.pk,
        "other_pupil_id": twin.pk,
        "iap_id": plan.pk,
        "risk_id": plan.risks.get().pk,
        "support_id": plan.supports.get().pk,
        "given_id": give_support(plan, there).pk,
        "row_id": row.pk,
        "school_id": earlyleaving_reads.schools(actor=actor_of(there.ikvd))[0].id,
        "verb": "revise",
    }
