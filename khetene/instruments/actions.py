"""Opening evaluations, asking municipalities and people by field, their whole answer or none, reminders, and the end."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from khetene.accounts import reads as accounts
from khetene.instruments.enums import PartState, Purpose
from khetene.instruments.errors import (
    AlreadyAnswered,
    AlreadyOpened,
    ClosesTooEarly,
    DoesNotFit,
    EvaluationIsClosed,
    HowToReach,
    NobodyChosen,
    NotAMediator,
    NotAMunicipality,
    NotAskedThere,
    NothingToAskWith,
    SayForWhom,
)
from khetene.instruments.links import part_of
from khetene.instruments.models import Answer, Evaluation, Instrument, InstrumentVersion, Part, PartLink
from khetene.instruments.questionnaire import Answers, Questionnaire, from_dict, problems
from khetene.instruments.reads import FOR_THE_OVERVIEW
from khetene.instruments.rules import keeps, keeps_evaluations
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor, Doer, System
from khetene.kernel.errors import NotForYou
from khetene.kernel.links import digest_of, new_token
from khetene.territory import reads as territory


@transaction.atomic
def load_version(questionnaire: Questionnaire, *, digest: str, actor: Doer) -> InstrumentVersion:
    """Keep what a file asks; the same file again changes nothing, another one becomes the next version."""
    slug = questionnaire.form_id.replace(".", "-")
    instrument, _made = Instrument.objects.update_or_create(slug=slug, defaults={"title": dict(questionnaire.title)})
    known = instrument.versions.filter(digest=digest).first()
    if known:
        return known
    newest = instrument.versions.order_by("-number").first()
    version = InstrumentVersion(
        instrument=instrument,
        number=newest.number + 1 if newest else 1,
        label=questionnaire.version[:40],
        digest=digest,
        content=questionnaire.as_dict(),
        loaded_on=clock.today(),
    )
    version.full_clean()
    version.save(force_insert=True)
    audit.record("instrument.loaded", version, actor=actor)
    return version


@transaction.atomic
def open_evaluation(
    version_id: uuid.UUID, *, post_id: uuid.UUID, territory_id: uuid.UUID, year: int, closes_on: date, actor: Actor
) -> Evaluation:
    """One evaluation for a mediator's post, a town and a year. Raises AlreadyOpened, ClosesTooEarly."""
    if not keeps_evaluations(actor):
        raise NotForYou
    if closes_on < clock.today():
        raise ClosesTooEarly
    if post_id not in {post.membership_id for post in accounts.mediators_between(date(year, 1, 1), date(year, 12, 31))}:
        raise NotAMediator
    if Evaluation.objects.filter(post_id=post_id, territory_id=territory_id, year=year).exists():
        raise AlreadyOpened
    evaluation = Evaluation(
        organisation_id=actor.organisation_key,
        version_id=version_id,
        post_id=post_id,
        territory_id=territory_id,
        year=year,
        opened_by_id=actor.membership_key,
        opened_on=clock.today(),
        closes_on=closes_on,
    )
    evaluation.full_clean()
    evaluation.save(force_insert=True)
    audit.record("evaluation.opened", evaluation, actor=actor)
    return evaluation


@transaction.atomic
def ask_municipalities(
    year: int, *, territory_ids: Iterable[uuid.UUID], closes_on: date, actor: Actor
) -> list[Evaluation]:
    """Open what each municipality adds to the overview of a year; one that was asked already stays as it is.

    Raises NobodyChosen, NotAMunicipality, ClosesTooEarly, NothingToAskWith, NotForYou.
    """
    if not keeps_evaluations(actor):
        raise NotForYou
    wanted = set(territory_ids)
    if not wanted:
        raise NobodyChosen
    if closes_on < clock.today():
        raise ClosesTooEarly
    if not wanted <= {place.pk for place in territory.local_governments(clock.today())}:
        raise NotAMunicipality
    version = InstrumentVersion.objects.filter(instrument__slug=FOR_THE_OVERVIEW).order_by("-number").first()
    if version is None:
        raise NothingToAskWith
    asked = Evaluation.objects.kept_by(actor.organisation_key).for_the_overview().filter(year=year)
    new = wanted - set(asked.order_by("pk").values_list("territory_id", flat=True))
    return [_open_contribution(version, one, year, closes_on, actor) for one in sorted(new)]


def _open_contribution(
    version: InstrumentVersion, territory_id: uuid.UUID, year: int, closes_on: date, actor: Actor
) -> Evaluation:
    contribution = Evaluation(
        organisation_id=actor.organisation_key,
        version=version,
        purpose=Purpose.OVERVIEW,
        territory_id=territory_id,
        year=year,
        opened_by_id=actor.membership_key,
        opened_on=clock.today(),
        closes_on=closes_on,
    )
    contribution.full_clean()
    contribution.save(force_insert=True)
    audit.record("contribution.opened", contribution, actor=actor)
    return contribution


