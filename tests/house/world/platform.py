"""Gatherings, surveys, the network, recommendations and what follows from them."""

from __future__ import annotations

from datetime import date

from khetene.gatherings import actions as gatherings
from khetene.gatherings.models import Gathering, Registration
from khetene.guidance import actions as guidance
from khetene.monitoring import actions as monitoring
from khetene.surveys import actions as surveys
from khetene.surveys.models import FromPaper
from tests.factories.accounts import actor_of
from tests.factories.files import given as file_given
from tests.factories.gatherings import announced, on_the_list
from tests.factories.guidance import PracticeFactory, asked, document_of, promised, said, thought_of
from tests.factories.instruments import EDUCATION, answered_for, asked_about, asked_for_overview
from tests.factories.instruments import opened as evaluation_by
from tests.factories.layouts import REPORT, letterhead
from tests.factories.layouts import kept as template_kept
from tests.factories.monitoring import IndicatorFactory, entered
from tests.factories.network import BodyFactory, asked_into, known, seat_in
from tests.factories.pictures import sent as sent_picture
from tests.factories.pictures import told as told_of_picture
from tests.factories.publishing import OUTCOMES, published
from tests.factories.sources import SourceRecordFactory
from tests.factories.surveys import opened as survey_by
from tests.factories.surveys import token_for
from tests.house.world.canary import CANARY


def seat_of(janis):
    """A seat of a body with the person who holds it."""
    body = BodyFactory(organisation=janis.organisation)
    seat = seat_in(body, janis)
    holder = asked_into(seat, known(janis, CANARY, may_be_listed=False), janis)
    return {"body": body.slug, "seat_id": seat.pk, "holder_id": holder.pk, "person_id": holder.person_id}


def heard_by(janis, supervisor):
    """A statement that was addressed, answered by an action, and an idea and a practice taken up in the silo."""
    statement = said(janis)
    idea = thought_of(supervisor)
    step = guidance.add_step(idea.pk, words="Atrast telpu", who="vadība", actor=actor_of(supervisor))
    action = promised(supervisor, statement, words="Runāsim ar domi.")
    adoption = guidance.adopt_practice(PracticeFactory().pk, state="running", actor=actor_of(supervisor))
    return {
        "statement_id": statement.pk,
        "addressing_id": asked(statement, janis, supervisor).pk,
        "practice_id": adoption.practice_id,
        "practice_state": "draft",
        **pictured(adoption.practice_id, janis),
        "document_id": document_of(janis).pk,
        "idea_id": idea.pk,
        "idea_step_id": step.pk,
        "idea_state": "planned",
        "action_id": action.pk,
        "words_kind": "note",
        "words_id": action.notes.get().pk,
        "adoption_id": adoption.pk,
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
    return {
        "survey_id": survey.pk,
        "asked_id": someone.pk,
        "paper_id": FromPaper.objects.get(answer__asked=other).pk,
        "survey_token": token_for(someone),
    }


def measured_by(janis):
    """An evaluation with a part that somebody was asked about, an indicator, a published edition and a template."""
    evaluation = evaluation_by(janis)
    part, token = asked_about(evaluation, janis, name=CANARY)
    indicator = IndicatorFactory()
    heard = answered_for(asked_for_overview(janis, "Talsi"), janis, "Pārvalde", EDUCATION)
    monitoring.take_contributions(2026, actor=actor_of(janis))
    edition = published(janis)
    return {
        "evaluation_id": evaluation.pk,
        "part_id": part.pk,
        "part_token": token,
        "answered_question": "met",
        "said_part_id": heard.pk,
        "said_question": "edu_done",
        "chapter_id": _first_of_two(lambda **said: monitoring.write_chapter(2026, "O4", **said), janis),
        "answer_id": _first_of_two(lambda **said: monitoring.write_answer(2026, "o4-measures", **said), janis),
        "indicator_id": indicator.pk,
        "value_id": entered(indicator, janis).pk,
        "objective": "O4",
        "question": "o4-measures",
        "data_set": OUTCOMES,
        "span": edition.period,
        "number": edition.number,
        "ending": "csv",
        "year": 2026,
        "month": "2026-10",
        "layout": REPORT,
        "layout_version_id": template_kept(janis).pk,
        "letterhead_id": letterhead(janis).pk,
        "source": SourceRecordFactory().document.slug,
    }


def _first_of_two(write, janis):
    """A version of a text that was written anew."""
    first = write(text="Teksts", seen=0, actor=actor_of(janis))
    write(text="Teksts no jauna", seen=1, actor=actor_of(janis))
    return first.pk
