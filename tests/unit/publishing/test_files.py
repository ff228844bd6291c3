"""Open data as files: what stands in them, that standards accept them, and that the same editions give the same bytes."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pyshacl
import pytest
import rdflib
from django.utils import translation
from openpyxl import load_workbook

from khetene.cli.main import main
from khetene.disclosure.door import Dimension, Measured, leaving
from khetene.disclosure.ledger import Ledger
from khetene.disclosure.tally import Tally
from khetene.publishing import files
from khetene.publishing.making import _content
from khetene.publishing.models import Edition
from khetene.publishing.periods import Calendar, Period
from khetene.publishing.places import Code
from khetene.publishing.sets import DATA_SETS, Axis
from tests.factories.accounts import MembershipFactory
from tests.factories.publishing import OUTCOMES, published

EDITION = {
    "data_set": OUTCOMES,
    "period": "2024-2025",
    "number": 1,
    "published_at": datetime(2026, 3, 1, 9, tzinfo=UTC),
}
BASE = "https://khetene.example/dati/"
SHAPES = Path(__file__).parent / "shapes"
# The checks of classes ask for things that lie outside of a catalogue, such as the concepts of EU tables.
# The reader of JSON-LD in rdflib uses a class that rdflib calls old.
OLD_GRAPH = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
OFFICIAL = ("shapes.ttl", "range.ttl")


PLACES = Axis(
    "PLACE",
    {"lv": "Vieta", "en": "Place"},
    (
        Code("_T", None, {"lv": "Latvija", "en": "Latvia"}),
        Code("0051000", "_T", {"lv": "Talsu novads", "en": "Talsu novads"}),
        Code("0033000", "_T", {"lv": "Kuldīgas novads", "en": "Kuldīgas novads"}),
    ),
)
TOPICS = Axis(
    "TOPIC",
    {"lv": "Temats", "en": "Topic"},
    tuple(Code(name, None, {"lv": name, "en": name}) for name in ("work", "health")),
)


def edition(data_set, number, axes, numbers):
    """As it would stand in the database, made without one. Numbers are told by four offices in turn."""
    found, period = DATA_SETS[data_set], Period(Calendar.YEAR, 2025)
    rows = [(codes, f"office {office}", (each + 3 - office) // 4) for codes, each in numbers for office in range(4)]
    dimensions = tuple(Dimension(axis.id, tuple((code.code, code.parent) for code in axis.codes)) for axis in axes)
    measured = Measured(f"{data_set} 2025", dimensions, Tally(rows), str(number))
    content = _content(found, period, number, axes, leaving(measured, found.policy, ledger=Ledger()))
    moment = datetime(2026, 3, number, 9, tzinfo=UTC)
    reason = "Trūka Talsu." if number > 1 else ""
    return Edition(data_set=data_set, period="2025", number=number, reason=reason, content=content, published_at=moment)


@pytest.fixture(scope="module")
def editions():
    """Two editions of one year, the second a correction, and one of another data set."""
    with translation.override("lv"):
        return [
            edition(OUTCOMES, 1, (PLACES,), [(("0051000",), 14), (("0033000",), 3)]),
            edition(OUTCOMES, 2, (PLACES,), [(("0051000",), 26), (("0033000",), 3)]),
            edition("mediator-contacts", 1, (TOPICS, PLACES), [(("work", "0051000"), 60)]),
        ]


def rows(body):
    return list(csv.DictReader(io.StringIO(body.decode(), newline="")))


def test_a_hidden_value_is_empty_and_says_why(editions):
    found = {row["place"]: row for row in rows(files.file_of(editions[0], "csv", BASE))}

    assert (found["0033000"]["value"], found["0033000"]["hidden_because"]) == ("", "too_small")
    assert found["0033000"]["place_lv"] == "Kuldīgas novads"


def test_the_workbook_holds_the_same_rows_and_the_licence(editions):
    book = load_workbook(io.BytesIO(files.file_of(editions[0], "xlsx", BASE)))
    told = [[cell.value for cell in row] for row in book["data"].iter_rows(min_row=2)]

    assert len(told) == len(rows(files.file_of(editions[0], "csv", BASE)))
    assert ("licence", "https://creativecommons.org/licenses/by/4.0/") in list(book["about"].values)


def test_sdmx_says_that_a_value_is_suppressed_and_for_which_kind_of_reason(editions):
    found = {row["PLACE"]: row for row in rows(files.file_of(editions[0], "sdmx.csv", BASE))}

    row = found["0033000"]
    assert (row["OBS_VALUE"], row["OBS_STATUS"], row["CONF_STATUS"], row["TIME_PERIOD"]) == ("", "Q", "A", "2025")
    assert row["STRUCTURE_ID"] == "KHETENE:DF_CLIENTS_WITH_OUTCOMES(1.0)"


LINK = {"type": "object", "required": ["rel", "urn", "href"]}
NAMED = {"type": "object", "required": ["id", "name", "names"]}
VALUE = {"type": "object", "oneOf": [{"required": ["id", "name"]}, {"required": ["value"]}]}
VALUES = {"type": "array", "minItems": 1, "uniqueItems": True, "items": VALUE}
INDEXED = {"type": "array", "items": {"type": ["integer", "null"]}}
# What the official schema asks for, in our words: it carries no licence that would let us keep a copy.
DATA_MESSAGE = {
    "type": "object",
    "required": ["meta", "data"],
    "properties": {
        "meta": {"required": ["schema", "id", "prepared", "sender"], "properties": {"sender": {"required": ["id"]}}},
        "data": {
            "required": ["structures", "dataSets"],
            "properties": {
                "structures": {
                    "minItems": 1,
                    "items": {
                        "required": ["dimensions", "measures", "attributes", "links"],
                        "properties": {
                            "links": {"items": LINK},
                            "dimensions": {
                                "additionalProperties": {
                                    "items": {
                                        **NAMED,
                                        "required": ["id", "keyPosition", "values"],
                                        "properties": {"values": VALUES},
                                    }
                                },
                                "propertyNames": {"enum": ["dataSet", "series", "observation"]},
                            },
                            "attributes": {
                                "additionalProperties": {
                                    "items": {"required": ["id", "relationship"], "properties": {"values": VALUES}}
                                },
                                "propertyNames": {"enum": ["dataSet", "dimensionGroup", "series", "observation"]},
                            },
                        },
                    },
                },
                "dataSets": {
                    "items": {
                        "required": ["links", "structure", "action", "observations"],
                        "properties": {
                            "links": {"minItems": 1, "items": LINK},
                            "action": {"enum": ["Information", "Append", "Replace", "Delete"]},
                            "observations": {
                                "patternProperties": {"^[0-9]+(:[0-9]+)*$": INDEXED},
                                "additionalProperties": False,
                            },
                        },
                    }
                },
            },
        },
    },
}


def test_the_json_message_keeps_the_rules_of_sdmx(editions):
    for edition in editions:
        jsonschema.validate(json.loads(files.file_of(edition, "sdmx.json", BASE)), DATA_MESSAGE)


def read_back(body):
    """Each observation with its codes in the place of numbers, as the rows of the CSV have them."""
    data = json.loads(body)["data"]
    (structure,), (found,) = data["structures"], data["dataSets"]
    axes, listed = structure["dimensions"]["observation"], structure["attributes"]["observation"]
    (time,) = structure["dimensions"]["dataSet"]
    for key, (value, *places) in found["observations"].items():
        at = {axis["id"]: axis["values"][int(place)]["id"] for axis, place in zip(axes, key.split(":"), strict=True)}
        more = {
            each["id"]: each["values"][place]["id"] if "values" in each else str(place)
            for each, place in zip(listed, places, strict=True)
        }
        period = time["values"][0].get("id") or time["values"][0]["value"]
        yield at | {"TIME_PERIOD": period, "OBS_VALUE": "" if value is None else str(value)} | more


def test_both_kinds_of_sdmx_say_the_same(editions):
    for edition in editions:
        told = [
            {name: said for name, said in row.items() if name not in ("STRUCTURE", "STRUCTURE_ID", "ACTION")}
            for row in rows(files.file_of(edition, "sdmx.csv", BASE))
        ]

        assert list(read_back(files.file_of(edition, "sdmx.json", BASE))) == told


def test_the_json_message_points_to_its_structure(editions):
    structure = json.loads(files.structure_of(editions[:1]))["data"]["dataStructures"][0]

    (found,) = json.loads(files.file_of(editions[0], "sdmx.json", BASE))["data"]["dataSets"]

    links = {link["rel"]: (link["urn"], link["href"]) for link in found["links"]}
    urn = f"urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=KHETENE:{structure['id']}({structure['version']})"
    assert links["structure"] == (urn, f"{BASE}clients-with-outcomes/struktura.json")


def test_a_school_year_is_a_period_that_begins_on_a_day(editions):
    content = {**editions[0].content, "period": "2024-2025", "begins": "2024-09-01", "ends": "2025-08-31"}

    body = files.file_of(Edition(**{**EDITION, "content": content}), "sdmx.json", BASE)

    jsonschema.validate(json.loads(body), DATA_MESSAGE)
    assert {row["TIME_PERIOD"] for row in read_back(body)} == {"2024-09-01/P1Y"}


def test_every_code_of_the_data_stands_in_the_code_lists_of_the_structure(editions):
    of_set = [edition for edition in editions if edition.data_set == "mediator-contacts"]
    structure = json.loads(files.structure_of(of_set))["data"]
    lists = {one["id"]: {code["id"] for code in one["codes"]} for one in structure["codelists"]}

    found = rows(files.file_of(of_set[0], "sdmx.csv", BASE))

    for axis in ("PLACE", "TOPIC"):
        assert {row[axis] for row in found} == lists[f"CL_{axis}_MEDIATOR_CONTACTS"]
    assert {row["CONF_STATUS"] for row in found} <= lists["CL_CONF_STATUS"]
    dimensions = structure["dataStructures"][0]["dataStructureComponents"]["dimensionList"]["dimensions"]
    assert [one["id"] for one in dimensions] == ["TOPIC", "PLACE"]


def graph_of(editions):
    return rdflib.Graph().parse(data=files.catalogue(editions, BASE), format="json-ld")


@OLD_GRAPH
def test_the_catalogue_passes_the_official_shapes_of_dcat_ap_3(editions):
    shapes = rdflib.Graph()
    for name in OFFICIAL:
        shapes.parse(SHAPES / name)

    conforms, _report, words = pyshacl.validate(graph_of(editions), shacl_graph=shapes, advanced=True)

    assert conforms, words


@OLD_GRAPH
def test_the_shapes_would_notice_a_catalogue_without_its_publisher(editions):
    graph = graph_of(editions)
    graph.remove((rdflib.URIRef(f"{BASE}#catalogue"), rdflib.DCTERMS.publisher, None))

    assert not pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(SHAPES / "shapes.ttl"), advanced=True)[0]


@pytest.mark.django_db
def test_the_command_writes_the_same_bytes_again(tmp_path, capsys):
    published(MembershipFactory(role="national_coordinator"))
    codes = [main(["open-data", "build", str(tmp_path / name), "--address", BASE]) for name in ("one", "two")]

    def content(name):
        folder = tmp_path / name
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    assert codes == [0, 0]
    assert content("one") == content("two")
    assert set(content("one")) == {
        "katalogs.jsonld",
        f"{OUTCOMES}/struktura.json",
        *(f"{OUTCOMES}/2025/1.{ending}" for ending in files.FORMATS),
    }


def test_the_same_editions_give_the_same_bytes_also_as_a_workbook(editions):
    assert list(files.all_files(editions, BASE)) == list(files.all_files(editions, BASE))


def test_before_anything_is_published_the_command_says_so(db, tmp_path, capsys):
    assert main(["open-data", "build", str(tmp_path)]) == 1
    assert "Vēl nekas nav publicēts" in capsys.readouterr().err
