"""The recorded history of the five documents."""

from __future__ import annotations

import pytest
import yaml

from khetene.guidance import actions, loading, reads
from khetene.guidance.enums import ASKING
from khetene.guidance.models import Addressing, Practice, Statement
from khetene.kernel.countryfile import BadCountryFile
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.guidance import asked, coordinator

pytestmark = pytest.mark.usefixtures("latvia")


@pytest.fixture
def janis():
    return coordinator()


@pytest.fixture
def history(settings):
    return yaml.safe_load((settings.COUNTRY_FOLDER / loading.FILE).read_text())


def test_the_five_documents_are_recorded_whole():
    assert (Statement.objects.count(), Practice.objects.count()) == (218, 24)
    assert Statement.objects.filter(kind="recommendation").count() == 49
    assert Statement.objects.filter(source=None).count() == 0


def test_loading_again_keeps_what_people_answered(history, settings, janis):
    ilze = MembershipFactory(role="supervisor")
    statement = Statement.objects.get(slug="s003-d-r4")
    actions.answer(asked(statement, janis, ilze).pk, answer="accepted", actor=actor_of(ilze))

    loading.load_country(settings.COUNTRY_FOLDER)

    assert Addressing.objects.get(statement=statement, organisation=ilze.organisation).answer == "accepted"
    assert Statement.objects.count() == len(history["statements"])


def test_a_recommendation_tells_what_later_documents_prove_and_no_more():
    row = reads.statement(Statement.objects.get(slug="s000-m-r1").pk).row

    assert row.recorded_label == "daļēji izpildīts"
    assert row.evidence == ["Ziņojums, 2021: mediators Viļakā strādā", "Ziņojums, 2021: mediatore Tukumā apmācīta"]
    assert [(one.name, one.answer_label) for one in row.addressees] == [
        ("Kultūras ministrija", "nosaukta dokumentā"),
        ("visas pašvaldības", ""),
    ]


def test_what_was_said_twice_is_linked():
    page = reads.statement(Statement.objects.get(slug="s003-t-r2").pk)

    assert [(words, year) for _key, words, year in page.repeated_by] == [("Vizītei viena tematiskā prioritāte", 2021)]


def test_only_what_asks_somebody_to_act_is_public(history):
    public = {row["kind"] for row in history["statements"] if row.get("public")}

    assert public <= {str(kind) for kind in ASKING}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"to": ["nav-tadas"]}, "nav-tadas"),
        ({"places": ["nav-vietas"]}, "nav-vietas"),
        ({"same_as": "nav-tada"}, "nav-tada"),
        ({"kind": "wish"}, "statements.0.kind"),
    ],
)
def test_a_wrong_file_is_refused_whole(history, settings, tmp_path, change, says):
    Statement.objects.filter(same_as__isnull=False).update(same_as=None)
    Statement.objects.all().delete()
    history["statements"][0].update(change)
    (tmp_path / loading.FILE).write_text(yaml.safe_dump(history, allow_unicode=True))

    with pytest.raises(BadCountryFile) as refusal:
        loading.load_country(tmp_path)

    assert says in str(refusal.value.message)
    assert Statement.objects.count() == 0
