"""The catalogue of open data as DCAT-AP 3 in JSON-LD, for data portals that collect it."""

from __future__ import annotations

import json
from typing import Any

from khetene.publishing.files.layout import CATALOGUE, FORMATS, STRUCTURE, file_of, path_of
from khetene.publishing.files.words import ATTRIBUTION, LICENCE, citation
from khetene.publishing.models import Edition

EU = "http://publications.europa.eu/resource/authority/"
CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Node = dict[str, Any]


def catalogue(editions: list[Edition], base: str) -> bytes:
    """Every edition as a data set of its own, in a series for its declared data set. `base` ends with a slash."""
    nodes: list[Node] = [_publisher(base), {"@id": base, "@type": "foaf:Document"}]
    by_set: dict[str, list[Edition]] = {}
    for edition in editions:
        by_set.setdefault(edition.data_set, []).append(edition)
    for data_set, of_set in sorted(by_set.items()):
        nodes.append(_series(data_set, of_set, base))
        for edition in of_set:
            nodes += _data_set(edition, of_set, base)
    nodes.append(_catalogue(editions, base))
    body = {"@context": CONTEXT, "@graph": [*nodes, *_vocabularies()]}
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def _catalogue(editions: list[Edition], base: str) -> Node:
    return {
        "@id": f"{base}#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": [_words("Khetene atvērtie dati", "lv"), _words("Open data of Khetene", "en")],
        "dct:description": [
            _words("Skaitļi par atbalstu Latvijā, no kuriem nevienu cilvēku nevar atpazīt.", "lv"),
            _words("Figures about support in Latvia, from which nobody can be recognised.", "en"),
        ],
        "dct:publisher": _to(f"{base}#publisher"),
        "dct:language": [_to(f"{EU}language/LAV"), _to(f"{EU}language/ENG")],
        "dct:license": _to(LICENCE),
        "dct:spatial": _to(f"{EU}country/LVA"),
        "foaf:homepage": _to(base),
        "dcat:themeTaxonomy": _to(f"{EU}data-theme"),
        "dcat:dataset": [_to(_id(edition, base)) for edition in editions],
        **({"dct:modified": _moment(editions[-1])} if editions else {}),
    }


def _publisher(base: str) -> Node:
    return {"@id": f"{base}#publisher", "@type": "foaf:Agent", "foaf:name": ATTRIBUTION, "foaf:homepage": _to(base)}


def _series(data_set: str, editions: list[Edition], base: str) -> Node:
    newest = editions[-1]
    return {
        "@id": _series_id(data_set, base),
        "@type": "dcat:DatasetSeries",
        "dct:title": _in_both(newest.content["title"]),
        "dct:description": _in_both(newest.content["rule"]),
        "dct:publisher": _to(f"{base}#publisher"),
        "dct:accrualPeriodicity": _to(f"{EU}frequency/ANNUAL"),
        "dct:spatial": _to(f"{EU}country/LVA"),
        "dct:issued": _moment(editions[0]),
        "dct:modified": _moment(newest),
    }


def _data_set(edition: Edition, of_set: list[Edition], base: str) -> list[Node]:
    content, at = edition.content, _id(edition, base)
    before = [one for one in of_set if one.period == edition.period and one.number == edition.number - 1]
    node: Node = {
        "@id": at,
        "@type": "dcat:Dataset",
        "dct:title": [
            _words(f"{words}, {content['period_title']}", tongue) for tongue, words in content["title"].items()
        ],
        "dct:description": _in_both(content["rule"]),
        "dct:identifier": at,
        "dct:publisher": _to(f"{base}#publisher"),
        "dct:language": [_to(f"{EU}language/LAV"), _to(f"{EU}language/ENG")],
        "dct:spatial": _to(f"{EU}country/LVA"),
        "dct:accessRights": _to(f"{EU}access-right/PUBLIC"),
        "dct:issued": _moment(edition),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": content["begins"], "@type": "xsd:date"},
            "dcat:endDate": {"@value": content["ends"], "@type": "xsd:date"},
        },
        "dcat:theme": _to(f"{EU}data-theme/SOCI"),
        "dcat:version": str(edition.number),
        "dcat:inSeries": _to(_series_id(edition.data_set, base)),
        "dcat:landingPage": _to(f"{base}{path_of(edition)}/"),
        "dct:bibliographicCitation": citation(content, edition.published_at, f"{base}{path_of(edition)}/"),
        "dcat:distribution": [_to(_file(edition, ending, base)) for ending in FORMATS],
    }
    if before:
        node["dcat:previousVersion"] = _to(_id(before[0], base))
        node["adms:versionNotes"] = _words(edition.reason, "lv")
    pages = {"@id": f"{base}{path_of(edition)}/", "@type": "foaf:Document"}
    return [node, pages, *_distributions(edition, of_set, base)]


