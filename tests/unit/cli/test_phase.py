"""`khetene phase`: results of a phase on the command line, with what does not agree; never its money."""

from __future__ import annotations

import json

import pytest

from tests.factories.accounts import MembershipFactory
from tests.factories.projects import line_in, phase_of, spent

pytestmark = pytest.mark.usefixtures("latvia")


def test_phase_iv_in_words(khetene, latvia):
    said = khetene("phase", "4").out.splitlines()

    assert said[:2] == [
        "IV. Latvijas romu platforma IV (856468-NRP4-LV)",
        "01/08/2019 – 31/07/2020, European Union 95\xa0%, State of Latvia 5\xa0%, Kultūras ministrija",
    ]
    assert "  230 = 103 + 70 + 14 + 43 not stated" in said
    assert "19 municipalities as of then. Today they are 17." in said
    assert "  Viļakas novads → Balvu novads" in said


def test_phase_iv_as_json(khetene, latvia):
    said = json.loads(khetene("phase", "4", "--json").out)

    assert (len(said["then"]), len(said["today"]), len(said["remarks"])) == (19, 17, 4)
    assert said["agreement"] == "856468-NRP4-LV"


def test_the_command_line_shows_no_money(khetene, db):
    janis = MembershipFactory(role="national_coordinator")
    phase = phase_of(janis)
    spent(line_in(phase, janis), janis, "123.45", words="Kanārijputniņš")

    words, data = khetene("phase", str(phase.ordinal)).out, khetene("phase", str(phase.ordinal), "--json").out

    assert "Latvijas romu platforma" in words
    assert not any(secret in words + data for secret in ("123,45", "600,00", "Kanārijputniņš"))


def test_a_phase_that_is_not_there_is_named(khetene, db):
    said = khetene("phase", "99")

    assert (said.code, said.err) == (1, "khetene phase: There is no phase 99.\n")