@transaction.atomic
def ask_part(
    evaluation_id: uuid.UUID,
    *,
    field: str,
    name: str,
    email: str = "",
    language: str = "lv",
    answers_for: str = "",
    instead_of: uuid.UUID | None = None,
    actor: Actor,
) -> tuple[Part, str]:
    """Ask somebody about one field; the part and the token of their link, which is told once.

    `instead_of` is the part of whoever said that it is not their field. Raises EvaluationIsClosed, NotAskedThere, SayForWhom.
    """
    evaluation = _open_evaluation(evaluation_id, actor)
    if not name.strip() and not email.strip():
        raise HowToReach
    if evaluation.purpose == Purpose.OVERVIEW and not answers_for.strip():
        raise SayForWhom
    if field not in from_dict(evaluation.version.content).domains():
        raise NotAskedThere
    before = None
    if instead_of:
        before = evaluation.parts.filter(pk=instead_of, state=PartState.PASSED_ON, continued_by=None).first()
        if before is None:
            raise AlreadyAnswered
    part = Part(
        evaluation=evaluation,
        field=field,
        name=name.strip(),
        email=email.strip(),
        answers_for=answers_for.strip(),
        language=language,
        asked_on=clock.today(),
        instead_of=before,
    )
    part.full_clean()
    part.save(force_insert=True)
    audit.record("evaluation.asked", part, actor=actor)
    return part, _new_link(part)


@transaction.atomic
def remind(part_id: uuid.UUID, *, actor: Actor) -> tuple[Part, str]:
    """A further link for somebody who has not answered; the earlier ones still open. Raises AlreadyAnswered."""
    part = _part(part_id)
    if not keeps(actor, part.evaluation):
        raise NotForYou
    _refuse_over(part)
    part.reminded_on = clock.today()
    part.save(update_fields=["reminded_on"])
    audit.record("evaluation.reminded", part, actor=actor)
    return part, _new_link(part)


@transaction.atomic
def answer_part(token: str, *, answers: Answers) -> Part:
    """Somebody answers their part behind their link. Raises LinkIsOver, AlreadyAnswered, DoesNotFit."""
    part = part_of(token, to_write=True)
    return _keep_answer(part, answers, _somebody_with_the_link(part))


@transaction.atomic
def enter_answer(part_id: uuid.UUID, *, answers: Answers, actor: Actor) -> Part:
    """What somebody wrote on paper or said is entered by those who keep the evaluation. Raises as `answer_part`."""
    part = _part(part_id)
    if not keeps(actor, part.evaluation):
        raise NotForYou
    part.on_paper = True
    return _keep_answer(part, answers, actor)


def _keep_answer(part: Part, answers: Answers, actor: Doer) -> Part:
    _refuse_over(part)
    asked = from_dict(part.evaluation.version.content).for_domain(part.field)
    if found := problems(asked, answers):
        raise DoesNotFit(found)
    kept = json.dumps(asked.relevant_answers(answers), ensure_ascii=False)
    Answer(part=part, content=kept).save(force_insert=True)
    part.state, part.answered_at = PartState.ANSWERED, clock.now()
    part.save(update_fields=["state", "answered_at", "on_paper"])
    audit.record("evaluation.answered", part, actor=actor, silo=part.evaluation.organisation_id)
    return part


@transaction.atomic
def pass_on(token: str, *, name: str, email: str = "") -> Part:
    """Not my field, ask …: whoever keeps the evaluation asks that person. Raises HowToReach, LinkIsOver."""
    part = part_of(token, to_write=True)
    _refuse_over(part)
    if not name.strip() and not email.strip():
        raise HowToReach
    part.state, part.ask_instead, part.ask_instead_email = PartState.PASSED_ON, name.strip(), email.strip()
    part.full_clean()
    part.save(update_fields=["state", "ask_instead", "ask_instead_email"])
    actor = _somebody_with_the_link(part)
    audit.record("evaluation.passed_on", part, actor=actor, silo=part.evaluation.organisation_id)
    return part


@transaction.atomic
def close(evaluation_id: uuid.UUID, *, actor: Actor) -> Evaluation:
    """No more answers; whoever was asked and gave none is named as silent. Raises EvaluationIsClosed."""
    evaluation = _open_evaluation(evaluation_id, actor)
    for part in evaluation.parts.filter(state=PartState.ASKED).order_by("pk"):
        part.state = PartState.SILENT
        part.save(update_fields=["state"])
    evaluation.closed_on = clock.today()
    evaluation.save(update_fields=["closed_on"])
    audit.record("evaluation.closed", evaluation, actor=actor)
    return evaluation


def _refuse_over(part: Part) -> None:
    """Those who keep it may enter a paper that came late, until they close it."""
    if part.evaluation.closed_on:
        raise EvaluationIsClosed
    if part.state != PartState.ASKED:
        raise AlreadyAnswered


def _somebody_with_the_link(part: Part) -> System:
    return System("evaluation-link", part.evaluation.organisation_id)


def _new_link(part: Part) -> str:
    token = new_token()
    PartLink(part=part, digest=digest_of(token), made_at=clock.now()).save(force_insert=True)
    return token


def _open_evaluation(evaluation_id: uuid.UUID, actor: Actor) -> Evaluation:
    rows = Evaluation.objects.select_related("version").select_for_update(of=("self",))
    evaluation = rows.filter(pk=evaluation_id).first()
    if evaluation is None or not keeps(actor, evaluation):
        raise NotForYou
    if evaluation.closed_on:
        raise EvaluationIsClosed
    return evaluation


def _part(part_id: uuid.UUID) -> Part:
    rows = Part.objects.select_related("evaluation__version", "evaluation__territory", "evaluation__post__user")
    part = rows.select_for_update(of=("self",)).filter(pk=part_id).first()
    if part is None:
        raise NotForYou
    return part