def _distributions(edition: Edition, of_set: list[Edition], base: str) -> list[Node]:
    found = []
    structure = f"{base}{edition.data_set}/{STRUCTURE}"
    for ending, form in FORMATS.items():
        address = _file(edition, ending, base)
        node: Node = {
            "@id": address,
            "@type": "dcat:Distribution",
            "dct:title": [_words(form.label, "lv"), _words(form.label, "en")],
            "dcat:accessURL": _to(address),
            "dcat:downloadURL": _to(address),
            "dct:format": _to(f"{EU}file-type/{form.vocabulary}"),
            "dcat:mediaType": _to(f"https://www.iana.org/assignments/media-types/{form.media_type.split(';')[0]}"),
            "dct:license": _to(LICENCE),
            "dcatap:availability": _to(f"{EU}planned-availability/STABLE"),
            "dcat:byteSize": {
                "@value": str(len(file_of(edition, ending, base))),
                "@type": "xsd:nonNegativeInteger",
            },
        }
        if ending.startswith("sdmx"):
            node["dct:conformsTo"] = _to(structure)
        found.append(node)
    if edition is of_set[-1]:
        found.append({"@id": structure, "@type": "dct:Standard", "dct:title": _words("SDMX-JSON 2.0", "en")})
    return found


def _vocabularies() -> list[Node]:
    """What the things are that we point to: whoever checks the catalogue need not fetch the tables of the EU."""
    kinds = {
        f"{EU}language/LAV": "dct:LinguisticSystem",
        f"{EU}language/ENG": "dct:LinguisticSystem",
        f"{EU}country/LVA": "dct:Location",
        f"{EU}frequency/ANNUAL": "dct:Frequency",
        f"{EU}access-right/PUBLIC": "dct:RightsStatement",
        LICENCE: "dct:LicenseDocument",
    }
    nodes: list[Node] = [{"@id": at, "@type": kind} for at, kind in kinds.items()]
    for name in sorted({form.vocabulary for form in FORMATS.values()}):
        nodes.append({"@id": f"{EU}file-type/{name}", "@type": "dct:MediaTypeOrExtent"})
    for name in sorted({form.media_type.split(";")[0] for form in FORMATS.values()}):
        nodes.append({"@id": f"https://www.iana.org/assignments/media-types/{name}", "@type": "dct:MediaType"})
    nodes.append({"@id": f"{EU}data-theme", "@type": "skos:ConceptScheme", "dct:title": _words("Data theme", "en")})
    for at, words in (
        (f"{EU}data-theme/SOCI", "Population and society"),
        (f"{EU}planned-availability/STABLE", "Stable"),
    ):
        nodes.append({"@id": at, "@type": "skos:Concept", "skos:prefLabel": _words(words, "en")})
    return nodes


def _id(edition: Edition, base: str) -> str:
    return f"{base}{path_of(edition)}/#data"


def _series_id(data_set: str, base: str) -> str:
    return f"{base}{data_set}/#series"


def _file(edition: Edition, ending: str, base: str) -> str:
    return f"{base}{path_of(edition)}.{ending}"


def _to(address: str) -> Node:
    return {"@id": address}


def _words(text: str, tongue: str) -> Node:
    return {"@value": text, "@language": tongue}


def _in_both(words: dict[str, str]) -> list[Node]:
    return [_words(text, tongue) for tongue, text in words.items()]


def _moment(edition: Edition) -> Node:
    return {"@value": edition.published_at.replace(microsecond=0).isoformat(), "@type": "xsd:dateTime"}


__all__ = ["CATALOGUE", "catalogue"]
