"""A kept screening: on which day, by which rules, on which facts; replaced and never edited."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection

from khetene.cases import actions as cases
from khetene.cases import reads as case_reads
from khetene.cases.models import Client, ClientFact
from khetene.eligibility.screening import Answer
from khetene.eligibility.values import Missing
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.programmes import actions, reads, rulebook
from khetene.programmes.errors import BadFacts, RulesNotLoaded
from khetene.programmes.models import RuleVersion, Screening
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import client_of, open_case
from tests.factories.programmes import haris, know, loaded_rules

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
WHEN_DIVERSITY_RAN = date(2022, 6, 1)


@pytest.fixture
def anna():
    return MembershipFactory(role="mediator")


@pytest.fixture
def eva():
    return MembershipFactory(role="mediator")


@pytest.fixture(autouse=True)
def rules():
    return loaded_rules()


def card_of(screened: reads.Screened, programme: str) -> reads.ProgrammeCard:
    return next(card for card in screened.cards if card.id == programme)


def test_haris_before_registering_may_fit_and_is_told_what_to_do_first(anna):
    client = haris(anna)

    card = card_of(reads.verdicts_for(client.pk, once={}, on=TODAY, actor=actor_of(anna)), "long-term-unemployed")

    assert (card.answer_label, card.first) == ("var atbilst", ["Vispirms reģistrējieties NVA kā bezdarbnieks."])


def test_haris_after_registering_fits_with_measures(anna):
    client = haris(anna)
    know(client.case, anna, registered_unemployed=True)

    card = card_of(reads.verdicts_for(client.pk, once={}, on=TODAY, actor=actor_of(anna)), "long-term-unemployed")

    assert (card.answer, card.first, card.missing) == (Answer.FITS, [], [])
    assert card.measures == [
        "Individuālas un grupu konsultācijas: karjera, psihologs, psihoterapeits",
        "Motivācijas programma un sociālais mentors",
    ]


def test_the_nearest_programmes_stand_first(anna):
    client = haris(anna)

    screened = reads.verdicts_for(client.pk, once={}, on=TODAY, actor=actor_of(anna))

    hopeful = [(card.answer, len(card.missing)) for card in screened.hopeful]
    assert screened.hopeful[0].id == "long-term-unemployed"
    assert hopeful == sorted(hopeful)
    assert {card.answer for card in screened.others} == {Answer.DOES_NOT_FIT, Answer.NOT_IN_FORCE}


def test_what_to_bring_names_the_proof_of_each_fact_once(anna):
    client = haris(anna, registered_unemployed=True)

    card = card_of(reads.verdicts_for(client.pk, once={}, on=TODAY, actor=actor_of(anna)), "long-term-unemployed")

    assert card.documents == [
        "Dokuments, kas apliecina personību",
        "Izglītības dokuments, ja tāds ir",
        "NVA izziņa vai ieraksts",
    ]


def test_a_client_of_another_silo_is_screened_by_nobody(anna, eva):
    client = haris(anna)

    with pytest.raises(NotForYou):
        reads.verdicts_for(client.pk, once={}, on=TODAY, actor=actor_of(eva))
    with pytest.raises(NotForYou):
        actions.screen_client(client.pk, on=TODAY, actor=actor_of(eva))
    with pytest.raises(NotForYou):
        reads.latest_screening(client.pk, actor=actor_of(eva))


def test_a_kept_result_says_by_whom_on_what_and_by_which_rules(anna, rules):
    client = haris(anna)

    kept = actions.screen_client(client.pk, on=TODAY, actor=actor_of(anna))

    assert (kept.made_by_id, kept.on_day, kept.rules_id, kept.case_id) == (anna.pk, TODAY, rules.pk, client.case_id)
    used = {fact.name: (fact.value, fact.known_on, fact.origin) for fact in reads.facts_used(kept)}
    assert used == {
        "birth_date": (date(1981, 3, 1), TODAY, "said"),
        "months_without_work": (14, TODAY, "said"),
        "employed": (False, TODAY, "said"),
        "registered_unemployed": (False, TODAY, "said"),
    }
    entry = AuditEntry.objects.get(verb="screening.kept")
    assert (entry.object, entry.case, entry.membership) == (kept.pk, client.case_id, anna.pk)


def test_the_facts_lie_encrypted_in_the_database(anna):
    client = haris(anna)
    kept = actions.screen_client(client.pk, on=TODAY, actor=actor_of(anna))

    with connection.cursor() as cursor:
        cursor.execute("SELECT facts FROM programmes_screening")
        (stored,) = cursor.fetchone()

    assert json.loads(Screening.objects.get(pk=kept.pk).facts)["months_without_work"]["value"] == 14
    assert "months_without_work" not in stored


def test_an_answer_that_is_asked_once_changes_the_verdict_and_is_found_nowhere_afterwards(anna):
    client = haris(anna)
    once = {"meets_barrier": True}

    shown = reads.verdicts_for(client.pk, once=once, on=WHEN_DIVERSITY_RAN, actor=actor_of(anna))
    kept = actions.screen_client(client.pk, on=WHEN_DIVERSITY_RAN, actor=actor_of(anna))

    diversity = next(row for row in kept.verdicts if row["programme"] == "diversity")
    assert card_of(shown, "diversity").answer == Answer.FITS
    assert (diversity["answer"], diversity["criteria"]) == (Answer.MAY_FIT, {"barrier": "unknown"})
    assert "meets_barrier" not in kept.facts
    assert client.facts.filter(fact="meets_barrier").count() == 0


def test_an_answer_that_is_asked_once_is_not_kept_even_if_somebody_recorded_it(anna):
    client = haris(anna)
    ClientFact.objects.create(  # past every action, as a row of a stranger's making
        client=client,
        fact="meets_barrier",
        state="known",
        truth=True,
        known_on=WHEN_DIVERSITY_RAN,
        origin="said",
        recorded_by=anna,
        recorded_at=clock.now(),
    )

    kept = actions.screen_client(client.pk, on=WHEN_DIVERSITY_RAN, actor=actor_of(anna))

    diversity = next(row for row in kept.verdicts if row["programme"] == "diversity")
    assert ("meets_barrier" in kept.facts, diversity["criteria"]) == (False, {"barrier": "unknown"})


def test_a_new_result_replaces_the_old_one_and_leaves_it_as_it_was(anna):
    client = haris(anna)
    first = actions.screen_client(client.pk, on=TODAY, actor=actor_of(anna))
    before = Screening.objects.values().get(pk=first.pk)
    know(client.case, anna, registered_unemployed=True)

    second = actions.screen_client(client.pk, on=TODAY, actor=actor_of(anna))

    assert second.replaces_id == first.pk
    assert str(Screening.objects.values().get(pk=first.pk)) == str(before)
    assert reads.latest_screening(client.pk, actor=actor_of(anna)) == second


def test_a_kept_result_comes_out_the_same_when_it_is_run_again(anna):
    client = haris(anna)
    kept = actions.screen_client(client.pk, on=TODAY, actor=actor_of(anna))
    know(client.case, anna, registered_unemployed=True, months_without_work=1)

    again = reads.run_again(Screening.objects.get(pk=kept.pk))

    assert {card.id: card.answer for card in again.cards} == {row["programme"]: row["answer"] for row in kept.verdicts}


def test_a_kept_result_can_be_run_as_of_another_day(anna):
    client = haris(anna)
    kept = actions.screen_client(client.pk, on=TODAY, actor=actor_of(anna))

    then = reads.run_again(kept, on=WHEN_DIVERSITY_RAN)

    assert card_of(then, "diversity").answer == Answer.MAY_FIT
    assert card_of(reads.run_again(kept), "diversity").answer == Answer.NOT_IN_FORCE


def test_a_fresh_result_is_good(anna):
    client = haris(anna)
    kept = actions.screen_client(client.pk, on=TODAY, actor=actor_of(anna))

    assert reads.outdated_because(kept, on=TODAY, actor=actor_of(anna)) == []


def test_a_result_is_outdated_by_time_by_new_answers_and_by_new_rules(anna, rules):
    client = haris(anna)
    kept = actions.screen_client(client.pk, on=TODAY, actor=actor_of(anna))
    know(client.case, anna, registered_unemployed=True)
    programmes = [entry for entry in rules.programmes if entry["id"] != "neet"]
    RuleVersion.objects.create(
        digest=rulebook.checked(rules.facts, programmes).digest,
        facts=rules.facts,
        programmes=programmes,
        published_at=clock.now() + timedelta(seconds=1),
    )

    reasons = reads.outdated_because(kept, on=TODAY + timedelta(days=184), actor=actor_of(anna))

    assert reasons == ["Pagājis vairāk nekā pusgads.", "Noteikumi ir mainījušies.", "Atbildes ir mainījušās."]


def test_the_same_answer_given_again_does_not_outdate_a_result(anna):
    client = haris(anna)
    kept = actions.screen_client(client.pk, on=TODAY, actor=actor_of(anna))
    with clock.set_to(NOW + timedelta(days=3)):
        know(client.case, anna, employed=False)
        reasons = reads.outdated_because(kept, on=clock.today(), actor=actor_of(anna))

    assert reasons == []


def test_an_answer_is_seen_as_of_its_day(anna):
    client = haris(anna)
    with clock.set_to(NOW + timedelta(days=10)):
        know(client.case, anna, registered_unemployed=True)
        yesterday = reads.verdicts_for(client.pk, once={}, on=TODAY, actor=actor_of(anna))
        today = reads.verdicts_for(client.pk, once={}, on=clock.today(), actor=actor_of(anna))

    answers = [card_of(screened, "long-term-unemployed").answer for screened in (yesterday, today)]
    assert answers == [Answer.MAY_FIT, Answer.FITS]


def test_a_declined_answer_is_not_asked_again(anna):
    case = open_case(anna)
    client = client_of(case)
    before = reads.verdicts_for(client.pk, once={}, on=TODAY, actor=actor_of(anna)).questions
    know(case, anna, disability="declined")

    after = reads.verdicts_for(client.pk, once={}, on=TODAY, actor=actor_of(anna)).questions

    assert ("disability" in before, "disability" in after) == (True, False)


def test_a_screening_goes_when_the_client_goes(anna):
    client = haris(anna)
    actions.screen_client(client.pk, on=TODAY, actor=actor_of(anna))

    Client.objects.get(pk=client.pk).delete()

    assert Screening.objects.count() == 0


def test_a_kept_result_stands_on_the_timeline_of_its_case_alone(anna):
    client = haris(anna)
    other = haris(anna)
    kept = actions.screen_client(client.pk, on=TODAY, actor=actor_of(anna))

    (entry,) = reads.timeline_of(case_reads.case_head(client.case_id, actor=actor_of(anna)))

    assert (entry.kind, entry.key, entry.by) == ("screening", kept.pk, anna.user.name)
    assert reads.timeline_of(case_reads.case_head(other.case_id, actor=actor_of(anna))) == []


def test_a_closed_case_can_still_be_screened_for_the_record(anna):
    client = haris(anna)
    cases.close_case(client.case_id, reason="done", actor=actor_of(anna))

    assert actions.screen_client(client.pk, on=TODAY, actor=actor_of(anna)).pk


def test_facts_from_a_file_are_answered_with_reasons():
    facts = {"age": 45, "months_without_work": 14, "employed": False, "registered_unemployed": False}

    verdicts = {row["programme"]: row for row in reads.screen_facts(facts, on=TODAY)}

    found = verdicts["long-term-unemployed"]
    assert (found["answer"], found["would_fit_if"]) == (
        "may_fit",
        ["Vispirms reģistrējieties NVA kā bezdarbnieks."],
    )
    assert [(row["id"], row["state"]) for row in found["criteria"]] == [
        ("registered", "not_met"),
        ("months", "met"),
        ("not-working", "met"),
    ]
    json.dumps(list(verdicts.values()))


@pytest.mark.parametrize(
    ("facts", "message", "field"),
    [
        ({"shoe_size": 45}, "shoe_size: šāda fakta nav", "shoe_size"),
        ({"grade": 13}, "grade: vajadzīgs skaitlis no 1 līdz 12", "grade"),
        ({"grade": "=1+1"}, "grade: vajadzīgs skaitlis no 1 līdz 12", "grade"),
        ({"grade": 2.5}, "grade: vajadzīgs skaitlis no 1 līdz 12", "grade"),
        ({"grade": True}, "grade: vajadzīgs skaitlis no 1 līdz 12", "grade"),
        ({"employed": "maybe"}, "employed: vajadzīgs true | false", "employed"),
        ({"household_status": "rich"}, "household_status: vajadzīgs low_income | none | poor", "household_status"),
        ({"birth_date": "1981-02-30"}, "birth_date: vajadzīgs datums, piemēram, 1981-03-01", "birth_date"),
        ({"employed": None}, "employed: vajadzīgs true | false", "employed"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_by_name(facts, message, field):
    with pytest.raises(BadFacts) as refusal:
        reads.screen_facts(facts, on=TODAY)

    assert (str(refusal.value.message), refusal.value.field) == (message, field)


def test_without_rules_one_is_told_how_to_load_them():
    RuleVersion.objects.all().delete()

    with pytest.raises(RulesNotLoaded) as refusal:
        reads.screen_facts({}, on=TODAY)

    assert "khetene load-country" in str(refusal.value.message)


def test_what_is_missing_stays_apart_from_no(anna):
    client = haris(anna, months_without_work="not_known")

    facts = reads.known_facts(client.pk, on=TODAY, actor=actor_of(anna))

    assert facts["months_without_work"] is Missing.NOT_KNOWN


def test_the_rules_are_fetched_once_and_named_by_their_published_digest(rules, django_assert_num_queries):
    rulebook.current()

    with django_assert_num_queries(1):
        version, parsed = rulebook.current()

    assert version.digest == parsed.digest == rules.digest


def test_the_country_folder_is_the_one_of_the_settings(rules):
    assert len(rules.programmes) == len(list((settings.COUNTRY_FOLDER / "programmes").glob("*.json")))
