"""What country data tells is corrected with a reason; the source's words stay, and loading again loses and doubles nothing."""

from __future__ import annotations

import pytest

from khetene.guidance import actions, loading, reads
from khetene.guidance.errors import (
    AnsweredHere,
    AnsweredThere,
    JoinedAlready,
    NothingCorrected,
    OtherIsNotPublic,
    SayWhyCorrected,
    WasAskedHere,
)
from khetene.guidance.models import Addressing, EarlierWords, SourceDocument, Statement
from khetene.kernel.errors import NotForYou
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.guidance import asked, coordinator, promised, said

pytestmark = pytest.mark.usefixtures("latvia")
FIRST, SECOND = "s003-d-r4", "s000-m-r1"


@pytest.fixture
def janis():
    return coordinator()


@pytest.fixture
def statement():
    return Statement.objects.get(slug=FIRST)


def put_right(statement, by, **more):
    now = reads.recorded_texts(statement.pk, actor=actor_of(by))
    fields = {"words": now["words"], "themes": now["themes"], "to": now["to"], "source_id": now["source"]}
    fields |= {"place_in_source": now["place_in_source"], "reason": "Pārrakstīšanās kļūda."}
    return actions.correct_recorded(statement.pk, **fields | more, actor=actor_of(by))


def joined(statement, other, by):
    return actions.join_records(
        statement.pk, one_with_id=other.pk if other else None, reason="Viens un tas pats.", actor=actor_of(by)
    )


def load(settings):
    loading.load_country(settings.COUNTRY_FOLDER)


def test_a_correction_is_read_with_its_reason_and_the_words_of_the_source(statement, janis):
    before = statement.words
    put_right(statement, janis, words="Labots teksts.", place_in_source="5. sadaļa")

    shown = reads.statement(statement.pk).row
    (kept,) = reads.earlier_of_statement(statement.pk, actor=actor_of(janis))

    assert (shown.words, shown.place_in_source) == ("Labots teksts.", "5. sadaļa")
    assert (shown.correction.reason, str(shown.correction.on)) == ("Pārrakstīšanās kļūda.", "2026-11-20")
    assert shown.correction.source_says[0] == ("words", "Kas tika teikts?", before)
    assert shown.as_dict()["corrected"]["source_says"]["words"] == before
    assert ("Kāpēc labots", "Pārrakstīšanās kļūda.") in kept.what
    assert [one.pk for one in reads.statements(words="Labots teksts")] == [statement.pk]


def test_loading_again_loses_no_correction_and_doubles_nothing(settings, statement, janis):
    office, other = (
        MembershipFactory(role="supervisor").organisation,
        SourceDocument.objects.exclude(pk=statement.source_id).first(),
    )
    number = Statement.objects.count()
    before = reads.recorded_texts(statement.pk, actor=actor_of(janis))
    to = [str(office.pk)]
    put_right(statement, janis, words="Labots.", themes=["women"], to=to, source_id=other.pk, place_in_source="1.")
    actions.repeat(statement.pk, same_as_id=Statement.objects.get(slug=SECOND).pk, actor=actor_of(janis))

    load(settings)

    now = reads.recorded_texts(statement.pk, actor=actor_of(janis))
    told = [now[name] for name in ("words", "themes", "to", "source", "place_in_source")]
    assert told == ["Labots.", ["women"], to, str(other.pk), "1."]
    assert Statement.objects.get(pk=statement.pk).same_as.slug == SECOND
    assert Statement.objects.count() == number
    says = {part: words for part, _label, words in reads.statement(statement.pk).row.correction.source_says}
    assert says["words"] == before["words"]
    assert set(says) == {"words", "themes", "to", "source", "place_in_source"}


def test_what_nobody_corrected_follows_the_data(settings, statement, janis):
    put_right(statement, janis, themes=["women"])
    Statement.objects.filter(pk=statement.pk).update(words="Vecs.")

    load(settings)

    assert reads.statement(statement.pk).row.words != "Vecs."


def test_back_to_what_the_source_says_is_no_correction_any_more(statement, janis):
    before = statement.words
    put_right(statement, janis, words="Labots.")
    put_right(statement, janis, words=before, reason="Tomēr bija pareizi.")

    assert reads.statement(statement.pk).row.correction is None
    assert EarlierWords.objects.filter(statement=statement).count() == 2


