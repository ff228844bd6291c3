"""Editions published the way the coordinator publishes them: look, then publish what was seen."""

from __future__ import annotations

from khetene.accounts.models import Membership
from khetene.publishing import actions, reads
from khetene.publishing.models import Edition
from tests.factories.accounts import actor_of

OUTCOMES = "clients-with-outcomes"


def published(by: Membership, data_set: str = OUTCOMES, period: str = "2025", *, reason: str = "") -> Edition:
    actor = actor_of(by)
    seen = reads.preview(data_set, period, actor=actor).digest
    return actions.publish(data_set, period, seen=seen, reason=reason, actor=actor)
