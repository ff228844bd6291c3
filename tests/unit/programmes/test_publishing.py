"""Publishing rules: all or nothing, with errors that name the file, and a look at what would change first."""

from __future__ import annotations

import copy
import json
import shutil
from datetime import date

import pytest
from django.conf import settings

from khetene.programmes import actions, reads, rulebook
from khetene.programmes.errors import BadRules
from khetene.programmes.models import RuleVersion
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.programmes import haris, loaded_rules

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def pack(tmp_path):
    """A country pack with two programmes that may be spoilt."""
    (tmp_path / "programmes").mkdir()
    for name in ("neet", "long-term-unemployed"):
        shutil.copy(settings.COUNTRY_FOLDER / "programmes" / f"{name}.json", tmp_path / "programmes")
    return tmp_path


def change(pack, name: str, **parts) -> None:
    path = pack / "programmes" / f"{name}.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | parts))


def test_the_same_rules_again_change_nothing():
    first, second = loaded_rules(), loaded_rules()

    assert (first, RuleVersion.objects.count()) == (second, 1)


def test_a_new_version_stands_beside_the_old_one(pack):
    loaded_rules()

    actions.load_country(pack)

    assert [len(version.programmes) for version in RuleVersion.objects.order_by("id")][-1] == 2
    assert RuleVersion.objects.count() == 2


def test_rules_that_were_taken_back_come_into_force_again(pack):
    original = actions.load_country(pack)
    change(pack, "neet", code="changed")
    actions.load_country(pack)
    change(pack, "neet", code="ESF 8.3.3")

    actions.load_country(pack)

    assert rulebook.current_version().digest == original.digest
    assert RuleVersion.objects.count() == 3


def test_a_test_case_that_does_not_hold_stops_the_whole_pack(pack):
    change(pack, "neet", tests=[{"on": "2020-06-01", "facts": {"age": 14}, "expect": "fits"}])

    with pytest.raises(BadRules, match=r"BadRules") as refusal:
        actions.load_country(pack)

    assert "neet, tests[0].expect" in str(refusal.value.message)
    assert RuleVersion.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "neet.json:1: Expecting property name"),
        (b"\xff\xfe", "neet.json: fails nav UTF-8 kodējumā"),
        (b"[]", "neet.json:1, id: programmai jābūt tādam pašam nosaukumam kā failam"),
        (b'{"id": "other"}', "neet.json:1, id: programmai jābūt tādam pašam nosaukumam kā failam"),
        (b"[" * 100_000, "neet.json:1: nested too deeply"),
        (b'{"id": "neet"}', "neet.json:1, title: trūkst"),
        (b" " * (1024 * 1024 + 1), "neet.json: fails ir pārāk liels"),
    ],
)
def test_a_broken_file_is_named(pack, content, said):
    (pack / "programmes" / "neet.json").write_bytes(content)

    with pytest.raises(BadRules) as refusal:
        actions.load_country(pack)

    assert str(refusal.value.message).startswith(said)


def refusal_of(pack) -> str:
    try:
        actions.load_country(pack)
    except BadRules as refusal:
        return str(refusal.message)
    return "none"


SHAPES = [
    None,
    0,
    "=1+1",
    "<script>",
    [],
    [None],
    [[]],
    {},
    {"": None},
    {"lv": 1},
    [{"id": 1, "versions": [0]}],
    [{"id": "x"}],
]


@pytest.mark.parametrize(
    "field", ["title", "decides", "criteria", "tests", "measures", "in_force", "documents", "holder"]
)
@pytest.mark.parametrize("shape", SHAPES, ids=repr)
def test_a_part_of_another_shape_is_refused_by_name_or_harmless(pack, field, shape):
    change(pack, "neet", **{field: shape})

    assert refusal_of(pack).startswith(("neet, ", "neet.json:1, ", "none"))


@pytest.mark.parametrize(
    "test",
    [
        {"==": ["shoe_size", 1]},
        {"==": ["employed", "yes"]},
        {">=": ["employed", True]},
        {"eval": ["employed", True]},
        {"all": []},
        {"not": {"not": {"not": {"not": {"not": {"not": {"not": {"not": {"not": {"not": {}}}}}}}}}}},
    ],
    ids=str,
)
def test_a_rule_that_nobody_could_meet_is_refused(pack, test):
    criteria = [{"id": "x", "text": {"lv": "x", "en": "x"}, "versions": [{"test": test}]}]
    change(pack, "neet", criteria=criteria)

    with pytest.raises(BadRules) as refusal:
        actions.load_country(pack)

    assert str(refusal.value.message).startswith(("neet, criteria[0]", "neet.json:1, criteria.0"))


def with_months(programmes: list[dict], months: int) -> list[dict]:
    changed = copy.deepcopy(programmes)
    found = next(entry for entry in changed if entry["id"] == "long-term-unemployed")
    found["criteria"][1]["versions"][0]["test"] = {">=": ["months_without_work", months]}
    found["tests"] = [{"on": "2026-11-20", "facts": {"months_without_work": months - 1}, "expect": "does_not_fit"}]
    return changed


@pytest.mark.parametrize(("clients", "shown"), [(4, "mazāk par 5"), (5, "5")])
def test_a_change_is_previewed_and_small_numbers_are_not_counted_out(clients, shown):
    version, anna = loaded_rules(), MembershipFactory(role="mediator")
    for _client in range(clients):
        haris(anna, registered_unemployed=True)

    impact = reads.impact_of(version.facts, with_months(version.programmes, 15), on=TODAY, actor=actor_of(anna))

    assert impact == {"long-term-unemployed": {("fits", "does_not_fit"): shown}}


def test_the_preview_counts_the_own_silo_alone():
    version, anna, eva = loaded_rules(), MembershipFactory(role="mediator"), MembershipFactory(role="mediator")
    haris(anna, registered_unemployed=True)

    impact = reads.impact_of(version.facts, with_months(version.programmes, 15), on=TODAY, actor=actor_of(eva))

    assert impact == {}


def test_the_preview_shows_that_a_programme_ends():
    version, anna = loaded_rules(), MembershipFactory(role="mediator")
    for _client in range(5):
        haris(anna, registered_unemployed=True)
    ended = copy.deepcopy(version.programmes)
    found = next(entry for entry in ended if entry["id"] == "long-term-unemployed")
    found["in_force"] = {"to": "2026-11-01"}
    found["tests"] = [{"on": "2026-11-20", "facts": {}, "expect": "not_in_force"}]

    impact = reads.impact_of(version.facts, ended, on=TODAY, actor=actor_of(anna))

    assert impact == {"long-term-unemployed": {("fits", "not_in_force"): "5"}}


def test_a_preview_publishes_nothing():
    version, anna = loaded_rules(), MembershipFactory(role="mediator")

    reads.impact_of(version.facts, with_months(version.programmes, 15), on=TODAY, actor=actor_of(anna))

    assert list(RuleVersion.objects.order_by("id")) == [version]
