"""Publishing rules and keeping screenings."""

from __future__ import annotations

import uuid
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from khetene.cases import actions as cases
from khetene.cases import reads as case_reads
from khetene.eligibility.screening import Verdict, screen
from khetene.facts.reads import raw_vocabulary
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor, System
from khetene.programmes import keeping, rulebook
from khetene.programmes.models import RuleVersion, Screening
from khetene.programmes.operations.reading import read_operations


@transaction.atomic
def load_country(folder: Path) -> RuleVersion:
    """Publish the rules of a country pack; the same rules again change nothing. Raises BadRules, BadCountryFile."""
    facts, programmes = raw_vocabulary(), rulebook.read_programmes(folder / "programmes")
    rules = rulebook.checked(facts, programmes)
    operations = read_operations(folder / "programmes", rulebook.measures_of(rules))
    digest = rulebook.digest_of(rules, operations)
    newest = RuleVersion.objects.order_by("-published_at", "-id").first()
    if newest and newest.digest == digest:
        return newest
    version = RuleVersion.objects.create(
        digest=digest,
        facts=facts,
        programmes=programmes,
        operations=operations,
        published_at=clock.now(),
        note="country/lv",
    )
    audit.record("rules.published", version, actor=System("load-country"))
    return version


@transaction.atomic
def screen_client(client_id: uuid.UUID, *, on: date, actor: Actor) -> Screening:
    """Keep a result: on which facts of the case, by which rules. Raises NotForYou, RulesNotLoaded.

    Answers that are asked once never come here: "the condition is met" would be the answer itself, kept (D 5.2).
    """
    case_id = case_reads.case_of_client(client_id, actor=actor)
    cases.touch(case_id, actor=actor)  # locks the case: of two results at once, one replaces the other
    version, rules = rulebook.current()
    facts = keeping.to_text(case_reads.facts_of(client_id, actor=actor, as_of=on), rules.vocabulary)
    verdicts = screen(rules.for_clients(), keeping.from_text(facts, rules.vocabulary), on)
    kept = Screening.objects.create(
        case_id=case_id,
        client_id=client_id,
        on_day=on,
        made_at=clock.now(),
        made_by_id=actor.membership_key,
        rules=version,
        facts=facts,
        verdicts=[_plain(verdict) for verdict in verdicts],
        replaces=Screening.objects.filter(client_id=client_id, replaced_by=None).order_by("-made_at", "-id").first(),
    )
    audit.record("screening.kept", kept, actor=actor, case=case_id)
    return kept


def _plain(verdict: Verdict) -> dict[str, Any]:
    return {
        "programme": verdict.programme.id,
        "answer": verdict.answer.value,
        "criteria": {result.id: result.state.value for result in verdict.criteria},
        "missing": list(verdict.missing),
        "first": list(verdict.remedy.changes) if verdict.remedy else [],
        "measures": [measure.id for measure in verdict.measures if measure.certain],
    }
