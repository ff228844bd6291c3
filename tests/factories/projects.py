"""A phase with a plan and a budget, kept by a coordinator."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import factory

from khetene.accounts.models import Membership
from khetene.kernel.translated import Translated
from khetene.projects import actions, reads
from khetene.projects.amending import FIELDS
from khetene.projects.models import (
    Activity,
    Amendment,
    BudgetLine,
    Cost,
    CostDocument,
    FrozenReport,
    GrantShare,
    Phase,
    PhaseTask,
    PreparedAmendment,
    VisibilityText,
)
from khetene.projects.plan import Head
from tests.factories import files
from tests.factories.accounts import actor_of

TODAY = date(2026, 11, 20)
TEXT = "Šis {object} ir tapis projektā „{project}” (līgums Nr. {agreement}). Par {object_genitive} saturu atbild {responsible}."


class PhaseFactory(factory.django.DjangoModelFactory[Phase]):
    """Say beneficiary=…: a grant has an owner."""

    class Meta:
        model = Phase

    ordinal = factory.Sequence(lambda number: 20 + number)
    title = "Latvijas romu platforma"
    known_as = factory.LazyAttribute(lambda phase: f"{phase.title} {phase.ordinal}")
    agreement = "101-LV"
    begins = date(2026, 9, 1)
    ends = date(2027, 8, 31)
    total = Decimal("1000.01")


class ActivityFactory(factory.django.DjangoModelFactory[Activity]):
    class Meta:
        model = Activity

    slug = factory.Sequence(lambda number: f"darbiba-{number}")
    words = factory.LazyFunction(lambda: {"lv": "Ekspertu sanāksmes", "en": "Meetings of experts"})


class VisibilityFactory(factory.django.DjangoModelFactory[VisibilityText]):
    class Meta:
        model = VisibilityText

    slug = factory.Sequence(lambda number: f"teksts-{number}")
    text = TEXT
    object = "pasākums"
    object_genitive = "pasākuma"
    source = "Līgums"


def phase_of(by: Membership, **more: Any) -> Phase:
    """90 % of the European Union and 10 % of the state, kept by somebody's organisation."""
    phase: Phase = PhaseFactory.create(beneficiary=by.organisation, **more)
    GrantShare.objects.create(phase=phase, source="eu", percent=Decimal(90))
    GrantShare.objects.create(phase=phase, source="state", percent=Decimal(10))
    return phase


def line_in(phase: Phase, by: Membership, code: str = "A1", planned: str = "600.00") -> BudgetLine:
    return actions.add_line(phase.pk, code=code, words="Sanāksmes", planned=Decimal(planned), actor=actor_of(by))


def spent(line: BudgetLine, by: Membership, amount: str = "100.00", state: str = "committed", **more: Any) -> Cost:
    """Committed today for a room, unless something else is named."""
    fields = {"on": TODAY, "words": "Telpu noma", "document": "Rēķins 17", **more}
    return actions.add_cost(line.pk, state=state, amount=Decimal(amount), actor=actor_of(by), **fields)


def replaced(cost: Cost, by: Membership, amount: str = "100.00", state: str = "paid", **more: Any) -> Cost:
    fields = {"on": TODAY, "words": cost.words, "document": cost.document, "reason": "Samaksāts", **more}
    return actions.replace_cost(cost.pk, state=state, amount=Decimal(amount), actor=actor_of(by), **fields)


def prepared(
    phase: Phase, by: Membership, *changes: tuple[str, Any, dict[str, Any]], words: str = ""
) -> PreparedAmendment:
    """An amendment being written; a change names the part, the thing (nothing for a new one) and its fields."""
    found = actions.begin_amendment(phase.pk, words=words or "Pagarināts termiņš", actor=actor_of(by))
    for part, thing, fields in changes:
        change(found, by, part, thing, **fields)
    found.refresh_from_db()
    return found