def test_a_correction_says_why_and_changes_something(statement, janis):
    with pytest.raises(SayWhyCorrected):
        put_right(statement, janis, words="X", reason=" ")
    with pytest.raises(NothingCorrected):
        put_right(statement, janis)


def test_who_was_asked_here_stays(statement, janis):
    asked(statement, janis, MembershipFactory(role="supervisor"))

    with pytest.raises(WasAskedHere):
        put_right(statement, janis, to=[])


def test_a_reason_that_is_wiped_goes_from_the_note_too(statement, janis):
    put_right(statement, janis, words="Labots.", reason="Jānis Bērziņš teica.")

    actions.wipe_earlier(EarlierWords.objects.get(statement=statement).pk, actor=actor_of(janis))

    assert reads.statement(statement.pk).row.correction.reason == ""
    assert "Bērziņš" not in repr(Statement.objects.get(pk=statement.pk).correction)


def test_words_that_are_wiped_go_from_the_history_of_the_record_that_was_joined_too(statement, janis):
    other = said(janis, "Kanārija Kalniņa lūdza atbalsta personu.")
    Statement.objects.filter(pk=statement.pk).update(is_public=False)
    joined(statement, other, janis)
    fields = {"themes": ["social_support"], "place_ids": [], "words": "Vajag atbalsta personu."}
    actions.correct_statement(other.pk, **fields, actor=actor_of(janis))
    assert repr(list(EarlierWords.objects.values_list("what", flat=True))).count("Kanārija") == 2

    actions.wipe_earlier(EarlierWords.objects.get(statement=other).pk, actor=actor_of(janis))

    assert [row.what for row in EarlierWords.objects.filter(statement__in=[statement, other])] == [{}, {}]


def test_only_the_coordinator_corrects_and_only_what_is_recorded(statement, janis):
    own = said(janis)
    for actor, about in ((actor_of(MembershipFactory(role="supervisor")), statement), (actor_of(janis), own)):
        with pytest.raises(NotForYou):
            reads.recorded_texts(about.pk, actor=actor)
        with pytest.raises(NotForYou):
            actions.join_records(about.pk, one_with_id=None, reason="X", actor=actor)


def test_one_statement_recorded_twice_is_counted_once_and_read_in_both(settings, statement, janis):
    other = Statement.objects.get(slug=SECOND)
    Statement.objects.filter(pk__in=[statement.pk, other.pk]).update(is_public=False)
    number = reads.statements().count()

    joined(statement, other, janis)
    load(settings)

    assert reads.statements().count() == number - 1
    assert statement.pk not in [one.pk for one in reads.statements()]
    assert reads.statement(statement.pk).one_with[0] == other.pk
    assert [key for key, _document, _place in reads.statement(other.pk).recorded_twice] == [statement.pk]
    joined(statement, None, janis)
    assert reads.statements().count() == number


def test_records_are_joined_in_one_step_and_never_away_from_an_answer_or_from_the_public(statement, janis):
    second, third = Statement.objects.exclude(pk=statement.pk).filter(is_public=False).order_by("slug")[:2]
    joined(second, third, janis)
    for pair, refused in (((statement, second), JoinedAlready), ((third, statement), JoinedAlready)):
        with pytest.raises(refused):
            joined(*pair, janis)
    Statement.objects.filter(pk=statement.pk).update(is_public=True)
    with pytest.raises(OtherIsNotPublic):
        joined(statement, third, janis)
    Statement.objects.filter(pk=statement.pk).update(is_public=False)
    asked(statement, janis, MembershipFactory(role="supervisor"))
    with pytest.raises(AnsweredHere):
        joined(statement, third, janis)


def test_a_joined_record_is_asked_and_answered_at_the_other_one(statement, janis):
    other = Statement.objects.exclude(pk=statement.pk).filter(is_public=False).order_by("slug")[0]
    Statement.objects.filter(pk=statement.pk).update(is_public=False, kind="recommendation")
    ilze = MembershipFactory(role="supervisor")
    named = Addressing.objects.create(statement=statement, organisation=ilze.organisation)
    work = promised(ilze, said(janis))
    joined(statement, other, janis)

    for act in (
        lambda: asked(statement, janis, MembershipFactory(role="supervisor")),
        lambda: actions.answer(named.pk, answer="accepted", actor=actor_of(ilze)),
        lambda: promised(ilze, statement),
        lambda: actions.serve(work.pk, statement_id=statement.pk, actor=actor_of(ilze)),
    ):
        with pytest.raises(AnsweredThere):
            act()
