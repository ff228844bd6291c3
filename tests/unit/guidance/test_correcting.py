"""What many read is corrected with its history, and the words of the history can be deleted for good."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from khetene.guidance import actions, reads
from khetene.guidance.errors import NothingToAsk, RepeatsItself, SayWhatCameOfIt, ServesNothing
from khetene.guidance.models import ActionNote, EarlierWords, Statement, Step
from khetene.kernel.errors import NotForYou
from khetene.kernel.ids import made_at
from khetene.kernel.models import AuditEntry
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.guidance import asked, coordinator, document_of, promised, said, thought_of
from tests.factories.sources import SourceDocumentFactory
from tests.factories.territory import TerritoryFactory

pytestmark = pytest.mark.django_db
NAME = "Jānis Bērziņš"


@pytest.fixture
def janis():
    return coordinator()


@pytest.fixture
def ilze():
    return MembershipFactory(role="supervisor")


def put_right(statement, by, **more):
    fields = {"kind": statement.kind, "words": statement.words, "themes": ["social_support"], "place_ids": []}
    return actions.correct_statement(statement.pk, **fields | more, actor=actor_of(by))


def test_a_private_name_in_a_public_statement_goes_for_good(janis):
    statement = said(janis, f"{NAME} grib palīdzību.", is_public=True)

    put_right(statement, janis, words="Viens dalībnieks grib palīdzību.", is_public=True)
    (kept,) = reads.earlier_of_statement(statement.pk, actor=actor_of(janis))
    actions.wipe_earlier(kept.id, actor=actor_of(janis))

    (row,) = reads.earlier_of_statement(statement.pk, actor=actor_of(janis))
    assert kept.what == [("Kas tika teikts?", f"{NAME} grib palīdzību.")]
    assert (row.what, row.is_wiped, row.by) == ([], True, kept.by)
    assert Statement.objects.get().words == "Viens dalībnieks grib palīdzību."
    assert [one.words for one in reads.statements(words="Bērziņš")] == []
    assert list(EarlierWords.objects.values_list("what", flat=True)) == [{}]


def test_a_statement_gets_its_municipality_and_language_afterwards(janis):
    town, statement = TerritoryFactory(), said(janis)

    put_right(statement, janis, place_ids=[town.pk], language="rom", said_on=date(2025, 5, 1))

    shown = reads.statement(statement.pk)
    assert (shown.row.places, shown.language_label, shown.row.year) == ([town.name], "romu", 2025)


def test_a_changed_passage_no_longer_stands_word_for_word_in_its_document(janis):
    document = document_of(janis)
    passage = actions.Passage(2, "recommendation", "Iesakām katrā pašvaldībā atbalsta personu.", ["social_support"])
    (statement,) = actions.record_passages(document.pk, [passage], actor=actor_of(janis))

    put_right(statement, janis, words="Iesakām atbalsta personu.")

    assert reads.statement(statement.pk).verbatim is False


def test_what_was_asked_stays_something_that_asks(janis, ilze):
    statement = said(janis)
    asked(statement, janis, ilze)

    with pytest.raises(NothingToAsk):
        put_right(statement, janis, kind="gain")


def test_the_coordinator_corrects_what_was_recorded_here_and_nothing_else(janis, ilze):
    statement = said(janis)
    with pytest.raises(NotForYou):
        put_right(statement, ilze, words="Cits.")
    source = document_of(janis).source
    told = Statement.objects.create(slug="stasts", kind="need", words="Vajag.", year=2019, source=source)
    with pytest.raises(NotForYou):
        put_right(told, janis, words="Cits.")


def test_the_same_was_said_before_and_never_in_a_circle(janis):
    first, second = said(janis, said_on=date(2019, 5, 1)), said(janis, "Atkal vajag atbalsta personu.")
    actions.repeat(second.pk, same_as_id=first.pk, actor=actor_of(janis))

    assert reads.statement(second.pk).row.repeats == (first.pk, "Vajag atbalsta personu.", 2019)
    assert [row.id for row in reads.could_repeat(second.pk, words="atbalsta")] == [first.pk]
    for circle in (first, second):
        with pytest.raises(RepeatsItself):
            actions.repeat(first.pk, same_as_id=circle.pk, actor=actor_of(janis))
    actions.repeat(second.pk, same_as_id=None, actor=actor_of(janis))
    assert reads.statement(second.pk).row.repeats is None


def test_an_idea_is_corrected_with_its_steps_and_keeps_its_history(ilze):
    idea, actor = thought_of(ilze, words=f"{NAME} lasa."), actor_of(ilze)
    step = actions.add_step(idea.pk, words="Telpa", who=NAME, actor=actor)

    actions.correct_idea(idea.pk, title=idea.title, words="Mammas lasa.", themes=["women"], actor=actor)
    actions.correct_step(step.pk, words="Telpa", who="skola", actor=actor)
    actions.remove_step(step.pk, actor=actor)

    rows = reads.earlier_of_idea(idea.pk, idea.organisation_id, actor=actor)
    assert [sorted(text for _label, text in row.what) for row in rows[:2]] == [["Telpa", "skola"], [NAME]]
    assert f"{NAME} lasa." in [text for _label, text in rows[2].what]
    assert reads.idea(idea.pk, actor=actor).steps == []
    assert reads.earlier_of_idea(idea.pk, idea.organisation_id, actor=actor_of(coordinator())) == []


def test_what_a_step_would_cost_and_by_when_stands_in_the_history_and_can_be_wiped(ilze):
    """Each field of a step has its label there: without one, the link to wipe it led nowhere."""
    idea, actor = thought_of(ilze), actor_of(ilze)
    plan = {"words": "Telpa", "who": "skola"}
    step = actions.add_step(idea.pk, **plan, by_when=date(2026, 12, 1), euros=Decimal("14500.5"), actor=actor)

    actions.correct_step(step.pk, **plan, by_when=None, euros=None, actor=actor)

    (row,) = reads.earlier_of_idea(idea.pk, idea.organisation_id, actor=actor)
    assert row.what == [
        ("Līdz kuram datumam tas būs izdarīts?", "01.12.2026."),
        ("Cik eiro tam vajag?", "14\N{NO-BREAK SPACE}500,50\N{NO-BREAK SPACE}€"),
    ]
    assert reads.to_wipe("earlier", row.id, actor=actor).what == row.what


def test_the_year_follows_the_day_also_when_nobody_knows_the_day_any_more(janis):
    in_a_document, recorded_here = said(janis, source_id=SourceDocumentFactory(year=2021, dated=None).pk), said(janis)
    for statement in (in_a_document, recorded_here):
        put_right(statement, janis, said_on=date(2019, 5, 27))

        put_right(statement, janis, said_on=None)

    years = [reads.statement(one.pk).row.year for one in (in_a_document, recorded_here)]
    assert years == [2021, made_at(recorded_here.pk).year]


def test_what_came_of_an_idea_is_said_anew_and_never_empty(ilze):
    idea, actor = thought_of(ilze), actor_of(ilze)
    actions.move_idea(idea.pk, state="dropped", outcome=f"{NAME} atteicās.", actor=actor)
    fields = {"title": idea.title, "words": idea.words, "themes": idea.themes}

    with pytest.raises(SayWhatCameOfIt):
        actions.correct_idea(idea.pk, **fields, outcome=" ", actor=actor)
    actions.correct_idea(idea.pk, **fields, outcome="Nav telpas.", actor=actor)

    assert reads.idea(idea.pk, actor=actor).outcome == "Nav telpas."


def test_who_joined_an_idea_leaves_it_with_its_words(ilze):
    idea = thought_of(ilze)
    other = MembershipFactory(role="supervisor")
    actions.join_idea(idea.pk, words=f"telpa, {NAME}", actor=actor_of(other))

    with pytest.raises(NotForYou):
        actions.leave_idea(idea.pk, actor=actor_of(ilze))
    actions.leave_idea(idea.pk, actor=actor_of(other))

    assert reads.idea(idea.pk, actor=actor_of(other)).partners == []


def test_an_action_is_corrected_and_serves_other_recommendations(janis, ilze):
    first, second = said(janis), said(janis, "Vajag telpu.")
    action = promised(ilze, first, title=f"{NAME} palīdz")
    keys = [second.pk]

    with pytest.raises(NotForYou):
        actions.correct_action(action.pk, title="Cits", words="", statement_ids=keys, actor=actor_of(janis))
    with pytest.raises(ServesNothing):
        actions.correct_action(action.pk, title="Cits", words="", statement_ids=[], actor=actor_of(ilze))
    actions.correct_action(action.pk, title="Palīdz", words="", statement_ids=keys, actor=actor_of(ilze))

    shown = reads.action(action.pk)
    assert (shown.row.title, [key for key, _words, _year in shown.statements]) == ("Palīdz", keys)
    (row,) = reads.earlier_of_action(action.pk, ilze.organisation_id, actor=actor_of(ilze))
    assert [text for _label, text in row.what] == [f"{NAME} palīdz"]


@pytest.mark.parametrize("kind", ["note", "answer"])
def test_the_words_of_a_note_and_of_an_answer_go_and_the_step_stays(janis, ilze, kind):
    statement = said(janis)
    if kind == "note":
        promised(ilze, statement, words=f"{NAME} darīs.")
        rows, wipe = ActionNote.objects, actions.wipe_note
    else:
        addressing = asked(statement, janis, ilze)
        actions.answer(addressing.pk, answer="refused", words=f"{NAME} negrib.", actor=actor_of(ilze))
        rows, wipe = Step.objects, actions.wipe_answer
    found = rows.get()

    with pytest.raises(NotForYou):
        wipe(found.pk, actor=actor_of(MembershipFactory(role="supervisor")))
    wipe(found.pk, actor=actor_of(ilze))
    wipe(found.pk, actor=actor_of(ilze))

    found.refresh_from_db()
    assert (found.words, found.is_wiped) == ("", True)
    assert AuditEntry.objects.filter(object=found.pk, verb__endswith=".wiped").count() == 1
    with pytest.raises(NotForYou):
        reads.to_wipe(kind, found.pk, actor=actor_of(ilze))
