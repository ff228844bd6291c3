"""What comes out of documents names institutions and roles, never a private person.

Names of people cannot stand here, not even as digests: a list of them would be what must not exist. So it is the other way
round: two words with capital letters side by side are an organisation or a place that the country knows, or are listed below.
"""

from __future__ import annotations

import re

import pytest
import yaml
from django.conf import settings

RECORDED = ("sources", "guidance", "gatherings", "network", "projects", "indicators", "services", "organisations")
WORD = r"[A-ZĀČĒĢĪĶĻŅŠŪŽ][a-zāčēģīķļņšūž]+"
TWO_WORDS = re.compile(rf"(?=\b({WORD}[ -]{WORD}))")
INITIAL_AND_WORD = re.compile(rf"(?<!\w)[A-ZĀČĒĢĪĶĻŅŠŪŽ]\. ?{WORD}")
NO_NAMES = {
    "Attīstīt Latvijas",
    "Attīstīt Valkas",
    "Bērnam Daugavpilī",
    "Central Statistical",
    "Centrs Spēkuguns",
    "Consultative Council",
    "Eiropas Komisijas",
    "Eiropas Komisiju",
    "Eiropas Sociālā",
    "Employment Agency",
    "European Union",
    "Fundamental Rights",
    "Ieskats Latvijas",
    "Izmantot Lietuvas",
    "Izmantot Staiceles",
    "Mediators Viļakā",
    "Microsoft Teams",
    "Noderīga Lietuvas",
    "Pasaules Bankas",
    "Pielikums Nr",
    "Piesakās Sociālo",
    "Pārņemt Maltas",
    "Romi Latvijā",
    "Skolas Krāslavā",
    "State Employment",
    "Statistical Bureau",
    "Strengthening Roma",
    "The Ministry",
    "The Ombudsman",
    "Young Roma",
}


def texts(content):
    """Every text of country data, however deep."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, (dict, list)):
        for part in content.values() if isinstance(content, dict) else content:
            yield from texts(part)


def texts_of(name):
    loaded = yaml.load((settings.COUNTRY_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return list(texts(loaded))


def like_a_name(lines, known):
    found = {match for line in lines for match in TWO_WORDS.findall(line) + INITIAL_AND_WORD.findall(line)}
    return {match for match in found if match not in known} - NO_NAMES


@pytest.fixture(scope="module")
def known():
    return "\n".join(texts_of("organisations") + texts_of("territories"))


@pytest.mark.parametrize("name", RECORDED)
def test_the_recorded_history_names_no_person(name, known):
    assert like_a_name(texts_of(name), known) == set()


def test_a_name_would_be_found(known):
    invented = ["Sarunu vadīja Anna Paraugs.", "Tā teica A. Paraugs.", "Klāt bija Anna-Marija Parauga."]

    assert like_a_name(invented, known) >= {"Anna Paraugs", "A. Paraugs", "Marija Parauga"}
