"""What was said, made through the actions; a coordinator records it, organisations answer."""

from __future__ import annotations

from datetime import date
from typing import Any

import factory

from khetene.accounts.models import Membership
from khetene.guidance import actions
from khetene.guidance.models import Action, Addressing, Idea, Practice, ReadDocument, Statement
from tests.factories.accounts import MembershipFactory, actor_of


class PracticeFactory(factory.django.DjangoModelFactory[Practice]):
    class Meta:
        model = Practice

    slug = factory.Sequence(lambda number: f"prakse-{number}")
    title = "Atbalsta persona"
    themes = factory.LazyFunction(lambda: ["social_support"])


def written(by: Membership, title: str = "Atbalsta persona", **more: Any) -> Practice:
    """A whole practice as a draft of the organisation of `by`."""
    texts = {
        "problem": "Ģimenes neatnāk uz iestādēm.",
        "what_was_done": "Atbalsta persona iet līdzi.",
        "effect": "Ģimenes atnāk pašas.",
    }
    fields = {"themes": ["social_support"], **texts, **more}
    return actions.write_practice(title=title, actor=actor_of(by), **fields)


def coordinator() -> Membership:
    return MembershipFactory.create(role="national_coordinator")


def said(by: Membership, words: str = "Vajag atbalsta personu.", **more: Any) -> Statement:
    """A recommendation of this year, unless something else is named."""
    fields = {"kind": "recommendation", "themes": ["social_support"], "said_on": date(2026, 5, 27), **more}
    return actions.record_statement(words=words, actor=actor_of(by), **fields)


def asked(statement: Statement, by: Membership, whom: Membership, due_on: date = date(2026, 12, 20)) -> Addressing:
    """The organisation of `whom` is asked."""
    (addressing,) = actions.ask_organisations(
        statement.pk, organisation_ids=[whom.organisation_id], due_on=due_on, actor=actor_of(by)
    )
    return addressing


def promised(by: Membership, *statements: Statement, due_on: date = date(2026, 12, 10), **more: Any) -> Action:
    """What the organisation of `by` will do about statements."""
    fields = {"title": "Pieņemt atbalsta personu", "responsible": "sociālā dienesta vadība", **more}
    keys = [statement.pk for statement in statements]
    return actions.take_on(statement_ids=keys, due_on=due_on, actor=actor_of(by), **fields)


def document_of(by: Membership, *paragraphs: str, **more: Any) -> ReadDocument:
    """A document that the coordinators of an organisation read."""
    texts = paragraphs or ("Ievads.", "Iesakām katrā pašvaldībā atbalsta personu. Par to runāja daudzi.")
    fields = {"title": "Tiesībsarga ziņojums", "kind": "external", **more}
    return actions.keep_document(paragraphs=texts, actor=actor_of(by), **fields)


def thought_of(by: Membership, title: str = "Mammu lasītava", **more: Any) -> Idea:
    """An idea of the organisation of `by`."""
    fields = {"words": "Mammas lasa kopā ar bērniem.", "themes": ["women", "literacy"], **more}
    return actions.write_idea(title=title, actor=actor_of(by), **fields)
