"""Opening evaluations, asking municipalities, another last day, and the end."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction

from khetene.accounts import reads as accounts
from khetene.instruments.actions._shared import locked, new_link
from khetene.instruments.enums import PartState, Purpose
from khetene.instruments.errors import (
    AlreadyOpened,
    ClosesTooEarly,
    NobodyChosen,
    NotAMediator,
    NotAMunicipality,
    NothingToAskWith,
    NotLonger,
    OutsideOfTheYears,
)
from khetene.instruments.models import Evaluation, Instrument, InstrumentVersion, Part
from khetene.instruments.questionnaire import Questionnaire
from khetene.instruments.reads import FOR_THE_OVERVIEW
from khetene.instruments.rules import is_asked_about, keeps_evaluations
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor, Doer
from khetene.kernel.errors import NotForYou
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
    evaluation.clean_fields()
    if not _saved(evaluation):
        raise AlreadyOpened
    audit.record("evaluation.opened", evaluation, actor=actor)
    return evaluation


@transaction.atomic
def ask_municipalities(
    year: int, *, territory_ids: Iterable[uuid.UUID], closes_on: date, actor: Actor
) -> list[Evaluation]:
    """Open what each municipality adds to the overview of a year; one that was asked already stays as it is.

    Raises OutsideOfTheYears, NobodyChosen, NotAMunicipality, ClosesTooEarly, NothingToAskWith, NotForYou.
    """
    if not keeps_evaluations(actor):
        raise NotForYou
    if not is_asked_about(year):
        raise OutsideOfTheYears
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
    opened = [_open_contribution(version, one, year, closes_on, actor) for one in sorted(new)]
    return [one for one in opened if one is not None]


def _open_contribution(
    version: InstrumentVersion, territory_id: uuid.UUID, year: int, closes_on: date, actor: Actor
) -> Evaluation | None:
    """None where a colleague asked the same municipality at the same instant: it is asked once."""
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
    contribution.clean_fields()
    if not _saved(contribution):
        return None
    audit.record("contribution.opened", contribution, actor=actor)
    return contribution


def _saved(new: Evaluation) -> bool:
    """False where somebody opened the same at the same instant."""
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def move_last_day(evaluation_id: uuid.UUID, *, closes_on: date, actor: Actor) -> list[tuple[Part, str]]:
    """Answers are taken longer; who has not answered, each with the token of a further link, is to be told.

    Never shorter: whoever was asked counts on the day they were told. Raises EvaluationIsClosed, ClosesTooEarly, NotLonger.
    """
    evaluation = locked(evaluation_id, actor)
    if closes_on < clock.today():
        raise ClosesTooEarly
    if closes_on <= evaluation.closes_on:
        raise NotLonger
    evaluation.closes_on = closes_on
    evaluation.save(update_fields=["closes_on"])
    audit.record("evaluation.longer", evaluation, actor=actor)
    waiting = Part.objects.filter(evaluation=evaluation, state=PartState.ASKED).order_by("asked_on", "pk")
    return [(part, new_link(part)) for part in waiting.select_related("evaluation__territory")]


def hold_contributions(year: int, *, actor: Actor) -> None:
    """Nobody changes what municipalities say about a year until the caller's transaction ends."""
    rows = Evaluation.objects.kept_by(actor.organisation_key).for_the_overview().filter(year=year)
    list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def close(evaluation_id: uuid.UUID, *, actor: Actor) -> Evaluation:
    """No more answers; whoever was asked and gave none is named as silent. Raises EvaluationIsClosed."""
    evaluation = locked(evaluation_id, actor)
    for part in evaluation.parts.filter(state=PartState.ASKED).order_by("pk"):
        part.state = PartState.SILENT
        part.save(update_fields=["state"])
    evaluation.closed_on = clock.today()
    evaluation.save(update_fields=["closed_on"])
    audit.record("evaluation.closed", evaluation, actor=actor)
    return evaluation
