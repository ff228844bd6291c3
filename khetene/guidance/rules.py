"""Who may do what in the register of recommendations."""

from __future__ import annotations

import uuid

from khetene.accounts.enums import Role
from khetene.files.enums import Use
from khetene.guidance.enums import (
    ANSWER_FOR_AN_ORGANISATION,
    PRACTICE_COORDINATOR_NEXT,
    PRACTICE_OWNER_NEXT,
    PracticeState,
)
from khetene.guidance.models import EarlierWords, Practice, PracticePicture, Statement
from khetene.kernel import clock
from khetene.kernel.actor import Actor


def keeps_the_register(actor: Actor) -> bool:
    """Records what was said, asks organisations and confirms what was done."""
    return actor.role == Role.NATIONAL_COORDINATOR


def answers_for_an_organisation(actor: Actor) -> bool:
    return actor.role in ANSWER_FOR_AN_ORGANISATION


def answers_for(actor: Actor, organisation: uuid.UUID | None) -> bool:
    """Says what the own organisation will do; nobody else does."""
    return answers_for_an_organisation(actor) and actor.organisation_key == organisation


def corrects_statement(actor: Actor, statement: Statement) -> bool:
    """The coordinator puts right what was recorded here."""
    return keeps_the_register(actor) and statement.recorded_by_id is not None


def corrects_recorded(actor: Actor, statement: Statement) -> bool:
    """What country data tells is corrected with a reason, and the words of the source stay beside it."""
    return keeps_the_register(actor) and statement.recorded_by_id is None


def says_repetition(actor: Actor, _statement: Statement) -> bool:
    """Of what was recorded here and of what country data tells."""
    return keeps_the_register(actor)


def edits_practice(actor: Actor, practice: Practice) -> bool:
    """The organisation that writes a draft; the coordinator what is proposed or published, since it speaks for the platform."""
    if practice.state == PracticeState.DRAFT:
        return answers_for(actor, practice.owner_id)
    return keeps_the_register(actor)


def speaks_for_practice(actor: Actor, practice: Practice) -> bool:
    """The organisation that wrote it down here; of what stands in a document, the one that does it."""
    return answers_for(actor, practice.owner_id or practice.organisation_id)


def releases_picture(actor: Actor, picture: PracticePicture) -> bool:
    """The organisation that added it knows what was agreed; nobody else widens a release."""
    return answers_for(actor, picture.kept_by_id)


def takes_picture_away(actor: Actor, picture: PracticePicture) -> bool:
    """Whoever released it, also once the practice is published; what is shown, also whoever edits the practice."""
    is_shown = picture.covers(Use.NETWORK, clock.today())
    return releases_picture(actor, picture) or (is_shown and edits_practice(actor, picture.practice))


def wipes_change(actor: Actor, practice: Practice) -> bool:
    """Deletes earlier words for good: who wrote the practice, and the coordinator once it was proposed."""
    return answers_for(actor, practice.owner_id) or (
        keeps_the_register(actor) and practice.state != PracticeState.DRAFT
    )


def practice_states(actor: Actor, practice: Practice) -> set[PracticeState]:
    """Where this person may bring the practice from here."""
    state, own = PracticeState(practice.state), answers_for(actor, practice.owner_id)
    found = set(PRACTICE_OWNER_NEXT[state]) if own else set()
    return found | (PRACTICE_COORDINATOR_NEXT[state] if keeps_the_register(actor) else set())


def practice_states_offered(actor: Actor, practice: Practice) -> set[PracticeState]:
    """The same without what is always refused: what a document tells or others use does not become a draft."""
    others_use = any(row.organisation_id != practice.owner_id for row in practice.adoptions.all())
    stays = {PracticeState.DRAFT} if practice.owner_id is None or others_use else set()
    return practice_states(actor, practice) - stays


def writes_ideas(actor: Actor) -> bool:
    """Who answers for an organisation, who writes its projects, and mediators, who hear ideas first."""
    return answers_for_an_organisation(actor) or actor.role in (Role.PROJECT_WRITER, Role.MEDIATOR)


def keeps_idea(actor: Actor, organisation: uuid.UUID) -> bool:
    """Plans and ends an idea: those of the organisation that had it."""
    return writes_ideas(actor) and actor.organisation_key == organisation


def wipes_earlier(actor: Actor, found: EarlierWords) -> bool:
    """Deletes for good what stood before a correction: who keeps the idea, does the action, or keeps the register."""
    if found.idea:
        return keeps_idea(actor, found.idea.organisation_id)
    return answers_for(actor, found.action.organisation_id) if found.action else keeps_the_register(actor)


def wipes_said_by(actor: Actor, organisation: uuid.UUID | None) -> bool:
    """Deletes for good an answer or a note: those who said it, and the coordinator, who keeps the register."""
    return answers_for(actor, organisation) or keeps_the_register(actor)