def change(found: PreparedAmendment, by: Membership, part: str, thing: Any = None, **fields: Any) -> PreparedAmendment:
    """One change over what stands on the screen now."""
    key = thing.pk if thing is not None else None
    shown, seen, _row = reads.change(found.pk, part, key, actor=actor_of(by))
    least: dict[str, dict[str, Any]] = {
        "activity": {"begins": None, "ends": None, "goals": [], "territories": []},
        "indicator": {"target": None, "source": "Vienošanās"},
        "deliverable": {"due": None, "activity_id": ""},
    }
    values = {**least.get(part, {}), **{name: shown[name] for name in FIELDS[part] if name in shown}, **fields}
    return actions.write_change(found.pk, part, values, key=key, seen=seen, actor=actor_of(by))


def signed(found: PreparedAmendment, by: Membership, **more: Any) -> Amendment:
    """The amendment is agreed today with its document, unless something else is named."""
    fields = {"agreed_on": TODAY, "document": "Vienošanās 1", "file": files.given(name="Vienošanās.pdf"), **more}
    return actions.agree_amendment(found.pk, actor=actor_of(by), **fields)


def amended(
    phase: Phase, by: Membership, *changes: tuple[str, Any, dict[str, Any]], words: str = "", **head: Any
) -> Amendment:
    """An amendment that was agreed; of time and grant as named, and of everything in `changes`."""
    told = [("head", phase, head)] if head else []
    return signed(prepared(phase, by, *told, *changes, words=words), by)


def kept_with(cost: Cost, by: Membership, name: str = "Rēķins 17.pdf") -> CostDocument:
    return actions.add_document(cost.pk, files.given(name=name), actor=actor_of(by))


def head(**more: Any) -> Head:
    """The beginning of an agreement of 1000,01 €, 90 % of it from the European Union."""
    fields = {
        "title": "Latvijas romu platforma VIII",
        "known_as": "",
        "agreement": "",
        "programme": "CERV",
        "programme_years": "2021–2027",
        "begins": date(2026, 9, 1),
        "ends": date(2027, 8, 31),
        "total": Decimal("1000.01"),
        "task": "",
        "percents": {"eu": Decimal(90), "state": Decimal(10)},
    }
    return Head(**fields | more)


def begun(by: Membership, ordinal: int = 8, **more: Any) -> Phase:
    return actions.begin_phase(ordinal, head(**more), actor=actor_of(by))


def planned_part(phase: Phase, by: Membership, name: str, **values: Any) -> Any:
    """A part of a plan with the least that it needs."""
    least: dict[str, dict[str, Any]] = {
        "goal": {"words": Translated(lv="Sadarbība")},
        "activity": {"words": Translated(lv="Ekspertu sanāksmes"), "begins": None, "ends": None},
        "line": {"code": "A1", "words": "Sanāksmes", "planned": Decimal("1000.01")},
        "indicator": {"words": Translated(lv="dalībnieki"), "target": 100, "source": "Līgums"},
        "deliverable": {"words": Translated(lv="Ziņojums"), "due": None},
        "result": {"words": Translated(lv="dalībnieki"), "number": 103, "source": "Sarakstu kopsavilkums"},
        "visibility": {"text": TEXT, "object": "pasākums", "source": "Līgums"},
    }
    least |= {f"found_{one}": least[one] for one in ("result", "indicator")}
    least["found_deliverable"] = {"words": Translated(lv="Ziņojums"), "source": "Pavadvēstule", "is_stated": True}
    return actions.write_part(name, phase.pk, least[name] | values, actor=actor_of(by))


def agreed(by: Membership, ordinal: int = 8, **more: Any) -> Phase:
    """A phase that was planned here and agreed."""
    phase = begun(by, ordinal, **more)
    for name in ("goal", "activity", "line", "indicator", "deliverable"):
        planned_part(phase, by, name)
    return actions.agree_phase(phase.pk, agreed_on=TODAY, agreement="202-LV", actor=actor_of(by))


def task_of(phase: Phase, by: Membership, **more: Any) -> PhaseTask:
    """Somebody's own, for the next week, unless something else is named."""
    fields = {"words": "Sagatavot pielikumus", "due": date(2026, 11, 27), "who": by.pk, **more}
    return actions.add_task(phase.pk, actor=actor_of(by), **fields)


def frozen(phase: Phase, by: Membership, changed: str = "") -> FrozenReport:
    return actions.freeze_report(phase.pk, changed=changed, actor=actor_of(by))
